import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { TOTP, Secret } from 'otpauth'
import type { WalledTx } from '#kernel/db/walled.ts'
import { at, fn, openHouse, password } from './fixtures.ts'
import { proofMethod } from './rules.ts'
import { peopleService } from './service.ts'
import { resolveKey, resolveSession } from './sessions.ts'
import { issueKey } from './keys.ts'
import { ticketToken } from './secrets.ts'

let house: Awaited<ReturnType<typeof openHouse>>
const service = peopleService(async () => undefined)
const signIn = at(service.signIn)
before(async () => {
  house = await openHouse()
})
after(() => house.close())
const refused = (code: string) => (e: unknown) => (e as { code?: string }).code === code

test('the founder makes one agency with its house, all roles and a session; a second founder comes too late', async () => {
  const create = at(service.createAgency)
  const form = (mail: string) => ({ name: '向陽廣告', region: 'TW' as const, locale: 'zh-Hant' as const, person: '林芳', mail, password, passkey: undefined, setupCode: undefined })
  assert.equal((await at(service.state)(house.browser(), undefined)).own, false)
  const doors = [house.browser(), house.browser({ address: '192.0.2.8' })]
  const both = await Promise.allSettled(doors.map((door, n) => create(door, form(`fang${n}@sun.test`))))
  assert.deepEqual(both.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
  const door = doors[both.findIndex((r) => r.status === 'fulfilled')]!
  const me = await house.as(door, (tx) => fn(service.me)(tx, undefined))
  assert.equal(me.roles.length, 7)
  assert.deepEqual([me.agency.currency, me.agency.zone, me.agency.sample, me.agency.termsDays], ['TWD', 'Asia/Taipei', false, 45])
  assert.equal((await at(service.state)(house.browser(), undefined)).own, true)
})

test('a right password opens a session; a wrong one and an unknown address are refused in the same words', async () => {
  await house.found('amy@one.test')
  const door = house.browser()
  assert.deepEqual(await signIn(door, { mail: 'amy@one.test', password, code: undefined, agency: undefined }), { state: 'in' })
  const found = await resolveSession(house.database, door.token)
  assert.equal(found?.scope.actor.method, 'password')
  assert.deepEqual([...(found?.scope.actor.roles ?? [])].sort(), ['admin', 'ae'])
  for (const mail of ['amy@one.test', 'nobody@one.test'])
    await assert.rejects(signIn(house.browser(), { mail, password: 'not the password', code: undefined, agency: undefined }), refused('people.wrong'))
  assert.equal(await resolveSession(house.database, 'x'.repeat(43)), null)
})

test('wrong guesses slow down that address only, and a pause is not made longer by trying', async () => {
  await house.found('bea@one.test')
  const from = (address: string, secret: string) => signIn(house.browser({ address }), { mail: 'bea@one.test', password: secret, code: undefined, agency: undefined })
  for (let n = 0; n < 5; n++) await assert.rejects(from('198.51.100.1', 'wrong wrong wrong'), refused('people.wrong'))
  for (let n = 0; n < 3; n++)
    await assert.rejects(from('198.51.100.1', password), (e: { code: string; status: number; params: { seconds: number } }) => e.code === 'too_many' && e.status === 429 && e.params.seconds === 5)
  assert.deepEqual(await from('198.51.100.2', password), { state: 'in' })
  house.clock.advance(0.1)
  assert.deepEqual(await from('198.51.100.1', password), { state: 'in' })
  await assert.rejects(from('198.51.100.1', 'wrong wrong wrong'), refused('people.wrong'))
})

test('guesses from all addresses of one IPv6 network are counted together', async () => {
  await house.found('bob@one.test')
  const from = (address: string, secret = 'wrong wrong wrong') => signIn(house.browser({ address }), { mail: 'bob@one.test', password: secret, code: undefined, agency: undefined })
  for (let n = 1; n <= 5; n++) await assert.rejects(from(`2001:db8:1:2::${n}`), refused('people.wrong'))
  await assert.rejects(from('2001:db8:1:2:ffff::9', password), refused('too_many'))
  assert.deepEqual(await from('2001:db8:1:3::9', password), { state: 'in' })
})

test('many guesses at once are all counted', async () => {
  await house.found('cat@one.test')
  const all = await Promise.allSettled(
    Array.from({ length: 12 }, () => signIn(house.browser({ address: '198.51.100.9' }), { mail: 'cat@one.test', password: 'wrong wrong wrong', code: undefined, agency: undefined })),
  )
  const codes = all.map((r) => (r.status === 'rejected' ? r.reason.code : 'in'))
  assert.equal(codes.filter((c) => c === 'people.wrong').length, 5)
  assert.equal(codes.filter((c) => c === 'too_many').length, 7)
})

test('one address in two agencies: the right password in both asks which', async () => {
  const a = await house.found('dan@two.test', { name: '甲' })
  const b = await house.found('dan@two.test', { name: '乙' })
  const door = house.browser()
  const answer = await signIn(door, { mail: 'dan@two.test', password, code: undefined, agency: undefined })
  assert.deepEqual(answer, { state: 'choose', agencies: [{ id: a.agencyId, name: '甲' }, { id: b.agencyId, name: '乙' }] })
  assert.equal(door.token, null)
  await signIn(door, { mail: 'dan@two.test', password, code: undefined, agency: b.agencyId })
  assert.equal((await resolveSession(house.database, door.token))?.scope.agencyId, b.agencyId)
})

test('the second factor: a code counts once, recovery codes too, and the password alone does not clear the wrong codes', async () => {
  await house.found('eve@one.test')
  const door = house.browser()
  await signIn(door, { mail: 'eve@one.test', password, code: undefined, agency: undefined })
  const setup = await house.as(door, (tx) => fn(service.account.totpSetup)(tx, undefined))
  const codeNow = (minutes = 0) => new TOTP({ secret: Secret.fromBase32(setup.secret) }).generate({ timestamp: house.clock.now().getTime() + minutes * 60_000 })
  const { batch } = await house.as(door, (tx) => fn(service.account.confirmTotp)(tx, { setup: setup.setup, code: codeNow() }))
  const codes = await house.as(door, (tx) => fn(service.account.codes)(tx, { batch }))
  assert.equal(new Set(codes).size, 10)

  const come = (code?: string, address = '203.0.113.5') => signIn(house.browser({ address }), { mail: 'eve@one.test', password, code, agency: undefined })
  assert.deepEqual(await come(), { state: 'code' })
  await assert.rejects(come(codeNow()), refused('people.wrong_code'), 'the code of the set-up was taken')
  house.clock.advance(1)
  const code = codeNow()
  const race = await Promise.allSettled([come(code), come(code)])
  assert.deepEqual(race.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
  assert.deepEqual(await come(codes[3]?.toUpperCase().replaceAll('-', ' ')), { state: 'in' })
  await assert.rejects(come(codes[3]), refused('people.wrong_code'))

  const elsewhere = '203.0.113.99'
  for (let n = 0; n < 5; n++) {
    await assert.rejects(come('000000', elsewhere), refused('people.wrong_code'))
    if (n < 4) assert.deepEqual(await come(undefined, elsewhere), { state: 'code' })
  }
  await assert.rejects(come(codeNow(), elsewhere), refused('too_many'))

  house.clock.advance(10)
  await assert.rejects(house.as(door, (tx) => fn(service.account.codes)(tx, { batch })), refused('not_found'))
})

test('a proof given again counts as what was shown, and with the second factor on nothing less than both', async () => {
  for (const password of [true, false])
    for (const code of [true, false])
      for (const totp of [true, false]) {
        const given = { passkey: false, password, code }
        const tried = () => proofMethod(given, totp, false)
        if (!password) assert.throws(tried, refused('people.secret_needed'))
        else if (totp && !code) assert.throws(tried, refused('people.code_needed'))
        else assert.equal(tried(), totp ? 'password+totp' : 'password')
        assert.equal(proofMethod({ ...given, passkey: true }, totp, false), 'passkey')
      }
  assert.equal(proofMethod({ passkey: false, password: false, code: false }, false, true), 'switch')

  await house.found('ivy@one.test')
  const door = house.browser()
  await signIn(door, { mail: 'ivy@one.test', password, code: undefined, agency: undefined })
  const { setup, secret } = await house.as(door, (tx) => fn(service.account.totpSetup)(tx, undefined))
  const codeNow = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: house.clock.now().getTime() })
  const { batch } = await house.as(door, (tx) => fn(service.account.confirmTotp)(tx, { setup, code: codeNow() }))
  const [recovery] = await house.as(door, (tx) => fn(service.account.codes)(tx, { batch }))
  house.clock.advance(16)
  const prove = (given: { password?: string; code?: string }) => at(service.prove)(door, { password: undefined, code: undefined, passkey: undefined, ...given })
  const now = async () => (await resolveSession(house.database, door.token))?.scope.actor
  const before = await now()
  await assert.rejects(prove({ password }), refused('people.code_needed'))
  await assert.rejects(prove({ code: recovery! }), refused('people.secret_needed'))
  await assert.rejects(prove({ password, code: '000000' }), refused('people.wrong_code'))
  assert.deepEqual([(await now())?.method, (await now())?.provedAt], ['password', before?.provedAt])
  await prove({ password, code: codeNow() })
  assert.deepEqual([(await now())?.method, (await now())?.provedAt], ['password+totp', house.clock.now()])
})

