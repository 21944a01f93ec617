import type { WalledTx } from '#kernel/db/walled.ts'
import { record } from '#kernel/record/record.ts'
import type { BillingEvent } from '#modules/billing/index.ts'
import { lockJob, reach } from '#modules/jobs/index.ts'

/** A payment that is taken back leaves a file that was put away incomplete: it is open again, and is put away once more when the money is there (G10). */
export const archiveHearBilling = async (tx: WalledTx, { clientId: client, jobId: job }: BillingEvent): Promise<void> => {
  const row = await lockJob(tx, client, job)
  if (row.filed_at === null) return
  await reach(tx, client, job, { filed: null })
  await record(tx, { client, what: 'archive.reopened', subject: { kind: 'job', id: job }, job, data: { title: row.title } })
}
