import { sql } from 'kysely'
import type { Database } from '#kernel/db/database.ts'
import type { AuthMethod } from '#kernel/db/actor.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import type { Lang } from '#kernel/i18n/messages.ts'
import type { Role } from '#kernel/pure/roles.ts'
import { forgetAfter, type Limit } from './rules.ts'

// What may be asked before anybody is known: the door functions of migration 0003, and the counts of tries.
const ask = async <T>(database: Database, name: string, params: unknown[]): Promise<T[]> => {
  const marks = params.map((_, n) => `$${n + 1}`).join(', ')
  const { rows } = await database.pool.query({ name, text: `select * from docket.${name}(${marks})`, values: params })
  return rows as T[]
}

export interface SessionFound {
  agency_id: string
  session_id: string
  person_id: string
  name: string
  locale: Lang
  roles: Role[]
  method: AuthMethod
  proved_at: Date
  seen_at: Date
  sample: boolean
}
export const findSession = async (d: Database, hash: Buffer): Promise<SessionFound | undefined> => (await ask<SessionFound>(d, 'door_session', [hash, d.clock.now()]))[0]

export type KeyFound = Pick<SessionFound, 'agency_id' | 'person_id' | 'name' | 'locale' | 'roles'>
export const findKey = async (d: Database, hash: Buffer): Promise<KeyFound | undefined> => (await ask<KeyFound>(d, 'door_key', [hash, d.clock.now()]))[0]

export interface PersonFound {
  agency_id: string
  agency_name: string
  person_id: string
  name: string
  locale: Lang
  password_hash: string | null
  totp_secret: string | null
  joined: boolean
}
export const findPersons = (d: Database, mail: string): Promise<PersonFound[]> => ask(d, 'door_persons', [mail])

export interface PasskeyFound {
  agency_id: string
  id: string
  person_id: string
  name: string
  locale: Lang
  public_key: Buffer
  counter: bigint
  transports: string[]
}
export const findPasskeys = (d: Database, credential: string): Promise<PasskeyFound[]> => ask(d, 'door_passkey', [credential])

export interface TicketFound {
  agency_id: string
  agency_name: string
  id: string
  kind: 'invitation' | 'reset'
  person_id: string
  name: string
  mail: string
  locale: Lang
}
export const findTicket = async (d: Database, hash: Buffer): Promise<TicketFound | undefined> => (await ask<TicketFound>(d, 'door_ticket', [hash, d.clock.now()]))[0]

export const doorState = async (d: Database): Promise<{ own: boolean; sample_id: string | null }> =>
  (await ask<{ own: boolean; sample_id: string | null }>(d, 'door_state', []))[0]!

/** The same inside a transaction, one caller at a time: two founders at once make one agency. */
export const ownAgencyStands = async (tx: WalledTx): Promise<boolean> => {
  await sql`select pg_advisory_xact_lock(hashtextextended('docket set-up', 0))`.execute(tx.db())
  const { rows } = await sql<{ own: boolean }>`select own from docket.door_state()`.execute(tx.db())
  return rows[0]?.own ?? false
}

/**
 * Counts a try before it is made, so that many at once are counted too. Answers 0, or the seconds to wait; a try made
 * during a pause is not counted, so that nobody keeps another one out.
 */
export const countTry = async (d: Database, key: string, limit: Limit): Promise<number> => {
  const now = d.clock.now().getTime()
  // `expire` is the last try and `forgetAfter`; the pause after n tries is first × 2^(n − free), from the last try on.
  const pauseEnds = `t.expire - $3 + (case when t.points < $4 then 0 else least($6::float8, $5::float8 * power(2, least(t.points - $4, 20))) end)::bigint`
  const { rows } = await d.pool.query<{ points: number }>(
    `insert into docket.throttle as t (key, points, expire) values ($1, 1, $2::bigint + $3::bigint)
     on conflict (key) do update set points = case when t.expire <= $2 then 1 else t.points + 1 end, expire = excluded.expire
     where t.expire <= $2 or ${pauseEnds} <= $2 returning points`,
    [key, now, forgetAfter, limit.free, limit.first, limit.most],
  )
  if (rows.length > 0) return 0
  const { rows: held } = await d.pool.query<{ ends: bigint }>(`select ${pauseEnds} as ends from docket.throttle t where t.key = $1 and $2::bigint is not null`, [
    key, now, forgetAfter, limit.free, limit.first, limit.most,
  ])
  return held[0] ? Math.max(1, Math.ceil((Number(held[0].ends) - now) / 1000)) : 0
}

/** A right answer: what was counted against it is forgotten. */
export const forgetTries = async (d: Database, key: string): Promise<void> => {
  await d.pool.query('delete from docket.throttle where key = $1', [key])
}
export const untry = async (d: Database, key: string): Promise<void> => {
  await d.pool.query('update docket.throttle set points = greatest(points - 1, 0) where key = $1', [key])
}

/** Takes a challenge once: false when it was used before. Kept until it would have expired anyway. */
export const burnIn = async (tx: WalledTx, key: string, until: Date): Promise<boolean> => {
  const done = await sql`insert into docket.throttle (key, points, expire) values (${key}, 1, ${until.getTime()}) on conflict (key) do nothing`.execute(tx.db())
  return done.numAffectedRows === 1n
}

/** Counts nobody needs any more; for the worker's daily sweep. */
export const sweepThrottle = async (d: Database): Promise<number> =>
  (await d.pool.query('delete from docket.throttle where expire <= $1', [d.clock.now().getTime()])).rowCount ?? 0
