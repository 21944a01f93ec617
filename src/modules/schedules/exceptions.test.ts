import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarOf, holidayName } from '#kernel/pure/holidays.ts'
import { exceptionsOf } from './exceptions.ts'

const inRegion = (region: 'TW' | 'PRC', from: string, to: string) => exceptionsOf({ from, to }, calendarOf(region), (day) => holidayName(region, day, 'zh-Hant'))

test('a week without a holiday has nothing to name, and a weekend is none', () => {
  assert.deepEqual(inRegion('TW', '2026-11-23', '2026-11-29'), [])
})

test('a long holiday is named once across its weekend, and the days worked for it by their own name', () => {
  assert.deepEqual(inRegion('PRC', '2026-09-28', '2026-10-11'), [
    { startsOn: '2026-10-01', endsOn: '2026-10-07', name: '國慶節' },
    { startsOn: '2026-10-10', endsOn: '2026-10-10', name: '國慶節調休上班' },
  ])
})

test('a day that one side keeps for itself has no name, and a worked day parts what has one name', () => {
  const cal = { closed: new Set(['2026-11-23', '2026-11-25', '2026-11-26']), open: new Set<string>() }
  assert.deepEqual(exceptionsOf({ from: '2026-11-23', to: '2026-11-29' }, cal, () => undefined), [
    { startsOn: '2026-11-23', endsOn: '2026-11-23', name: null },
    { startsOn: '2026-11-25', endsOn: '2026-11-26', name: null },
  ])
})
