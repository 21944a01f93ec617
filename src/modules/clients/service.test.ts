import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { isWorkday } from '#kernel/pure/calendar.ts'
import { calendarOf } from '#kernel/pure/holidays.ts'
import { record } from '#kernel/record/record.ts'
import { lockAgency } from '#modules/people/index.ts'
import { madeWorld, refused, type World } from '#test/setup/world.ts'
import { clientsContract } from './contract.ts'
import { calendarFor, clientById } from './index.ts'
import { clientsService } from './service.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())
const as = (who: keyof World['people']) => world.people[who].calls(clientsContract, clientsService)
const form = { name: '沐日茶飲', locale: 'zh-Hans', region: 'PRC' } as const
const contactForm = { name: '吳小姐', seniority: 'staff', locale: 'zh-Hant' } as const

test('for who is not on the team the client does not exist, in lists and by its id', async () => {
  const client = world.otherClient
  const absent = refused('not_found')
  assert.deepEqual((await as('ae').mine()).map((c) => c.id), [world.client])
  await assert.rejects(as('ae').get({ client }), absent)
  await assert.rejects(as('ae').update({ client, version: 1, ...form }), absent)
  await assert.rejects(as('ae').addContact({ client, ...contactForm }), absent)
  await assert.rejects(as('ae').updateContact({ client, contact: world.contacts.tea, version: 1, ...contactForm }), absent)
  await assert.rejects(as('ae').setDays({ client, version: 1, days: [] }), absent)
  await assert.rejects(as('ae').days({ client }), absent)
  // Nor may an administrator guess the id and walk in: nobody puts themselves on a team that they do not see.
  await assert.rejects(as('admin').join({ client, person: world.admin.id }), absent)
  await assert.rejects(as('admin').leave({ client, person: world.other.id }), absent)
  assert.equal((await as('other').get({ client })).name, '沐日茶飲')
})

test('the house is no client: nobody renames it, and nothing of a client stands under it, in the database neither', async () => {
  const [client, absent] = [world.agencyId, refused('not_found')]
  for (const who of ['ae', 'director', 'admin'] as const) {
    await assert.rejects(as(who).get({ client }), absent)
    await assert.rejects(as(who).update({ client, version: 1, ...form }), absent)
    await assert.rejects(as(who).addContact({ client, ...contactForm }), absent)
    await assert.rejects(world.people[who].tx((tx) => clientById(tx, client)), absent)
  }
  await assert.rejects(as('admin').join({ client, person: world.ae.id }), absent)
  await assert.rejects(as('admin').leave({ client, person: world.ae.id }), absent)
  await assert.rejects(world.admin.sql('insert into docket.client_team (agency_id, client_id, person_id, since) values ($1, $1, $2, now())', [client, world.ae.id]), /not_of_the_house/)
  await assert.rejects(world.admin.sql("insert into docket.meeting (agency_id, client_id, id, held_on, owner_id, created_at) values ($1, $1, gen_random_uuid(), '2026-11-24', $2, now())", [client, world.ae.id]), /not_of_the_house/)
})

test('a contact of another client is not found under mine', async () => {
  await assert.rejects(as('director').updateContact({ client: world.client, contact: world.contacts.tea, version: 1, ...contactForm }), refused('not_found'))
})

test('the database itself lets nobody onto the team of a client that stands', async () => {
  const walkIn = world.admin.tx((tx) => tx.db<{ client_team: { agency_id: string; client_id: string; person_id: string; since: Date } }>().insertInto('client_team')
    .values({ agency_id: tx.agencyId, client_id: world.otherClient, person_id: tx.person.id, since: tx.now }).execute())
  await assert.rejects(walkIn, /row-level security/)
})

test('whoever opens a client founds its team together with finance', async () => {
  const { id } = await as('admin').create({ name: '春分書店', locale: 'zh-Hant', region: 'TW' })
  const made = await as('admin').get({ client: id })
  assert.deepEqual(made.team.toSorted(), [world.admin.id, world.finance.id].toSorted())
  assert.deepEqual([made.currency, made.zone, made.termsDays], ['TWD', 'Asia/Taipei', 45])
  await assert.rejects(as('director').get({ client: id }), refused('not_found'))
  await as('admin').join({ client: id, person: world.director.id })
  await assert.rejects(as('admin').join({ client: id, person: world.director.id }), refused('clients.on_team_already'))
  assert.equal((await as('director').get({ client: id })).id, id)
})

test('one who can put others on the team always stays', async () => {
  const { id } = await as('admin').create({ name: '夏至冰室', locale: 'zh-Hant', region: 'HK' })
  await as('admin').join({ client: id, person: world.ae.id })
  await assert.rejects(as('admin').leave({ client: id, person: world.admin.id }), refused('clients.last_keeper'))
  await as('admin').join({ client: id, person: world.director.id })
  await as('admin').leave({ client: id, person: world.admin.id })
  await assert.rejects(as('admin').get({ client: id }), refused('not_found'))
})

