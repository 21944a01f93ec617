import type { WalledTx } from '#kernel/db/walled.ts'
import { shown, type DocumentShown } from './shape.ts'
import * as repo from './repo.ts'

export { askSignatures } from './ask.ts'
export { type CertificateJob, certificateQueue, makeCertificate, sweepCertificates } from './certificate.ts'
export { voidOpen, withdrawOpen } from './end.ts'
export type { Deciding, SignoffEvent } from './events.ts'
export { freeze, type Prepared, prepareFile, prepareVersion } from './freeze.ts'
export { signoffHearContact, signoffHearLeaving } from './hear.ts'
export { portalMark } from './portal/mark.ts'
export { buildPortal } from './portal/routes.ts'
export type { Html, PortalView } from './portal/view.ts'
export { awaited, countOwedBy, lockPaper } from './repo.ts'
export { reprint } from './reprint.ts'
export { signoffService } from './service.ts'
export type { PartyShown } from './shape.ts'

/** The document of a thing with its versions, requests, parties and signatures; null while it was never frozen. */
export const requestsOf = async (tx: WalledTx, client: string, kind: string, subjectId: string): Promise<DocumentShown | null> => {
  const row = await repo.findDocumentOf(tx, client, kind, subjectId)
  return row ? ((await shown(tx, client, [row]))[0] ?? null) : null
}

/** The frozen data of one version, as it was agreed to. */
export const frozenData = async (tx: WalledTx, client: string, documentId: string, version: number): Promise<unknown> =>
  (await repo.findVersion(tx, client, documentId, version))?.data

/** The newest frozen version of a thing: what to ask about, and what was printed last; null while it was never frozen. */
export const latestOf = async (tx: WalledTx, client: string, kind: string, subjectId: string) => {
  const document = await repo.findDocumentOf(tx, client, kind, subjectId)
  if (!document) return null
  const row = (await repo.findVersion(tx, client, document.id, await repo.lastVersion(tx, client, document.id)))!
  return { documentId: document.id, version: row.version, sha256: row.sha256, dataSha256: row.data_sha256, fileId: row.file_id, templateSha256: row.template_sha256 }
}
