import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, addWorkdays, isWorkday, mergeCalendars, workdaysBetween } from '#kernel/pure/calendar.ts'
import { calendarOf } from '#kernel/pure/holidays.ts'
import { refusalOf } from '#test/setup/refusal.ts'
import { compare } from './compare.ts'
import { type Planned, planBack, planForward } from './plan.ts'

const cal = mergeCalendars(calendarOf('TW'), calendarOf('HK'))

/** Any acyclic plan: a step may follow one before it in the list. */
const plans = fc
  .array(fc.record({ days: fc.integer({ min: 1, max: 15 }), after: fc.nat() }), { minLength: 1, maxLength: 12 })
  .map((list) => list.map((s, i): Planned => ({ stepId: `s${i}`, days: s.days, predecessorId: i > 0 && s.after % 3 > 0 ? `s${s.after % i}` : null, pinnedOn: null })))
const days = fc.integer({ min: 0, max: 300 }).map((n) => addDays('2026-03-02', n))

test('B4 planned forward: every step begins on a working day after its predecessor and lasts its working days', () => {
  fc.assert(
    fc.property(plans, days, (steps, from) => {
      const spans = planForward(steps, from, cal)
      for (const s of steps) {
        const span = spans.get(s.stepId)!
        assert.ok(isWorkday(cal, span.startsOn) && isWorkday(cal, span.endsOn) && span.startsOn >= from)
        assert.equal(workdaysBetween(cal, span.startsOn, span.endsOn) + 1, s.days)
        if (s.predecessorId) assert.equal(span.startsOn, addWorkdays(cal, spans.get(s.predecessorId)!.endsOn, 1))
      }
    }),
  )
})

test('B4 planned back: nothing ends after the due date and predecessors end before those that follow', () => {
  fc.assert(
    fc.property(plans, days, (steps, due) => {
      const spans = planBack(steps, due, cal)
      for (const s of steps) {
        const span = spans.get(s.stepId)!
        assert.ok(span.endsOn <= due && isWorkday(cal, span.endsOn))
        assert.equal(workdaysBetween(cal, span.startsOn, span.endsOn) + 1, s.days)
        if (s.predecessorId) assert.ok(spans.get(s.predecessorId)!.endsOn < span.startsOn)
      }
    }),
  )
})

test('a chain in a circle, a missing predecessor and a pin later than the due date allows are refused', () => {
  const step = (stepId: string, predecessorId: string | null, pinnedOn: string | null = null): Planned => ({ stepId, days: 2, predecessorId, pinnedOn })
  assert.equal(refusalOf(() => planForward([step('a', 'b'), step('b', 'a')], '2026-10-12', cal)), 'schedules.cycle')
  assert.equal(refusalOf(() => planForward([step('a', 'x')], '2026-10-12', cal)), 'schedules.no_predecessor')
  assert.equal(refusalOf(() => planBack([step('a', null, '2026-12-01')], '2026-12-01', cal)), 'schedules.pin_too_late')
})

test('B5 a revision is told in working days, later in one word and earlier in another', () => {
  const dated = (stepId: string, startsOn: string, endsOn: string) => ({ stepId, name: stepId, startsOn, endsOn, days: workdaysBetween(cal, startsOn, endsOn) + 1 })
  const moves = compare(
    [dated('shoot', '2026-10-27', '2026-11-04'), dated('art', '2026-11-05', '2026-11-25'), dated('print', '2026-12-01', '2026-12-01'), dated('gone', '2026-12-02', '2026-12-02')],
    [dated('shoot', '2026-10-29', '2026-11-06'), dated('art', '2026-11-09', '2026-11-25'), dated('print', '2026-12-01', '2026-12-01'), dated('new', '2026-12-03', '2026-12-04')],
    cal,
  )
  assert.deepEqual(moves.map((m) => [m.name, m.change, m.days]), [['shoot', 'later', 2], ['art', 'shorter', 2], ['print', 'same', 0], ['new', 'added', 2], ['gone', 'removed', 1]])
})
