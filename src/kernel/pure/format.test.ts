import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from './calendar.ts'
import { formatDate, formatInstant, formatMinutes, formatMonth, formatShortDate, formatSize, percentOf, weekday, withWeekday } from './format.ts'

/** A space at which no line ends is written `~` here. */
const bound = (text: string): string => text.replaceAll('~', '\u00a0')

test('dates in three languages', () => {
  assert.equal(formatDate('2026-12-01', 'zh-Hant'), bound('2026~年~12~月~1~日'))
  assert.equal(formatDate('2026-12-01', 'zh-Hans'), '2026年12月1日')
  assert.equal(formatDate('2026-12-01', 'en'), bound('1~December~2026'))
  assert.equal(formatShortDate('2026-12-01'), '12/1')
  assert.equal(formatShortDate('2026-12-01', 'en'), bound('1~Dec'))
  assert.equal(formatShortDate('2027-01-11', 'zh-Hant', '2026-12-31'), '2027/1/11')
  assert.equal(formatShortDate('2027-01-11', 'en', '2026-12-31'), bound('11~Jan~2027'))
  assert.equal(formatShortDate('2026-01-11', 'en', '2026-12-31'), bound('11~Jan'))
  assert.deepEqual([weekday('2026-12-01', 'zh-Hant'), weekday('2026-12-06', 'zh-Hans'), weekday('2026-12-07', 'en')], ['週二', '周日', 'Mon'])
  assert.deepEqual([withWeekday('12/1', '2026-12-01', 'zh-Hant'), withWeekday('1 Dec', '2026-12-01', 'en')], ['12/1 週二', 'Tue 1 Dec'])
  assert.deepEqual([formatMonth('2026-12', 'zh-Hant'), formatMonth('2026-12', 'zh-Hans'), formatMonth('2026-01', 'en')], [bound('2026~年~12~月'), '2026年12月', bound('January~2026')])
})

test('an English date reads back as the same day', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1990-01-01', n)),
      (d) => new Date(`${formatDate(d, 'en')} 12:00 UTC`).toISOString().slice(0, 10) === d,
    ),
  )
})

test('an instant is told in its zone, midnight as 00', () => {
  assert.equal(formatInstant(new Date('2026-11-30T16:05:59Z'), 'Asia/Taipei', 'zh-Hant'), bound('2026~年~12~月~1~日 00:05'))
  assert.equal(formatInstant(new Date('2026-11-30T16:05:59Z'), 'UTC', 'en'), bound('30~November~2026, 16:05'))
  assert.equal(formatInstant(new Date('2026-12-01T01:00:00Z'), 'Asia/Shanghai', 'zh-Hans'), '2026年12月1日 09:00')
})

test('minutes as hours', () => {
  assert.equal(formatMinutes(2790, 'zh-Hant'), bound('46.5~小時'))
  assert.equal(formatMinutes(20, 'zh-Hans'), bound('0.33~小时'))
  assert.equal(formatMinutes(600, 'en'), bound('10~h'))
  assert.equal(formatMinutes(0, 'en'), bound('0~h'))
  assert.equal(formatMinutes(-75, 'en'), bound('−1.25~h'))
  assert.equal(formatMinutes(6_000_015, 'en'), bound('100,000.25~h'))
})

test('a size is read in kB and MB; only what is empty has none', () => {
  assert.deepEqual([0, 1, 400, 1500, 1_400_000].map(formatSize), ['0~kB', '1~kB', '1~kB', '2~kB', '1.4~MB'].map(bound))
})

test('a share is rounded, and never whole before the whole is there', () => {
  assert.deepEqual([percentOf(44_900n, 180_000n), percentOf(3_150n, 180_000n), percentOf(179_999n, 180_000n), percentOf(180_000n, 180_000n), percentOf(181_000n, 180_000n), percentOf(0n, 5n), percentOf(5n, 0n)], [25, 2, 99, 100, 101, 0, 0])
})
