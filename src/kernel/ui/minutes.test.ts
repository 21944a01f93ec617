import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseMinutes, showMinutes } from './minutes.ts'

test('working time is read as people write it', () => {
  for (const [text, minutes] of [['90', 90], ['1:30', 90], ['1.5h', 90], ['1h30', 90], ['1h30m', 90], ['１：３０', 90], ['1 小時 30 分', 90], ['0.25小时', 15], ['45m', 45], ['24:00', 1440], ['1.5', 90], ['０．２５', 15], ['2', 120], ['８', 480], ['12', 720], ['13', 13], ['015', 15], ['2m', 2], ['2 分', 2]] as const)
    assert.equal(parseMinutes(text), minutes, text)
})
test('what is not a length of time within a day is refused', () => {
  for (const text of ['', '0', '-5', '1:60', '25:00', '1441', 'abc', '24.5', '0.0', '1.', '.5', '1.5m', '24h1', '1:5', '٣']) assert.equal(parseMinutes(text), null, text)
})
test('what the field writes back reads the same', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1440 }), minutes => parseMinutes(showMinutes(minutes)) === minutes))
})
