import { addDays, type Day, dayOfWeek, isWorkday, type WorkCalendar } from '#kernel/pure/calendar.ts'
import type { Span } from './plan.ts'

export interface Exception extends Span {
  /** What the region calls it; null for a day that one side keeps for itself. */
  name: string | null
}

/**
 * The weekdays of a stretch that are not worked and the weekend days that are, for the line that says what the shades are.
 * Days of one name are one, across a weekend too, as long as nothing is worked between them.
 */
export const exceptionsOf = ({ from, to }: { from: Day; to: Day }, cal: WorkCalendar, nameOf: (day: Day) => string | undefined): Exception[] => {
  const found: Exception[] = []
  let goesOn = false
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const works = isWorkday(cal, day)
    if (works !== dayOfWeek(day) >= 6) {
      goesOn &&= !works
      continue
    }
    const name = nameOf(day) ?? null
    const last = found.at(-1)
    if (goesOn && !works && last?.name === name) last.endsOn = day
    else found.push({ startsOn: day, endsOn: day, name })
    goesOn = !works
  }
  return found
}
