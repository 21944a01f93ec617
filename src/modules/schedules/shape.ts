import type { z } from 'zod'
import type { zStepForm } from './contract.ts'
import type { Span } from './plan.ts'
import type { ScheduleRow, StepRow, Ticked } from './repo.ts'

export type StepForm = z.output<typeof zStepForm>
export type StepFields = Omit<StepRow, 'agency_id' | 'client_id' | 'schedule_id'>

export const stepRow = (s: StepForm, no: number, span: Span): StepFields => ({
  step_id: s.stepId, no, name: s.name, detail: s.detail, our_owner_id: s.ourOwnerId, their_owner_id: s.theirOwnerId, days: s.days,
  predecessor_id: s.predecessorId, pinned_on: s.pinnedOn, starts_on: span.startsOn, ends_on: span.endsOn,
})
export const stepShown = (s: StepFields) => ({
  stepId: s.step_id, no: s.no, name: s.name, detail: s.detail, ourOwnerId: s.our_owner_id, theirOwnerId: s.their_owner_id, days: s.days,
  predecessorId: s.predecessor_id, pinnedOn: s.pinned_on, startsOn: s.starts_on, endsOn: s.ends_on,
})
export const progressShown = (p: Ticked) => ({ stepId: p.step_id, doneOn: p.done_on! })
export const revisionShown = (r: ScheduleRow, steps: StepRow[]) => ({
  id: r.id, revision: r.revision, state: r.state, direction: r.direction, anchor: r.anchor, reason: r.reason, createdBy: r.created_by,
  createdAt: r.created_at, sentAt: r.sent_at, signedAt: r.signed_at, version: r.version, steps: steps.map(stepShown),
})

export const inForceOf = (rows: readonly ScheduleRow[]): ScheduleRow | undefined => rows.find((r) => r.state === 'signed')
/** The revision that is being written, or is out for signature: one at most. */
export const openOf = (rows: readonly ScheduleRow[]): ScheduleRow | undefined => rows.find((r) => r.state === 'draft' || r.state === 'sent')
export const nextRevision = (rows: readonly ScheduleRow[]): number => (rows.at(-1)?.revision ?? 0) + 1
