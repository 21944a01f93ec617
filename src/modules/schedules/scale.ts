import { addDays, type Day, dayOfWeek, daysBetween, isWorkday, type WorkCalendar } from '#kernel/pure/calendar.ts'
import type { Span } from './plan.ts'

/** The stretch of days that bars are drawn over, from a Monday to a Sunday; places are in percent of it. */
export interface Scale {
  from: Day
  to: Day
  days: number
}
/** How many days can be written above the narrowest lane, in the longest words for them, and none over the next. */
const most = 6

/** Whole weeks around all the spans; null for none. */
export const scaleOf = (spans: readonly Span[]): Scale | null => {
  const [first, last] = [spans.map((s) => s.startsOn).toSorted()[0], spans.map((s) => s.endsOn).toSorted().at(-1)]
  if (first === undefined || last === undefined) return null
  const [from, to] = [addDays(first, 1 - dayOfWeek(first)), addDays(last, 7 - dayOfWeek(last))]
  return { from, to, days: daysBetween(from, to) + 1 }
}

/** Of a plan that has steps: wide enough for what stood before, too. */
export const drawnScale = (steps: readonly Span[], moves: readonly { before: Span | null }[]): Scale => scaleOf([...steps, ...moves.flatMap((m) => m.before ?? [])])!

const percent = (scale: Scale, days: number): number => Math.round((days / scale.days) * 10_000) / 100

/** Where a day begins. */
export const placeOf = (scale: Scale, day: Day): number => percent(scale, daysBetween(scale.from, day))

/** Where a span begins and how wide it is. */
export const barOf = (scale: Scale, { startsOn, endsOn }: Span): [number, number] => [placeOf(scale, startsOn), percent(scale, daysBetween(startsOn, endsOn) + 1)]

export const within = (scale: Scale, day: Day): boolean => day >= scale.from && day <= scale.to

/** Mondays to write above the lanes: each of them, or every so many weeks when there are more than there is room for. */
export const ticksOf = (scale: Scale): Day[] => {
  const weeks = scale.days / 7
  const every = Math.ceil(weeks / most)
  // Near the end the words of a day would be cut off.
  return Array.from({ length: Math.ceil(weeks / every) }, (_, n) => addDays(scale.from, n * every * 7)).filter((day) => placeOf(scale, day) < 88)
}

/** Above a certain length single days are narrower than a line is wide. */
const shadedAtMost = 200

/** The runs of days that are not worked, to be shaded behind the bars. */
export const shadesOf = (scale: Scale, cal: WorkCalendar): Span[] => {
  const runs: Span[] = []
  if (scale.days > shadedAtMost) return runs
  for (let day = scale.from; day <= scale.to; day = addDays(day, 1)) {
    if (isWorkday(cal, day)) continue
    const last = runs.at(-1)
    if (last && addDays(last.endsOn, 1) === day) last.endsOn = day
    else runs.push({ startsOn: day, endsOn: day })
  }
  return runs
}
