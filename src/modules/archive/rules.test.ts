import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#kernel/pure/refusal.ts'
import { checkFiling, checklist, type Facts } from './rules.ts'

const whole: Facts = {
  sourced: true, minutesConfirmed: true, orderIssued: true, scheduleSigned: true, deliverables: 2, deliverablesApproved: 2, boughtCosts: 1, boughtWithPaper: 1,
  cardClosed: true, requests: 1, invoices: 1, paid: true, placed: true,
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
