import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseMinutes } from '#kernel/ui/minutes.ts'
import type { TimeEntry, WeekJob } from './costs.ts'
import { cellKey, cellsOf, deedOf, rowsOf, stepOf, sumOf } from './week.ts'

const entry = (id: string, job: string, onDay: string, minutes: number): TimeEntry => ({ id, job, client: 'c', personId: 'p', onDay, minutes, note: '', currency: 'TWD', rateMinor: 600n, costMinor: 0n, version: 1 })
const job = (id: string, title = id): WeekJob => ({ client: 'c', job: id, title, number: null, blocked: null, from: '2026-11-01' })

test('a cell sums the entries of its job and day; the cells together are the week', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(6), fc.integer({ min: 1, max: 600 })), { maxLength: 30 }), (made) => {
    const entries = made.map(([j, d, m], n) => entry(String(n), `j${j}`, `2026-11-2${d}`, m))
    const cells = cellsOf(entries)
    assert.equal([...cells.values()].reduce((sum, c) => sum + sumOf(c), 0), sumOf(entries))
    for (const [key, cell] of cells) assert.ok(cell.every(e => cellKey(e.job, e.onDay) === key))
  }))
})

test('rows: what has time first, then what was put in, each job once; what the server says of it counts', () => {
  const rows = rowsOf([job('b'), job('a')], [{ ...job('a'), title: 'old' }, job('c')])
  assert.deepEqual(rows.map(r => r.job), ['b', 'a', 'c'])
  assert.equal(rows[1]!.title, 'a')
})

test('leaving a cell: logged, changed, struck out, left alone or told that it is unreadable', () => {
  const one = [entry('e', 'j', '2026-11-24', 90)]
  const deed = (text: string, cell = one as TimeEntry[]) => deedOf(text, cell, parseMinutes)
  for (const same of ['1:30', '90', '1.5h', '９０', '1 小時 30 分']) assert.deepEqual(deed(same), { do: 'nothing' }, same)
  assert.deepEqual(deed('2h'), { do: 'change', entry: one[0], minutes: 120 })
  for (const none of ['', ' ', '0', '0:00', '０']) assert.deepEqual(deed(none), { do: 'strike', entry: one[0] }, none)
  assert.deepEqual(deed('', []), { do: 'nothing' })
  assert.deepEqual(deed('１：３０', []), { do: 'log', minutes: 90 })
  for (const bad of ['-30', 'abc', '25:00', '1:75', '9999', '1,5h']) assert.deepEqual(deed(bad), { do: 'wrong' }, bad)
  assert.deepEqual(deed('5h', [...one, entry('f', 'j', '2026-11-24', 30)]), { do: 'nothing' })
})

test('keys move as in a spreadsheet; within a text the arrows stay in it', () => {
  const at = { row: 1, day: 2 }
  const whole = { length: 4, from: 0, to: 4 }
  assert.deepEqual(stepOf('Enter', false, at, whole), { row: 2, day: 2 })
  assert.deepEqual(stepOf('Enter', true, at, whole), { row: 0, day: 2 })
  assert.deepEqual(stepOf('ArrowRight', false, at, whole), { row: 1, day: 3 })
  assert.deepEqual(stepOf('ArrowRight', false, at, { length: 4, from: 2, to: 2 }), null)
  assert.deepEqual(stepOf('ArrowLeft', false, at, { length: 4, from: 0, to: 0 }), { row: 1, day: 1 })
  assert.equal(stepOf('Tab', false, at, whole), null)
})
