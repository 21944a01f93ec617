import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#kernel/pure/calendar.ts'
import { Refusal } from '#kernel/pure/refusal.ts'
import { regions } from '#kernel/pure/region.ts'
import { checkFiling, checklist, type Facts, keepUntil, keptYears, unnamed } from './rules.ts'

const whole: Facts = {
  sourced: true, minutesConfirmed: true, orderIssued: true, scheduleSigned: true, deliverables: 2, deliverablesApproved: 2, boughtCosts: 1, boughtWithPaper: 1,
  cardClosed: true, requests: 1, requested: false, invoices: 1, paid: true, placed: true,
}
test('G10 a complete file is put away once', () => {
  checkFiling(checklist(whole), null)
  assert.throws(() => checkFiling(checklist(whole), new Date(0)), (no) => no instanceof Refusal && no.code === 'archive.filed_already')
})
test('G10 whatever is missing keeps the file open and is named', () => {
  const lacks: [keyof Facts, Facts[keyof Facts], string][] = [
    ['minutesConfirmed', false, 'minutes'], ['orderIssued', false, 'order'], ['scheduleSigned', false, 'schedule'], ['deliverablesApproved', 1, 'deliverables'],
    ['boughtWithPaper', 0, 'vendors'], ['cardClosed', false, 'card'], ['requests', 0, 'request'], ['invoices', 0, 'invoice'], ['paid', false, 'receipt'], ['placed', false, 'place'],
  ]
  fc.assert(fc.property(fc.subarray(lacks, { minLength: 1 }), (some) => {
    const entries = checklist({ ...whole, ...Object.fromEntries(some.map(([fact, value]) => [fact, value])) })
    assert.throws(() => checkFiling(entries, null), (no) => no instanceof Refusal && JSON.stringify(no.params.missing) === JSON.stringify(some.map((s) => s[2])))
  }))
})
test('a job without minutes or bought costs does not need them', () => {
  const entries = checklist({ ...whole, sourced: false, minutesConfirmed: false, boughtCosts: 0, boughtWithPaper: 0 })
  assert.deepEqual(entries.filter((e) => e.state === 'not_needed').map((e) => e.content), ['minutes', 'vendors'])
})
test('papers are kept to the end of the year in which the region’s law lets them go, never less (G10)', () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2000-01-01', n))
  fc.assert(fc.property(day, fc.constantFrom(...regions), (filedOn, region) => {
    const until = keepUntil(filedOn, region)
    assert.ok(until >= `${Number(filedOn.slice(0, 4)) + keptYears[region]}${filedOn.slice(4)}`)
    assert.match(until, /-12-31$/)
  }))
  assert.deepEqual(regions.map((r) => keepUntil('2026-11-24', r)).toSorted(), ['2031-12-31', '2033-12-31', '2056-12-31'])
})

test('the word that stands before a part of a place is not said twice; a name that only begins like it stays', () => {
  assert.deepEqual([unnamed('room', 'Room 1803'), unnamed('room', '房間 1803'), unnamed('room', '房间1803'), unnamed('shelf', 'shelf: B-4'), unnamed('shelf', '架 B-4'), unnamed('box', 'BOX 17'), unnamed('box', '盒17')], ['1803', '1803', '1803', 'B-4', 'B-4', '17', '17'])
  for (const [part, said] of [['room', 'Roomette 2'], ['room', 'Room'], ['room', '倉庫'], ['shelf', '架上'], ['box', '1803 box'], ['box', '']] as const) assert.equal(unnamed(part, said), said)
})
