import type { WalledTx } from '#kernel/db/walled.ts'
import { notFound } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import { lockBookable, lockJob } from '#modules/jobs/index.ts'
import { withdrawOpen } from '#modules/signoff/index.ts'
import type { DeliverablesMoved } from './events.ts'
import { signedOff } from './newest.ts'
import * as repo from './repo.ts'
import { checkDrop } from './rules.ts'
import { standOf } from './shape.ts'

/** Gives a deliverable up: whoever was asked about it is asked no more, and the delivery waits only for what is left. */
export const dropDeliverable = async (tx: WalledTx, { client, deliverable, reason }: { client: string; deliverable: string; reason: string }): Promise<{ at: Date }> => {
  const row = await repo.findForUpdate(tx, client, deliverable)
  if (!row) throw notFound()
  // Alone: two who share the job and then sign it off by what they drop would each wait for the other.
  await lockJob(tx, client, row.job_id)
  const job = await lockBookable(tx, client, row.job_id)
  const newest = async () => (await repo.versionsOf(tx, client, [row.id])).at(-1)
  const version = await newest()
  if (version) await withdrawOpen(tx, { client, kind: 'deliverable', subjectId: version.id, reason })
  // Read again: whoever was asked may have answered while we waited for the request.
  checkDrop(standOf(row), (await newest())?.state ?? null, job.delivered_at)
  await repo.drop(tx, row, reason)
  await record(tx, { client, what: 'deliverables.dropped', subject: { kind: 'deliverable', id: row.id }, job: row.job_id, data: { title: row.title, reason } })
  await tx.announce({ type: 'deliverables.dropped', clientId: client, jobId: row.job_id, all: await signedOff(tx, client, row.job_id) } as DeliverablesMoved)
  return { at: tx.now }
}
