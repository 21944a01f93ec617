import type { Kysely } from 'kysely'
import type { WalledTx } from '../db/walled.ts'
import { newId } from '../ids.ts'
import { notFound } from '../pure/refusal.ts'

/** A row of `docket.file` (migration 0001). */
export interface FileRow {
  agency_id: string
  client_id: string
  id: string
  sha256: string
  name: string
  type: string
  /** In bytes. */
  size: bigint
  /** Pixels of an image, points of the first page of a PDF. */
  width: number | null
  height: number | null
  pages: number | null
  thumb_sha256: string | null
  made_by: string | null
  at: Date
}
interface Tables {
  file: FileRow
}
export interface NewFile {
  sha256: string
  name: string
  type: string
  size: number
  width?: number | null
  height?: number | null
  pages?: number | null
  thumbSha256?: string | null
}
const db = (tx: WalledTx): Kysely<Tables> => tx.db<Tables>()

/** Names bytes that are already in the store, for one client. */
export const addFile = async (tx: WalledTx, clientId: string, f: NewFile): Promise<FileRow> =>
  db(tx).insertInto('file').values({
    agency_id: tx.agencyId, client_id: clientId, id: newId(tx.now), sha256: f.sha256, name: f.name, type: f.type, size: BigInt(f.size),
    width: f.width ?? null, height: f.height ?? null, pages: f.pages ?? null, thumb_sha256: f.thumbSha256 ?? null, made_by: tx.actor.id, at: tx.now,
  }).returningAll().executeTakeFirstOrThrow()

/** One file that the caller may see, whichever client it is of. Refuses `not_found`. */
export const fileById = async (tx: WalledTx, id: string): Promise<FileRow> => {
  const row = await db(tx).selectFrom('file').selectAll().where('agency_id', '=', tx.agencyId).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** Files of one client in the order asked for. Refuses `not_found` when one of them is not there. */
export const filesByIds = async (tx: WalledTx, clientId: string, ids: readonly string[]): Promise<FileRow[]> => {
  if (ids.length === 0) return []
  const rows = await db(tx).selectFrom('file').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', clientId).where('id', 'in', ids).execute()
  const byId = new Map(rows.map((r) => [r.id, r]))
  return ids.map((id) => {
    const row = byId.get(id)
    if (!row) throw notFound()
    return row
  })
}
