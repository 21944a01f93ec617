import type { WalledTx } from '#kernel/db/walled.ts'
import { newId } from '#kernel/ids.ts'
import { notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import type { ServiceOf } from '#kernel/rpc/service.ts'
import { calendarFor, contactsOf, teamOf } from '#modules/clients/index.ts'
import { blockedOf, jobById, lockBookable, lockOpen } from '#modules/jobs/index.ts'
import { agencyDay } from '#modules/people/index.ts'
import { compare } from './compare.ts'
import type { schedulesContract } from './contract.ts'
import { planNow } from './replan.ts'
import * as repo from './repo.ts'
import { checkRange, checkTeam, checkTick } from './rules.ts'
import { sendSchedule, withdrawSchedule } from './send.ts'
import { inForceOf, nextRevision, openOf, progressShown, revisionShown, type StepForm, stepRow, stepShown } from './shape.ts'

interface PlanInput {
  direction: 'forward' | 'back'
  anchor: string
  steps: StepForm[]
}
const planned = async (tx: WalledTx, client: string, job: string, { steps, direction, anchor }: PlanInput, rows: repo.ScheduleRow[]) => {
  checkTeam(steps, new Set(await teamOf(tx, client)), new Set((await contactsOf(tx, client)).map((c) => c.id)))
  const { spans, done } = await planNow(tx, { client, job, direction, anchor, steps }, rows)
  checkRange(spans.values())
  // What is done keeps its length with its days.
  return steps.map((s, i) => stepRow({ ...s, days: done.get(s.stepId)?.days ?? s.days }, i + 1, spans.get(s.stepId)!))
}
const stepsByRow = async (tx: WalledTx, client: string, row: repo.ScheduleRow | undefined) => (row ? await repo.stepsOf(tx, client, [row.id]) : [])

export const schedulesService: ServiceOf<typeof schedulesContract> = {
  forJob: async (tx, { client, job }) => {
    const order = await jobById(tx, client, job)
    const rows = await repo.listSchedules(tx, client, job)
    const cal = await calendarFor(tx, client)
    const [inForce, open] = [inForceOf(rows), openOf(rows)]
    const declined = rows.at(-1)?.state === 'declined' ? rows.at(-1) : undefined
    const [was, is] = [await stepsByRow(tx, client, inForce), await stepsByRow(tx, client, open)]
    const progress = await repo.progressOf(tx, client, job)
    return {
      inForce: inForce ? revisionShown(inForce, was) : null,
      open: open ? revisionShown(open, is) : null,
      declined: declined ? revisionShown(declined, await stepsByRow(tx, client, declined)) : null,
      moves: inForce && open ? compare(was.map(stepShown), is.map(stepShown), cal) : [],
      revisions: rows.map((r) => revisionShown(r, [])),
      progress: progress.map(progressShown),
      closedDays: [...cal.closed].toSorted(),
      openDays: [...cal.open].toSorted(),
      blocked: blockedOf(order), delivered: order.delivered_at !== null,
    }
  },

  draft: async (tx, { client, job, version, reason, ...input }) => {
    const order = await lockBookable(tx, client, job)
    const rows = await repo.listSchedules(tx, client, job)
    const steps = await planned(tx, client, job, input, rows)
    const open = openOf(rows)
    if (open?.state === 'sent') throw refuse('schedules.with_parties')
    const id = open?.id ?? newId(tx.now)
    if (open) {
      if (version === null || !(await repo.saveScheduleIf(tx, client, id, version, { direction: input.direction, anchor: input.anchor, reason }))) throw stale()
    } else {
      if (version !== null) throw stale()
      const fresh = await repo.insertSchedule(tx, {
        agency_id: tx.agencyId, client_id: client, id, job_id: job, revision: nextRevision(rows), state: 'draft', direction: input.direction,
        anchor: input.anchor, reason, created_by: tx.person.id, created_at: tx.now, sent_at: null, signed_at: null, version: 1,
      })
      if (!fresh) throw stale()
    }
    await repo.replaceSteps(tx, client, id, steps)
    await record(tx, { client, what: 'schedules.drafted', subject: { kind: 'schedule', id }, job, data: { title: order.title } })
    return { id, version: open ? open.version + 1 : 1 }
  },

  send: sendSchedule,
  withdraw: withdrawSchedule,

  tick: async (tx, { client, job, step, doneOn }) => {
    const order = await lockOpen(tx, client, job)
    const inForce = inForceOf(await repo.listSchedules(tx, client, job))
    if (!inForce) throw refuse('schedules.none_in_force')
    const found = (await repo.stepsOf(tx, client, [inForce.id])).find((s) => s.step_id === step)
    if (!found) throw notFound()
    checkTick(doneOn, await agencyDay(tx))
    await repo.setProgress(tx, client, job, step, doneOn, tx.person.id)
    await record(tx, { client, what: doneOn ? 'schedules.ticked' : 'schedules.unticked', subject: { kind: 'schedule', id: inForce.id }, job, data: { title: order.title, step: found.name } })
    return { doneOn }
  },
}
