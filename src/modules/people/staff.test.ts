import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import pg from 'pg'
import { type Browser, at, fn, openHouse, password } from './fixtures.ts'
import { rateOn } from './index.ts'
import { checkNewMail, checkPassword, madeAt, within } from './rules.ts'
import { peopleService } from './service.ts'
import { resolveSession } from './sessions.ts'
import { ticketToken } from './secrets.ts'

let house: Awaited<ReturnType<typeof openHouse>>
const service = peopleService(async () => undefined)
const none = undefined as never
before(async () => {
  house = await openHouse()
})
after(() => house.close())
const refused = (code: string) => (e: unknown) => (e as { code?: string }).code === code
const enter = async (mail: string, secret = password): Promise<Browser> => {
  const door = house.browser()
  await at(service.signIn)(door, { mail, password: secret, code: undefined, agency: undefined })
  return door
}
const letters = async (agency: string) => {
  const owner = new pg.Client({ connectionString: house.ownerUrl })
  await owner.connect()
  const { rows } = await owner.query('select link_id, state, to_mail from docket.mail where agency_id = $1 order by created_at, id', [agency])
  await owner.end()
  return rows
}
const form = (over: object = {}) => ({ mail: 'new@x.test', name: '張小明', title: '文案', locale: 'zh-Hant' as const, roles: ['member' as const], ...over })

