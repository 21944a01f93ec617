import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { freshId } from '#kernel/ui/ids.ts'
import { itemKinds } from '../rules.ts'
import { type ItemDraft, keepBoth, kindFromText, lacking, type MinutesDraft, moved, sameDraft, wordless, written } from './form.ts'

const item: fc.Arbitrary<ItemDraft> = fc.record({
  id: fc.uuid(), kind: fc.constantFrom(...itemKinds), text: fc.constantFrom('', '要海報', 'a poster'), quote: fc.constantFrom('', '要大'), quotedContactId: fc.constant(null),
  step: fc.constantFrom('', '寄樣張'), dueOn: fc.constantFrom(null, '2026-12-01'), ourOwnerId: fc.option(fc.uuid()), theirOwnerId: fc.constant(null),
})
const draft: fc.Arbitrary<MinutesDraft> = fc.record({
  title: fc.string(), heldOn: fc.constantFrom(null, '2026-11-23'), place: fc.string(), people: fc.uniqueArray(fc.uuid(), { maxLength: 3 }), contacts: fc.uniqueArray(fc.uuid(), { maxLength: 3 }),
  items: fc.uniqueArray(item, { selector: i => i.id, maxLength: 6 }),
})

test('the first letters choose the kind; a sentence that only begins alike stays as it is', () => {
  assert.deepEqual(kindFromText('求 加一款直幅'), { kind: 'request', text: '加一款直幅' })
  assert.deepEqual(kindFromText('决：用木纹'), { kind: 'decision', text: '用木纹' })
  assert.deepEqual(kindFromText('知　印刷廠保養'), { kind: 'information', text: '印刷廠保養' })
  assert.deepEqual(kindFromText('r: one more'), { kind: 'request', text: 'one more' })
  assert.deepEqual(kindFromText('r:  two spaces'), { kind: 'request', text: 'two spaces' })
  for (const text of ['I want a poster', '決定用木紋', '求', 'do it', 'R&D']) assert.equal(kindFromText(text), null, text)
})

test('moving keeps every item, and moving back restores the order', () => {
  fc.assert(fc.property(fc.uniqueArray(item, { selector: i => i.id, minLength: 2, maxLength: 6 }), fc.nat(), fc.constantFrom(1 as const, -1 as const), (items, n, by) => {
    const at = n % items.length
    const next = moved(items, items[at]!.id, by)
    assert.deepEqual(next.map(i => i.id).toSorted(), items.map(i => i.id).toSorted())
    if (at + by >= 0 && at + by < items.length) assert.deepEqual(moved(next, items[at]!.id, by === 1 ? -1 : 1), items)
    else assert.deepEqual(next, items)
  }))
})

test('keeping both loses no words of either, and gives no id twice', () => {
  fc.assert(fc.property(draft, draft, fc.boolean(), (mine, saved, related) => {
    const other = related ? { ...mine, items: mine.items.map((i, at) => (at % 2 ? i : { ...i, text: `${i.text}!` })) } : saved
    const both = keepBoth(mine, other)
    const says = (i: ItemDraft) => JSON.stringify({ ...i, id: '' })
    const kept = new Set(both.items.map(says))
    for (const i of [...written(mine).items, ...other.items]) assert.ok(kept.has(says(i)))
    assert.equal(new Set(both.items.map(i => i.id)).size, both.items.length)
    for (const id of [...mine.people, ...other.people]) assert.ok(both.people.includes(id))
  }))
})

test('rows in which nothing stands are not sent and do not count as a change', () => {
  fc.assert(fc.property(draft, d => {
    const blank: ItemDraft = { id: freshId(), kind: 'request', text: ' ', quote: '', quotedContactId: null, step: '', dueOn: null, ourOwnerId: null, theirOwnerId: null }
    assert.ok(sameDraft(d, { ...d, items: [...d.items, blank] }))
    assert.equal(wordless(d).length, written(d).items.filter(i => !i.text).length)
  }))
})

test('a day not chosen counts as one that has not come', () => {
  const d: MinutesDraft = { title: '會議', heldOn: null, place: '', people: ['p'], contacts: ['c'], items: [{ id: freshId(), kind: 'information', text: '一句', quote: '', quotedContactId: null, step: '', dueOn: null, ourOwnerId: null, theirOwnerId: null }] }
  assert.deepEqual(lacking(d, '2026-11-24'), [{ no: null, field: 'heldOn' }])
  assert.deepEqual(lacking({ ...d, heldOn: '2026-11-24' }, '2026-11-24'), [])
})
