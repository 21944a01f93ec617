import { sql } from 'kysely'
import type { WalledTx } from './walled.ts'

const numbered = (series: string, period: string, n: number): string => `${series}-${period}-${String(n).padStart(4, '0')}`

/**
 * The next number of a series in a period, from `J-2026-0001`, unique and gapless: the counter row stays locked until this
 * transaction ends, and a rollback gives the number back (C3, G9). Take it as late as possible.
 */
export const nextNumber = async (tx: WalledTx, series: string, period: string): Promise<string> => {
  const { rows } = await sql<{ last: number }>`
    insert into docket.counter (agency_id, series, period, last) values (${tx.agencyId}, ${series}, ${period}, 1)
    on conflict (agency_id, series, period) do update set last = counter.last + 1 returning last`.execute(tx.db())
  return numbered(series, period, rows[0]!.last)
}

/**
 * The number that `nextNumber` would give now, taken by nobody: for a paper that shows its number and is made before the
 * transaction. Compare it with the number that the transaction then takes.
 */
export const peekNumber = async (tx: WalledTx, series: string, period: string): Promise<string> => {
  const { rows } = await sql<{ last: number }>`
    select last from docket.counter where agency_id = ${tx.agencyId} and series = ${series} and period = ${period}`.execute(tx.db())
  return numbered(series, period, (rows[0]?.last ?? 0) + 1)
}
