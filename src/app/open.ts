import pg from 'pg'
import type { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import { systemClock } from '#kernel/clock/clock.ts'
import type { Config } from '#kernel/config.ts'
import { assertAppRole, prepareDatabase } from '#kernel/db/bootstrap.ts'
import { clientsElsewhere, clientsHere, Database, openPool } from '#kernel/db/database.ts'
import { News } from '#kernel/db/news.ts'
import { openQueues } from '#kernel/db/queues.ts'
import { openStore } from '#kernel/files/store.ts'
import { registerMessages } from '#kernel/i18n/say.ts'
import { readRoot } from '#kernel/keys.ts'
import { traceOf } from '#kernel/rpc/errors.ts'
import type { Tell } from '#kernel/start-error.ts'
import { type Found, findDatabase } from './find.ts'
import { allMessages } from './messages.ts'
import { subscriptions } from './subscriptions.ts'

/** The house with its doors still closed: database ready, files and words at hand, nobody let in. */
export interface Opened {
  config: Config
  database: Database
  boss: PgBoss
  news: News
  ownerUrl: string
  /** Migrations that ran now. */
  ran: string[]
  /** Leaves in the right order; the last process on a data folder stops its PostgreSQL. */
  close(): Promise<void>
}

/**
 * Opens everything that serving, the worker and the commands of the terminal share. Throws a `StartError` whose words
 * are for whoever started the program. pg-boss can send; started, it keeps its own house, and the worker begins ours.
 */
export const openHouse = async (config: Config, say: Tell, log: Pick<Logger, 'warn'>, finding: Promise<Found> = findDatabase(config, say)): Promise<Opened> => {
  registerMessages(allMessages())
  const { ownerUrl, stop } = await finding
  const undo: (() => Promise<unknown>)[] = [stop]
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step().catch(() => undefined)
  }
  try {
    const store = openStore(config.filesUrl)
    const root = await readRoot({ databaseUrl: config.databaseUrl, dataDir: config.dataDir })
    const { appUrl, ran } = await prepareDatabase({ ownerUrl, root, say })
    const pool = openPool(appUrl, config.databaseUrl ? clientsElsewhere : clientsHere)
    undo.push(() => pool.end())
    await assertAppRole(pool)
    const news = new News(appUrl)
    undo.push(async () => news.close())
    const boss = openQueues(pool, news)
    // Some of what it reports are objects that are no errors.
    boss.on('error', (error) => log.warn({ error: traceOf(error instanceof Error ? error : Object.assign(new Error(), error)) }, 'jobs'))
    const database = new Database(pool, systemClock, { config, root, store, boss }, subscriptions)
    return { config, database, boss, news, ownerUrl, ran, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** A login of the owner, for the commands that read over all agencies. */
export const openOwner = async (ownerUrl: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'docket command' })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
