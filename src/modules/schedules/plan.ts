import { addWorkdays, type Day, firstOfSpan, lastOfSpan, nextWorkday, previousWorkday, type WorkCalendar } from '#kernel/pure/calendar.ts'
import { refuse } from '#kernel/pure/refusal.ts'

/** A step as somebody plans it: how long, after what, not before when. */
export interface Planned {
  stepId: string
  days: number
  predecessorId: string | null
  pinnedOn: Day | null
}
export interface Span {
  startsOn: Day
  endsOn: Day
}

/** A step that is done: its days as they were signed, and the day on which it was done. */
export interface Done extends Span {
  days: number
  doneOn: Day
}
/** What is done of the plan in force. */
export const doneOf = (inForce: readonly ({ stepId: string; days: number } & Span)[], progress: readonly { stepId: string; doneOn: Day }[]): Map<string, Done> => {
  const ticked = new Map(progress.map((p) => [p.stepId, p.doneOn]))
  return new Map(inForce.flatMap(({ stepId, startsOn, endsOn, days }) => {
    const doneOn = ticked.get(stepId)
    return doneOn === undefined ? [] : [[stepId, { startsOn, endsOn, days, doneOn }] as const]
  }))
}
type AllDone = ReadonlyMap<string, Done>
const standing = ({ startsOn, endsOn }: Done): Span => ({ startsOn, endsOn })

/** Steps in an order in which each comes after its predecessor. Refuses `schedules.cycle` and `schedules.no_predecessor`. */
export const inOrder = <S extends Planned>(steps: readonly S[]): S[] => {
  const byId = new Map(steps.map((s) => [s.stepId, s]))
  const done = new Set<string>()
  const order: S[] = []
  const visit = (step: S, path: Set<string>): void => {
    if (done.has(step.stepId)) return
    if (path.has(step.stepId)) throw refuse('schedules.cycle')
    if (step.predecessorId !== null) {
      const before = byId.get(step.predecessorId)
      if (!before) throw refuse('schedules.no_predecessor')
      visit(before, new Set(path).add(step.stepId))
    }
    done.add(step.stepId)
    order.push(step)
  }
  for (const step of steps) visit(step, new Set())
  return order
}

const later = (a: Day, b: Day | null): Day => (b !== null && b > a ? b : a)

/**
 * Plans from a first day on: each step begins on the first working day after its predecessor, never before its pin (B4). What is
 * done stands where it was signed; what follows it begins after the day on which it was done, when that was later.
 */
export const planForward = (steps: readonly Planned[], from: Day, cal: WorkCalendar, done: AllDone): Map<string, Span> => {
  const spans = new Map<string, Span>()
  for (const step of inOrder(steps)) {
    const stands = done.get(step.stepId)
    const before = step.predecessorId === null ? undefined : spans.get(step.predecessorId)!
    const over = step.predecessorId === null ? undefined : done.get(step.predecessorId)
    const earliest = before ? addWorkdays(cal, later(before.endsOn, over?.doneOn ?? null), 1) : from
    const startsOn = nextWorkday(cal, later(earliest, step.pinnedOn))
    spans.set(step.stepId, stands ? standing(stands) : { startsOn, endsOn: lastOfSpan(cal, startsOn, step.days) })
  }
  return spans
}

/**
 * Plans back from the due date: a step that nothing follows ends on it; any other ends on the working day before the first of
 * those that follow it begins. What is done stands where it was signed. Refuses `schedules.pin_too_late` when a pin asks for a
 * later beginning than the due date allows, and `schedules.done_too_late` when a step would begin before what it follows was done.
 */
export const planBack = (steps: readonly Planned[], due: Day, cal: WorkCalendar, done: AllDone): Map<string, Span> => {
  const spans = new Map<string, Span>()
  for (const step of inOrder(steps).reverse()) {
    const stands = done.get(step.stepId)
    if (stands) {
      spans.set(step.stepId, standing(stands))
      continue
    }
    const starts = steps.filter((s) => s.predecessorId === step.stepId).map((s) => spans.get(s.stepId)!.startsOn)
    const latest = starts.length > 0 ? addWorkdays(cal, starts.toSorted()[0]!, -1) : previousWorkday(cal, due)
    const startsOn = firstOfSpan(cal, latest, step.days)
    if (step.pinnedOn !== null && step.pinnedOn > startsOn) throw refuse('schedules.pin_too_late', { stepId: step.stepId })
    const before = step.predecessorId === null ? undefined : done.get(step.predecessorId)
    // Done early, it may be followed early.
    if (before && startsOn < before.doneOn && startsOn <= before.endsOn) throw refuse('schedules.done_too_late', { stepId: step.stepId })
    spans.set(step.stepId, { startsOn, endsOn: latest })
  }
  return spans
}

export const plan = (steps: readonly Planned[], direction: 'forward' | 'back', anchor: Day, cal: WorkCalendar, done: AllDone): Map<string, Span> =>
  direction === 'forward' ? planForward(steps, anchor, cal, done) : planBack(steps, anchor, cal, done)
