import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#kernel/pure/refusal.ts'
import { decline, sign } from './act.ts'
import { withdrawRequest } from './end.ts'
import { openStudio, type Studio } from './fixtures.ts'
import type { Frozen } from './freeze.ts'

let s: Studio
before(async () => {
  s = await openStudio()
})
after(() => s.close())

type Who = 'ae' | 'lead' | 'lin' | 'zhang'
type Step = { do: 'sign' | 'decline'; who: Who; old: boolean } | { do: 'withdraw' } | { do: 'replace' }
const who = fc.constantFrom<Who>('ae', 'lead', 'lin', 'zhang')
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('sign' as const), who, old: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('decline' as const), who, old: fc.constant(false) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'withdraw' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'replace' as const }) },
)
const expected = new Set(['signoff.replaced', 'signoff.withdrawn', 'signoff.declined_by_other', 'signoff.already_signed', 'signoff.already_declined', 'signoff.not_your_turn', 'signoff.ended'])

/** Whatever several people do, in whatever order and two at a time, a request ends once and no signature stands on another hash. */
test('any order of signing, declining, withdrawing and replacing, two at once', async () => {
  const turns = fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  await fc.assert(fc.asyncProperty(turns, fc.array(fc.tuple(step, step), { minLength: 1, maxLength: 6 }), async ([a, b, c, d], pairs) => {
    const subject = randomUUID()
    const frozen: Frozen[] = [await s.put(subject)]
    const ids = { ae: s.ae.actor.id, lead: s.lead.actor.id, lin: s.lin, zhang: s.zhang }
    const { requestId } = await s.askFor(frozen[0]!, [
      { turn: a, side: 'agency', personId: ids.ae }, { turn: b, side: 'agency', personId: ids.lead },
      { turn: c, side: 'client', contactId: ids.lin }, { turn: d, side: 'client', contactId: ids.zhang },
    ])
    const party = Object.fromEntries(await Promise.all(Object.entries(ids).map(async ([k, id]) => [k, (await s.partyOf(requestId, id)).id]))) as Record<Who, string>
    const scope = { ae: s.ae, lead: s.lead, lin: s.contactScope(s.lin, '林若蘭'), zhang: s.contactScope(s.zhang, '張𠮷堃') }
    const names = { ae: '陳怡君', lead: '許雅婷', lin: '林若蘭', zhang: '張𠮷堃' }
    const run = async (one: Step): Promise<void> => {
      try {
        if (one.do === 'replace') frozen.push(await s.put(subject))
        else if (one.do === 'withdraw') await s.database.write(s.ae, (tx) => withdrawRequest(tx, { client: s.pine, requestId }))
        else {
          const sha256 = one.old ? 'f'.repeat(64) : frozen[0]!.sha256
          const ref = { client: s.pine, partyId: party[one.who], sha256 }
          if (one.do === 'sign') await s.database.write(scope[one.who], (tx) => sign(tx, { ...ref, consentVersion: 1, method: 'password', provedAt: tx.now, name: names[one.who], mark: '' }))
          else await s.database.write(scope[one.who], (tx) => decline(tx, { ...ref, reason: '不對', name: names[one.who] }))
        }
      } catch (error) {
        if (!(error instanceof Refusal) || !expected.has(error.code)) throw error
      }
    }
    for (const pair of pairs) await Promise.all(pair.map(run))

    const [request] = await s.rows<{ state: string; sha256: string; ended_at: Date | null; turn: number }>('select * from docket.signature_request where id = $1', requestId)
    const parties = await s.rows<{ id: string; state: string; turn: number }>('select * from docket.signature_party where request_id = $1', requestId)
    const signatures = await s.rows<{ party_id: string; sha256: string }>('select * from docket.signature where request_id = $1', requestId)
    assert.ok(signatures.every((x) => x.sha256 === request!.sha256), 'a signature on another hash')
    assert.deepEqual(new Set(signatures.map((x) => x.party_id)), new Set(parties.filter((p) => p.state === 'signed').map((p) => p.id)))
    assert.equal(request!.state === 'open', request!.ended_at === null)
    assert.equal(request!.state === 'complete', parties.every((p) => p.state === 'signed'))
    assert.equal(request!.state === 'declined', parties.some((p) => p.state === 'declined'))
    if (frozen.length > 1) assert.notEqual(request!.state, 'open')
    // Nobody of a later turn has signed while one of an earlier turn has not.
    for (const p of parties) if (p.state === 'signed') assert.ok(parties.every((q) => q.turn >= p.turn || q.state === 'signed'), 'a turn was skipped')
    // The record holds each deed once; a transaction that was tried again leaves no second trace.
    const told = (await s.rows<{ what: string }>('select what from docket.record where subject_id = $1', subject)).map((r) => r.what.slice(8))
    assert.equal(told.filter((w) => w === 'signed').length, signatures.length)
    const ends = told.filter((w) => ['completed', 'declined', 'withdrawn'].includes(w))
    assert.deepEqual(ends, ['complete', 'declined', 'withdrawn'].includes(request!.state) ? [request!.state === 'complete' ? 'completed' : request!.state] : [])
  }), { numRuns: Number(process.env.RUNS ?? 40) })
})
