import type { WalledTx } from '#kernel/db/walled.ts'
import type { Leaving } from '#modules/clients/index.ts'
import * as repo from './repo.ts'

/** Hears that somebody is about to leave: the open jobs they own want another owner first (F3). */
export const jobsHearLeaving = async (tx: WalledTx, { clientId, personId, holds }: Leaving): Promise<void> => {
  for (const job of await repo.openJobsOf(tx, clientId, personId)) holds.push(job.finance_number ?? job.title)
}
