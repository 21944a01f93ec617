import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Party, SignedDocument, SignedRequest } from '#modules/signoff/ui/signoff.ts'
import type { Deliverable } from './deliverables.ts'
import { askedOutside, awaitedIn, handsOf, peopleOf, workOf } from './hands.ts'

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

test('whoever of the client is asked is named while it lies with them, and nobody before or after', () => {
  const out = (state: SignedRequest['state'], party: Party['state']) => askedOutside(handsOf({ id: 'v' }, stages, [paper('v', [request('confirm', state, [{ name: '蔡明哲', state: party } as Party])])]))
  assert.deepEqual([out('open', 'asked'), out('complete', 'signed'), out('withdrawn', 'asked'), askedOutside(handsOf({ id: 'v' }, stages, []))], [['蔡明哲'], [], [], []])
})

test('what came back says by whose word, and whether from the client; what was dropped is not counted', () => {
  const made = (title: string, state: string, sentAt: Date | null, droppedAt: Date | null = null) => ({ title, droppedAt, versions: [{ id: `${title}1`, state: 'superseded' }, { id: title, state, sentAt }] }) as Deliverable
  const no = (name: string) => [{ name: '陳怡君', state: 'signed' }, { name, state: 'declined' }] as Party[]
  const day = new Date('2026-11-24T02:00:00Z')
  const papers = [paper('poster', [request('sign', 'complete', []), request('confirm', 'declined', no('蔡明哲'))]), paper('stand', [request('sign', 'declined', no('許雅婷'))])]
  const work = workOf([made('poster', 'returned', day), made('stand', 'returned', null), made('card', 'with_client', day), made('flyer', 'returned', day, day), made('bag', 'approved', day)], papers)
  assert.deepEqual(work, {
    made: 4, unapproved: ['poster', 'stand', 'card'], ready: [], withClient: 1,
    returned: [{ title: 'poster', side: 'client', by: '蔡明哲' }, { title: 'stand', side: 'inside', by: '許雅婷' }],
  })
})
