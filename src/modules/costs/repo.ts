import { type Insertable, type Selectable, sql } from 'kysely'
import type { WalledTx } from '#kernel/db/walled.ts'
import type { Currency } from '#kernel/pure/money.ts'

interface TimeTable {
  agency_id: string
  client_id: string
  id: string
  job_id: string
  person_id: string
  on_day: string
  minutes: number
  note: string
  currency: Currency
  rate_minor: bigint
  cost_minor: bigint
  voided_at: Date | null
  voided_by: string | null
  entered_at: Date
  version: number
}
interface BoughtTable {
  agency_id: string
  client_id: string
  id: string
  job_id: string
  vendor: string
  what: string
  paper_number: string
  on_day: string
  currency: Currency
  net_minor: bigint
  paper_file_id: string
  entered_by: string
  entered_at: Date
  voided_at: Date | null
  voided_by: string | null
  void_reason: string
  version: number
}
interface Tables {
  time_entry: TimeTable
  bought_cost: BoughtTable
}
const q = (tx: WalledTx) => tx.db<Tables>()
export type TimeRow = Selectable<TimeTable>
export type BoughtRow = Selectable<BoughtTable>

export const timeOfJob = (tx: WalledTx, client: string, job: string) =>
  q(tx).selectFrom('time_entry').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('job_id', '=', job)
    .where('voided_at', 'is', null).orderBy('on_day').orderBy('entered_at').execute()

export const boughtOfJob = (tx: WalledTx, client: string, job: string) =>
  q(tx).selectFrom('bought_cost').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('job_id', '=', job).orderBy('on_day').execute()

export const timeOfPerson = (tx: WalledTx, person: string, from: string, to: string) =>
  q(tx).selectFrom('time_entry').selectAll().where('agency_id', '=', tx.agencyId).where('person_id', '=', person)
    .where('on_day', '>=', from).where('on_day', '<=', to).where('voided_at', 'is', null).orderBy('on_day').orderBy('entered_at').execute()

/** One at a time per person and day, until the transaction ends. Not the person's row: that is people's, and sign-ins write it. */
export const lockDay = (tx: WalledTx, person: string, day: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`time ${tx.agencyId} ${person} ${day}`}, 0))`.execute(tx.db())

/** Minutes that whoever acts has on a day at all clients, out of sight too, one entry left out. */
export const myMinutes = async (tx: WalledTx, day: string, except: string | null): Promise<number> =>
  (await sql<{ minutes: number }>`select docket.my_minutes(${day}::date, ${except}::uuid) as minutes`.execute(tx.db())).rows[0]!.minutes

export const findTime = (tx: WalledTx, client: string, id: string) =>
  q(tx).selectFrom('time_entry').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', id).where('voided_at', 'is', null).executeTakeFirst()

export const insertTime = (tx: WalledTx, row: Insertable<TimeTable>) => q(tx).insertInto('time_entry').values(row).execute()

export const saveTimeIf = async (tx: WalledTx, client: string, id: string, version: number, set: Partial<TimeTable>): Promise<boolean> => {
  const done = await q(tx).updateTable('time_entry').set({ ...set, version: version + 1 })
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', id).where('version', '=', version).where('voided_at', 'is', null).executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const findBought = (tx: WalledTx, client: string, id: string) =>
  q(tx).selectFrom('bought_cost').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', id).where('voided_at', 'is', null).executeTakeFirst()

export const insertBought = (tx: WalledTx, row: Insertable<BoughtTable>) => q(tx).insertInto('bought_cost').values(row).execute()

export const voidBoughtIf = async (tx: WalledTx, client: string, id: string, version: number, by: string, reason: string): Promise<boolean> => {
  const done = await q(tx).updateTable('bought_cost').set({ voided_at: tx.now, voided_by: by, void_reason: reason, version: version + 1 })
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', id).where('version', '=', version).where('voided_at', 'is', null).executeTakeFirst()
  return done.numUpdatedRows === 1n
}