test('while somebody is taken off a team, others write on, and neither waits for who waits for them', async () => {
  const of = async (text: string) => Number((await world.ae.sql(text)).rows[0].n)
  const deadlocks = () => of('select deadlocks n from pg_stat_database where datname = current_database()')
  const before = await deadlocks()
  const { client } = world
  let done: Promise<unknown> = Promise.resolve()
  await world.director.tx(async (tx) => {
    await lockAgency(tx)
    let over = false
    done = as('ae').addContact({ client, ...contactForm }).finally(() => (over = true))
    while (!over && (await of("select count(*) n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) === 0) await wait(5)
    await record(tx, { client, what: 'clients.left', subject: { kind: 'team', id: world.traffic.id }, data: { name: world.traffic.name } })
  })
  await done
  assert.equal(await deadlocks(), before)
})

test('who is taken off the team while they write is told that the client is not there', async () => {
  const { client, traffic } = world
  let times = 0
  const wrote = traffic.tx(async (tx) => {
    await clientById(tx, client)
    if (times++ === 0) await as('director').leave({ client, person: traffic.id })
    await record(tx, { client, what: 'archive.placed', subject: { kind: 'place', id: traffic.id }, data: { where: 'A' } })
  })
  await assert.rejects(wrote, refused('not_found'))
  await as('director').join({ client, person: traffic.id })
})

test('what was changed meanwhile is not overwritten', async () => {
  const { version } = await as('ae').get({ client: world.client })
  const change = { client: world.client, version, name: '松木家居', legalName: '松木家居股份有限公司', locale: 'zh-Hant', region: 'TW' } as const
  assert.deepEqual(await as('ae').update({ ...change, trade: '家具' }), { version: version + 1 })
  await assert.rejects(as('director').update({ ...change, trade: '建材' }), refused('stale'))
  assert.equal((await as('ae').get({ client: world.client })).trade, '家具')
  await assert.rejects(as('ae').update({ ...change, version: version + 1, taxNumber: '04595258' }), refused('taxid.TW'))
  await as('ae').update({ ...change, version: version + 1, taxNumber: ' ０４５９ ５２５７' })
  assert.equal((await as('ae').get({ client: world.client })).taxNumber, '04595257')
})

test('who approves for a client has an address', async () => {
  const approver = { client: world.client, ...contactForm, approverSince: '2026-12-01' }
  await assert.rejects(as('ae').addContact(approver), refused('clients.approver_needs_mail'))
  const { id } = await as('ae').addContact({ ...approver, mail: 'Wu@Pine.test' })
  assert.equal((await as('ae').get({ client: world.client })).contacts.find((c) => c.id === id)?.mail, 'wu@pine.test')
  await assert.rejects(as('ae').updateContact({ ...approver, contact: id, version: 1, mail: '' }), refused('clients.approver_needs_mail'))
})

test('a day works only where both sides work, each with its own days', async () => {
  const calendar = () => world.other.tx((tx) => calendarFor(tx, world.otherClient))
  // 2026-10-09 is a holiday in Taiwan only; 2026-11-25 is an ordinary Wednesday, 2026-11-28 a Saturday.
  const [only, wednesday, saturday] = ['2026-10-09', '2026-11-25', '2026-11-28']
  assert.equal(isWorkday(calendarOf('TW'), only), false)
  assert.equal(isWorkday(await calendar(), only), false)
  assert.equal(isWorkday(await calendar(), wednesday), true)
  await as('other').setDays({ client: world.otherClient, version: 1, days: [{ day: wednesday, kind: 'closed', name: '店慶' }, { day: saturday, kind: 'open', name: '補班' }] })
  assert.equal(isWorkday(await calendar(), wednesday), false)
  // The client works that Saturday, the agency does not; once it does too, the day works.
  assert.equal(isWorkday(await calendar(), saturday), false)
  await assert.rejects(as('other').setDays({ client: world.otherClient, version: 1, days: [{ day: wednesday, kind: 'closed' }, { day: wednesday, kind: 'open' }] }), refused('invalid'))
  await assert.rejects(as('ae').setDays({ client: world.agencyId, version: 1, days: [] }), refused('role'))
  await as('admin').setDays({ client: world.agencyId, version: 1, days: [{ day: saturday, kind: 'open' }] })
  assert.deepEqual(await as('ae').days({ client: world.agencyId }), { version: 2, days: [{ day: saturday, kind: 'open', name: '' }] })
  await assert.rejects(as('admin').setDays({ client: world.agencyId, version: 1, days: [] }), refused('stale'), 'seen before the other editor saved')
  assert.equal(isWorkday(await calendar(), saturday), true)
  // Another client's calendar knows nothing of those days.
  assert.equal(isWorkday(await world.ae.tx((tx) => calendarFor(tx, world.client)), wednesday), true)
})
