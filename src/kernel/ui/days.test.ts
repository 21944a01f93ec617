import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseDay } from './days.ts'

test('a day is read as people type it', () => {
  for (const text of ['2026-11-23', '2026/11/23', '20261123', '11/23', '１１／２３', '2026年11月23日', '2026.11.23', ' 2026-11-23 ']) assert.equal(parseDay(text, 2026), '2026-11-23', text)
})
test('a day that does not exist is refused, not moved', () => {
  for (const text of ['2026-02-31', '2027-02-29', '2026-13-01', '2026-00-10', '31', '', 'tomorrow', '26-11-23']) assert.equal(parseDay(text, 2026), null, text)
  assert.equal(parseDay('2028-02-29', 2026), '2028-02-29')
})
test('every written day reads as itself', () => {
  fc.assert(fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }), date => {
    const text = date.toISOString().slice(0, 10)
    return parseDay(text, 2026) === text
  }))
})
