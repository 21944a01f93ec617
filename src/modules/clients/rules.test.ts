import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#kernel/pure/calendar.ts'
import { Refusal } from '#kernel/pure/refusal.ts'
import { checkContact, checkHands, checkLeave, mayApprove } from './rules.ts'

const refused = (code: string) => (error: unknown): boolean => error instanceof Refusal && error.code === code
const from = '2026-11-24'

test('a contact approves from their day on, as long as they are there', () => {
  fc.assert(fc.property(fc.integer({ min: -400, max: 400 }), fc.boolean(), (days, active) => {
    assert.equal(mayApprove({ active, approver_since: from }, addDays(from, days)), active && days >= 0)
    assert.equal(mayApprove({ active, approver_since: null }, addDays(from, days)), false)
  }))
})

test('who may approve has an address', () => {
  assert.throws(() => checkContact({ mail: '', approverSince: from }), refused('clients.approver_needs_mail'))
  checkContact({ mail: '', approverSince: null })
  checkContact({ mail: 'lin@pine.test', approverSince: from })
})

test('the last who can put others on a team stays', () => {
  assert.throws(() => checkLeave(0), refused('clients.last_keeper'))
  checkLeave(1)
})

test('whoever leaves has nothing in hand', () => {
  checkHands([])
  assert.throws(() => checkHands(['J-2026-0001'], true), (e) => e instanceof Refusal && e.code === 'clients.hand_over' && String(e.params.what) === 'J-2026-0001')
  assert.throws(() => checkHands([], true), refused('clients.hand_over_elsewhere'))
})
