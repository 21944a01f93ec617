import type { WalledTx } from '#kernel/db/walled.ts'
import type { Day } from '#kernel/pure/calendar.ts'
import { deliveryOf } from './compare.ts'
import * as repo from './repo.ts'
import { inForceOf, openOf, stepShown } from './shape.ts'

export type { ScheduleSigned } from './events.ts'
export { schedulesHearSignoff } from './hear.ts'
export { lateSteps } from './repo.ts'

export interface InForce {
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

/** How a job stands against its schedule: what is in force and how much of it is done, and the revision that is open. */
export const scheduleSummary = async (tx: WalledTx, client: string, job: string): Promise<{
  inForce: { revision: number; deliveryOn: Day; done: number; of: number } | null
  open: { id: string; revision: number; state: 'draft' | 'sent' } | null
}> => {
  const rows = await repo.listSchedules(tx, client, job)
  const [signed, open] = [inForceOf(rows), openOf(rows)]
  const steps = signed ? await repo.stepsOf(tx, client, [signed.id]) : []
  const done = new Set((await repo.progressOf(tx, client, job)).map((p) => p.step_id))
  return {
    inForce: signed ? { revision: signed.revision, deliveryOn: deliveryOf(steps.map(stepShown))!, done: steps.filter((s) => done.has(s.step_id)).length, of: steps.length } : null,
    open: open ? { id: open.id, revision: open.revision, state: open.state as 'draft' | 'sent' } : null,
  }
}
