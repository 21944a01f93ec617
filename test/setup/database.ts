import { createHash, randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { migrationsDir, prepareDatabase, withLogin } from '#kernel/db/bootstrap.ts'
import { type Embedded, startEmbedded } from '#kernel/db/embedded.ts'
import { readMigrations } from '#kernel/db/migrate.ts'
import { mark } from '#kernel/db/process.ts'
import { queuesMark } from '#kernel/db/queues.ts'
import { exclusively } from '#kernel/db/users.ts'
import { deriveKey, secretFile } from '#kernel/keys.ts'

/** A database of its own for one test file, made from a template in about a tenth of a second. */
export interface TestDatabase {
  /** Logs in as docket_app, as the server does. */
  appUrl: string
  /** Logs in as the superuser: for planting and looking, never for what is being tested. */
  ownerUrl: string
  root: Buffer
  drop(): Promise<void>
}

const folder = fileURLToPath(new URL('../../.cache/test-pg', import.meta.url))
/** Speed against safety: tests may lose everything, so nothing waits for the disk. Nowhere else. */
export const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300', 'wal_level=minimal', 'max_wal_senders=0', 'autovacuum=off']

interface Server {
  embedded: Embedded
  root: Buffer
  template: string
}
let server: Promise<Server> | undefined

const start = async (): Promise<Server> => {
  const say = (): undefined => undefined
  const embedded = await startEmbedded({ dataDir: folder, say, settings: careless })
  const root = await secretFile(folder)
  const sums = (await readMigrations(migrationsDir)).map((m) => m.name + m.sha256).join() + queuesMark
  const template = `template_${createHash('sha256').update(sums).digest('hex').slice(0, 16)}`
  await exclusively(`${folder}/template`, async () => {
    await removeLeftovers(embedded.ownerUrl)
    await makeTemplate(embedded.ownerUrl, root, template)
  })
  return { embedded, root, template }
}

/** Made once for a set of migrations, under another name until it is whole; those of other sets go, unless somebody is cloning one. */
const makeTemplate = async (ownerUrl: string, root: Buffer, template: string): Promise<void> => {
  const say = (): undefined => undefined
  await asAdmin(ownerUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>("select datname from pg_database where datname like 'template\\_%'")
    if (rows.some((r) => r.datname === template)) return
    const draft = `draft_${process.pid}_${randomBytes(5).toString('hex')}`
    await client.query(`create database ${draft}`)
    try {
      await prepareDatabase({ ownerUrl: onDatabase(ownerUrl, draft), root, say })
      await client.query(`alter database ${draft} rename to ${template}`)
    } catch (error) {
      await client.query(`drop database if exists ${draft} with (force)`)
      throw error
    }
    for (const old of rows) if (/^template_[0-9a-f]{16}$/.test(old.datname)) await client.query(`drop database ${old.datname}`).catch(() => undefined)
  })
}

/** Gives a fresh, migrated, empty database. Starts the test server when it does not run; it stays for the next file. */
export const testDatabase = (): Promise<TestDatabase> => made((template) => ` template ${template} strategy file_copy`)

/** The same before its first migration: nothing stands in it at all. */
export const emptyDatabase = (): Promise<TestDatabase> => made(() => '')

const made = async (how: (template: string) => string): Promise<TestDatabase> => {
  server ??= start()
  const { embedded, root, template } = await server
  const name = `test_${process.pid}_${randomBytes(5).toString('hex')}`
  await asAdmin(embedded.ownerUrl, (client) => client.query(`create database ${name}${how(template)}`))
  const ownerUrl = onDatabase(embedded.ownerUrl, name)
  return {
    ownerUrl,
    appUrl: withLogin(ownerUrl, 'docket_app', deriveKey(root, 'docket_app').toString('base64url')),
    root,
    drop: async () => {
      await asAdmin(embedded.ownerUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

/** Called by the runner when all is done: removes what ended tests left, and stops the server unless others use it. */
export const stopTestServer = async (): Promise<void> => {
  const { embedded } = await (server ?? start())
  server = undefined
  await removeLeftovers(embedded.ownerUrl)
  await embedded.stop()
}

/** Databases whose process has ended without dropping them; those of others that run just now stay. */
const removeLeftovers = (ownerUrl: string): Promise<void> =>
  asAdmin(ownerUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>("select datname from pg_database where datname ~ '^(test|draft)_[0-9]+_'")
    for (const { datname } of rows) if (mark(Number(datname.split('_')[1])) === null) await client.query(`drop database if exists ${datname} with (force)`)
  })

const onDatabase = (url: string, name: string): string => {
  const parsed = new URL(url)
  parsed.pathname = `/${name}`
  return parsed.href
}

const asAdmin = async <T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: onDatabase(ownerUrl, 'postgres') })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
