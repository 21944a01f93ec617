import assert from 'node:assert/strict'
import { test } from 'node:test'
import { langs } from '../i18n/messages.ts'
import { addDays, isWeekend, isWorkday } from './calendar.ts'
import { calendarOf, calendarStatus, holidayName, holidayYears } from './holidays.ts'
import { type Region, regions } from './region.ts'

const yearOf = (year: number): string[] => {
  const days: string[] = []
  for (let d = `${year}-01-01`; d <= `${year}-12-31`; d = addDays(d, 1)) days.push(d)
  return days
}
const daysOff = (region: Region, year: number): number => yearOf(year).filter((d) => !isWorkday(calendarOf(region), d)).length

test('days off add up to the totals that were published', () => {
  assert.equal(daysOff('TW', 2026), 120)
  assert.equal(daysOff('TW', 2027), 121)
  // Mainland: shifting days adds none, so the year has its 104 weekend days and the 13 days of the law.
  assert.equal(daysOff('PRC', 2026), 104 + 13)
})

test('Hong Kong has its 17 general holidays, none on a Sunday', () => {
  for (const year of [2026, 2027]) {
    const days = yearOf(year).filter((d) => calendarOf('HK').closed.has(d))
    assert.equal(days.length, 17, `${year}`)
    for (const d of days) assert.notEqual(new Date(`${d}T00:00:00Z`).getUTCDay(), 0, d)
  }
})

const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })
const lunarOf = (d: string): string => {
  const parts = Object.fromEntries(lunar.formatToParts(new Date(`${d}T00:00:00Z`)).map((p) => [p.type, p.value]))
  return `${parts.month}/${parts.day}`
}

test('lunar festivals stand where the Chinese calendar has them', () => {
  const festivals: [string, string][] = [
    ['Lunar New Year', '1/1'],
    ["Lunar New Year's Day", '1/1'],
    ['Dragon Boat Festival', '5/5'],
    ['Tuen Ng Festival', '5/5'],
    ['Mid-Autumn Festival', '8/15'],
    ['The day following the Mid-Autumn Festival', '8/16'],
    ['The Birthday of the Buddha', '4/8'],
    ['The day following the Birthday of the Buddha', '4/9'],
    ['Chung Yeung Festival', '9/9'],
    ['The day following Chung Yeung Festival', '9/10'],
  ]
  let seen = 0
  for (const region of regions)
    for (const d of [...yearOf(2026), ...yearOf(2027)])
      for (const [name, at] of festivals) {
        if (holidayName(region, d, 'en') !== name) continue
        // The new moon of 6 February 2027 comes at 23:56 in Beijing: that day is New Year there, but ICU has the 7th.
        if (at === '1/1' && d.startsWith('2027')) continue
        // A festival of several days is checked by whether it holds its day.
        const around = [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6].map((n) => addDays(d, n)).filter((x) => holidayName(region, x, 'en') === name)
        assert.ok(
          around.some((x) => lunarOf(x) === at),
          `${region} ${d} ${name}`,
        )
        seen++
      }
  assert.ok(seen > 30, `only ${seen} festival days were looked at`)
})

test('days in lieu are weekdays, made-up days are weekends, and every day has three names', () => {
  for (const y of holidayYears) {
    for (const [day] of y.inLieu ?? []) assert.equal(isWeekend(`${y.year}-${day}`), false, `${y.region} ${y.year}-${day}`)
    for (const [day] of y.makeUp ?? []) {
      assert.ok(isWeekend(`${y.year}-${day}`), `${y.region} ${y.year}-${day}`)
      assert.ok(isWorkday(calendarOf(y.region), `${y.year}-${day}`))
    }
    assert.ok(y.source.length > 10)
  }
  for (const region of regions)
    for (const d of [...calendarOf(region).closed, ...calendarOf(region).open])
      for (const lang of langs) assert.ok(holidayName(region, d, lang), `${region} ${d} ${lang}`)
})

test('names and trust', () => {
  assert.equal(holidayName('TW', '2026-02-27', 'zh-Hant'), '和平紀念日補假')
  assert.equal(holidayName('PRC', '2026-10-10', 'zh-Hans'), '国庆节调休上班')
  assert.equal(holidayName('HK', '2026-11-24', 'en'), undefined)
  assert.deepEqual(
    [calendarStatus('PRC', '2026-05-01'), calendarStatus('PRC', '2027-05-01'), calendarStatus('TW', '2028-01-01')],
    ['official', 'provisional', 'unknown'],
  )
  // 1 January 2028 is a Saturday: Taiwan's day in lieu falls into 2027.
  assert.equal(isWorkday(calendarOf('TW'), '2027-12-31'), false)
})