test('an invitation is taken up by its link, which a newer one and a deactivation end', async () => {
  const { agencyId } = await house.found('boss@a.test')
  const boss = await enter('boss@a.test')
  const { id } = await house.as(boss, (tx) => fn(service.staff.invite)(tx, form()))
  await assert.rejects(house.as(boss, (tx) => fn(service.staff.invite)(tx, form())), refused('people.mail_taken'))
  await house.as(boss, (tx) => fn(service.staff.resend)(tx, { id }))
  const sent = await letters(agencyId)
  assert.deepEqual(sent.map((l) => [l.state, l.to_mail]), [['withdrawn', 'new@x.test'], ['waiting', 'new@x.test']])
  const take = (link: string) => at(service.takeTicket)(house.browser(), { token: ticketToken(house.root, link), locale: 'en', password, passkey: undefined })
  await assert.rejects(take(sent[0].link_id), refused('not_found'))
  const both = await Promise.allSettled([take(sent[1].link_id), take(sent[1].link_id)])
  assert.deepEqual(both.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
  const door = await enter('new@x.test')
  const me = await house.as(door, (tx) => fn(service.me)(tx, none))
  assert.deepEqual([me.roles, me.locale, me.title], [['member'], 'en', '文案'])
  await assert.rejects(house.as(boss, (tx) => fn(service.staff.resend)(tx, { id })), refused('people.joined_already'))

  const { version } = (await house.as(boss, (tx) => fn(service.staff.list)(tx, none))).find((p) => p.id === id)!
  await house.as(boss, (tx) => fn(service.staff.deactivate)(tx, { id, version }))
  assert.equal(await resolveSession(house.database, door.token), null)
  await assert.rejects(enter('new@x.test'), refused('people.wrong'))
})

test('asking for a link in another’s name ends none of theirs; using one ends the rest', async () => {
  const { agencyId } = await house.found('boss@links.test')
  const boss = await enter('boss@links.test')
  await house.as(boss, (tx) => fn(service.staff.invite)(tx, form({ mail: 'inv@links.test' })))
  const ask = () => at(service.forgot)(house.browser({ address: '203.0.113.77' }), { mail: 'inv@links.test' })
  await ask()
  await ask()
  const tokens = (await letters(agencyId)).map((l) => ticketToken(house.root, l.link_id))
  assert.equal(tokens.length, 3)
  for (const token of tokens) assert.equal((await at(service.ticket)(house.browser(), { token })).kind, 'invitation')
  await at(service.takeTicket)(house.browser(), { token: tokens[0]!, locale: 'en', password, passkey: undefined })
  for (const token of tokens) await assert.rejects(at(service.ticket)(house.browser(), { token }), refused('not_found'))
  assert.deepEqual((await letters(agencyId)).map((l) => l.state), ['withdrawn', 'withdrawn', 'withdrawn'])
})

test('roles count from the next request on, and only an administrator changes them', async () => {
  await house.found('boss@b.test')
  const boss = await enter('boss@b.test')
  const { id } = await house.as(boss, (tx) => fn(service.staff.invite)(tx, form({ mail: 'm@b.test' })))
  const owner = new pg.Client({ connectionString: house.ownerUrl })
  await owner.connect()
  await owner.query('update docket.person p set password_hash = b.password_hash, joined_at = now() from docket.person b where p.id = $1 and b.mail = $2', [id, 'boss@b.test'])
  await owner.end()
  const member = await enter('m@b.test')
  await assert.rejects(house.as(member, (tx) => fn(service.staff.invite)(tx, form({ mail: 'z@b.test' }))), refused('role'))
  await assert.rejects(house.as(member, (tx) => fn(service.staff.setRate)(tx, { id, from: '2026-01-01', version: 0, costMinor: 1n, chargeMinor: 2n })), refused('role'))
  await assert.rejects(house.as(member, (tx) => fn(service.staff.rates)(tx, { id })), refused('role'))
  await house.as(boss, (tx) => fn(service.staff.update)(tx, { id, version: 1, name: '張', seal: '張', title: '', locale: 'en', roles: ['finance'] }))
  await house.as(member, (tx) => fn(service.staff.setRate)(tx, { id, from: '2026-01-01', version: 0, costMinor: 300n, chargeMinor: 900n }))
  await assert.rejects(house.as(boss, (tx) => fn(service.staff.update)(tx, { id, version: 1, name: '張', seal: '張', title: '', locale: 'en', roles: [] })), refused('stale'))
})

test('a name and its seal are an administrator’s to change, and the record keeps both names', async () => {
  const { agencyId } = await house.found('boss@name.test')
  const boss = await enter('boss@name.test')
  const { id } = await house.as(boss, (tx) => fn(service.staff.invite)(tx, form({ mail: 'n@name.test' })))
  await house.as(boss, (tx) => fn(service.account.update)(tx, { title: '總監', locale: 'en', version: 1, name: '別人', seal: '別人' } as never))
  const [me] = (await house.as(boss, (tx) => fn(service.staff.list)(tx, none))).filter((p) => p.mail === 'boss@name.test')
  assert.deepEqual([me?.name, me?.seal, me?.title], ['陳怡君', '', '總監'])
  await house.as(boss, (tx) => fn(service.staff.update)(tx, { id, version: 1, name: '張曉明', seal: '曉明', title: '', locale: 'en', roles: ['member'] }))
  const owner = new pg.Client({ connectionString: house.ownerUrl })
  await owner.connect()
  const { rows } = await owner.query("select data from docket.record where agency_id = $1 and what = 'people.renamed'", [agencyId])
  await owner.end()
  assert.deepEqual(rows, [{ data: { was: '張小明', name: '張曉明' } }])
})

test('one active administrator stays, whoever goes first', async () => {
  await house.found('one@c.test')
  const boss = await enter('one@c.test')
  const list = () => house.as(boss, (tx) => fn(service.staff.list)(tx, none))
  const [me] = await list()
  await assert.rejects(house.as(boss, (tx) => fn(service.staff.deactivate)(tx, { id: me!.id, version: me!.version })), refused('people.last_admin'))
  await assert.rejects(house.as(boss, (tx) => fn(service.staff.update)(tx, { ...me!, roles: ['ae'] })), refused('people.last_admin'))
  const { id } = await house.as(boss, (tx) => fn(service.staff.invite)(tx, form({ mail: 'two@c.test', roles: ['admin'] })))
  // Two administrators take each other out at the same moment.
  const scope = (await resolveSession(house.database, boss.token))!.scope
  const race = await Promise.allSettled([me!.id, id].map((who) => house.database.write(scope, (tx) => fn(service.staff.deactivate)(tx, { id: who, version: 1 }))))
  assert.deepEqual(race.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
})

test('a rate counts from its day on; the record says that it was set, not what it is', async () => {
  const { agencyId, id } = await house.found('fin@d.test', { roles: ['admin', 'finance'] })
  const door = await enter('fin@d.test')
  const set = (from: string, cost: bigint, version = 0) => house.as(door, (tx) => fn(service.staff.setRate)(tx, { id, from, version, costMinor: cost, chargeMinor: cost * 3n }))
  await set('2026-01-01', 500n)
  await set('2026-07-01', 600n)
  await assert.rejects(set('2026-07-01', 1n), refused('stale'))
  const race = await Promise.allSettled([650n, 650n].map((cost) => set('2026-07-01', cost, 1)))
  assert.deepEqual(race.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
  const on = (day: string) => house.as(door, (tx) => rateOn(tx, id, day))
  assert.equal(await on('2025-12-31'), null)
  assert.equal((await on('2026-06-30'))?.costMinor, 500n)
  assert.deepEqual(await on('2026-07-01'), { currency: 'TWD', costMinor: 650n, chargeMinor: 1950n })
  assert.deepEqual((await house.as(door, (tx) => fn(service.staff.currentRates)(tx, none))).map((r) => r.costMinor), [650n])
  const owner = new pg.Client({ connectionString: house.ownerUrl })
  await owner.connect()
  const { rows } = await owner.query('select what, data from docket.record where agency_id = $1 order by seq', [agencyId])
  await owner.end()
  assert.deepEqual(rows.map((r) => r.what), ['people.founded', 'people.added', 'people.signed_in', ...Array(3).fill('people.rate_set')])
  assert.doesNotMatch(JSON.stringify(rows), /650|1950|argon2/)
})

test('the agency’s particulars: the tax number is checked and kept plain, the house takes the new name, an old form is refused', async () => {
  await house.found('boss@e.test')
  const door = await enter('boss@e.test')
  const { id, region, zone, currency, sample, ...before } = await house.as(door, (tx) => fn(service.agency.get)(tx, none))
  const { update } = service.agency
  assert.ok('run' in update)
  const save = (over: object) => house.as(door, (tx) => update.run(tx, { ...before, ...over }, ''))
  await assert.rejects(save({ taxNumber: '12345678' }), refused('taxid.TW'))
  for (const invoiceSeries of ['J', 'M', 'PR', 'RC', 'CN']) await assert.rejects(save({ invoiceSeries }), refused('people.series_taken'))
  await save({ name: '向陽整合行銷', taxNumber: ' ０４５９５２５７', termsDays: 60 })
  const now = await house.as(door, (tx) => fn(service.agency.get)(tx, none))
  assert.deepEqual([now.name, now.taxNumber, now.termsDays, now.version], ['向陽整合行銷', '04595257', 60, 2])
  await assert.rejects(save({ name: 'x' }), refused('stale'))
  const owner = new pg.Client({ connectionString: house.ownerUrl })
  await owner.connect()
  assert.equal((await owner.query('select name from docket.client where client_id = $1', [id])).rows[0].name, '向陽整合行銷')
  await assert.rejects(owner.query("update docket.agency set invoice_series = 'CN' where agency_id = $1", [id]), /agency_series_of_its_own/)
  await owner.end()
  assert.deepEqual([region, zone, currency, sample], ['TW', 'Asia/Taipei', 'TWD', false])
})

test('the switch exists in the sample on this machine and nowhere else, and is named in the session', async () => {
  const own = await house.found('own@f.test')
  const sample = await house.found('sam@f.test', { sample: true })
  const door = await enter('own@f.test')
  await assert.rejects(at(service.switchTo)(door, { person: own.id }), refused('people.local_only'))
  const inside = await enter('sam@f.test')
  await assert.rejects(at(service.switchTo)(inside, { person: own.id }), refused('people.local_only'), 'nobody of another agency')
  const was = inside.token
  await at(service.switchTo)(inside, { person: sample.id })
  assert.equal((await resolveSession(house.database, inside.token, {}, true))?.scope.actor.method, 'switch')
  assert.equal(await resolveSession(house.database, was, {}, true), null)
  assert.ok((await house.as(inside, (tx) => fn(service.me)(tx, none))).sampleStaff)
  const { config } = house.deps
  for (const away of [{ loopback: false }, { baseUrl: 'https://docket.example.com' }]) {
    Object.assign(config, { loopback: true, baseUrl: 'http://localhost:4173' }, away)
    assert.equal(await resolveSession(house.database, inside.token, {}, true), null, 'what a switch opened is shut')
    await assert.rejects(at(service.switchTo)(inside, { person: sample.id }), refused('signed_out'))
    const known = await enter('sam@f.test')
    await assert.rejects(at(service.switchTo)(known, { person: sample.id }), refused('people.local_only'))
    await assert.rejects(at(service.openSample)(house.browser(), {}), refused('people.local_only'))
    assert.equal((await house.as(known, (tx) => fn(service.me)(tx, none))).sampleStaff, undefined)
  }
  Object.assign(config, { loopback: true, baseUrl: 'http://localhost:4173' })
  const relayed = { ...inside, local: false }
  await assert.rejects(at(service.switchTo)(relayed, { person: sample.id }), refused('signed_out'), 'through a proxy nobody told us of')
  await assert.rejects(at(service.openSample)(house.browser({ local: false }), {}), refused('people.local_only'))
  assert.ok(await resolveSession(house.database, inside.token, {}, true))
})


test('passwords: length counts, and what anybody would guess is refused', () => {
  const about = { mail: 'yijun.chen@sun.test', name: 'Yijun Chen' }
  const code = (text: string): string => {
    try {
      checkPassword(text, about)
      return 'ok'
    } catch (e) {
      return (e as { code: string }).code
    }
  }
  assert.deepEqual(
    ['short', '九個字的密碼還不夠', 'aaaaaaaaaaaaaaaa', '1234567890', 'yijun.chen1', 'password123', '今天的海很藍而且很安靜', 'correct horse battery'].map(code),
    ['people.password_short', 'people.password_short', 'people.password_easy', 'people.password_easy', 'people.password_easy', 'people.password_easy', 'ok', 'ok'],
  )
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 9 }), (text) => [...text.normalize('NFKC')].length >= 10 || code(text) === 'people.password_short'))
})

