import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseDay, writeDay } from './days.ts'

test('a day is read as people type it', () => {
  for (const text of ['2026-11-23', '2026/11/23', '20261123', '11/23', '１１／２３', '2026年11月23日', '2026.11.23', ' 2026-11-23 ']) assert.equal(parseDay(text, 2026, 'zh-Hant'), '2026-11-23', text)
})
test('in English the day comes first, as Hong Kong and Britain write it; a year at the head is read as before', () => {
  for (const text of ['1/10/2026', '01/10/2026', '1/10', '1.10.2026', '1-10-2026', '2026-10-01', '2026/10/1']) assert.equal(parseDay(text, 2026, 'en'), '2026-10-01', text)
  for (const text of ['10/1', '2026/10/1']) assert.equal(parseDay(text, 2026, 'zh-Hans'), '2026-10-01', text)
  // Which comes first cannot be known where nobody writes it so.
  assert.equal(parseDay('1/10/2026', 2026, 'zh-Hans'), null)
  for (const text of ['11/23', '31/2/2026', '1/10/26']) assert.equal(parseDay(text, 2026, 'en'), null, text)
})
test('a day that does not exist is refused, not moved', () => {
  for (const text of ['2026-02-31', '2027-02-29', '2026-13-01', '2026-00-10', '31', '', 'tomorrow', '26-11-23']) assert.equal(parseDay(text, 2026, 'zh-Hant'), null, text)
  assert.equal(parseDay('2028-02-29', 2026, 'zh-Hant'), '2028-02-29')
})
test('every written day reads as itself', () => {
  fc.assert(fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }), date => {
    const text = date.toISOString().slice(0, 10)
    return parseDay(text, 2026, 'zh-Hant') === text && parseDay(text, 2026, 'en') === text
  }))
})

test('a day is written as the hint says, and read again as the same day', () => {
  assert.deepEqual([writeDay('2026-01-10', 'zh-Hant'), writeDay('2026-01-10', 'zh-Hans'), writeDay('2026-01-10', 'en')], ['2026/01/10', '2026/01/10', '10/01/2026'])
  for (const lang of ['zh-Hant', 'zh-Hans', 'en'] as const) assert.equal(parseDay(writeDay('2027-02-03', lang), 2026, lang), '2027-02-03')
})
