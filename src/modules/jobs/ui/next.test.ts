import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { roles } from '#kernel/pure/roles.ts'
import { jobStates, licence, required, stageOf } from '../rules.ts'
import { nextOf } from './next.ts'

const when = fc.option(fc.constant(new Date('2026-11-24T02:00:00Z')), { nil: null })
const facts = fc.record({
  state: fc.constantFrom(...jobStates), missing: fc.subarray([...required]), leadId: fc.constantFrom('me', 'another', null), scheduledAt: when, inWorkAt: when,
  signedOffAt: when, deliveredAt: when, closedAt: when, billedAt: when, paidAt: when, filedAt: when, heldAt: when, reopenedReason: fc.constantFrom('', '印刷廠的發票晚到'),
}).map((f) => ({ ...f, stage: stageOf(f.state, { ordered: null, scheduled: f.scheduledAt, in_work: f.inWorkAt, signed_off: f.signedOffAt, delivered: f.deliveredAt, closed: f.closedAt, billed: f.billedAt, paid: f.paidAt, filed: f.filedAt }) }))
const work = fc.constantFrom(null, { made: 0, unapproved: [], ready: [], withClient: 0, returned: [] }, { made: 1, unapproved: [], ready: [], withClient: 0, returned: [] }, { made: 1, unapproved: ['主視覺海報'], ready: [], withClient: 0, returned: [] }, { made: 1, unapproved: ['主視覺海報'], ready: ['主視覺海報'], withClient: 0, returned: [] })
const me = fc.record({ id: fc.constant('me'), roles: fc.subarray([...roles]) })

test('at most one thing is the next, it is never one I may not do, and nothing that is not for me is without its reason', () => {
  fc.assert(fc.property(facts, me, fc.boolean(), work, (job, who, late, left) => {
    const next = nextOf(job, who, late, left)
    const all = [...(next.main ? [{ act: next.main, why: null }] : []), ...next.others]
    assert.equal(new Set(all.map((c) => c.act)).size, all.length)
    for (const { act, why } of all) {
      if (act in licence.actions) assert.ok(licence.may(job.state, act as 'submit'), `${act} in ${job.state}`)
      if (why === null && (act === 'issue' || act === 'close' || act === 'hold' || act === 'release' || act === 'reopen')) assert.ok(who.roles.includes('finance'))
      if (why === null && (act === 'submit' || act === 'cancel' || act === 'deliver')) assert.ok(who.roles.includes('ae') || who.roles.includes('director'))
      if (why === null && act === 'accept') assert.ok(who.roles.includes('director') || (who.roles.includes('lead') && job.leadId === 'me'))
    }
    if (all.some((c) => c.why === null && c.act === 'deliver')) assert.ok(job.heldAt === null && left?.made === 1 && left.unapproved.length === 0)
    if (job.missing.length > 0) assert.notEqual(next.main, 'submit')
  }))
})

test('everybody who may do something about a job on the way is shown it as the next', () => {
  fc.assert(fc.property(facts, fc.boolean(), work, (job, late, left) => {
    const next = nextOf(job, { id: 'me', roles }, late, left)
    assert.equal(next.main === null, next.say === 'filed' || next.say === 'cancelled')
  }))
})

test('what lies with finance to be invoiced is not said to wait for a request', () => {
  const day = new Date('2026-11-24T02:00:00Z')
  const closed = { state: 'issued' as const, stage: 'closed' as const, missing: [], leadId: null, scheduledAt: day, inWorkAt: day, signedOffAt: day, deliveredAt: day, closedAt: day, billedAt: null, paidAt: null, filedAt: null, heldAt: null, reopenedReason: '' }
  assert.deepEqual([false, true].map((requested) => nextOf(closed, { id: 'me', roles }, false, null, requested).say), ['bill', 'requested'])
})

test('that the client has not approved everything is said only while something is there to approve', () => {
  const day = new Date('2026-11-24T02:00:00Z')
  const inWork = { state: 'issued' as const, stage: 'in_work' as const, missing: [], leadId: null, scheduledAt: day, inWorkAt: day, signedOffAt: null, deliveredAt: null, closedAt: null, billedAt: null, paidAt: null, filedAt: null, heldAt: null, reopenedReason: '' }
  const next = (made: number, unapproved: readonly string[], ready: readonly string[] = [], withClient = 0) => nextOf(inWork, { id: 'me', roles }, false, { made, unapproved, ready, withClient, returned: [] })
  const says = (...of: Parameters<typeof next>) => next(...of).say
  assert.deepEqual([says(1, ['主視覺海報']), says(0, []), says(1, ['主視覺海報'], [], 1), says(2, ['主視覺海報', '立牌'], [], 1)], ['sign_off', 'unmade', 'with_client', 'sign_off'])
  // What every stage has signed is sent from here, also beside a piece that is on its way; by whom it may not be sent it is looked at.
  assert.deepEqual([says(2, ['主視覺海報', '立牌'], ['立牌']), next(1, ['立牌'], ['立牌']).main], ['send', 'go.send'])
  const member = nextOf(inWork, { id: 'me', roles: ['member'] }, false, { made: 1, unapproved: ['立牌'], ready: ['立牌'], withClient: 0, returned: [] })
  assert.deepEqual([member.main, member.others.slice(0, 2)], [null, [{ act: 'go.send', why: 'jobs.only.ae' }, { act: 'go.deliverables', why: null }]])
})

test('what came back is said before all that is only on its way, and after what can be sent', () => {
  const day = new Date('2026-11-24T02:00:00Z')
  const inWork = { state: 'issued' as const, stage: 'in_work' as const, missing: [], leadId: null, scheduledAt: day, inWorkAt: day, signedOffAt: null, deliveredAt: null, closedAt: null, billedAt: null, paidAt: null, filedAt: null, heldAt: null, reopenedReason: '' }
  const back = [{ title: '立牌', side: 'client' as const, by: '蔡明哲' }]
  const says = (ready: readonly string[], withClient: number, returned: typeof back) => nextOf(inWork, { id: 'me', roles }, false, { made: 3, unapproved: ['立牌', '主視覺海報'], ready, withClient, returned }).say
  assert.deepEqual([says([], 1, back), says(['主視覺海報'], 0, back), says([], 2, []), says([], 1, [])], ['returned', 'send', 'with_client', 'sign_off'])
})