test('a key touches neither the person’s particulars nor their sessions and keys', async () => {
  await house.found('jan@one.test')
  const door = house.browser()
  await signIn(door, { mail: 'jan@one.test', password, code: undefined, agency: undefined })
  const { id } = await house.as(door, (tx) => fn(service.keys.create)(tx, { name: 'export', roles: [], days: 30 }))
  const { key } = await house.as(door, (tx) => fn(service.keys.reveal)(tx, { id }))
  const { scope } = (await resolveKey(house.database, key))!
  const [session] = await house.as(door, (tx) => fn(service.account.sessions)(tx, undefined))
  const tries = [
    fn(service.account.update), fn(service.account.setLanguage), fn(service.account.endSession), fn(service.account.endOthers), fn(service.keys.end),
  ] as unknown as ((tx: WalledTx, input: object) => Promise<unknown>)[]
  for (const one of tries) await assert.rejects(house.database.write(scope, (tx) => one(tx, { id: session!.id, title: 'x', locale: 'en', version: 1 })), refused('people.needs_session'))
  assert.ok(await resolveSession(house.database, door.token))
})

test('a session dies at once when ended, when idle for a week, after 30 days, and with its person', async () => {
  await house.found('fay@one.test')
  const [one, two] = [house.browser(), house.browser()]
  for (const door of [one, two]) await signIn(door, { mail: 'fay@one.test', password, code: undefined, agency: undefined })
  const listed = await house.as(one, (tx) => fn(service.account.sessions)(tx, undefined))
  assert.deepEqual(listed.map((s) => s.mine).sort(), [false, true])
  await house.as(one, (tx) => fn(service.account.endOthers)(tx, undefined))
  assert.equal(await resolveSession(house.database, two.token), null)

  for (let day = 1; day <= 29; day++) {
    house.clock.advance(24 * 60)
    assert.ok(await resolveSession(house.database, one.token), `day ${day}`)
  }
  house.clock.advance(24 * 60)
  assert.equal(await resolveSession(house.database, one.token), null)
  const three = house.browser()
  await signIn(three, { mail: 'fay@one.test', password, code: undefined, agency: undefined })
  house.clock.advance(7 * 24 * 60 + 1)
  assert.equal(await resolveSession(house.database, three.token), null)
})

