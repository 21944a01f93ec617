import type { Day } from '#kernel/pure/calendar.ts'
import { refuse } from '#kernel/pure/refusal.ts'

/** Every step that is sent has somebody on one side or the other who answers for it (B1 「合作責任」); a draft may still lack them. */
export const checkOwners = (steps: readonly { ourOwnerId: string | null; theirOwnerId: string | null; name: string }[]): void => {
  const orphan = steps.find((s) => s.ourOwnerId === null && s.theirOwnerId === null)
  if (orphan) throw refuse('schedules.no_owner', { name: orphan.name })
}

/** Ours are on the client's team, theirs are the client's contacts: nobody answers for a client that does not exist for them. */
export const checkTeam = (steps: readonly { ourOwnerId: string | null; theirOwnerId: string | null; name: string }[], team: ReadonlySet<string>, contacts: ReadonlySet<string>): void => {
  const off = steps.find((s) => (s.ourOwnerId !== null && !team.has(s.ourOwnerId)) || (s.theirOwnerId !== null && !contacts.has(s.theirOwnerId)))
  if (off) throw refuse('schedules.off_team', { name: off.name })
}

/** A plan that runs out of the calendar (1990 to 2100) is a slip of the pen. */
export const checkRange = (spans: Iterable<{ startsOn: Day; endsOn: Day }>): void => {
  for (const { startsOn, endsOn } of spans) if (startsOn < '1990-01-01' || endsOn > '2100-12-31') throw refuse('schedules.too_long')
}

/** What goes out is planned by the calendars and ticks of the day it goes out, not of the day it was saved. */
export const checkPlanned = (saved: readonly { stepId: string; startsOn: Day; endsOn: Day }[], now: ReadonlyMap<string, { startsOn: Day; endsOn: Day }>): void => {
  if (isOutdated(saved, now)) throw refuse('schedules.outdated')
}
/** Whether days of a saved plan are others now: a holiday was entered since, or a step was done. */
export const isOutdated = (saved: Parameters<typeof checkPlanned>[0], now: Parameters<typeof checkPlanned>[1]): boolean =>
  saved.some((s) => {
    const at = now.get(s.stepId)
    return at !== undefined && (at.startsOn !== s.startsOn || at.endsOn !== s.endsOn)
  })

/** A revision says why it changes what was signed (B5). */
export const checkSend = (row: { state: string; revision: number; reason: string }): void => {
  if (row.state !== 'draft') throw refuse('schedules.not_draft')
  if (row.revision > 1 && row.reason === '') throw refuse('schedules.reason_missing')
}

/** Who signs: one of the client's team for us, an authorised approver for them (glossary: client approval). */
export const checkSigners = ({ onTeam, mayApprove }: { onTeam: boolean; mayApprove: boolean }): void => {
  if (!onTeam) throw refuse('schedules.signer_off_team')
  if (!mayApprove) throw refuse('schedules.signer_may_not')
}

/** Progress is ticked for what has happened, not for what will. */
export const checkTick = (doneOn: Day | null, today: Day): void => {
  if (doneOn !== null && doneOn > today) throw refuse('schedules.future')
}
