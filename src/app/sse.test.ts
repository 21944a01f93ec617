import assert from 'node:assert/strict'
import { test } from 'node:test'
import { topicsOf } from './sse.ts'

test('whoever looks at what they owe a signature is told of every kind of paper that is sent for one', () => {
  for (const kind of ['minutes', 'schedule', 'deliverable']) assert.ok(topicsOf(kind).includes('signoff'), kind)
})

test('the desk shows of everything; a kind without a list of its own names itself', () => {
  assert.deepEqual(topicsOf('slip'), ['slip', 'desk'])
})
