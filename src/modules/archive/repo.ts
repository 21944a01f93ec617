import type { Insertable, Selectable } from 'kysely'
import type { WalledTx } from '#kernel/db/walled.ts'

interface PlaceTable {
  agency_id: string
  client_id: string
  id: string
  job_id: string
  room: string
  shelf: string
  box: string
  placed_by: string
  placed_at: Date
  left_at: Date | null
}
interface Tables {
  paper_place: PlaceTable
}
const q = (tx: WalledTx) => tx.db<Tables>()
export type PlaceRow = Selectable<PlaceTable>

/** Where a job's paper stands and stood, the present place first. */
export const placesOf = (tx: WalledTx, client: string, job: string): Promise<PlaceRow[]> =>
  q(tx).selectFrom('paper_place').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('job_id', '=', job)
    .orderBy('placed_at', 'desc').orderBy('id', 'desc').execute()

export const leavePlace = (tx: WalledTx, client: string, job: string) =>
  q(tx).updateTable('paper_place').set({ left_at: tx.now }).where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('job_id', '=', job)
    .where('left_at', 'is', null).execute()

export const insertPlace = (tx: WalledTx, row: Insertable<PlaceTable>) => q(tx).insertInto('paper_place').values(row).execute()
