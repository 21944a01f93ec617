import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, dayOfWeek } from '#kernel/pure/calendar.ts'
import { barOf, placeOf, scaleOf, ticksOf } from './scale.ts'

const spans = fc.array(fc.record({ from: fc.integer({ min: 0, max: 900 }), days: fc.integer({ min: 0, max: 200 }) }), { minLength: 1, maxLength: 20 })
  .map((list) => list.map(({ from, days }) => ({ startsOn: addDays('2026-01-01', from), endsOn: addDays('2026-01-01', from + days) })))

test('every bar lies within whole weeks, and there is never more to read above the lanes than room', () => {
  fc.assert(fc.property(spans, (list) => {
    const scale = scaleOf(list)!
    assert.deepEqual([dayOfWeek(scale.from), dayOfWeek(scale.to)], [1, 7])
    for (const span of list) {
      const [left, width] = barOf(scale, span)
      assert.ok(left >= 0 && width > 0 && left + width <= 100.02)
    }
    const ticks = ticksOf(scale)
    assert.ok(ticks.length <= 6 && ticks[0] === scale.from && ticks.every((day) => dayOfWeek(day) === 1 && placeOf(scale, day) < 100))
  }))
})

test('no spans, no scale', () => assert.equal(scaleOf([]), null))
