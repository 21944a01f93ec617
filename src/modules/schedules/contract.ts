import { z } from 'zod'
import { zDate } from '#kernel/pure/calendar.ts'
import { zId } from '#kernel/pure/id.ts'
import { zName, zNote, zText } from '#kernel/pure/text.ts'
import { zRowVersion } from '#kernel/pure/version.ts'
import { read, write } from '#kernel/rpc/define.ts'
import { bookingRefusals, zBlocked } from '#modules/jobs/contract.ts'
import { changes, rewritten } from './compare.ts'

const tag = 'schedules'
export const scheduleStates = ['draft', 'sent', 'signed', 'superseded', 'declined', 'withdrawn'] as const

export const zStepForm = z.object({
  stepId: zId, name: zName, detail: zNote(2000).default(''), ourOwnerId: zId.nullable().default(null), theirOwnerId: zId.nullable().default(null),
  days: z.int().min(1).max(400), predecessorId: zId.nullable().default(null), pinnedOn: zDate.nullable().default(null),
})
const zSpan = z.object({ startsOn: z.string(), endsOn: z.string() })
export const zStep = z.object({
  stepId: zId, no: z.int(), name: z.string(), detail: z.string(), ourOwnerId: zId.nullable(), theirOwnerId: zId.nullable(), days: z.int(),
  predecessorId: zId.nullable(), pinnedOn: z.string().nullable(), startsOn: z.string(), endsOn: z.string(),
})
export const zMove = z.object({
  stepId: zId, name: z.string(), change: z.enum(changes), days: z.int(),
  before: zSpan.nullable(), after: zSpan.nullable(), also: z.array(z.enum(rewritten)), lasts: z.object({ before: z.int(), after: z.int() }).optional(),
})
export const zRevision = z.object({
  id: zId, revision: z.int(), state: z.enum(scheduleStates), direction: z.enum(['forward', 'back']), anchor: z.string(), reason: z.string(),
  createdBy: zId, createdAt: z.date(), sentAt: z.date().nullable(), signedAt: z.date().nullable(), version: zRowVersion, steps: z.array(zStep),
})
const job = z.object({ client: zId, job: zId })
const one = z.object({ client: zId, schedule: zId, version: zRowVersion })
const planned = z.object({ direction: z.enum(['forward', 'back']), anchor: zDate, steps: z.array(zStepForm).min(1).max(200).refine((steps) => new Set(steps.map((s) => s.stepId)).size === steps.length, 'refusal.schedules.twice') })
const planRefusals = ['schedules.cycle', 'schedules.no_predecessor', 'schedules.pin_too_late', 'schedules.done_too_late', 'schedules.off_team', 'schedules.too_long'] as const

export const schedulesContract = {
  forJob: read({ path: '/clients/{client}/jobs/{job}/schedule', summary: 'The schedule in force, the open revision (or the one just declined, to begin the next from), what moves, and progress', tag })
    .input(job)
    .output(z.object({
      inForce: zRevision.nullable(), open: zRevision.nullable(), declined: zRevision.nullable(), moves: z.array(zMove), revisions: z.array(zRevision.omit({ steps: true })),
      progress: z.array(z.object({ stepId: zId, doneOn: z.string() })), closedDays: z.array(z.string()), openDays: z.array(z.string()), blocked: zBlocked,
      /** The work is delivered: a step nobody ticked is not late any more. */
      delivered: z.boolean(),
    })),
  draft: write({ method: 'PUT', path: '/clients/{client}/jobs/{job}/schedule', summary: 'Save the open revision; the first call after a signed one opens the next', tag, roles: ['ae', 'director', 'traffic', 'lead'], refusals: [...planRefusals, ...bookingRefusals, 'schedules.with_parties'] })
    .input(job.extend(planned.shape).extend({ version: zRowVersion.nullable(), reason: zNote(2000).default('') }))
    .output(z.object({ id: zId, version: zRowVersion })),
  send: write({ path: '/clients/{client}/schedules/{schedule}/send', summary: 'Send the revision to both sides for signature', tag, roles: ['ae', 'director'], refusals: ['schedules.not_draft', 'schedules.outdated', 'schedules.pin_too_late', 'schedules.done_too_late', 'schedules.reason_missing', 'schedules.no_owner', 'schedules.signer_off_team', 'schedules.signer_may_not', 'signoff.contact_without_mail', 'signoff.already_asked', ...bookingRefusals] })
    .input(one.extend({ personId: zId, contactId: zId })).output(z.object({ version: zRowVersion })),
  withdraw: write({ path: '/clients/{client}/schedules/{schedule}/withdraw', summary: 'Take back a revision that is out for signature; its plan becomes the draft of the next', tag, roles: ['ae', 'director'], refusals: ['schedules.not_sent', 'signoff.ended'] })
    .input(one.extend({ reason: zText(500) })).output(z.object({ id: zId, version: zRowVersion })),
  tick: write({ path: '/clients/{client}/jobs/{job}/schedule/{step}/tick', summary: 'Tick a step of the schedule in force as done on a day, or take the tick back', tag, refusals: ['schedules.none_in_force', 'schedules.future', ...bookingRefusals] })
    .input(job.extend({ step: zId, doneOn: zDate.nullable() })).output(z.object({ doneOn: z.string().nullable() })),
}
