import type { WalledTx } from '#kernel/db/walled.ts'
import * as repo from './repo.ts'

export type { CostsBooked } from './events.ts'

export interface JobCost {
  minutes: number
  timeMinor: bigint
  boughtMinor: bigint
  totalMinor: bigint
}

/** Costs of jobs of one client by job id, at this moment (C3): minor units of the job's currency. */
export const costsOf = async (tx: WalledTx, client: string, jobs: readonly string[]): Promise<Map<string, JobCost>> =>
  new Map([...(await repo.sumsOf(tx, client, jobs))].map(([id, s]) => [
    id, { minutes: s.minutes, timeMinor: s.time_minor, boughtMinor: s.bought_minor, totalMinor: s.time_minor + s.bought_minor },
  ]))

export const costOf = async (tx: WalledTx, client: string, job: string): Promise<JobCost> =>
  (await costsOf(tx, client, [job])).get(job) ?? { minutes: 0, timeMinor: 0n, boughtMinor: 0n, totalMinor: 0n }

/** Bought costs of a job that stand, for the lines of a payment request. */
export const boughtFor = async (tx: WalledTx, client: string, job: string) => (await repo.boughtOfJob(tx, client, job)).filter((b) => b.voided_at === null)
