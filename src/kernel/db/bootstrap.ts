import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { deriveKey } from '../keys.ts'
import type { Tell } from '../start-error.ts'
import { markOf, migrate, readMigrations } from './migrate.ts'
import { prepareQueues, queuesMark } from './queues.ts'
import { scramVerifier } from './scram.ts'
import { noConnection, noRights, noTrial, tooOld, unsafeRole } from './start-words.ts'

/** The migrations of this release. */
export const migrationsDir = fileURLToPath(new URL('../../../migrations', import.meta.url))

/** One key for every start on a database: one server prepares, the others wait and then find all done. */
const startLock = 0x646f636b

/**
 * Makes a database ready: roles, schema, migrations, queues. Repeatable and safe to run from many servers at once.
 * @param ownerUrl a login that is superuser or has CREATEROLE and CREATE on the database (PostgreSQL 15–18)
 * @returns the address with which the server logs in as docket_app, who owns nothing (test/laws/schema.test.ts, law 3)
 */
export const prepareDatabase = async (given: { ownerUrl: string; root: Buffer; say: Tell; dir?: string }): Promise<{ appUrl: string; ran: string[] }> => {
  const appUrl = appUrlOf(given.ownerUrl, given.root)
  const [finished, gate] = await Promise.all([isFinished(appUrl, given.dir), open(given.ownerUrl)])
  let client: pg.Client | undefined
  try {
    if (finished && (await isOwner(gate))) return { appUrl, ran: [] }
    client = await open(given.ownerUrl)
    await gate.query('begin; set local idle_in_transaction_session_timeout = 0; set local lock_timeout = 0; set local statement_timeout = 0')
    await gate.query('select pg_advisory_xact_lock($1)', [startLock])
    return await prepare(client, given)
  } catch (error) {
    if ((error as { code?: string }).code === '42501') throw noRights(given.ownerUrl, error)
    throw error
  } finally {
    await client?.end()
    await gate.end()
  }
}

const appUrlOf = (ownerUrl: string, root: Buffer): string => withLogin(ownerUrl, 'docket_app', deriveKey(root, 'docket_app').toString('base64url'))

/** Whether docket_app finds all of this release in place: what every start but the first sees, for the price of one connection. */
const isFinished = async (appUrl: string, dir = migrationsDir): Promise<boolean> => {
  const client = starter(appUrl)
  try {
    const [files] = await Promise.all([readMigrations(dir), client.connect()])
    const { rows } = await client.query<{ ran: string[]; queues: string | null }>("select docket.door_migrations() as ran, obj_description(to_regnamespace('pgboss'), 'pg_namespace') as queues")
    const ran = new Set(rows[0]?.ran)
    return rows[0]?.queues === queuesMark && files.length === ran.size && files.every((file) => ran.has(markOf(file)))
  } catch {
    // No such login, no such function: there is something to do, and the way of doing it finds out what.
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

const isOwner = async (client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query<{ may: boolean }>("select pg_has_role('docket_owner', 'member') as may")
  return rows[0]?.may === true
}

const prepare = async (client: pg.Client, { ownerUrl, root, say, dir = migrationsDir }: { ownerUrl: string; root: Buffer; say: Tell; dir?: string }): Promise<{ appUrl: string; ran: string[] }> => {
  const { rows } = await client.query<{ version: number; fresh: boolean }>(
    "select current_setting('server_version_num')::int as version, to_regclass('docket.migration') is null as fresh",
  )
  const { version, fresh } = rows[0] as { version: number; fresh: boolean }
  if (version < 150000) throw tooOld(version)
  if (fresh) say({ hant: '正在建立資料表…', hans: '正在建立数据表…', en: 'Making the tables …' })
  await createRole(client, 'docket_owner', 'nologin')
  await createRole(client, 'docket_app', 'login')
  const appUrl = await setPassword(client, ownerUrl, root)
  await becomeOwner(client)
  await client.query('reset role')
  await client.query('create schema if not exists docket authorization docket_owner')
  await client.query('set role docket_owner')
  const ran = await migrate(client, dir)
  await client.query('reset role')
  if (ran.length > 0 && !fresh) say({ hant: `資料表已更新（${ran.length} 步）。`, hans: `数据表已更新（${ran.length} 步）。`, en: `The tables are up to date (${ran.length} steps).` })
  await prepareQueues(client, ownerUrl)
  return { appUrl, ran }
}

/** A login that is not connected yet; without its own listener a broken line would end the process. */
const starter = (connectionString: string): pg.Client =>
  new pg.Client({ connectionString, application_name: 'docket start', connectionTimeoutMillis: 15_000 }).on('error', () => undefined)

const open = async (connectionString: string): Promise<pg.Client> => {
  const client = starter(connectionString)
  await client.connect().catch((error: Error) => {
    throw noConnection(connectionString, error)
  })
  return client
}

/** Roles belong to the whole server: another database of it may be making the same one right now. */
const createRole = (client: pg.Client, name: string, how: string): Promise<unknown> =>
  client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${name}') then create role ${name} ${how}; end if;
  exception when duplicate_object or unique_violation then null;
  end $$`)

/** The password follows from the root secret; it is written only when a login with it fails, so that two servers never fight over it. */
const setPassword = async (client: pg.Client, ownerUrl: string, root: Buffer): Promise<string> => {
  const appUrl = appUrlOf(ownerUrl, root)
  if ((await tryLogin(appUrl)) === undefined) return appUrl
  await client.query(`alter role docket_app password '${scramVerifier(deriveKey(root, 'docket_app').toString('base64url'))}'`)
  const { rows } = await client.query<{ may: boolean }>("select has_database_privilege('docket_app', current_database(), 'connect') as may")
  if (rows[0]?.may === false) await client.query("do $$ begin execute format('grant connect on database %I to docket_app', current_database()); end $$")
  const refused = await tryLogin(appUrl)
  if (refused !== undefined) throw noTrial(refused)
  return appUrl
}

const tryLogin = async (appUrl: string): Promise<Error | undefined> => {
  const trial = starter(appUrl)
  try {
    await trial.connect()
    return undefined
  } catch (error) {
    return error as Error
  } finally {
    await trial.end().catch(() => undefined)
  }
}

/** A superuser may act as anybody; a login with CREATEROLE first makes itself a member. */
const becomeOwner = async (client: pg.Client): Promise<void> => {
  try {
    await client.query('set role docket_owner')
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    await client.query('grant docket_owner to current_user')
    await client.query('set role docket_owner')
  }
}

/** The same database under another login; all other parts of the address stay. */
export const withLogin = (url: string, user: string, password: string): string => {
  const parsed = new URL(url.replace('@/', '@localhost/'))
  for (const key of ['user', 'password']) parsed.searchParams.delete(key)
  parsed.username = user
  parsed.password = password
  return parsed.href
}

/** Refuses a login before which the wall would not stand: superuser, BYPASSRLS, owner of a table, or one that can become the owner. */
export const assertAppRole = async (pool: pg.Pool): Promise<void> => {
  const { rows } = await pool.query<{ name: string; super: boolean; bypass: boolean; owns: boolean; member: boolean }>(`
    select r.rolname as name, r.rolsuper as super, r.rolbypassrls as bypass,
      exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'docket' and c.relowner = r.oid) as owns,
      coalesce((select pg_has_role(r.oid, o.oid, 'member') from pg_roles o where o.rolname = 'docket_owner'), false) as member
    from pg_roles r where r.rolname in (session_user, current_user)`)
  for (const role of rows) if (role.super || role.bypass || role.owns || role.member) throw unsafeRole(role.name)
}
