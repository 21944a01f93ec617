import type { Day } from '#kernel/pure/calendar.ts'
import { refuse } from '#kernel/pure/refusal.ts'

/** A day has 24 hours: no more minutes are logged on it by one person, over all jobs. */
export const minutesInDay = 1440

/** Work is logged when it was done, not before. */
export const checkDay = (onDay: Day, today: Day): void => {
  if (onDay > today) throw refuse('costs.future')
}
export const checkDayFull = (loggedElsewhere: number, minutes: number): void => {
  if (loggedElsewhere + minutes > minutesInDay) throw refuse('costs.day_full', { left: Math.max(0, minutesInDay - loggedElsewhere) })
}
