import type { WalledTx } from '#kernel/db/walled.ts'
import { say } from '#kernel/i18n/say.ts'
import { stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import type { JobEvent } from '#modules/jobs/index.ts'
import { type SignoffEvent, withdrawOpen } from '#modules/signoff/index.ts'
import type { DeliverablesMoved } from './events.ts'
import { newestOf, signedOff } from './newest.ts'
import * as repo from './repo.ts'
import { checkDelivered, passage } from './rules.ts'

/** What signatures do to a version: stages complete → ready; the client confirmed → approved; anybody's no → returned (F6); a request taken back elsewhere leaves no version waiting for nobody. */
export const hearSignoff = async (tx: WalledTx, event: SignoffEvent): Promise<void> => {
  if (event.kind !== 'deliverable') return
  const { clientId: client } = event
  const row = await repo.findVersion(tx, client, event.subjectId)
  if (!row) return
  const of = (await repo.find(tx, client, row.deliverable_id))!
  const deed = (what: string, data: Record<string, unknown> = {}) =>
    record(tx, { client, what: `deliverables.${what}`, subject: { kind: 'deliverable', id: of.id }, job: row.job_id, data: { title: of.title, no: row.no, ...data } })
  if (event.type === 'signoff.completed' && row.state === 'in_stages') {
    if (!(await repo.moveIf(tx, row, { state: passage.move(row.state, 'stagesSigned'), stages_signed_at: tx.now }))) throw stale()
    await deed('stages_signed')
  } else if (event.type === 'signoff.completed' && row.state === 'with_client') {
    if (!(await repo.moveIf(tx, row, { state: passage.move(row.state, 'approve'), approved_at: tx.now }))) throw stale()
    await deed('approved')
    await tx.announce({ type: 'deliverables.approved', clientId: client, jobId: row.job_id, all: await signedOff(tx, client, row.job_id) } as DeliverablesMoved)
  } else if (event.type === 'signoff.withdrawn' && row.state === 'with_client') {
    // Taken back: it does not lie with the client any more.
    if (!(await repo.moveIf(tx, row, { state: passage.move(row.state, 'takeBack'), sent_at: null }))) throw stale()
    await deed('taken_back', { reason: event.reason })
  } else if (event.type === 'signoff.withdrawn' && row.state === 'in_stages') {
    const reason = event.reason || say(tx.lang, 'deliverables.stages_withdrawn')
    if (!(await repo.moveIf(tx, row, { state: passage.move(row.state, 'sendBack'), returned_reason: reason }))) throw stale()
    await deed('returned', { reason })
  } else if (event.type === 'signoff.declined' && passage.may(row.state, 'sendBack')) {
    if (!(await repo.moveIf(tx, row, { state: passage.move(row.state, 'sendBack'), returned_reason: event.reason }))) throw stale()
    await deed('returned', { reason: event.reason })
  }
}

/**
 * No job is delivered while the client has not approved all of its work (F6); once its card is closed nobody is asked for a
 * signature any more (G8). Whoever announces holds the job's row, so that nothing is put in meanwhile.
 */
export const hearJobs = async (tx: WalledTx, { type, clientId: client, jobId }: JobEvent): Promise<void> => {
  const made = await newestOf(tx, client, jobId)
  if (type === 'jobs.delivered') {
    checkDelivered(made)
    // Approved by another server's clock after this transaction began: it would be delivered before it was approved.
    if (made.some((d) => d.approvedAt !== null && d.approvedAt > tx.now)) throw stale()
  }
  if (type !== 'jobs.closed') return
  for (const { versionId } of made)
    if (versionId) await withdrawOpen(tx, { client, kind: 'deliverable', subjectId: versionId, reason: say(tx.lang, 'deliverables.card_closed') })
}
