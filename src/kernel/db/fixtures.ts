import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import type { PgBoss } from 'pg-boss'
import { testDatabase } from '#test/setup/database.ts'
import { FixedClock } from '../clock/clock.ts'
import { readConfig } from '../config.ts'
import { openStore } from '../files/store.ts'
import { newId } from '../ids.ts'
import type { Role } from '../pure/roles.ts'
import type { Scope } from './actor.ts'
import { Database, openPool } from './database.ts'
import { News } from './news.ts'

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
    news.close()
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
