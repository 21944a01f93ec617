import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { calendarOf } from '#kernel/pure/holidays.ts'
import { addAfter, anchorFor, chained, datesOf, freshStep, isBehind, lackOf, moveStep, pastOf, removeStep, type StepDraft, usualSteps } from './form.ts'

const cal = calendarOf('TW')
const names = (steps: StepDraft[]) => steps.map((s) => s.name).join('')
const isChain = (steps: StepDraft[]) => steps.every((s, i) => s.predecessorId === (steps[i - 1]?.stepId ?? null))
const abc = () => chained([{ name: 'a' }, { name: 'b' }, { name: 'c' }])

test('adding, taking out and moving keep a chain a chain', () => {
  const steps = abc()
  const more = addAfter(steps, 0, freshStep({ name: 'x' }))
  assert.equal(names(more), 'axbc')
  assert.ok(isChain(more))
  assert.ok(isChain(removeStep(more, more[1]!.stepId)))
  const moved = moveStep(steps, 2, -1)
  assert.equal(names(moved), 'acb')
  assert.ok(isChain(moved))
  assert.equal(names(moveStep(steps, 0, -1)), 'abc')
})

test('steps side by side keep what they follow when they are moved', () => {
  const [a, b, c] = abc() as [StepDraft, StepDraft, StepDraft]
  const fan = [a, b, { ...c, predecessorId: a.stepId }]
  assert.deepEqual(moveStep(fan, 2, -1).map((s) => s.predecessorId), [null, a.stepId, a.stepId])
})

test('whatever is done at the keyboard, the plan still has dates', () => {
  const deeds = fc.array(fc.record({ deed: fc.constantFrom('add', 'remove', 'up', 'down'), at: fc.nat(20) }), { maxLength: 40 })
  fc.assert(fc.property(deeds, (list) => {
    let steps = abc()
    for (const { deed, at } of list) {
      const i = steps.length === 0 ? -1 : at % steps.length
      if (deed === 'add') steps = addAfter(steps, i, freshStep())
      else if (i >= 0 && deed === 'remove') steps = removeStep(steps, steps[i]!.stepId)
      else if (i >= 0) steps = moveStep(steps, i, deed === 'up' ? -1 : 1)
    }
    assert.equal(datesOf({ direction: 'forward', anchor: '2026-11-25', reason: '', steps }, cal, new Map()).why, null)
  }))
})

test('what lacks a name or anybody responsible is named by its row', () => {
  assert.deepEqual(lackOf(chained([{ name: 'a', ourOwnerId: 'p' }, { name: ' ' }])), { name: 2, owner: 2 })
  assert.deepEqual(lackOf(chained([{ name: 'a' }])), { name: null, owner: 1 })
  assert.deepEqual(lackOf(chained([{ name: 'a', theirOwnerId: 'c' }])), { name: null, owner: null })
})

test('a plan that begins on a day that is gone is told, but not of what stood there already or is done', () => {
  const steps = [{ stepId: 'b', startsOn: '2026-11-25' }, { stepId: 'a', startsOn: '2026-11-20' }, { stepId: 'c', startsOn: '2026-11-26' }]
  const past = (inForce: typeof steps, done: string[]) => pastOf(steps, inForce, new Set(done), '2026-11-26')?.stepId ?? null
  assert.equal(past([], []), 'a')
  assert.equal(past([], ['a']), 'b')
  assert.equal(past([steps[1]!], []), 'b')
  assert.equal(past([{ stepId: 'a', startsOn: '2026-11-19' }, steps[0]!], []), 'a')
  assert.equal(past(steps, []), null)
})

test('turned forward a plan begins where it stands, turned back it ends on the day it is due; without dates it begins on a day that is worked', () => {
  const of = { dueOn: '2027-01-29', today: '2026-11-28', cal }
  const planned = [{ startsOn: '2027-01-06', endsOn: '2027-01-12' }, { startsOn: '2026-12-28', endsOn: '2027-01-05' }]
  assert.deepEqual([anchorFor('forward', planned, of), anchorFor('back', planned, of)], ['2026-12-28', '2027-01-29'])
  assert.deepEqual([anchorFor('forward', [], of), anchorFor('back', planned, { ...of, dueOn: null }), anchorFor('back', [], { ...of, dueOn: null })], ['2026-11-30', '2027-01-12', '2026-11-30'])
})

test('a page that does not show one\'s own save yet is not somebody else\'s change', () => {
  assert.deepEqual([isBehind(1, null), isBehind(2, 1), isBehind(1, 1), isBehind(null, null)], [false, false, false, false])
  assert.deepEqual([isBehind(null, 1), isBehind(1, 2)], [true, true])
})

test('what is done keeps its days while one types', () => {
  const [a, b] = chained([{ name: 'a', days: 5 }, { name: 'b', days: 3 }]) as [StepDraft, StepDraft]
  const done = new Map([[a.stepId, { startsOn: '2026-11-23', endsOn: '2026-11-27', days: 5, doneOn: '2026-11-25' }]])
  const { spans } = datesOf({ direction: 'back', anchor: '2026-12-02', reason: '', steps: [a, { ...b, days: 4 }] }, cal, done)
  assert.deepEqual([spans?.get(a.stepId), spans?.get(b.stepId)?.startsOn], [{ startsOn: '2026-11-23', endsOn: '2026-11-27' }, '2026-11-27'])
})

test('a pin later than the due date allows is told, not thrown', () => {
  const [a] = chained([{ name: 'a', pinnedOn: '2026-12-02' }])
  assert.equal(datesOf({ direction: 'back', anchor: '2026-12-01', reason: '', steps: [a!] }, cal, new Map()).why?.code, 'schedules.pin_too_late')
})

test('of the usual steps the lead answers for what is made, the client for its rounds, the AE for the rest and where the order names no lead', () => {
  const owners = (lead: string | null) => usualSteps((key) => key, { ae: 'ae', lead, client: 'client' }).map((s) => s.ourOwnerId ?? s.theirOwnerId)
  assert.deepEqual([owners('lead'), owners(null)], [['lead', 'client', 'lead', 'lead', 'client', 'ae'], ['ae', 'client', 'ae', 'ae', 'client', 'ae']])
  assert.ok(isChain(usualSteps((key) => key, { ae: 'ae', lead: null, client: null })))
})
