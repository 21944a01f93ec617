import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { begunOn, type Field, lacking, merge, type OrderForm, sameForm } from './form.ts'

const text = fc.constantFrom('', '一', '二', '三')
const form: fc.Arbitrary<OrderForm> = fc.record({
  title: text, brand: text, product: text, purpose: text, audience: text, message: text, mustHaves: text, mustNots: text, sizes: text, material: text, languages: text,
  deliveryFormat: text, quantity: fc.constantFrom(null, 1, 2), dueOn: fc.constantFrom(null, '2026-12-01', '2026-12-02'), budgetMinor: fc.constantFrom(null, 0n, 190_000n),
  noReferences: fc.boolean(), ownerId: fc.constantFrom(null, 'a', 'b'), leadId: fc.constantFrom(null, 'a', 'b'),
  references: fc.array(fc.constantFrom('x', 'y').map((id) => ({ file: { id, client: 'c', name: id, type: 'image/png', size: 1 }, note: '' })), { maxLength: 2 }),
})

test('a merge loses no change of either side: each field is as one of them wrote it, and a change that both made is named', () => {
  fc.assert(fc.property(form, form, form, (base, mine, theirs) => {
    const { form: both, clashes } = merge(base, mine, theirs)
    for (const field of Object.keys(base) as Field[]) {
      const is = (one: OrderForm) => assert.deepEqual(both[field], one[field], field)
      const changed = (one: OrderForm) => JSON.stringify(one[field], (_, v) => (typeof v === 'bigint' ? `${v}n` : v)) !== JSON.stringify(base[field], (_, v) => (typeof v === 'bigint' ? `${v}n` : v))
      if (clashes.includes(field)) {
        is(mine)
        assert.ok(changed(mine) && changed(theirs))
      } else if (changed(theirs)) is(theirs)
      else is(mine)
    }
  }))
})

test('merging with oneself, and with a side that changed nothing, changes nothing', () => {
  fc.assert(fc.property(form, form, (base, mine) => {
    assert.ok(sameForm(merge(base, mine, mine).form, mine))
    const alone = merge(base, mine, base)
    assert.ok(sameForm(alone.form, mine))
    assert.deepEqual(alone.clashes, [])
    assert.ok(sameForm(merge(base, base, mine).form, mine))
  }))
})

test('spaces are no detail: a field of spaces is missing, and adding one at the end is no change', () => {
  fc.assert(fc.property(form, (f) => {
    assert.ok(lacking({ ...f, brand: ' 　' }).includes('brand'))
    assert.ok(sameForm(f, { ...f, brand: `${f.brand} ` }))
  }))
})

test('what I sent before I left is nobody else’s change: words written since stand on it', () => {
  fc.assert(fc.property(form, form, text, (base, sent, more) => {
    const kept = { version: 1, base, sent, form: { ...sent, purpose: `${sent.purpose}${more}` } }
    const saved = { ...sent, title: sent.title.trim() }
    assert.deepEqual(merge(begunOn(kept, saved), kept.form, saved), { form: kept.form, clashes: [] })
    assert.equal(begunOn({ ...kept, sent: undefined }, saved), base)
  }))
})
