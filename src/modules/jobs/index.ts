import type { WalledTx } from '#kernel/db/walled.ts'
import type { Day } from '#kernel/pure/calendar.ts'
import { notFound } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import * as repo from './repo.ts'
import { type Blocked, blockedBy, checkBookable, checkOpen, type Milestone } from './rules.ts'
import { cardOf, stageWith } from './shape.ts'

export { jobsHearLeaving } from './hear.ts'
export type { JobRow } from './repo.ts'
export { countInStages, jobDraftsOf, jobsById, jobsByItem, jobsInStages, jobsToMove, listJobs, sumInStages } from './repo.ts'
export type { JobEvent } from './events.ts'
export type { Milestone } from './rules.ts'
export { unbilledStages } from './rules.ts'

const there = (row: repo.JobRow | undefined): repo.JobRow => {
  if (!row) throw notFound()
  return row
}

export const jobById = async (tx: WalledTx, client: string, job: string): Promise<repo.JobRow> => there(await repo.findJob(tx, client, job))

/** Locks the row against any other change until this transaction ends. */
export const lockJob = async (tx: WalledTx, client: string, job: string): Promise<repo.JobRow> => there(await repo.findJobForUpdate(tx, client, job))

/**
 * The job, its card held open until this transaction ends: call it before booking time, cost, a schedule or a deliverable.
 * Refuses `jobs.no_order` (C2), `jobs.delivered`, `jobs.card_closed` and `jobs.filed` (G8), and `jobs.held` (C4).
 */
export const lockBookable = async (tx: WalledTx, client: string, job: string): Promise<repo.JobRow> => {
  // Its first booking puts a job in work: who may be that one takes the row alone at once. Two who share it would each wait for the other to let go.
  const first = (await jobById(tx, client, job)).in_work_at === null
  const row = first ? await lockJob(tx, client, job) : there(await repo.findJobForShare(tx, client, job))
  checkBookable(cardOf(row))
  return row
}

/** The same for what books nothing and may still follow the delivery, until finance has closed the card. */
export const lockOpen = async (tx: WalledTx, client: string, job: string): Promise<repo.JobRow> => {
  const row = there(await repo.findJobForShare(tx, client, job))
  checkOpen(cardOf(row))
  return row
}

/** Why nothing may be booked on the job now, as the contract shows it; null when it may. */
export const blockedOf = (row: repo.JobRow): Blocked | null => blockedBy(cardOf(row))

/**
 * The day of delivery that both sides signed in a revision of the schedule is the day the job is due from then on (B5), and the record says so.
 * What is delivered keeps the day it was due.
 */
export const moveDue = async (tx: WalledTx, client: string, job: string, day: Day, revision: number): Promise<void> => {
  const row = await lockJob(tx, client, job)
  if (row.delivered_at !== null || row.due_on === day) return
  repo.setDates(tx, client, job, { due_on: day })
  await record(tx, { client, what: 'jobs.due_moved', subject: { kind: 'job', id: job }, job, data: { title: row.title, revision, day } })
}

const column = {
  ordered: 'issued_at', scheduled: 'scheduled_at', in_work: 'in_work_at', signed_off: 'signed_off_at', delivered: 'delivered_at', closed: 'closed_at',
  billed: 'billed_at', paid: 'paid_at', filed: 'filed_at',
} as const satisfies Record<Milestone, keyof repo.JobRow>

/** Milestones were reached (the first date of each stands), or taken back (`null`): the strip and the lists follow. */
export const reach = async (tx: WalledTx, client: string, job: string, milestones: Partial<Record<Milestone, Date | null>>): Promise<void> => {
  const row = await lockJob(tx, client, job)
  const news = Object.entries(milestones).map(([name, at]) => [column[name as Milestone], at] as const).filter(([name, at]) => (at === null) !== (row[name] === null))
  if (news.length === 0) return
  const set = Object.fromEntries(news)
  repo.setDates(tx, client, job, { ...set, stage: stageWith(row, set) })
}
