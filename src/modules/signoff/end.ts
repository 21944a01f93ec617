import type { WalledTx } from '#kernel/db/walled.ts'
import { withdrawMail } from '#kernel/mail/repo.ts'
import { notFound, refuse } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import type { Deciding } from './events.ts'
import * as repo from './repo.ts'
import type { RequestState } from './rules.ts'

/**
 * Ends an open request; its links open nothing but a page that says so, and letters still waiting never go out. False
 * when it had ended already.
 */
export const endRequest = async (tx: WalledTx, request: repo.RequestRow, state: Exclude<RequestState, 'open'>): Promise<boolean> => {
  if (!(await repo.moveRequest(tx, request.client_id, request.id, { state, ended_at: tx.now }))) return false
  const parties = await repo.partiesOf(tx, request.client_id, [request.id])
  await withdrawMail(tx, request.client_id, parties.flatMap((p) => p.link_id ?? []))
  return true
}

/** Comes before the request is taken (`Deciding`). */
export const tellDeciding = (tx: WalledTx, { client_id: clientId, kind, subject_id: subjectId, job_id: jobId }: repo.DocumentRow): Promise<void> =>
  tx.announce({ type: 'signoff.deciding', clientId, kind, subjectId, jobId } as Deciding)

/** Takes a request back. Refuses `not_found`, and `signoff.ended` when somebody ended it first. */
export const withdrawRequest = async (tx: WalledTx, { client, requestId, reason = '' }: { client: string; requestId: string; reason?: string }): Promise<void> => {
  const request = await repo.findRequest(tx, client, requestId)
  const document = request && (await repo.findDocument(tx, client, request.document_id))
  if (!document) throw notFound()
  await tellDeciding(tx, document)
  if (!(await endRequest(tx, request, 'withdrawn'))) throw refuse('signoff.ended')
  const version = await repo.findVersion(tx, client, document.id, request.version)
  await record(tx, {
    client, what: 'signoff.withdrawn', subject: { kind: document.kind, id: document.subject_id }, job: document.job_id,
    data: { title: version?.title ?? '', version: request.version, reason },
  })
  await tx.announce({
    type: 'signoff.withdrawn', clientId: client, kind: document.kind, subjectId: document.subject_id, documentId: document.id,
    version: request.version, requestId, reason,
  } as never)
}

/** Another thing of the module stands in its place (the next version of a deliverable): its open request is void, as `freeze` does for versions of one document. */
export const voidOpen = async (tx: WalledTx, of: { client: string; kind: string; subjectId: string }): Promise<boolean> => {
  const document = await repo.findDocumentOf(tx, of.client, of.kind, of.subjectId)
  const open = document && (await repo.findOpenRequest(tx, of.client, document.id))
  return open ? endRequest(tx, open, 'void') : false
}

/** A module takes back what it had sent: the open request of its thing, if there is one. */
export const withdrawOpen = async (tx: WalledTx, of: { client: string; kind: string; subjectId: string; reason?: string }): Promise<boolean> => {
  const document = await repo.findDocumentOf(tx, of.client, of.kind, of.subjectId)
  const open = document && (await repo.findOpenRequest(tx, of.client, document.id))
  if (!open) return false
  await withdrawRequest(tx, { client: of.client, requestId: open.id, reason: of.reason ?? '' })
  return true
}
