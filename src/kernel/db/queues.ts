import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { mailQueue } from '../mail/queue.ts'
import type { News } from './news.ts'

/** The queues of the worker. */
const queues = [
  mailQueue,
  { name: 'certificate', options: { policy: 'exclusive' as const, retryLimit: 8, retryDelay: 15, retryBackoff: true, retryDelayMax: 900, expireInSeconds: 300, notify: true } },
  { name: 'sweep', options: { policy: 'short' as const, retryLimit: 2, expireInSeconds: 300 } },
  { name: 'checkpoint', options: { policy: 'short' as const, retryLimit: 2, expireInSeconds: 900 } },
]

const version = (createRequire(import.meta.url)('pg-boss/package.json') as { version: string }).version
/** Stands as the schema's comment, so that a start on a finished database costs one query. */
export const queuesMark = `Jobs of pg-boss ${version}, queues ${createHash('sha256').update(JSON.stringify(queues)).digest('hex').slice(0, 12)}`

/**
 * Schema `pgboss`, its tables and queues, as docket_owner; docket_app may read and write all of it and define nothing.
 * The server runs pg-boss with `openQueues`.
 * @param client logged in as the owner's login, role reset
 */
export const prepareQueues = async (client: pg.ClientBase, ownerUrl: string): Promise<void> => {
  const { rows } = await client.query<{ comment: string | null }>("select obj_description(to_regnamespace('pgboss'), 'pg_namespace') as comment")
  if (rows[0]?.comment === queuesMark) return
  await client.query('create schema if not exists pgboss authorization docket_owner')
  const boss = new PgBoss({ connectionString: ownerUrl, options: '-c role=docket_owner', max: 2, schema: 'pgboss', createSchema: false, migrate: true, supervise: false, schedule: false })
  boss.on('error', () => undefined)
  await boss.start()
  try {
    for (const { name, options } of queues) {
      if ((await boss.getQueue(name)) === null) await boss.createQueue(name, options)
      else if (options !== undefined) await boss.updateQueue(name, withoutPolicy(options))
    }
  } finally {
    await boss.stop({ graceful: false })
  }
  await client.query('set role docket_owner')
  await client.query(`
    grant usage on schema pgboss to docket_app;
    grant select, insert, update, delete on all tables in schema pgboss to docket_app;
    grant usage, select on all sequences in schema pgboss to docket_app;
    grant execute on all functions in schema pgboss to docket_app;`)
  await client.query(`comment on schema pgboss is '${queuesMark}'`)
  await client.query('reset role')
}

/** A queue keeps the policy it was made with. */
const withoutPolicy = ({ policy: _, ...rest }: { policy?: string }): object => rest

/**
 * pg-boss as docket_app runs it, over the pool of everything else: connections of its own would cost PostgreSQL 13 MB. It may
 * not define anything, and index repairs are the owner's. With `news` it hears of new jobs at once and does its rounds; without, it looks for them now
 * and then and does none.
 */
export const openQueues = (pool: pg.Pool, news?: News): PgBoss => {
  const boss = new PgBoss({
    schema: 'pgboss', createSchema: false, migrate: false, reindex: false,
    useListenNotify: news !== undefined, supervise: news !== undefined, schedule: news !== undefined,
    db: {
      executeSql: (text, values) => pool.query(text, values),
      ...(news ? { listen: (channel: string, hear: (payload: string) => void, begun: () => void) => news.listen(channel, { hear, begun }) } : {}),
    },
  })
  // Without a listener an error event ends the process.
  boss.on('error', () => undefined)
  return boss
}
