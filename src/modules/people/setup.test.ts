import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { at, fn, openHouse, password } from './fixtures.ts'
import { addPerson, foundAgency, foundingScope, neededSetupCode, resolveSession } from './index.ts'
import type { BuildSample } from './sampling.ts'
import { peopleService } from './service.ts'

let house: Awaited<ReturnType<typeof openHouse>>
const none = undefined as never
before(async () => {
  house = await openHouse()
})
after(() => house.close())
const refused = (code: string) => (e: unknown) => (e as { code?: string }).code === code
const form = { name: '遠方', region: 'PRC' as const, locale: 'zh-Hans' as const, person: '李雷', mail: 'lei@far.test', password, passkey: undefined, setupCode: undefined as string | undefined }
const away = (on: boolean) => Object.assign(house.deps.config, on ? { loopback: false, baseUrl: 'https://desk.far.test' } : { loopback: true, baseUrl: 'http://localhost:4173' })

let built = 0
/** Fails the first time, half way: what it leaves must never be opened. */
const build: BuildSample = async (database, agencyId, progress) => {
  progress(1, 2, 'people.sample')
  await database.write(foundingScope(agencyId, 'zh-Hant'), async (tx) => {
    await foundAgency(tx, { name: '範例', region: 'TW', locale: 'zh-Hant', sample: true })
    await addPerson(tx, { mail: 'f@sample.test', name: '財務', locale: 'zh-Hant', roles: ['finance'], joined: true })
    await addPerson(tx, { mail: 'a@sample.test', name: '客戶執行', locale: 'zh-Hant', roles: ['ae'], joined: true })
  })
  if (built++ === 0) throw new Error('killed half way')
}
const service = peopleService(build)
const state = async () => (await at(service.state)(house.browser(), none)).sample
const finished = async () => {
  for (let n = 0; n < 200; n++) {
    const s = await at(service.sampleState)(house.browser(), none)
    if (s.state !== 'building') return s.state
    await wait(10)
  }
  return 'late'
}

test('the sample is built once, opened only when whole, and entered as its account executive', async (t) => {
  t.mock.method(console, 'error', () => undefined)
  assert.equal(await state(), 'none')
  assert.deepEqual(await at(service.openSample)(house.browser(), {}), { state: 'building' })
  assert.equal(await finished(), 'failed')
  assert.equal(await state(), 'none')
  await Promise.all([1, 2].map(() => at(service.openSample)(house.browser(), {})))
  assert.equal(await finished(), 'ready')
  assert.equal(built, 2)
  const door = house.browser()
  assert.deepEqual(await at(service.openSample)(door, {}), { state: 'in' })
  const me = await house.as(door, (tx) => fn(service.me)(tx, none))
  assert.deepEqual([me.name, me.method, me.agency.sample, me.sampleStaff?.length], ['客戶執行', 'switch', true, 2])
  await at(service.prove)(door, { password: undefined, code: undefined, passkey: undefined })
  const read = async () => (await house.as(door, (tx) => fn(service.me)(tx, none))).locale
  assert.equal(await read(), 'zh-Hant')
  await at(service.openSample)(door, { locale: 'en' })
  assert.equal(await read(), 'en', 'the language of the first page goes in with the visitor')
  await at(service.switchTo)(door, { person: me.sampleStaff!.find((one) => one.id !== me.id)!.id })
  assert.equal(await read(), 'en', 'and from person to person')
})

test('through a proxy that BASE_URL does not tell of, set-up asks for the code too, and prints it then', async (t) => {
  const printed = t.mock.method(console, 'error', () => undefined)
  const relayed = () => house.browser({ local: false })
  for (let n = 0; n < 2; n++) assert.deepEqual(await at(service.state)(relayed(), none), { own: false, sample: 'unavailable', codeNeeded: true, passkeyHost: 'localhost' })
  assert.equal(printed.mock.callCount(), 1)
  assert.match(String(printed.mock.calls[0]?.arguments[0]), /[2-9a-z]{5}-[2-9a-z]{5}$/)
  await assert.rejects(at(service.createAgency)(relayed(), form), refused('people.setup_code'))
})

test('reached from elsewhere, set-up asks for the code; the sample does not make it somebody’s own', async () => {
  away(true)
  const code = await neededSetupCode(house.database)
  assert.match(code ?? '', /^[2-9a-z]{5}-[2-9a-z]{5}$/)
  const create = at(service.createAgency)
  await assert.rejects(create(house.browser(), form), refused('people.setup_code'))
  await assert.rejects(create(house.browser(), { ...form, setupCode: 'aaaaa-aaaaa' }), refused('people.setup_code'))
  const door = house.browser()
  await create(door, { ...form, setupCode: ` ${code?.toUpperCase()} ` })
  assert.equal((await house.as(door, (tx) => fn(service.me)(tx, none))).agency.currency, 'CNY')
  assert.equal(await neededSetupCode(house.database), null)
  await assert.rejects(create(house.browser(), { ...form, mail: 'x@far.test', setupCode: code ?? '' }), refused('people.set_up_already'))
  away(false)
})

test('signing out ends the session, also without one', async () => {
  const door = house.browser()
  await at(service.signIn)(door, { mail: form.mail, password, code: undefined, agency: undefined })
  const { token } = door
  assert.deepEqual(await at(service.signOut)(door, none), { ok: true })
  assert.equal(door.token, null)
  assert.equal(await resolveSession(house.database, token), null)
  assert.deepEqual(await at(service.signOut)(house.browser(), none), { ok: true })
})

test('the application’s role cannot look into another agency, nor at sessions without a context', async () => {
  const { agencyId } = await house.found('other@wall.test')
  const scope = foundingScope(agencyId, 'en')
  for (const table of ['session', 'person_role', 'ticket', 'api_key', 'passkey', 'recovery_code', 'person_rate', 'person', 'agency'] as const) {
    const rows = await house.database.read(scope, (tx) => tx.db<Record<string, { agency_id: string }>>().selectFrom(table).select('agency_id').execute())
    assert.ok(rows.every((r) => r.agency_id === agencyId), table)
    await assert.rejects(house.database.pool.query(`select 1 from docket.${table}`), /no agency context/, table)
  }
  const owner = new pg.Client({ connectionString: house.ownerUrl })
  await owner.connect()
  const { rows } = await owner.query("select proname from pg_proc where pronamespace = 'docket'::regnamespace and proname like 'door%' and has_function_privilege('public', oid, 'execute')")
  await owner.end()
  assert.deepEqual(rows, [])
})
