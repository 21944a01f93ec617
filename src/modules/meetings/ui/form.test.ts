import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { freshId } from '#kernel/ui/ids.ts'
import { itemKinds } from '../rules.ts'
import { alike, begunOn, type Choice, clashKey, type ItemDraft, kindFromText, lacking, merge, type MinutesDraft, moved, sameDraft, wordless, written } from './form.ts'

const item: fc.Arbitrary<ItemDraft> = fc.record({
  id: fc.uuid(), kind: fc.constantFrom(...itemKinds), text: fc.constantFrom('', '要海報', 'a poster'), quote: fc.constantFrom('', '要大'), quotedContactId: fc.constant(null),
  step: fc.constantFrom('', '寄樣張'), dueOn: fc.constantFrom(null, '2026-12-01'), ourOwnerId: fc.option(fc.uuid()), theirOwnerId: fc.constant(null),
}, { noNullPrototype: true })
const draft: fc.Arbitrary<MinutesDraft> = fc.record({
  title: fc.string(), heldOn: fc.constantFrom(null, '2026-11-23'), place: fc.string(), people: fc.uniqueArray(fc.uuid(), { maxLength: 3 }), contacts: fc.uniqueArray(fc.uuid(), { maxLength: 3 }),
  items: fc.uniqueArray(item, { selector: i => i.id, maxLength: 6 }),
}, { noNullPrototype: true })

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

/** The draft with some of it changed, as a person would: fields, attendees, items rewritten, moved, taken out and put in. */
const edited = (base: MinutesDraft, side: string): fc.Arbitrary<MinutesDraft> => fc.record({ other: draft, title: fc.boolean(), place: fc.boolean(), fate: fc.array(fc.constantFrom('stay', 'out', 'words', 'step'), { minLength: 6, maxLength: 6 }), turn: fc.boolean() })
  .map(({ other, title, place, fate, turn }) => {
    const kept = base.items.flatMap((i, at) => (fate[at] === 'out' ? [] : fate[at] === 'words' ? [{ ...i, text: `${i.text}${other.title.trim() || '改'}` }] : fate[at] === 'step' ? [{ ...i, step: `${i.step}！` }] : [i]))
    return { ...base, title: title ? other.title : base.title, place: place ? other.place : base.place, people: [...new Set([...base.people.slice(1), ...other.people])], items: [...(turn ? kept.toReversed() : kept), ...written(other).items.map((i, at) => ({ ...i, id: `${side}${at}` }))] }
  })
const pair = draft.map(written).chain(base => fc.tuple(fc.constant(base), edited(base, 'mine'), edited(base, 'theirs')))

test('a merge loses nothing that either side wrote: title, place, day, attendees and items; what both changed is named', () => {
  fc.assert(fc.property(pair, ([base, mine, theirs]) => {
    const { form, clashes } = merge(base, mine, theirs)
    const named = new Set(clashes.map(clashKey))
    assert.equal(named.size, clashes.length)
    const fate = (key: string, was: unknown, m: unknown, t: unknown, is: unknown) => {
      const [w, a, b, now] = [was, m, t, is].map(v => (typeof v === 'string' ? v.trim() : v))
      if (named.has(key)) assert.ok(w !== a && w !== b && a !== b && now === a, key)
      else assert.equal(now, a === w ? b : a, key)
    }
    for (const field of ['title', 'heldOn', 'place'] as const) fate(`.${field}`, base[field], mine[field], theirs[field], form[field])
    for (const list of ['people', 'contacts'] as const) {
      for (const id of [...mine[list], ...theirs[list]]) assert.equal(form[list].includes(id), !base[list].includes(id) || (mine[list].includes(id) && theirs[list].includes(id)))
    }
    const at = (d: MinutesDraft, id: string) => d.items.find(i => i.id === id)
    assert.equal(new Set(form.items.map(i => i.id)).size, form.items.length)
    for (const { id } of [...mine.items, ...theirs.items]) {
      const [was, m, t, is] = [at(base, id), at(mine, id), at(theirs, id), at(form, id)]
      if (m && t) for (const field of ['kind', 'text', 'step', 'dueOn', 'ourOwnerId'] as const) fate(`${id}.${field}`, was?.[field], m[field], t[field], is?.[field])
      // Taken out by one: gone, unless the other changed it.
      else if (!was || JSON.stringify(was) !== JSON.stringify(m ?? t)) assert.deepEqual(is, m ?? t)
      else assert.equal(is, undefined)
    }
  }))
})

test('a merge with a side that changed nothing is the other side, with the order it gave', () => {
  fc.assert(fc.property(pair, ([base, mine]) => {
    assert.deepEqual(merge(base, mine, base), { form: mine, clashes: [] })
    const taken = merge(base, base, mine)
    assert.deepEqual([taken.clashes, taken.form.items], [[], mine.items])
  }))
})

test('what both changed stands as it was chosen: mine, theirs, or the words of both', () => {
  const one = (text: string, step: string): MinutesDraft => ({ title: '會議', heldOn: null, place: text, people: [], contacts: [], items: [{ id: 'i', kind: 'request', text, quote: '', quotedContactId: null, step, dueOn: null, ourOwnerId: null, theirOwnerId: null }] })
  const [base, mine, theirs] = [one('', ''), one('我的', '寄'), one('別人的', '送')]
  const said = (chosen: Record<string, Choice>) => {
    const { place, items } = merge(base, mine, theirs, chosen).form
    return [place, items[0]!.text, items[0]!.step]
  }
  assert.deepEqual(said({}), ['我的', '我的', '寄'])
  assert.deepEqual(said({ '.place': 'theirs', 'i.text': 'both', 'i.step': 'theirs' }), ['別人的', '別人的\n我的', '送'])
  assert.deepEqual(said({ '.place': 'both', 'i.step': 'both' }), ['別人的 / 我的', '我的', '送 / 寄'])
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

test('what I sent before I left is nobody else’s change: words written since stand on it, and only what others wrote besides is taken in', () => {
  fc.assert(fc.property(draft.chain(base => fc.tuple(fc.constant(base), edited(base, 'm'), edited(base, 't'))), ([base, sent, others]) => {
    const kept = { version: 1, base, sent, form: { ...sent, title: `${sent.title} 再寫` } }
    // The server takes the blanks off and keeps its own order of those who were there.
    const saved = { ...written(sent), title: sent.title.trim(), people: sent.people.toReversed() }
    const met = merge(begunOn(kept, saved), kept.form, saved)
    assert.deepEqual([met.clashes, alike(met.form, kept.form)], [[], true])
    assert.deepEqual(begunOn(kept, others), alike(sent, others) ? sent : base)
    assert.equal(begunOn({ version: 1, base, form: sent }, saved), base)
  }))
})