test('an id tells when it was made, and the future is never fresh', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 47 }), fc.integer({ min: -3_600_000, max: 3_600_000 }), (ms, ago) => {
      const hex = ms.toString(16).padStart(12, '0')
      const made = madeAt(`${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`)
      assert.equal(made.getTime(), ms)
      assert.equal(within(made, 300_000, new Date(ms + ago)), ago > -60_000 && ago <= 300_000)
    }),
  )
})

test('an administrator ends the keys of somebody at once, and of nobody else', async () => {
  await house.found('boss@keys.test')
  const boss = await enter('boss@keys.test')
  const me = await house.as(boss, (tx) => fn(service.me)(tx, none))
  const { id } = await house.as(boss, (tx) => fn(service.staff.invite)(tx, form({ mail: 'k@keys.test' })))
  const key = () => house.as(boss, (tx) => fn(service.keys.create)(tx, { name: 'export', roles: ['admin'], days: 30 }))
  await key()
  await key()
  assert.deepEqual(await house.as(boss, (tx) => fn(service.staff.endKeys)(tx, { id })), { ended: 0 })
  assert.equal((await house.as(boss, (tx) => fn(service.keys.list)(tx, none))).filter((k) => k.endedAt === null).length, 2)
  assert.deepEqual(await house.as(boss, (tx) => fn(service.staff.endKeys)(tx, { id: me.id })), { ended: 2 })
  assert.equal((await house.as(boss, (tx) => fn(service.keys.list)(tx, none))).every((k) => k.endedAt !== null), true)
})

