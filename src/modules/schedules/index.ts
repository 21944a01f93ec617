import type { WalledTx } from '#kernel/db/walled.ts'
import type { Day } from '#kernel/pure/calendar.ts'
import { deliveryOf } from './compare.ts'
import * as repo from './repo.ts'
import { inForceOf, stepShown } from './shape.ts'

export type { ScheduleSigned } from './events.ts'
export { schedulesHearJobs, schedulesHearSignoff } from './hear.ts'
export { lateSteps, unsentSchedules } from './repo.ts'

interface InForce {
  revision: number
  signedAt: Date
  steps: ReturnType<typeof stepShown>[]
  deliveryOn: Day
}

/** The schedule that both sides signed last; null while there is none. */
export const inForce = async (tx: WalledTx, client: string, job: string): Promise<InForce | null> => {
  const row = inForceOf(await repo.listSchedules(tx, client, job))
  if (!row) return null
  const steps = (await repo.stepsOf(tx, client, [row.id])).map(stepShown)
  return { revision: row.revision, signedAt: row.signed_at!, steps, deliveryOn: deliveryOf(steps)! }
}
