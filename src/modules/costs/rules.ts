import type { Day } from '#kernel/pure/calendar.ts'
import { takenAs } from '#kernel/pure/filekind.ts'
import { refuse } from '#kernel/pure/refusal.ts'

/** A day has 24 hours: no more minutes are logged on it by one person, over all jobs. */
export const minutesInDay = 1440

/** Work is logged when it was done, not before; and none was done before the order was issued (C2). */
export const checkDay = (onDay: Day, issuedOn: Day, today: Day): void => {
  if (onDay > today) throw refuse('costs.future')
  if (onDay < issuedOn) throw refuse('costs.before_order', { day: issuedOn })
}
/** `was`: what the entry held before, in minutes; a day that is over-full all the same may be brought down step by step. */
export const checkDayFull = (loggedElsewhere: number, minutes: number, was = 0): void => {
  if (minutes > was && loggedElsewhere + minutes > minutesInDay) throw refuse('costs.day_full', { leftMinutes: Math.max(0, minutesInDay - loggedElsewhere) })
}
/** A vendor's paper is printed, scanned or photographed: a program or a page that only calls itself one proves no cost (C3). */
export const checkPaper = (type: string): void => {
  if (!takenAs('paper', type)) throw refuse('costs.paper_kind')
}
