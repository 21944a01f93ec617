import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, addWorkdays, type Day, isWorkday, mergeCalendars, nextWorkday, workdaysBetween } from '#kernel/pure/calendar.ts'
import { calendarOf } from '#kernel/pure/holidays.ts'
import { refusalOf } from '#test/setup/refusal.ts'
import { compare } from './compare.ts'
import { type Done, doneOf, plan, type Planned, planBack, planForward } from './plan.ts'
import { shiftOf } from './words.ts'

const cal = mergeCalendars(calendarOf('TW'), calendarOf('HK'))
const none: ReadonlyMap<string, Done> = new Map()

/** Any acyclic plan: a step may follow one before it in the list. */
const plans = fc
  .array(fc.record({ days: fc.integer({ min: 1, max: 15 }), after: fc.nat() }), { minLength: 1, maxLength: 12 })
  .map((list) => list.map((s, i): Planned => ({ stepId: `s${i}`, days: s.days, predecessorId: i > 0 && s.after % 3 > 0 ? `s${s.after % i}` : null, pinnedOn: null })))
const days = fc.integer({ min: 0, max: 300 }).map((n) => addDays('2026-03-02', n))

test('B4 planned forward: every step begins on a working day after its predecessor and lasts its working days', () => {
  fc.assert(
    fc.property(plans, days, (steps, from) => {
      const spans = planForward(steps, from, cal, none)
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
      const spans = planBack(steps, due, cal, none)
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
  assert.equal(refusalOf(() => planForward([step('a', 'b'), step('b', 'a')], '2026-10-12', cal, none)), 'schedules.cycle')
  assert.equal(refusalOf(() => planForward([step('a', 'x')], '2026-10-12', cal, none)), 'schedules.no_predecessor')
  assert.equal(refusalOf(() => planBack([step('a', null, '2026-12-01')], '2026-12-01', cal, none)), 'schedules.pin_too_late')
})

test('B5 what is done stands where it was signed, forward and back, whatever is planned around it; all else follows it or makes room as before', () => {
  fc.assert(
    fc.property(plans, days, fc.boolean(), fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 12, maxLength: 12 }), days, fc.integer({ min: -20, max: 60 }), (steps, from, forward, ticks, lengths, anew, early) => {
      const signed = planForward(steps, from, cal, none)
      const ticked = steps.filter((_, i) => ticks[i])
      const inForce = steps.map((s) => ({ ...s, ...signed.get(s.stepId)! }))
      const done = doneOf(inForce, ticked.map((s) => ({ stepId: s.stepId, doneOn: addDays(signed.get(s.stepId)!.endsOn, -early) })))
      assert.equal(done.size, ticked.length)
      const replanned = steps.map((s, i) => ({ ...s, days: lengths[i]! }))
      let spans: Map<string, { startsOn: Day; endsOn: Day }>
      try {
        spans = plan(replanned, forward ? 'forward' : 'back', anew, cal, done)
      } catch (no) {
        assert.deepEqual([forward, refusalOf(() => { throw no })], [false, 'schedules.done_too_late'])
        return
      }
      for (const s of ticked) assert.deepEqual(spans.get(s.stepId), signed.get(s.stepId))
      for (const s of replanned) {
        if (done.has(s.stepId)) continue
        const span = spans.get(s.stepId)!
        const before = s.predecessorId === null ? undefined : spans.get(s.predecessorId)!
        assert.equal(workdaysBetween(cal, span.startsOn, span.endsOn) + 1, s.days)
        const ended = [before?.endsOn ?? '', (s.predecessorId !== null && done.get(s.predecessorId)?.doneOn) || ''].toSorted().at(-1)!
        if (forward) assert.equal(span.startsOn, before ? addWorkdays(cal, ended, 1) : nextWorkday(cal, anew))
        const over = s.predecessorId === null ? undefined : done.get(s.predecessorId)
        if (!forward && over) assert.ok(span.startsOn >= over.doneOn || span.startsOn > over.endsOn)
        else if (!forward && before) assert.ok(before.endsOn < span.startsOn)
      }
    }),
  )
})

test('planned back, a step may begin early when what it follows was done early, but not before that', () => {
  const steps: Planned[] = [{ stepId: 'a', days: 5, predecessorId: null, pinnedOn: null }, { stepId: 'b', days: 3, predecessorId: 'a', pinnedOn: null }]
  const done = (doneOn: string) => new Map([['a', { startsOn: '2026-11-23', endsOn: '2026-11-27', days: 5, doneOn }]])
  const b = (due: string, doneOn: string) => planBack(steps, due, cal, done(doneOn)).get('b')
  assert.deepEqual(b('2026-12-02', '2026-11-27'), { startsOn: '2026-11-30', endsOn: '2026-12-02' })
  assert.deepEqual(b('2026-11-27', '2026-11-25'), { startsOn: '2026-11-25', endsOn: '2026-11-27' })
  assert.equal(refusalOf(() => b('2026-11-27', '2026-11-26')), 'schedules.done_too_late')
  // Done late, the plan after it stands as it was.
  assert.deepEqual(b('2026-12-02', '2026-12-04'), { startsOn: '2026-11-30', endsOn: '2026-12-02' })
})

test('planned forward, what follows a step that was done late begins after it was done', () => {
  const steps: Planned[] = [{ stepId: 'a', days: 3, predecessorId: null, pinnedOn: null }, { stepId: 'b', days: 2, predecessorId: 'a', pinnedOn: null }]
  const b = (doneOn: string) => planForward(steps, '2026-11-03', cal, new Map([['a', { startsOn: '2026-11-03', endsOn: '2026-11-05', days: 3, doneOn }]])).get('b')
  assert.deepEqual(b('2026-11-11'), { startsOn: '2026-11-12', endsOn: '2026-11-13' })
  assert.deepEqual(b('2026-11-04'), { startsOn: '2026-11-06', endsOn: '2026-11-09' })
})

test('what is done does not make a circle or a missing predecessor right', () => {
  const step = (stepId: string, predecessorId: string | null): Planned => ({ stepId, days: 2, predecessorId, pinnedOn: null })
  const done = new Map([['a', { startsOn: '2026-10-12', endsOn: '2026-10-13', days: 2, doneOn: '2026-10-13' }]])
  for (const direction of ['forward', 'back'] as const) {
    assert.equal(refusalOf(() => plan([step('a', 'b'), step('b', 'a')], direction, '2026-10-12', cal, done)), 'schedules.cycle')
    assert.equal(refusalOf(() => plan([step('a', 'x')], direction, '2026-10-12', cal, done)), 'schedules.no_predecessor')
  }
})

test('B5 a holiday that comes later makes a step begin earlier or later; its length is told as changed only when it did', () => {
  const holiday = { closed: new Set([...cal.closed, '2027-01-08']), open: cal.open }
  const told = (was: [string, string, number], is: [string, string, number]) => {
    const at = ([startsOn, endsOn, days]: [string, string, number]) => [{ stepId: 's', name: 's', startsOn, endsOn, days }]
    const { change, days, lasts } = compare(at(was), at(is), holiday)[0]!
    return [change, days, lasts]
  }
  assert.deepEqual(told(['2027-01-07', '2027-01-12', 4], ['2027-01-06', '2027-01-12', 4]), ['begins_earlier', 1, undefined])
  assert.deepEqual(told(['2027-01-06', '2027-01-12', 4], ['2027-01-07', '2027-01-12', 4]), ['begins_later', 1, undefined])
  assert.deepEqual(told(['2027-01-07', '2027-01-12', 4], ['2027-01-06', '2027-01-12', 5]), ['longer', 1, undefined])
  // The day agreed is the holiday itself.
  assert.deepEqual(told(['2027-01-08', '2027-01-08', 1], ['2027-01-07', '2027-01-07', 1]), ['earlier', 1, undefined])
  assert.deepEqual(told(['2027-01-08', '2027-01-08', 1], ['2027-01-11', '2027-01-11', 1]), ['later', 1, undefined])
  assert.equal(shiftOf('2027-01-08', '2027-01-07', holiday), -1)
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