test('a new address to sign in is one that nobody else has', () => {
  const who = { id: 'a', mail: 'old@x.test' }
  assert.throws(() => checkNewMail(who, 'old@x.test', who), refused('people.mail_same'))
  assert.throws(() => checkNewMail(who, 'new@x.test', { id: 'b' }), refused('people.mail_taken'))
  checkNewMail(who, 'new@x.test', undefined)
})

test('an administrator changes the address somebody signs in with: links and sessions end, both addresses are told', async () => {
  const { agencyId, id: bossId } = await house.found('boss@mail.test')
  const boss = await enter('boss@mail.test')
  const { id } = await house.as(boss, (tx) => fn(service.staff.invite)(tx, form({ mail: 'wrong@mail.test' })))
  const change = (to: string, version: number, who = id, by = boss) => house.as(by, (tx) => fn(service.staff.changeMail)(tx, { id: who, version, mail: to }))
  await assert.rejects(change('boss@mail.test', 1), refused('people.mail_taken'))
  await assert.rejects(change('wrong@mail.test', 1), refused('people.mail_same'))
  await assert.rejects(change('right@mail.test', 7), refused('stale'))

  // Not taken up yet: the invitation goes to the new address, and the one at the old address opens nothing.
  await change('right@mail.test', 1)
  const invited = await letters(agencyId)
  assert.deepEqual(invited.map((l) => [l.state, l.to_mail]), [['withdrawn', 'wrong@mail.test'], ['waiting', 'right@mail.test']])
  const take = (link: string) => at(service.takeTicket)(house.browser(), { token: ticketToken(house.root, link), locale: 'en', password, passkey: undefined })
  await assert.rejects(take(invited[0].link_id), refused('not_found'))
  await take(invited[1].link_id)

  const door = await enter('right@mail.test')
  await assert.rejects(change('mine@mail.test', 2, id, door), refused('role'))
  const { version } = (await house.as(boss, (tx) => fn(service.staff.list)(tx, none))).find((p) => p.id === id)!
  await change('newest@mail.test', version)
  assert.equal(await resolveSession(house.database, door.token), null)
  await assert.rejects(enter('right@mail.test'), refused('people.wrong'))
  assert.ok((await enter('newest@mail.test')).token)
  assert.deepEqual((await letters(agencyId)).slice(2).map((l) => [l.link_id, l.to_mail]), [[null, 'right@mail.test'], [null, 'newest@mail.test']])

  // Their own: this session stays.
  await change('chief@mail.test', 1, bossId)
  assert.ok(await resolveSession(house.database, boss.token))
  await assert.rejects(enter('boss@mail.test'), refused('people.wrong'))
})
