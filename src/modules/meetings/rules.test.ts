import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, isWorkday, type WorkCalendar, workdaysBetween } from '#kernel/pure/calendar.ts'
import { Refusal } from '#kernel/pure/refusal.ts'
import { type ComparedItem, changesBetween, comparedFields } from './compare.ts'
import { checkComplete, checkDecline, course, type ItemDetail, itemKinds, lackCode, meetingStates, type MinutesDetail, missingIn, sendBy } from './rules.ts'

const today = '2026-11-24'
const id = fc.uuid()
const item: fc.Arbitrary<ItemDetail> = fc.record({
  kind: fc.constantFrom(...itemKinds), step: fc.constantFrom('', '寄樣張'), dueOn: fc.constantFrom(null, '2026-12-01'),
  ourOwnerId: fc.option(id), theirOwnerId: fc.option(id),
})
const minutes: fc.Arbitrary<MinutesDetail> = fc.record({
  title: fc.constantFrom('', '策略會議'), heldOn: fc.constantFrom('2026-11-23', today, '2026-11-25'), people: fc.array(id, { maxLength: 2 }),
  contacts: fc.array(id, { maxLength: 2 }), items: fc.array(item, { maxLength: 5 }),
})
const whole = (item: ItemDetail): boolean => item.kind === 'information' || (item.step !== '' && item.dueOn !== null && (item.ourOwnerId !== null || item.theirOwnerId !== null))

test('every state of the table is named and can be come to', () => {
  assert.deepEqual([...course.reachable()].toSorted(), [...meetingStates].toSorted())
})

test('only a draft is saved or sent, and only what the client has is confirmed, objected to or taken back', () => {
  for (const state of meetingStates) {
    assert.equal(course.may(state, 'save'), state === 'draft')
    assert.equal(course.may(state, 'send'), state === 'draft')
    for (const action of ['confirm', 'object', 'takeBack'] as const) assert.equal(course.may(state, action), state === 'sent')
    assert.equal(course.may(state, 'revise'), state === 'confirmed' || state === 'objected')
  }
})

test('minutes go out exactly when both sides were present on a day that has come and every request and decision has step, date and owner', () => {
  fc.assert(fc.property(minutes, (m) => {
    const complete = m.title !== '' && m.heldOn <= today && m.people.length > 0 && m.contacts.length > 0 && m.items.length > 0 && m.items.every(whole)
    assert.equal(missingIn(m, today).length === 0, complete)
    if (complete) checkComplete(m, today)
    else assert.throws(() => checkComplete(m, today), (e) => e instanceof Refusal && e.code === 'meetings.incomplete' && (e.params.missing as string[]).length === missingIn(m, today).length)
  }))
})

test('what is missing is named once each, in reading order, with the number of its item', () => {
  const m: MinutesDetail = {
    title: '', heldOn: today, people: [], contacts: ['c'],
    items: [{ kind: 'information', step: '', dueOn: null, ourOwnerId: null, theirOwnerId: null }, { kind: 'request', step: '', dueOn: null, ourOwnerId: null, theirOwnerId: 'c' }],
  }
  assert.deepEqual(missingIn(m, today).map(lackCode), ['title', 'people', '2.step', '2.dueOn'])
  fc.assert(fc.property(minutes, (any) => {
    const codes = missingIn(any, today).map(lackCode)
    assert.equal(new Set(codes).size, codes.length)
  }))
})

test('a request is declined once, nothing else is', () => {
  checkDecline({ kind: 'request', outcome: '' })
  assert.throws(() => checkDecline({ kind: 'decision', outcome: '' }), { code: 'meetings.not_request' })
  assert.throws(() => checkDecline({ kind: 'request', outcome: 'order' }), { code: 'meetings.answered_already' })
  assert.throws(() => checkDecline({ kind: 'request', outcome: 'declined' }), { code: 'meetings.answered_already' })
})

test('a report is due on the next working day of both sides, and late after the one that follows', () => {
  const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2026-06-01', n))
  const calendar: fc.Arbitrary<WorkCalendar> = fc.record({ closed: fc.array(day, { maxLength: 20 }).map((d) => new Set(d)), open: fc.array(day, { maxLength: 5 }).map((d) => new Set(d)) })
  fc.assert(fc.property(calendar, day, (cal, held) => {
    const { dueOn, latestOn } = sendBy(cal, held)
    assert.ok(held < dueOn && dueOn < latestOn && isWorkday(cal, dueOn) && isWorkday(cal, latestOn))
    assert.equal(workdaysBetween(cal, held, dueOn), 1)
    assert.equal(workdaysBetween(cal, held, latestOn), 2)
  }))
  assert.deepEqual(sendBy({ closed: new Set(), open: new Set() }, '2026-11-20'), { dueOn: '2026-11-23', latestOn: '2026-11-24' })
})

const compared: fc.Arbitrary<ComparedItem> = fc.record({
  id, no: fc.integer({ min: 1, max: 9 }), kind: fc.constantFrom(...itemKinds), text: fc.constantFrom('a', 'b'), quote: fc.constantFrom('', 'q'), quotedBy: fc.constantFrom('', '林若蘭'),
  step: fc.constantFrom('', 's'), dueOn: fc.constantFrom(null, '2026-12-01'), ours: fc.constantFrom('', '陳怡君'), theirs: fc.constantFrom('', '林若蘭'),
})
const list = fc.uniqueArray(compared, { selector: (i) => i.id, maxLength: 6 })

test('between a revision and itself, in any order, nothing changed', () => {
  fc.assert(fc.property(list, (items) => assert.deepEqual(changesBetween(items, items.toReversed()), [])))
})

test('the earlier revision with its changes is the later one', () => {
  fc.assert(fc.property(list, list, fc.infiniteStream(fc.boolean()), (old, fresh, coin) => {
    const after = [...old.filter(() => coin.next().value).map((i) => (coin.next().value ? { ...i, text: 'c' } : i)), ...fresh.filter((f) => old.every((o) => o.id !== f.id))]
    const changes = changesBetween(old, after)
    const result = new Map(old.map((i) => [i.id, i]))
    for (const c of changes) {
      if (c.change === 'removed') result.delete(c.item.id)
      else result.set(c.item.id, c.item)
      if (c.change === 'changed') assert.deepEqual(c.fields, comparedFields.filter((f) => c.was[f] !== c.item[f]))
    }
    assert.deepEqual([...result.values()].toSorted((a, b) => a.id.localeCompare(b.id)), after.toSorted((a, b) => a.id.localeCompare(b.id)))
  }))
})
