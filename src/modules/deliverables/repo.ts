import type { Insertable, Selectable } from 'kysely'
import { literally } from '#kernel/db/like.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import type { VersionState } from './rules.ts'

interface DeliverableTable {
  agency_id: string
  client_id: string
  id: string
  job_id: string
  title: string
  created_by: string
  created_at: Date
  dropped_at: Date | null
  dropped_by: string | null
  dropped_reason: string
  version: number
}
interface VersionTable {
  agency_id: string
  client_id: string
  id: string
  deliverable_id: string
  job_id: string
  no: number
  file_id: string
  note: string
  state: VersionState
  stages_signed_at: Date | null
  sent_at: Date | null
  approved_at: Date | null
  returned_reason: string
  made_by: string
  made_at: Date
  row_version: number
}
interface Tables {
  deliverable: DeliverableTable
  deliverable_version: VersionTable
}
const q = (tx: WalledTx) => tx.db<Tables>()
export type DeliverableRow = Selectable<DeliverableTable>
export type VersionRow = Selectable<VersionTable>

export const ofJob = (tx: WalledTx, client: string, job: string): Promise<DeliverableRow[]> =>
  q(tx).selectFrom('deliverable').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('job_id', '=', job).orderBy('created_at').execute()

const one = (tx: WalledTx, client: string, id: string) =>
  q(tx).selectFrom('deliverable').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', id)
export const find = (tx: WalledTx, client: string, id: string): Promise<DeliverableRow | undefined> => one(tx, client, id).executeTakeFirst()
/** Not dropped by anybody else until this transaction ends. */
export const findForShare = (tx: WalledTx, client: string, id: string): Promise<DeliverableRow | undefined> => one(tx, client, id).forShare().executeTakeFirst()
export const findForUpdate = (tx: WalledTx, client: string, id: string): Promise<DeliverableRow | undefined> => one(tx, client, id).forUpdate().executeTakeFirst()
/** Of a row that `findForUpdate` holds. */
export const drop = (tx: WalledTx, row: DeliverableRow, reason: string) =>
  q(tx).updateTable('deliverable').set({ dropped_at: tx.now, dropped_by: tx.person.id, dropped_reason: reason, version: row.version + 1 })
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', row.client_id).where('id', '=', row.id).execute()

export const insert = (tx: WalledTx, row: Insertable<DeliverableTable>) => q(tx).insertInto('deliverable').values(row).execute()

export const versionsOf = (tx: WalledTx, client: string, deliverables: readonly string[]): Promise<VersionRow[]> =>
  deliverables.length === 0 ? Promise.resolve([]) : q(tx).selectFrom('deliverable_version').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client)
    .where('deliverable_id', 'in', [...deliverables]).orderBy('no').execute()

export const findVersion = (tx: WalledTx, client: string, id: string): Promise<VersionRow | undefined> =>
  q(tx).selectFrom('deliverable_version').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', id).executeTakeFirst()

export const insertVersion = (tx: WalledTx, row: Insertable<VersionTable>) => q(tx).insertInto('deliverable_version').values(row).execute()

/** Moves a version on, if it still stands where the caller saw it; false when somebody was first. */
export const moveIf = async (tx: WalledTx, row: VersionRow, set: Partial<VersionTable>): Promise<boolean> => {
  const done = await q(tx).updateTable('deliverable_version').set({ ...set, row_version: row.row_version + 1 })
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', row.client_id).where('id', '=', row.id)
    .where('state', '=', row.state).where('row_version', '=', row.row_version).executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Deliverables whose title holds a text, the newest first. */
export const deliverablesFound = (tx: WalledTx, text: string, most: number) =>
  q(tx).selectFrom('deliverable').select(['id', 'client_id', 'title']).where('agency_id', '=', tx.agencyId).where('title', 'ilike', `%${literally(text)}%`).orderBy('created_at', 'desc').limit(most).execute()

/** The newest version of each deliverable of these jobs while it is under way: for the desk. */
export const underWay = (tx: WalledTx, jobs: readonly string[], most: number) =>
  jobs.length === 0 ? Promise.resolve([]) : q(tx).selectFrom('deliverable_version as v').innerJoin('deliverable as d', (j) => j.onRef('d.agency_id', '=', 'v.agency_id').onRef('d.client_id', '=', 'v.client_id').onRef('d.id', '=', 'v.deliverable_id'))
    .select(['v.client_id', 'v.job_id', 'v.id', 'v.no', 'v.state', 'v.sent_at', 'v.made_by', 'v.made_at', 'd.id as deliverable_id', 'd.title'])
    .where('v.agency_id', '=', tx.agencyId).where('v.job_id', 'in', [...jobs]).where('d.dropped_at', 'is', null).where('v.state', 'in', ['in_stages', 'ready', 'with_client', 'returned'])
    .where((e) => e.not(e.exists(e.selectFrom('deliverable_version as n').select('n.id').whereRef('n.agency_id', '=', 'v.agency_id').whereRef('n.client_id', '=', 'v.client_id')
      .whereRef('n.deliverable_id', '=', 'v.deliverable_id').whereRef('n.no', '>', 'v.no'))))
    .orderBy('v.made_at').limit(most).execute()
