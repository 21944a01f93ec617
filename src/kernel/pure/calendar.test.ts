import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  addWorkdays,
  dayOfWeek,
  daysBetween,
  dueDate,
  firstOfSpan,
  isWorkday,
  lastOfSpan,
  localDate,
  mergeCalendars,
  nextWorkday,
  previousWorkday,
  type WorkCalendar,
  weekOf,
  workdaysBetween,
  zDate,
} from './calendar.ts'

const day = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2026-01-01', n))
const days = fc.array(day, { maxLength: 60 }).map((d) => new Set(d))
const calendar: fc.Arbitrary<WorkCalendar> = fc.record({ closed: days, open: days })
const plain: WorkCalendar = { closed: new Set(), open: new Set() }

test('only real dates from 1990 to 2100', () => {
  for (const d of ['2024-02-29', '1990-01-01', '2100-12-31']) assert.ok(zDate.safeParse(d).success, d)
  for (const d of ['2026-02-31', '2025-02-29', '2100-02-29', '1989-12-31', '2101-01-01', '2026-1-1', '2026-13-01', '2026-01-01T00:00', ''])
    assert.equal(zDate.safeParse(d).success, false, d)
})

test('calendar days', () => {
  assert.equal(addDays('2026-12-31', 1), '2027-01-01')
  assert.equal(addDays('2024-03-01', -1), '2024-02-29')
  assert.equal(dayOfWeek('2026-11-23'), 1)
  assert.equal(dayOfWeek('2026-11-29'), 7)
  assert.deepEqual(weekOf('2026-11-29'), ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'])
  assert.throws(() => addDays('soon', 1), RangeError)
  fc.assert(fc.property(day, fc.integer({ min: -9999, max: 9999 }), (d, n) => daysBetween(d, addDays(d, n)) === n))
})

test('holidays are closed, make-up Saturdays open, and a day in both is closed', () => {
  const cal: WorkCalendar = { closed: new Set(['2026-10-09', '2026-10-17']), open: new Set(['2026-10-10', '2026-10-17']) }
  assert.deepEqual(
    ['2026-10-08', '2026-10-09', '2026-10-10', '2026-10-11', '2026-10-17'].map((d) => isWorkday(cal, d)),
    [true, false, true, false, false],
  )
})

test('merged calendars work only when all do', () => {
  fc.assert(
    fc.property(
      fc.array(calendar, { minLength: 1, maxLength: 4 }),
      day,
      (cals, d) => isWorkday(mergeCalendars(...cals), d) === cals.every((c) => isWorkday(c, d)),
    ),
  )
  assert.ok(isWorkday(mergeCalendars(), '2026-11-24'))
})

test('working days are added and counted back', () => {
  fc.assert(
    fc.property(calendar, day, fc.integer({ min: -40, max: 40 }), (cal, d, n) => {
      const from = nextWorkday(cal, d)
      const to = addWorkdays(cal, from, n)
      return isWorkday(cal, to) && workdaysBetween(cal, from, to) === n && addWorkdays(cal, to, -n) === from
    }),
  )
  fc.assert(fc.property(calendar, day, day, (cal, a, b) => workdaysBetween(cal, a, b) + workdaysBetween(cal, b, a) === 0))
  assert.equal(addWorkdays(plain, '2026-11-28', 1), '2026-11-30')
  assert.equal(addWorkdays(plain, '2026-11-28', -1), '2026-11-27')
  assert.equal(addWorkdays(plain, '2026-11-28', 0), '2026-11-28')
})

test('a span planned forward and back is the same span', () => {
  fc.assert(
    fc.property(calendar, day, fc.integer({ min: 1, max: 40 }), (cal, d, n) => {
      const start = nextWorkday(cal, d)
      const last = lastOfSpan(cal, d, n)
      return firstOfSpan(cal, last, n) === start && workdaysBetween(cal, start, last) === n - 1
    }),
  )
  assert.equal(lastOfSpan(plain, '2026-11-28', 1), '2026-11-30')
  assert.equal(firstOfSpan(plain, '2026-11-29', 2), '2026-11-26')
  assert.throws(() => lastOfSpan(plain, '2026-11-24', 0), RangeError)
})

test('money is due on a working day, never earlier than agreed', () => {
  assert.equal(dueDate(plain, '2026-11-24', 45), '2027-01-08')
  assert.equal(dueDate(plain, '2026-11-25', 45), '2027-01-11')
  fc.assert(
    fc.property(calendar, day, fc.integer({ min: 0, max: 120 }), (cal, d, n) => {
      const due = dueDate(cal, d, n)
      return isWorkday(cal, due) && due >= addDays(d, n) && nextWorkday(cal, addDays(d, n)) === due && previousWorkday(cal, due) === due
    }),
  )
})

test('the date depends on the zone', () => {
  const late = new Date('2026-11-24T16:30:00Z')
  assert.equal(localDate(late, 'Asia/Taipei'), '2026-11-25')
  assert.equal(localDate(late, 'UTC'), '2026-11-24')
  assert.equal(localDate(new Date('2026-01-01T03:00:00Z'), 'America/New_York'), '2025-12-31')
  assert.throws(() => localDate(late, 'Mars/Base'), RangeError)
})
