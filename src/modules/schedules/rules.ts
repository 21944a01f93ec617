import type { Day } from '#kernel/pure/calendar.ts'
import { refuse } from '#kernel/pure/refusal.ts'

/** Every step has somebody on one side or the other who answers for it (B1 「合作責任」). */
export const checkOwners = (steps: readonly { ourOwnerId: string | null; theirOwnerId: string | null; name: string }[]): void => {
  const orphan = steps.find((s) => s.ourOwnerId === null && s.theirOwnerId === null)
  if (orphan) throw refuse('schedules.no_owner', { name: orphan.name })
}

/** A revision says why it changes what was signed (B5). */
export const checkSend = (row: { state: string; revision: number; reason: string }): void => {
  if (row.state !== 'draft') throw refuse('schedules.not_draft')
  if (row.revision > 1 && row.reason === '') throw refuse('schedules.reason_missing')
}

/** Progress is ticked for what has happened, not for what will. */
export const checkTick = (doneOn: Day | null, today: Day): void => {
  if (doneOn !== null && doneOn > today) throw refuse('schedules.future')
}
