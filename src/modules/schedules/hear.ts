import type { WalledTx } from '#kernel/db/walled.ts'
import { say } from '#kernel/i18n/say.ts'
import { newId } from '#kernel/ids.ts'
import { stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import { type JobEvent, jobById } from '#modules/jobs/index.ts'
import { agencyDay } from '#modules/people/index.ts'
import { type SignoffEvent, withdrawOpen } from '#modules/signoff/index.ts'
import { deliveryOf } from './compare.ts'
import type { ScheduleSigned } from './events.ts'
import * as repo from './repo.ts'
import { inForceOf, nextRevision, stepShown } from './shape.ts'

/** Moves a revision that this transaction has just read; somebody else's move in between undoes the whole. */
const move = async (tx: WalledTx, row: repo.ScheduleRow, set: Parameters<typeof repo.moveScheduleIf>[2]): Promise<void> => {
  if (!(await repo.moveScheduleIf(tx, row, set))) throw stale()
}

/**
 * Hears what became of a sent revision (B5): signed by both sides it is in force and the former one superseded; declined it
 * ends and the last signed one stays in force; taken back its plan becomes the draft of the next revision.
 */
export const schedulesHearSignoff = async (tx: WalledTx, event: SignoffEvent): Promise<void> => {
  if (event.kind !== 'schedule' || event.type === 'signoff.signed') return
  const { clientId: client, subjectId: job } = event
  const rows = await repo.listSchedules(tx, client, job)
  const row = rows.find((r) => r.state === 'sent' && r.revision === event.version)
  if (!row) return
  const { title } = await jobById(tx, client, job)
  const deed = (what: string, data: Record<string, unknown> = {}) =>
    record(tx, { client, what: `schedules.${what}`, subject: { kind: 'schedule', id: row.id }, job, data: { title, revision: row.revision, ...data } })

  if (event.type === 'signoff.completed') {
    const former = inForceOf(rows)
    // In this order: the index schedule_in_force holds one signed revision a job.
    if (former) await move(tx, former, { state: 'superseded' })
    await move(tx, row, { state: 'signed', signed_at: tx.now })
    await deed('signed')
    const deliveryOn = deliveryOf((await repo.stepsOf(tx, client, [row.id])).map(stepShown))!
    await tx.announce({ type: 'schedules.signed', clientId: client, jobId: job, scheduleId: row.id, revision: row.revision, deliveryOn } as ScheduleSigned)
  } else if (event.type === 'signoff.declined') {
    await move(tx, row, { state: 'declined' })
    await deed('declined', { reason: event.reason.slice(0, 500) })
  } else {
    await move(tx, row, { state: 'withdrawn' })
    await reopen(tx, row, nextRevision(rows))
    await deed('withdrawn', { reason: event.reason })
  }
}

/**
 * Hears what becomes of the job. With its delivery the step that the plan in force ends with is done, on the day (B5); what else was
 * done, people tick themselves. Once its card is closed nobody is asked for a signature any more (G8).
 */
export const schedulesHearJobs = async (tx: WalledTx, { type, clientId: client, jobId: job }: JobEvent): Promise<void> => {
  if (type === 'jobs.closed') await withdrawOpen(tx, { client, kind: 'schedule', subjectId: job, reason: say(tx.lang, 'schedules.card_closed') })
  if (type !== 'jobs.delivered') return
  const row = inForceOf(await repo.listSchedules(tx, client, job))
  const last = row && (await repo.stepsOf(tx, client, [row.id])).toSorted((a, b) => (a.ends_on === b.ends_on ? a.no - b.no : a.ends_on < b.ends_on ? -1 : 1)).at(-1)
  if (!last || (await repo.progressOf(tx, client, job)).some((p) => p.step_id === last.step_id)) return
  const { title } = await jobById(tx, client, job)
  await repo.setProgress(tx, client, job, last.step_id, await agencyDay(tx), tx.person.id)
  await record(tx, { client, what: 'schedules.ticked', subject: { kind: 'schedule', id: row.id }, job, data: { title, step: last.name } })
}

/** The plan of a revision as the draft of the next. */
const reopen = async (tx: WalledTx, row: repo.ScheduleRow, revision: number): Promise<void> => {
  const id = newId(tx.now)
  const by = tx.actor.kind === 'person' ? tx.actor.id : row.created_by
  const draft = { ...row, id, revision, state: 'draft' as const, created_by: by, created_at: tx.now, sent_at: null, signed_at: null, version: 1 }
  if (!(await repo.insertSchedule(tx, draft))) throw stale()
  const steps = await repo.stepsOf(tx, row.client_id, [row.id])
  await repo.replaceSteps(tx, row.client_id, id, steps)
}