test('proof grows old after 15 minutes and is renewed by the password; what changes the ways in asks for it', async () => {
  await house.found('gus@one.test')
  const door = house.browser()
  await signIn(door, { mail: 'gus@one.test', password, code: undefined, agency: undefined })
  house.clock.advance(16)
  const create = () => house.as(door, (tx) => fn(service.keys.create)(tx, { name: 'export', roles: ['ae'], days: 30 }))
  await assert.rejects(create(), refused('people.proof_old'))
  await assert.rejects(at(service.prove)(door, { password: 'wrong wrong wrong', code: undefined, passkey: undefined }), refused('people.wrong'))
  await at(service.prove)(door, { password, code: undefined, passkey: undefined })
  const { id } = await create()
  const { key } = await house.as(door, (tx) => fn(service.keys.reveal)(tx, { id }))
  assert.deepEqual((await resolveKey(house.database, key))?.scope.actor.roles, ['ae'])
  await assert.rejects(house.as(door, (tx) => fn(service.keys.create)(tx, { name: 'more', roles: ['finance'], days: 1 })), refused('people.role_not_mine'))
  house.clock.advance(6)
  await assert.rejects(house.as(door, (tx) => fn(service.keys.reveal)(tx, { id })), refused('not_found'))
  await house.as(door, (tx) => fn(service.keys.end)(tx, { id }))
  assert.equal(await resolveKey(house.database, key), null)

  const cli = await issueKey(house.database, 'gus@one.test', 30)
  assert.deepEqual([...((await resolveKey(house.database, cli))?.scope.actor.roles ?? [])].sort(), ['admin', 'ae'])
  house.clock.advance(31 * 24 * 60)
  assert.equal(await resolveKey(house.database, cli), null)
})

test('a reset link works once and for an hour, ends every session, and asking says nothing about who exists', async () => {
  const { agencyId } = await house.found('hal@one.test')
  const old = house.browser()
  await signIn(old, { mail: 'hal@one.test', password, code: undefined, agency: undefined })
  const door = house.browser({ address: '203.0.113.40' })
  const began = performance.now()
  assert.deepEqual(await at(service.forgot)(door, { mail: 'stranger@one.test' }), { ok: true })
  assert.ok(performance.now() - began >= 390)
  assert.deepEqual(await at(service.forgot)(door, { mail: 'hal@one.test' }), { ok: true })
  const { rows } = await house.database.read({ agencyId, actor: { kind: 'system', id: null, name: 't' }, lang: 'en' }, async (tx) => ({
    rows: await tx.db<{ ticket: { id: string; agency_id: string }; mail: { link_id: string; body: string; agency_id: string } }>().selectFrom('mail').select(['link_id', 'body']).where('agency_id', '=', agencyId).execute(),
  }))
  assert.equal(rows.length, 1)
  assert.match(rows[0]!.body, /\{\{link\}\}/)
  const token = ticketToken(house.root, rows[0]!.link_id)
  assert.equal((await at(service.ticket)(door, { token })).kind, 'reset')
  const take = (secret: string) => at(service.takeTicket)(door, { token, locale: undefined, password: secret, passkey: undefined })
  await assert.rejects(take('short'), refused('people.password_short'))
  assert.deepEqual(await take('another long sentence'), { state: 'in' })
  await assert.rejects(take('another long sentence'), refused('not_found'))
  assert.equal(await resolveSession(house.database, old.token), null)
  await assert.rejects(signIn(house.browser(), { mail: 'hal@one.test', password, code: undefined, agency: undefined }), refused('people.wrong'))
})
