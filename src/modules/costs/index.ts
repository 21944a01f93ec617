import type { WalledTx } from '#kernel/db/walled.ts'
import * as repo from './repo.ts'

/** Bought costs of a job that stand, for the lines of a payment request. */
export const boughtFor = async (tx: WalledTx, client: string, job: string) => (await repo.boughtOfJob(tx, client, job)).filter((b) => b.voided_at === null)
