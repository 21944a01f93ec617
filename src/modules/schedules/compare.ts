import { addDays, type Day, type WorkCalendar, workdaysBetween } from '#kernel/pure/calendar.ts'

export interface Dated {
  stepId: string
  name: string
  startsOn: Day
  endsOn: Day
  days: number
  detail?: string
  ourOwnerId?: string | null
  theirOwnerId?: string | null
}
/** What of a step was rewritten, whether or not it moved: whoever signs a revision signs this too. */
export const rewritten = ['name', 'detail', 'owner'] as const
export type Rewritten = (typeof rewritten)[number]
export const changes = ['same', 'later', 'earlier', 'longer', 'shorter', 'begins_later', 'begins_earlier', 'added', 'removed'] as const
/** `later` and `earlier` are of the end; of the beginning alone where the end and the length stay, over a day that is not worked any more. */
export type Change = (typeof changes)[number]
/** What became of a step between two revisions. `days` counts working days, never negative. */
export interface Move {
  stepId: string
  name: string
  change: Change
  days: number
  before: { startsOn: Day; endsOn: Day } | null
  after: { startsOn: Day; endsOn: Day } | null
  also: Rewritten[]
  /** Its length in working days, where it changed and the change of its end does not say so. Not on what was frozen before this was told. */
  lasts?: { before: number; after: number } | undefined
}

const span = (s: Dated) => ({ startsOn: s.startsOn, endsOn: s.endsOn })

/**
 * By how many working days of the calendar in force now a day has moved, earlier negative. Counted from the new day, which is
 * worked: the one agreed before may be a holiday since, and is a move all the same.
 */
export const movedBy = (cal: WorkCalendar, was: Day, is: Day): number => (is < was ? -workdaysBetween(cal, addDays(is, -1), addDays(was, -1)) : workdaysBetween(cal, was, is))

const moveOf = (was: Dated, is: Dated, cal: WorkCalendar): Pick<Move, 'change' | 'days' | 'lasts'> => {
  const end = movedBy(cal, was.endsOn, is.endsOn)
  if (end !== 0) return { change: end > 0 ? 'later' : 'earlier', days: Math.abs(end), ...(is.days !== was.days && { lasts: { before: was.days, after: is.days } }) }
  if (is.days !== was.days) return { change: is.days > was.days ? 'longer' : 'shorter', days: Math.abs(is.days - was.days) }
  const start = movedBy(cal, was.startsOn, is.startsOn)
  if (start !== 0) return { change: start > 0 ? 'begins_later' : 'begins_earlier', days: Math.abs(start) }
  return { change: 'same', days: 0 }
}

const rewrittenIn = (was: Dated, is: Dated): Rewritten[] =>
  rewritten.filter((part) => (part === 'owner' ? was.ourOwnerId !== is.ourOwnerId || was.theirOwnerId !== is.theirOwnerId : was[part] !== is[part]))

/**
 * Shows a revision against the one in force (B5): every step of either, in the new order, removed ones last, with the
 * change of its end in working days, and of its length; of its beginning where neither changed.
 */
export const compare = (before: readonly Dated[], after: readonly Dated[], cal: WorkCalendar): Move[] => {
  const was = new Map(before.map((s) => [s.stepId, s]))
  const kept = new Set(after.map((s) => s.stepId))
  return [
    ...after.map((s): Move => {
      const old = was.get(s.stepId)
      if (!old) return { stepId: s.stepId, name: s.name, change: 'added', days: s.days, before: null, after: span(s), also: [] }
      return { stepId: s.stepId, name: s.name, ...moveOf(old, s, cal), before: span(old), after: span(s), also: rewrittenIn(old, s) }
    }),
    ...before.filter((s) => !kept.has(s.stepId)).map((s): Move => ({ stepId: s.stepId, name: s.name, change: 'removed', days: s.days, before: span(s), after: null, also: [] })),
  ]
}

/** The last day of a schedule: its delivery. */
export const deliveryOf = (steps: readonly { endsOn: Day }[]): Day | null => steps.map((s) => s.endsOn).toSorted().at(-1) ?? null
