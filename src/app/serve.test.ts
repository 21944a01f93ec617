import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { isContractProcedure } from '@orpc/contract'
import type { Hono } from 'hono'
import pg from 'pg'
import type { PgBoss } from 'pg-boss'
import { pino } from 'pino'
import { FixedClock } from '#kernel/clock/clock.ts'
import { readConfig } from '#kernel/config.ts'
import { Database, openPool } from '#kernel/db/database.ts'
import { News } from '#kernel/db/news.ts'
import { openQueues } from '#kernel/db/queues.ts'
import { openStore } from '#kernel/files/store.ts'
import type { Env } from '#kernel/http/env.ts'
import { registerMessages } from '#kernel/i18n/say.ts'
import { verify } from '#kernel/record/verify.ts'
import { issueKey } from '#modules/people/index.ts'
import { testDatabase, type TestDatabase } from '#test/setup/database.ts'
import { contract } from './contract.ts'
import { allMessages } from './messages.ts'
import { numbered } from './numbered.ts'
import { serveHouse } from './serve.ts'
import { subscriptions } from './subscriptions.ts'

let base: TestDatabase
let database: Database
let boss: PgBoss
let folder: string
let app: Hono<Env>
before(async () => {
  registerMessages(allMessages())
  base = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'docket-serve-'))
  const config = readConfig({ DATA_DIR: folder })
  const pool = openPool(base.appUrl, 6)
  boss = openQueues(pool)
  await boss.start()
  database = new Database(pool, new FixedClock('2026-03-02T01:00:00Z'), { config, root: base.root, store: openStore(config.filesUrl), boss }, subscriptions)
  const log = pino({ level: 'silent' })
  const build = async (): Promise<void> => assert.fail('nobody asked for the sample')
  app = serveHouse({ database, log, news: new News(base.appUrl), build, strict: true, webDir: folder }).app
})
after(async () => {
  await boss.stop({ graceful: false })
  await database.pool.end()
  await base.drop()
  await rm(folder, { recursive: true })
})

const call = (path: string, init: RequestInit = {}) =>
  app.request(`http://localhost:4173${path}`, { ...init, headers: { Host: 'localhost:4173', Origin: 'http://localhost:4173', 'Content-Type': 'application/json', 'X-Docket': '1', ...(init.headers as Record<string, string>) } }, { incoming: { socket: { remoteAddress: '127.0.0.1' } } })
const rpc = (procedure: string, input: unknown, headers: Record<string, string> = {}) =>
  call(`/rpc/${procedure}`, { method: 'POST', body: JSON.stringify({ json: input }), headers: { 'Idempotency-Key': `${procedure}-once`, ...headers } })

const names = (tree: Record<string, unknown>, path: string[] = []): string[] =>
  Object.entries(tree).flatMap(([key, leaf]) => (isContractProcedure(leaf) ? [[...path, key].join('.')] : names(leaf as Record<string, unknown>, [...path, key])))

test('an agency is founded, its founder signed in, a client opened; what was done stands in the record', async () => {
  assert.equal(((await (await rpc('people/state', undefined)).json()) as { json: { own: boolean } }).json.own, false)
  const form = { name: '森之社', region: 'TW', locale: 'zh-Hant', person: '林怡君', mail: 'lin@forest.test', password: 'a long and unusual sentence' }
  const founded = await rpc('people/createAgency', form)
  assert.equal(founded.status, 200, await founded.clone().text())
  const cookie = (founded.headers.get('set-cookie') ?? '').split(';')[0] as string
  const me = (await (await rpc('people/me', undefined, { Cookie: cookie })).json()) as { json: { name: string } }
  assert.equal(me.json.name, '林怡君')
  const opened = await rpc('clients/create', { name: '晨茶', locale: 'zh-Hant', region: 'TW' }, { Cookie: cookie })
  assert.equal(opened.status, 200, await opened.clone().text())
  const again = await rpc('clients/create', { name: '晨茶', locale: 'zh-Hant', region: 'TW' }, { Cookie: cookie })
  assert.equal(await again.text(), await opened.text())
  const no = (await (await rpc('clients/get', { client: 'x' }, { Cookie: cookie })).json()) as { json: { message: string; data: { code: string } } }
  assert.equal(no.json.data.code, 'invalid')
  assert.match(no.json.message, /\p{Script=Han}/u)
  const owner = new pg.Client({ connectionString: base.ownerUrl })
  await owner.connect()
  const result = await verify(owner, database.deps.store, numbered)
  await owner.end()
  assert.deepEqual(result.findings, [])
  assert.ok(result.links >= 2 && result.chains === 2)
})

test('a key of the terminal opens REST, and a second one does not disturb the first', async () => {
  const key = await issueKey(database, 'lin@forest.test', 30)
  await issueKey(database, 'lin@forest.test', 30)
  const list = await call('/api/v1/clients', { headers: { Authorization: `Bearer ${key}` } })
  assert.equal(list.status, 200)
  assert.match(await list.text(), /晨茶/)
  assert.equal((await call('/api/v1/clients', { headers: { Authorization: `Bearer ${key}x` } })).status, 401)
  const { algorithm, keys } = (await (await call('/keys.json', { headers: { Authorization: `Bearer ${key}` } })).json()) as { algorithm: string; keys: unknown[] }
  assert.deepEqual([algorithm, keys.length], ['Ed25519', 1], 'made when the agency was founded')
})

test('every procedure stands in the OpenAPI document once, at a path of its own', async () => {
  const document = (await (await call('/api/v1/openapi.json')).json()) as { paths: Record<string, Record<string, { operationId?: string }>> }
  const ids = Object.values(document.paths).flatMap((item) => Object.values(item).flatMap((o) => o.operationId ?? []))
  assert.deepEqual(ids.sort(), [...names(contract), 'files.download', 'files.upload'].sort())
  assert.equal((await call('/api')).status, 200)
})

test('every refusal that a procedure lists has its sentence in three languages', () => {
  const words = allMessages()
  const leaves = (tree: Record<string, unknown>): { refusals: readonly string[] }[] =>
    Object.values(tree).flatMap((leaf) => (isContractProcedure(leaf) ? [(leaf as unknown as { '~orpc': { meta: { refusals: readonly string[] } } })['~orpc'].meta] : leaves(leaf as Record<string, unknown>)))
  const missing = new Set(leaves(contract).flatMap((m) => m.refusals).filter((code) => !(`refusal.${code}` in words)))
  assert.deepEqual([...missing], [])
})

test('the server is ready when it has the tables of this release', async () => {
  assert.deepEqual(await (await call('/readyz')).json(), { ready: true })
})
