import { type Selectable, sql } from 'kysely'
import type { WalledTx } from '../db/walled.ts'
import type { Day } from '../pure/calendar.ts'

interface RecordTable {
  agency_id: string
  client_id: string
  seq: bigint
  at: Date
  actor_kind: 'person' | 'contact' | 'system'
  actor_id: string | null
  actor_name: string
  what: string
  subject_kind: string
  subject_id: string
  job_id: string | null
  data: Record<string, unknown> | null
}
export type RecordRow = Omit<Selectable<RecordTable>, 'agency_id' | 'client_id'>

export interface RecordAsk {
  client: string
  job?: string
  subject?: string
  /** First parts of `what`: `['jobs', 'signoff']`. */
  modules?: readonly string[]
  /** Deeds of one kind. */
  what?: string
  /** What is left out: deeds that another of the same moment tells already. */
  without?: readonly string[]
  /** What our side did, or the client's. */
  by?: 'us' | 'client'
  /** Days of the zone, both included. */
  from?: Day
  to?: Day
  zone?: string
  before?: bigint
  most: number
}

/** A client's record, or one job's, newest first: the thread as people read it. By the time of the deed; `before` is the `seq` of the last one read. */
export const readRecord = (tx: WalledTx, ask: RecordAsk): Promise<RecordRow[]> => {
  let query = tx.db<{ record: RecordTable }>().selectFrom('record')
    .select(['seq', 'at', 'actor_kind', 'actor_id', 'actor_name', 'what', 'subject_kind', 'subject_id', 'job_id', 'data'])
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', ask.client)
  if (ask.job) query = query.where('job_id', '=', ask.job)
  if (ask.subject) query = query.where('subject_id', '=', ask.subject)
  if (ask.modules && ask.modules.length > 0) query = query.where(sql<boolean>`split_part(what, '.', 1) = any(${[...ask.modules]}::text[])`)
  if (ask.what) query = query.where('what', '=', ask.what)
  if (ask.without && ask.without.length > 0) query = query.where('what', 'not in', [...ask.without])
  if (ask.by) query = query.where('actor_kind', ask.by === 'client' ? '=' : '<>', 'contact')
  const day = sql<Day>`(at at time zone ${ask.zone ?? 'UTC'})::date`
  if (ask.from) query = query.where(day, '>=', ask.from)
  if (ask.to) query = query.where(day, '<=', ask.to)
  if (ask.before !== undefined)
    query = query.where(sql<boolean>`(at, seq) < (select r.at, r.seq from docket.record r where r.agency_id = ${tx.agencyId} and r.client_id = ${ask.client} and r.seq = ${ask.before})`)
  return query.orderBy('at', 'desc').orderBy('seq', 'desc').limit(ask.most).execute()
}
