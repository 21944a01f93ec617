import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AnyContractRouter } from '@orpc/contract'
import { type Logger, pino } from 'pino'
import pg from 'pg'
import type { PgBoss } from 'pg-boss'
import { testDatabase } from '#test/setup/database.ts'
import { FixedClock } from '../clock/clock.ts'
import { readConfig } from '../config.ts'
import type { Scope } from '../db/actor.ts'
import { Database, openPool } from '../db/database.ts'
import { News } from '../db/news.ts'
import { openStore } from '../files/store.ts'
import { newId } from '../ids.ts'
import type { Role } from '../pure/roles.ts'
import { traceOf } from '../rpc/errors.ts'
import { buildRouter } from '../rpc/router.ts'
import type { ServiceOf } from '../rpc/service.ts'
import { buildApp } from './app.ts'
import type { HttpDeps } from './env.ts'
import { Limits } from './limits.ts'
import { Live } from './live.ts'
import { Metrics } from './metrics.ts'

/** Two rival clients of one agency, each with a person of its own, and another agency: what every wall is tried on. */
export interface Planted {
  database: Database
  owner: pg.Client
  clock: FixedClock
  news: News
  root: Buffer
  agency: string
  other: string
  /** Tea belongs to Mei, coffee to Kai. */
  tea: string
  coffee: string
  mei: Scope
  kai: Scope
  stranger: Scope
  close(): Promise<void>
}
const at = '2026-03-02T01:00:00Z'

export const plant = async (): Promise<Planted> => {
  const test = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'docket-http-'))
  const clock = new FixedClock(at)
  const pool = openPool(test.appUrl, 8)
  const config = readConfig({ DATA_DIR: folder })
  const store = openStore(pathToFileURL(join(folder, 'files')).href)
  // Nothing here writes letters; who tries anyway learns it at once.
  const boss = {} as PgBoss
  const database = new Database(pool, clock, { config, root: test.root, store, boss })
  const news = new News(test.appUrl)
  const owner = new pg.Client({ connectionString: test.ownerUrl })
  await owner.connect()
  const now = clock.now()
  const [agency, other, tea, coffee] = [newId(now), newId(now), newId(now), newId(now)]
  for (const id of [agency, other]) {
    await owner.query("insert into docket.agency (agency_id, name, region, locale, zone, currency, created_at) values ($1, 'Agency', 'TW', 'zh-Hant', 'Asia/Taipei', 'TWD', $2)", [id, now])
    await addClient(owner, id, id, 'House', now)
  }
  await addClient(owner, agency, tea, 'Tea', now)
  await addClient(owner, agency, coffee, 'Coffee', now)
  const mei = await addPerson(owner, agency, 'mei', ['ae'], [tea], now)
  const kai = await addPerson(owner, agency, 'kai', ['finance'], [coffee], now)
  const stranger = await addPerson(owner, other, 'stranger', ['admin'], [], now)
  const close = async (): Promise<void> => {
    await owner.end()
    await news.close()
    await pool.end()
    await test.drop()
    await rm(folder, { recursive: true, force: true })
  }
  return { database, owner, clock, news, root: test.root, agency, other, tea, coffee, mei, kai, stranger, close }
}

const addClient = (owner: pg.Client, agency: string, client: string, name: string, now: Date) =>
  owner.query(
    `insert into docket.client (agency_id, client_id, name, locale, zone, region, currency, house, created_at) values ($1, $2, $3, 'zh-Hant', 'Asia/Taipei', 'TW', 'TWD', $4, $5)`,
    [agency, client, name, agency === client, now])

const addPerson = async (owner: pg.Client, agency: string, name: string, roles: Role[], clients: string[], now: Date): Promise<Scope> => {
  const id = newId(now)
  await owner.query("insert into docket.person (agency_id, id, mail, name, locale, created_at) values ($1, $2, $3, $4, 'zh-Hant', $5)", [agency, id, `${name}@agency.test`, name, now])
  for (const client of clients) await owner.query('insert into docket.client_team (agency_id, client_id, person_id, since) values ($1, $2, $3, $4)', [agency, client, id, now])
  return { agencyId: agency, lang: 'en', actor: { kind: 'person', id, name, roles, sessionId: newId(now), method: 'password', provedAt: now } }
}

export interface Opened {
  /** Calls the application as one's own page would: same origin, the header of our pages, an own key for each call. */
  call(path: string, init?: RequestInit & { as?: string; peer?: string }): Promise<Response>
  rpc(procedure: string, input: unknown, init?: RequestInit & { as?: string; key?: string; peer?: string }): Promise<{ status: number; headers: Headers; json: { code?: string; data?: { code: string; params: Record<string, unknown>; fields?: Record<string, string> } } & Record<string, unknown> }>
  /** Lines of the log, newest last. */
  lines: Record<string, unknown>[]
  /** Tokens that sign somebody in; taken out, the session is over. */
  sessions: Map<string, Scope>
  live: Live
}
export const token = (name: string): string => `${name}-0123456789abcdef`

/** The application over a contract, with sessions kept in a map. */
export const open = <C extends AnyContractRouter>(p: Planted, contract: C, services: ServiceOf<C>, over: Partial<HttpDeps> & { strict?: boolean } = {}): Opened => {
  const lines: Record<string, unknown>[] = []
  const log: Logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) })
  const sessions = new Map<string, Scope>([[token('mei'), p.mei], [token('kai'), p.kai], [token('stranger'), p.stranger]])
  const options = {
    strict: over.strict ?? true,
    bug: (error: unknown, { requestId }: { requestId: string }) => log.error({ id: requestId, error: traceOf(error) }, 'bug'),
    unlisted: (procedure: string, code: string) => log.warn({ procedure, code }, 'unlisted'),
    words: ({ code }: { code: string }) => code,
  }
  const live = new Live({ database: p.database, news: p.news, modulesOf: (kind) => [kind], heartbeatMs: 100 })
  const app = buildApp({
    database: p.database, log, contract: contract as Record<string, unknown>, router: buildRouter(contract, services, options), rpc: options, live,
    identify: async ({ token }) => sessions.get(token) ?? null, limits: new Limits({ burst: 1000, perSecond: 1000 }), metrics: new Metrics(),
    baseUrl: 'http://localhost:4173', showMetrics: true, webDir: '/nowhere', ready: async () => true, ...over,
  })
  const call: Opened['call'] = async (path, { as, peer, ...init } = {}) => {
    const headers = new Headers({ Host: 'localhost:4173', Origin: 'http://localhost:4173', 'Sec-Fetch-Site': 'same-origin', 'X-Docket': '1', ...(as ? { Cookie: `docket=${token(as)}` } : {}) })
    // An empty value takes a header away.
    for (const [name, value] of new Headers(init.headers)) {
      if (value === '') headers.delete(name)
      else headers.set(name, value)
    }
    const response = await app.request(`http://localhost:4173${path}`, { ...init, headers }, { incoming: { socket: { remoteAddress: peer } } })
    // Its line in the log comes after it.
    await new Promise(setImmediate)
    return response
  }
  let calls = 0
  const rpc: Opened['rpc'] = async (procedure, input, { key, ...init } = {}) => {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key ?? `key-of-call-${++calls}`, ...(init.headers as Record<string, string>) }
    const response = await call(`/rpc/${procedure.replaceAll('.', '/')}`, { method: 'POST', body: JSON.stringify({ json: input }), ...init, headers })
    const { json } = (await response.json()) as { json: Awaited<ReturnType<Opened['rpc']>>['json'] }
    return { status: response.status, headers: response.headers, json }
  }
  return { call, rpc, lines, sessions, live }
}
