import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Party, SignedDocument, SignedRequest } from '#modules/signoff/ui/signoff.ts'
import { awaitedIn, handsOf, peopleOf } from './hands.ts'

const party = (stage: string, personId: string | null, state: Party['state']) => ({ id: `${stage}${personId}`, stage, personId, contactId: personId ? null : 'c', state }) as Party
const request = (purpose: SignedRequest['purpose'], state: SignedRequest['state'], parties: Party[]) => ({ id: `${purpose}${state}`, purpose, state, parties }) as SignedRequest
const paper = (subjectId: string, requests: SignedRequest[], kind = 'deliverable') => ({ kind, subjectId, requests }) as SignedDocument
const stages = ['copy', 'art', 'lead', 'ae'] as const

test('hands of a version stand by stage in the order of passing, whatever other papers the job has', () => {
  const inside = request('sign', 'open', [party('art', 'b', 'waiting'), party('copy', 'a', 'signed'), party('copy', 'd', 'asked')])
  const hands = handsOf({ id: 'v2' }, stages, [paper('v1', [request('sign', 'void', [party('copy', 'x', 'asked')])]), paper('v2', [inside], 'slip'), paper('v2', [inside])])
  assert.deepEqual(hands.stages.map(s => s.parties.map(p => p.personId)), [['a', 'd'], ['b'], [], []])
  assert.deepEqual(awaitedIn(hands).map(p => p.personId), ['d'])
  assert.deepEqual(peopleOf(hands)[0], { stage: 'copy', people: ['a', 'd'] })
})

test('a request taken back from the client is nobody’s any more; the last one sent counts', () => {
  const done = request('sign', 'complete', [party('copy', 'a', 'signed')])
  const hands = handsOf({ id: 'v' }, stages, [paper('v', [done, request('confirm', 'declined', [party('', null, 'declined')]), request('confirm', 'withdrawn', [party('', null, 'asked')])])])
  assert.equal(hands.outside?.state, 'declined')
  assert.deepEqual(awaitedIn(hands), [])
  assert.deepEqual(handsOf(undefined, stages, []).stages.map(s => s.parties.length), [0, 0, 0, 0])
})
