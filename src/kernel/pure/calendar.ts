import { z } from 'zod'

/** A day of the calendar, `YYYY-MM-DD`: such strings sort and compare as the days do. */
export type Day = string

/** A real date from 1990 to 2100; 31 February is refused. */
export const zDate = z.iso.date().refine((d) => d >= '1990-01-01' && d <= '2100-12-31', { error: 'refusal.calendar.range' })

/**
 * Where weekdays are worked and weekends are not, save for `closed` (holidays) and `open` (make-up
 * working days 「補班、調休」). A day in both is closed.
 */
export interface WorkCalendar {
  readonly closed: ReadonlySet<Day>
  readonly open: ReadonlySet<Day>
}

const dayMs = 86_400_000
const utc = (d: Day): number => {
  const ms = Date.parse(`${d}T00:00:00Z`)
  if (Number.isNaN(ms)) throw new RangeError(`not a date: ${d}`)
  return ms
}

/** `n` calendar days later, or earlier when negative. */
export const addDays = (d: Day, n: number): Day => new Date(utc(d) + n * dayMs).toISOString().slice(0, 10)

/** Calendar days from one day to another, negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => (utc(to) - utc(from)) / dayMs

/** 1 for Monday … 7 for Sunday (ISO 8601). */
export const dayOfWeek = (d: Day): number => new Date(utc(d)).getUTCDay() || 7

export const isWeekend = (d: Day): boolean => dayOfWeek(d) > 5

/** Whether work is done on that day. */
export const isWorkday = (cal: WorkCalendar, d: Day): boolean => !cal.closed.has(d) && (!isWeekend(d) || cal.open.has(d))

/** A day is worked only if all of them work: the agency's calendar with the client's (B4). */
export const mergeCalendars = (...cals: WorkCalendar[]): WorkCalendar => ({
  closed: new Set(cals.flatMap((c) => [...c.closed])),
  open: new Set([...(cals[0]?.open ?? [])].filter((d) => cals.every((c) => c.open.has(d)))),
})

const seek = (cal: WorkCalendar, d: Day, step: 1 | -1): Day => {
  let at = d
  while (!isWorkday(cal, at)) at = addDays(at, step)
  return at
}

/** The day itself when it is worked, else the next that is. */
export const nextWorkday = (cal: WorkCalendar, d: Day): Day => seek(cal, d, 1)

/** The day itself when it is worked, else the last one before it that is. */
export const previousWorkday = (cal: WorkCalendar, d: Day): Day => seek(cal, d, -1)

/** The n-th working day after `d` (before it when negative); 0 gives `d` itself, worked or not. */
export const addWorkdays = (cal: WorkCalendar, d: Day, n: number): Day => {
  const step = n < 0 ? -1 : 1
  let at = d
  for (let left = Math.abs(n); left > 0; left--) at = seek(cal, addDays(at, step), step)
  return at
}

/**
 * By how many working days `to` is later than `from` (negative: earlier): those after the earlier day,
 * up to and including the later one. Swapping the days changes the sign only.
 */
export const workdaysBetween = (cal: WorkCalendar, from: Day, to: Day): number => {
  if (to < from) return -workdaysBetween(cal, to, from)
  let n = 0
  for (let d = addDays(from, 1); d <= to; d = addDays(d, 1)) if (isWorkday(cal, d)) n++
  return n || 0
}

const positive = (days: number): number => {
  if (!Number.isInteger(days) || days < 1) throw new RangeError('a span has one working day or more')
  return days
}

/** The last day of a span of working days; `start` (or the next working day) is day 1. */
export const lastOfSpan = (cal: WorkCalendar, start: Day, days: number): Day => addWorkdays(cal, nextWorkday(cal, start), positive(days) - 1)

/** The first day of a span that ends on `end` (or the working day before it): planning back from the due date. */
export const firstOfSpan = (cal: WorkCalendar, end: Day, days: number): Day => addWorkdays(cal, previousWorkday(cal, end), 1 - positive(days))

/** When money is due: calendar days on, moved forward to a working day (G9: 45 days). */
export const dueDate = (cal: WorkCalendar, from: Day, days: number): Day => nextWorkday(cal, addDays(from, days))

const zones = new Map<string, Intl.DateTimeFormat>()

/** The date that a wall calendar in the IANA zone shows at an instant. @throws RangeError on an unknown zone */
export const localDate = (instant: Date, zone: string): Day => {
  let format = zones.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone: zone, calendar: 'iso8601', year: 'numeric', month: '2-digit', day: '2-digit' })
    zones.set(zone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map((p) => [p.type, p.value]))
  return `${parts.year}-${parts.month}-${parts.day}`
}

/** The seven days, Monday to Sunday, of the week that holds `d`. */
export const weekOf = (d: Day): Day[] => {
  const monday = addDays(d, 1 - dayOfWeek(d))
  return Array.from({ length: 7 }, (_, n) => addDays(monday, n))
}
