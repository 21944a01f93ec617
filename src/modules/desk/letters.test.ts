import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { readConfig } from '#kernel/config.ts'
import { queueMail } from '#kernel/mail/outbox.ts'
import { peopleContract } from '#modules/people/contract.ts'
import { peopleService } from '#modules/people/index.ts'
import { madeWorld, refused, type World } from '#test/setup/world.ts'
import { deskAs, sentMinutes, type Who } from './fixtures.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())
const desk = (who: Who) => deskAs(world, who)
const taskOf = async (who: Who, subject: string) => (await desk(who).today()).rows.find((row) => row.subjectId === subject)

test('a letter that could not be delivered is somebody’s: who caused it, and when nobody of the agency did, everybody’s who sees the client', async () => {
  const { client, agencyId, clock, contacts, ae, finance } = world
  const dead = async (by: string | null): Promise<string> => {
    const id = randomUUID()
    await ae.sql(`insert into docket.mail (agency_id, client_id, id, to_name, to_mail, subject, body, message_id, state, created_by, created_at)
      values ($1, $2, $3, '林若蘭', 'lin@pine.test', '無主', '', $6, 'dead', $4, $5)`, [agencyId, client, id, by, clock.now(), id])
    return id
  }
  const mine = async (id: string) => Promise.all((['ae', 'finance', 'other'] as const).map(async (who) => (await taskOf(who, id))?.mine))
  assert.deepEqual(await mine(await dead(ae.id)), [true, false, undefined])
  const left = await dead(finance.id)
  assert.deepEqual(await mine(left), [false, true, undefined])
  for (const by of [null, contacts.approver]) assert.deepEqual(await mine(await dead(by)), [true, true, undefined])
  await ae.sql('update docket.person set active = false where id = $1', [finance.id])
  assert.equal((await taskOf('ae', left))?.mine, true, 'who has left cannot see to it')
  await ae.sql('update docket.person set active = true where id = $1', [finance.id])
  await ae.sql("update docket.mail set state = 'withdrawn' where subject = '無主'")
})

test('a waiting letter is opened on record only, by its writer or an administrator, and never where mail goes out', async () => {
  await sentMinutes(world)
  const box = await desk('ae').outbox()
  assert.equal(box.sends, false)
  const letter = box.mails.at(-1)!
  assert.deepEqual([letter.toMail, letter.state], ['ruolan@client.test', 'waiting'])
  const ref = { client: letter.client, mail: letter.id }
  await assert.rejects(desk('ae').letter(ref), refused('desk.letter_not_yours'))
  await assert.rejects(desk('lead').openLetter(ref), refused('desk.letter_not_yours'))
  await assert.rejects(desk('other').openLetter(ref), refused('not_found'))
  assert.deepEqual((await desk('other').outbox()).mails, [])
  await desk('ae').openLetter(ref)
  const shown = await desk('ae').letter(ref)
  assert.match(shown.body, /http\S+\/p\//)
  assert.match(Buffer.from(shown.eml, 'base64').toString('utf8'), /^To: .*ruolan@client\.test/m)
  const [deed] = (await desk('director').thread({ client: ref.client, modules: ['desk'], most: 1 })).rows
  assert.deepEqual([deed?.what, deed?.actorName, deed?.subjectId], ['desk.letter_opened', '陳怡君', letter.id])
  // One's opening is not another's.
  await assert.rejects(desk('admin').letter(ref), refused('desk.letter_not_yours'))
  await desk('admin').openLetter(ref)
  assert.equal((await desk('admin').letter(ref)).subject, letter.subject)

  const deps = world.database.deps as { config: typeof world.config }
  const { config } = deps
  deps.config = readConfig({ DATA_DIR: '.', SMTP_URL: 'smtp://127.0.0.1:2525', MAIL_FROM: 'desk@sun.test' })
  try {
    await assert.rejects(desk('ae').openLetter(ref), refused('desk.mail_goes_out'))
    await assert.rejects(desk('ae').letter(ref), refused('desk.mail_goes_out'))
  } finally {
    deps.config = config
  }
})

test('a waiting letter without a link is opened by whoever sees the client, on record', async () => {
  const { client } = world
  const mail = await world.people.finance.tx((tx) => queueMail(tx, { client, to: { name: '林若蘭', mail: 'ruolan@client.test' }, subject: '簽齊了', body: '附上證明。' }))
  await assert.rejects(desk('ae').letter({ client, mail }), refused('desk.letter_not_yours'))
  await desk('ae').openLetter({ client, mail })
  assert.equal((await desk('ae').letter({ client, mail })).subject, '簽齊了')
  await assert.rejects(desk('other').openLetter({ client, mail }), refused('not_found'))
})

test('what the house’s record and letters say of colleagues is read by administrators; everybody else reads what is their own', async () => {
  const client = world.agencyId
  const staff = world.admin.calls(peopleContract, peopleService(async () => undefined)).staff
  const { id } = await staff.invite({ mail: 'new@sun.test', name: '新同事', locale: 'zh-Hant', roles: ['member'] })
  const of = async (who: Who) => (await desk(who).thread({ client, most: 200 })).rows
  const letters = async (who: Who) => (await desk(who).outbox()).mails.filter((m) => m.client === client).map((m) => m.toName)
  assert.ok((await of('admin')).some((row) => row.what === 'people.invited' || row.subjectId === id))
  assert.deepEqual(await letters('admin'), ['新同事'])
  for (const who of ['member', 'director', 'finance', 'ae'] as const) {
    const me = world.people[who].id
    const { rows } = await world.people[who].sql('select actor_id, subject_id from docket.record where client_id = agency_id')
    assert.ok(rows.length > 0 && rows.every((row) => row.actor_id === me || row.subject_id === me), who)
    assert.equal((await of(who)).length, rows.length)
    assert.deepEqual(await letters(who), [])
    assert.equal((await world.people[who].sql('select 1 from docket.mail where client_id = agency_id')).rowCount, 0)
  }
})
