import type { WalledTx } from '#kernel/db/walled.ts'
import { calendarFor } from '#modules/clients/index.ts'
import { type Done, doneOf, plan, type Planned, type Span } from './plan.ts'
import * as repo from './repo.ts'
import { inForceOf, progressShown, stepShown } from './shape.ts'

interface Plan {
  client: string
  job: string
  direction: 'forward' | 'back'
  anchor: string
  steps: readonly Planned[]
}

/** The days of a job's plan by the calendars and the ticks of now, and what of it is done and so keeps its own (B5). */
export const planNow = async (tx: WalledTx, { client, job, direction, anchor, steps }: Plan, rows: readonly repo.ScheduleRow[]): Promise<{ spans: Map<string, Span>; done: Map<string, Done> }> => {
  const row = inForceOf(rows)
  const [inForce, progress, cal] = [row ? await repo.stepsOf(tx, client, [row.id]) : [], await repo.progressOf(tx, client, job), await calendarFor(tx, client)]
  const done = doneOf(inForce.map(stepShown), progress.map(progressShown))
  return { spans: plan(steps, direction, anchor, cal, done), done }
}
