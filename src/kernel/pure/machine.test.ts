import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { machine } from './machine.ts'
import { Refusal } from './refusal.ts'

const order = machine({
  start: 'draft',
  actions: {
    submit: { from: ['draft', 'returned'], to: 'submitted' },
    return: { from: ['submitted'], to: 'returned' },
    issue: { from: ['submitted'], to: 'issued' },
    withdraw: { from: ['draft', 'submitted', 'returned'], to: 'withdrawn' },
  },
})

test('every state can be come to', () => {
  assert.deepEqual([...order.reachable()].sort(), [...order.states].sort())
  assert.equal(order.states.length, 5)
  const island = machine({ start: 'a', actions: { go: { from: ['b'], to: 'c' } } })
  assert.deepEqual([...island.reachable()], ['a'])
})

test('an action leads on, or is refused by name', () => {
  assert.equal(order.move('draft', 'submit'), 'submitted')
  assert.deepEqual(order.open('submitted'), ['return', 'issue', 'withdraw'])
  assert.throws(
    () => order.move('issued', 'submit'),
    (e: unknown) => e instanceof Refusal && e.code === 'state' && e.params.action === 'submit' && e.params.state === 'issued',
  )
  // @ts-expect-error an unknown action does not compile, and is refused when it comes over the wire
  assert.throws(() => order.move('draft', 'toString'), Refusal)
})

test('a walk never leaves the table', () => {
  const names = Object.keys(order.actions) as (keyof typeof order.actions)[]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...names)), (walk) => {
      let state = order.start as (typeof order.states)[number]
      for (const action of walk) {
        if (order.may(state, action)) state = order.move(state, action)
        else assert.throws(() => order.move(state, action), Refusal)
        assert.ok(order.reachable().has(state))
      }
    }),
  )
})
