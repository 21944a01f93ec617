import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Refusal } from '#kernel/pure/refusal.ts'
import { refusalOf } from '#test/setup/refusal.ts'
import { blockedBy, checkBookable, checkClose, checkComplete, checkDeliver, checkOpen, checkRelease, checkReopen, type Dates, jobStates, licence, milestones, missingIn, type OrderDetail, type Required, required, stageOf, titleFrom, unquoted } from './rules.ts'

const whole: OrderDetail = {
  brand: '松木', product: '餐桌', purpose: '讓人來坐', audience: '換屋家庭', message: '坐得下三代人', mustHaves: '木紋', mustNots: '人物', sizes: 'B1', quantity: 400,
  material: '雪銅', languages: '繁體中文', deliveryFormat: 'PDF/X-4', dueOn: '2026-12-01', budgetMinor: 0n, ownerId: 'o', leadId: 'l', referenceCount: 1, noReferences: false,
}
const without = (fields: readonly Required[]): OrderDetail => {
  const d: Record<string, unknown> = { ...whole }
  for (const f of fields) {
    if (f === 'references') d.referenceCount = 0
    else d[f] = typeof whole[f] === 'string' && !f.endsWith('Id') && f !== 'dueOn' ? '' : null
  }
  return d as unknown as OrderDetail
}

test('whatever is left out is named, in the order of the form, and nothing else is (C1)', () => {
  fc.assert(fc.property(fc.subarray([...required]), (left) => {
    assert.deepEqual(missingIn(without(left)), required.filter((f) => left.includes(f)))
    let missing: unknown = []
    try {
      checkComplete(without(left))
    } catch (error) {
      missing = (error as Refusal).params.missing
      assert.equal((error as Refusal).code, 'jobs.incomplete')
    }
    assert.deepEqual(missing, missingIn(without(left)))
  }))
})

test('an order may say that there are no references; a budget of nothing is a budget', () => {
  assert.deepEqual(missingIn({ ...whole, referenceCount: 0, noReferences: true, budgetMinor: 0n }), [])
})

test('every state of the licence can be come to, issued and cancelled are ends, and nothing is issued that the lead did not accept', () => {
  assert.deepEqual([...licence.reachable()].sort(), [...jobStates].sort())
  assert.deepEqual([licence.open('issued'), licence.open('cancelled')], [[], []])
  fc.assert(fc.property(fc.array(fc.constantFrom('submit', 'accept', 'sendBack', 'issue', 'cancel' as const), { maxLength: 30 }), (deeds) => {
    let state = licence.start as (typeof jobStates)[number]
    let accepted = false
    for (const deed of deeds) {
      if (!licence.may(state, deed)) {
        assert.equal(refusalOf(() => licence.move(state, deed)), 'state')
        continue
      }
      state = licence.move(state, deed)
      if (deed === 'accept') accepted = true
      if (deed === 'sendBack') accepted = false
      if (deed === 'issue') assert.ok(accepted)
    }
  }))
})

const someDates: fc.Arbitrary<Dates> = fc.record(Object.fromEntries(milestones.map((m) => [m, fc.option(fc.date({ noInvalidDate: true }), { nil: null })])) as never)
test('the stage is the state until issue, then the furthest milestone that has a date', () => {
  fc.assert(fc.property(fc.constantFrom(...jobStates), someDates, (state, dates) => {
    const stage = stageOf(state, dates)
    if (state !== 'issued') return assert.equal(stage, state)
    const at = milestones.indexOf(stage as never)
    assert.ok(at >= 0)
    assert.ok(dates[milestones[at]!] !== null || (at === 0 && milestones.every((m) => dates[m] === null)))
    for (const later of milestones.slice(at + 1)) assert.equal(dates[later], null)
  }))
})

test('an open card takes bookings until the delivery unless finance holds the order; delivered or closed it takes only a re-opening, filed nothing (C2, C4, G8)', () => {
  const at = new Date('2026-11-24T02:00:00Z')
  const option = fc.option(fc.constant(at), { nil: null })
  fc.assert(fc.property(fc.constantFrom(...jobStates), option, option, option, option, fc.boolean(), (state, deliveredAt, closedAt, filedAt, heldAt, again) => {
    const card = { state, deliveredAt, closedAt, filedAt, heldAt, heldReason: heldAt ? '款未到' : '', reopenedReason: again ? '印刷廠的發票晚到' : '' }
    const open = state === 'cancelled' ? 'jobs.cancelled' : state !== 'issued' ? 'jobs.no_order' : closedAt ? (filedAt ? 'jobs.filed' : 'jobs.card_closed') : heldAt ? 'jobs.held' : null
    const shut = open ?? (deliveredAt && !again ? 'jobs.delivered' : null)
    assert.equal(refusalOf(() => checkBookable(card)), shut)
    assert.equal(refusalOf(() => checkOpen(card)), open)
    assert.deepEqual(blockedBy(card), shut && { code: shut, reason: shut === 'jobs.held' ? '款未到' : '' })
    assert.equal(refusalOf(() => checkRelease(card)), heldAt ? null : 'jobs.not_held')
    assert.equal(refusalOf(() => checkDeliver(card)), open ?? (deliveredAt ? 'jobs.delivered_already' : null))
    assert.equal(refusalOf(() => checkClose(card)), open ?? (deliveredAt ? null : 'jobs.not_delivered'))
    assert.equal(refusalOf(() => checkReopen(card)), !closedAt && shut !== 'jobs.delivered' ? 'jobs.not_closed' : filedAt ? 'jobs.filed' : null)
  }))
})

test('words are quoted once, whatever marks they were written down with; marks within them stay', () => {
  for (const words of ['"手要先暖。"', '“手要先暖。”', '「手要先暖。」', '『手要先暖。』', ' 「 手要先暖。 」 ']) assert.equal(unquoted(words), '手要先暖。', words)
  for (const words of ['手要先暖。', '「冷」和「暖」', '“Warm” is not “hot”', '「冷』', '""', '「', '他說「冷」']) assert.equal(unquoted(words), words)
})

test('a title made of a sentence ends without its stop, and a file named after it has one dot', () => {
  assert.deepEqual(['A mooncake tin.', '冬季海報一款。', 'And so on...', 'Poster 2.0', 'x '.repeat(200)].map((text) => titleFrom(text)), ['A mooncake tin', '冬季海報一款', 'And so on...', 'Poster 2.0', 'x '.repeat(150).trim()])
})
