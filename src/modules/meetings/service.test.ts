import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Scope } from '#kernel/db/actor.ts'
import { record } from '#kernel/record/record.ts'
import { decline, sign } from '#modules/signoff/act.ts'
import { frozenData, requestsOf, withdrawOpen } from '#modules/signoff/index.ts'
import { plain } from '#test/setup/plain.ts'
import { type Desk, openDesk } from './fixtures.ts'
import { itemById, openRequests, ordered, overdueToSend } from './index.ts'
import { minutesPortal } from './portal.ts'
import { findMeetingForUpdate } from './repo.ts'

let desk: Desk
before(async () => {
  desk = await openDesk()
})
after(() => desk.close())

interface Shown {
  version: number
  state: string
  revision: number
  confirmedRevision: number | null
  number: string
  title: string
  missing: { no: number | null; field: string }[]
  items: { id: string; no: number; text: string; objection: string; outcome: string; outcomeReason: string }[]
  revisions: { revision: number; inForce: boolean; sha256: string; title: string; items: { id: string; text: string }[]; requests: { state: string; parties: { state: string; reason: string; answer: Record<string, string> }[] }[] }[]
}
const refused = (code: string, params?: Record<string, unknown>) => (e: unknown) => {
  const { code: was, params: got } = e as { code?: string; params?: unknown }
  assert.equal(was, code)
  if (params) assert.deepEqual(got, params)
  return true
}
const item = (kind: string, text: string, over: Record<string, unknown> = {}) => ({
  id: randomUUID(), kind, text, ...(kind === 'information' ? {} : { step: '寄樣張', dueOn: '2026-12-01', ourOwnerId: desk.ae.actor.id, theirOwnerId: desk.lin }), ...over,
})
const form = (over: Record<string, unknown> = {}) => ({
  title: '秋季策略會議', heldOn: '2026-11-23', place: '松木家居三樓', people: [desk.ae.actor.id], contacts: [desk.lin],
  items: [item('decision', '主視覺以木紋特寫為主'), item('request', '加一款直幅', { quote: '門市那邊一定要有直的', quotedContactId: desk.lin }), item('information', '印刷廠十二月三日起保養')], ...over,
})
const call = <T>(scope: Scope, name: string, input: unknown): Promise<T> => desk.as(scope, 'meetings', name as never, input) as Promise<T>
const create = async (over: Record<string, unknown> = {}): Promise<{ client: string; meeting: string }> => {
  const { id } = await call<{ id: string }>(desk.ae, 'create', { client: desk.pine, ...form(over) })
  return { client: desk.pine, meeting: id }
}
const get = (ref: { client: string; meeting: string }, scope: Scope = desk.ae) => call<Shown>(scope, 'get', ref)
const send = async (ref: { client: string; meeting: string }, over: Record<string, unknown> = {}) =>
  call<{ number: string; revision: number; version: number }>(desk.ae, 'send', { ...ref, version: (await get(ref)).version, contacts: [desk.lin], ...over })
/** What the contact behind the link was shown. */
const party = async (ref: { client: string; meeting: string }) => {
  const document = await desk.read(desk.ae, (tx) => requestsOf(tx, ref.client, 'minutes', ref.meeting))
  const request = document!.requests.find((r) => r.state === 'open')!
  return { partyId: request.parties[0]!.id, sha256: request.sha256, consentVersion: request.consentVersion }
}
const lin = () => desk.contact(desk.lin, '林若蘭')
const confirm = async (ref: { client: string; meeting: string }) => {
  const shown = await party(ref)
  return desk.database.write(lin(), (tx) => sign(tx, { client: ref.client, ...shown, method: 'link', provedAt: null, name: '林若蘭', mark: '' }))
}
const object = async (ref: { client: string; meeting: string }, items: Record<string, string>) => {
  const { partyId, sha256 } = await party(ref)
  return desk.database.write(lin(), (tx) => decline(tx, { client: ref.client, partyId, sha256, reason: '有一項不對', name: '林若蘭', answer: { items } }))
}

test('two editors: the second is told, and what the first wrote stands', async () => {
  const ref = await create()
  const { version } = await get(ref)
  await call(desk.ae, 'save', { ...ref, version, ...form({ title: '甲寫的', items: [item('information', '甲的話')] }) })
  await assert.rejects(call(desk.director, 'save', { ...ref, version, ...form({ title: '乙寫的', items: [] }) }), refused('stale'))
  const now = await get(ref)
  assert.deepEqual([now.title, now.items.map((i) => i.text), now.version], ['甲寫的', ['甲的話'], version + 1])
  await call(desk.director, 'save', { ...ref, version: now.version, ...form({ title: '兩邊都留', items: [item('information', '甲的話'), item('information', '乙的話')] }) })
  assert.equal((await get(ref)).items.length, 2)
})

test('two editors at the same instant: exactly one is first', async () => {
  const ref = await create()
  const { version } = await get(ref)
  const both = await Promise.allSettled([desk.ae, desk.director].map((who, n) => call(who, 'save', { ...ref, version, ...form({ title: `第 ${n} 人` }) })))
  assert.deepEqual(both.map((r) => r.status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal((both.find((r) => r.status === 'rejected') as { reason: { code: string } }).reason.code, 'stale')
})

test('incomplete minutes are refused at the API with the list of what is missing', async () => {
  const ref = await create({ people: [], items: [item('request', '要海報', { dueOn: null, ourOwnerId: null, theirOwnerId: null }), item('decision', '用木紋', { step: '' })] })
  const shown = await get(ref)
  const missing = ['people', '1.dueOn', '1.owner', '2.step']
  assert.deepEqual(shown.missing.map((m) => (m.no === null ? m.field : `${m.no}.${m.field}`)), missing)
  await assert.rejects(send(ref), refused('meetings.incomplete', { missing, count: 4 }))
  assert.equal((await get(ref)).number, '')
})

test('minutes go only to contacts of this client who have an address', async () => {
  const ref = await create()
  await assert.rejects(send(ref, { contacts: [desk.zhang] }), refused('meetings.contact_without_mail'))
  await assert.rejects(send(ref, { contacts: [desk.wang] }), refused('meetings.unknown_contact'))
})

test('sent, confirmed: numbered on the first sending, frozen, in force', async () => {
  const ref = await create()
  const sent = await send(ref)
  assert.match(sent.number, /^M-2026-\d{4}$/)
  assert.equal(sent.revision, 1)
  await assert.rejects(call(desk.ae, 'save', { ...ref, version: sent.version, ...form() }), refused('state', { action: 'save', state: 'sent' }))
  await confirm(ref)
  const shown = await get(ref)
  assert.deepEqual([shown.state, shown.confirmedRevision, shown.revisions.length, shown.revisions[0]!.inForce], ['confirmed', 1, 1, true])
  const other = await create()
  assert.notEqual((await send(other)).number, sent.number)
})

test('minutes are confirmed by the client alone: raw SQL as the server does not confirm them (B1)', async () => {
  const ref = await create()
  await send(ref)
  const past = () => desk.database.write(desk.ae, (tx) => sql`update docket.meeting set state = 'confirmed', confirmed_revision = revision where id = ${ref.meeting}`.execute(tx.db()))
  await assert.rejects(past, /policy "by_signatures"/)
  await confirm(ref)
  assert.equal((await get(ref)).confirmedRevision, 1)
})

test('an objection by item opens a new revision; what was confirmed before stays as it was frozen', async () => {
  const ref = await create()
  await send(ref)
  await confirm(ref)
  const first = (await get(ref)).revisions[0]!
  await call(desk.ae, 'revise', { ...ref, version: (await get(ref)).version })
  const draft = await get(ref)
  assert.deepEqual([draft.state, draft.revision, draft.confirmedRevision], ['draft', 2, 1])
  const kept = draft.items[1]!
  await call(desk.ae, 'save', { ...ref, version: draft.version, ...form({ items: [item('request', '改成橫幅', { id: kept.id })] }) })
  const { number } = await send(ref)
  assert.equal(number, draft.number)
  await object(ref, { [kept.id]: '我們要的是直幅', [randomUUID()]: '沒有這一項' })
  const objected = await get(ref)
  assert.deepEqual([objected.state, objected.revision, objected.confirmedRevision], ['objected', 2, 1])
  assert.equal(objected.items.find((i) => i.id === kept.id)!.objection, '我們要的是直幅')
  const [second, before] = objected.revisions
  assert.deepEqual(before, first)
  assert.deepEqual([second!.inForce, second!.requests[0]!.state, second!.requests[0]!.parties[0]!.answer[kept.id]], [false, 'declined', '我們要的是直幅'])
  await call(desk.ae, 'revise', { ...ref, version: objected.version })
  await send(ref)
  const third = await get(ref)
  assert.deepEqual([third.state, third.revision, third.items.map((i) => i.objection)], ['sent', 3, ['']])
  await confirm(ref)
  assert.deepEqual((await get(ref)).revisions.map((r) => r.inForce), [true, false, false])
})

test('who confirms or objects while somebody works on the minutes waits for them, and they for nobody', async () => {
  const of = async (text: string) => Number((await desk.database.pool.query(text)).rows[0].n)
  const deadlocks = () => of('select deadlocks n from pg_stat_database where datname = current_database()')
  const before = await deadlocks()
  for (const answer of [confirm, (ref: { client: string; meeting: string }) => object(ref, {})]) {
    const ref = await create()
    await send(ref)
    let done: Promise<unknown> = Promise.resolve()
    await desk.database.write(desk.ae, async (tx) => {
      await findMeetingForUpdate(tx, ref.client, ref.meeting)
      let over = false
      done = answer(ref).finally(() => (over = true))
      while (!over && (await of("select count(*) n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) === 0) await wait(5)
      await record(tx, { client: ref.client, what: 'meetings.handed_over', subject: { kind: 'meeting', id: ref.meeting }, data: { to: '林正宏' } })
    })
    await done
  }
  assert.equal(await deadlocks(), before)
})

test('taken back before an answer: a draft again, under the next revision', async () => {
  const ref = await create()
  await send(ref)
  await desk.database.write(desk.ae, (tx) => withdrawOpen(tx, { client: ref.client, kind: 'minutes', subjectId: ref.meeting, reason: '寫錯日期' }))
  const shown = await get(ref)
  assert.deepEqual([shown.state, shown.revision, shown.revisions[0]!.requests[0]!.state], ['draft', 2, 'withdrawn'])
  assert.equal((await send(ref)).revision, 2)
})

test('a request ends in an order or in a reasoned no, once', async () => {
  const ref = await create()
  const [decision, request] = (await get(ref)).items
  const mine = () => desk.read(desk.ae, async (tx) => (await openRequests(tx)).filter((r) => r.meeting_id === ref.meeting).map((r) => r.id))
  assert.deepEqual(await mine(), [], 'nobody was told of it yet')
  await send(ref)
  assert.deepEqual(await mine(), [request!.id])
  await assert.rejects(call(desk.ae, 'declineItem', { client: ref.client, item: decision!.id, reason: '不做' }), refused('meetings.not_request'))
  await call(desk.ae, 'declineItem', { client: ref.client, item: request!.id, reason: '不在預算內' })
  assert.deepEqual(await mine(), [])
  await assert.rejects(call(desk.ae, 'declineItem', { client: ref.client, item: request!.id, reason: '再說一次' }), refused('meetings.answered_already'))
  // A no becomes an order, and an order a second one, only with the reason why.
  const order = (reason: string) => desk.database.write(desk.ae, async (tx) => ordered(tx, ref.client, (await itemById(tx, ref.client, request!.id)).item, reason))
  const outcome = async () => (({ item }) => [item.outcome, item.outcome_reason])(await desk.read(desk.ae, (tx) => itemById(tx, ref.client, request!.id)))
  await assert.rejects(order(''), refused('meetings.answered_already'))
  assert.deepEqual(await outcome(), ['declined', '不在預算內'])
  await order('預算補上了')
  assert.deepEqual(await outcome(), ['order', '預算補上了'])
  await assert.rejects(order(''), refused('meetings.answered_already'))
})

test('who is not on the team finds nothing, whatever they try; who may not write is told so', async () => {
  const ref = await create({ title: '外人看不到的會議' })
  const { version, items } = await get(ref)
  for (const [name, input] of [
    ['get', ref], ['save', { ...ref, version, ...form({ people: [], contacts: [], items: [] }) }], ['send', { ...ref, version, contacts: [desk.wang] }], ['revise', { ...ref, version }],
    ['handOver', { ...ref, version, ownerId: desk.other.actor.id }], ['declineItem', { client: ref.client, item: items[1]!.id, reason: '不做' }],
    ['create', { client: desk.pine, ...form({ people: [], contacts: [], items: [] }) }],
    ['get', { client: desk.coffee, meeting: ref.meeting }],
  ] as const) await assert.rejects(call(desk.other, name, input), refused('not_found'), name)
  assert.doesNotMatch(JSON.stringify(await call(desk.other, 'list', {})), /外人看不到/)
  assert.match(JSON.stringify(await call(desk.member, 'list', {})), /外人看不到/)
  await assert.rejects(call(desk.member, 'save', { ...ref, version, ...form() }), refused('role'))
})

test('nobody is responsible who does not see the client, and nobody is quoted who is not its contact', async () => {
  await assert.rejects(create({ items: [item('request', '要海報', { ourOwnerId: desk.other.actor.id })] }), refused('meetings.off_team'))
  await assert.rejects(create({ items: [item('request', '要海報', { quotedContactId: desk.wang })] }), refused('meetings.unknown_contact'))
  await assert.rejects(create({ people: [randomUUID()] }), refused('meetings.unknown_person'))
  const [a, b] = [await create(), await create()]
  const [theirs] = (await get(b)).items
  await assert.rejects(call(desk.ae, 'save', { ...a, version: 1, ...form({ items: [item('information', '搶過來', { id: theirs!.id })] }) }), refused('meetings.item_elsewhere'))
  assert.equal((await get(b)).items[0]!.text, theirs!.text)
})

test('names of 5,000 letters, marks of direction and rare letters: too long is refused, the rest is kept clean', async () => {
  await assert.rejects(create({ title: '長'.repeat(5001) }), (e: { code: string }) => e.code === 'invalid')
  const twice = item('information', '同一項')
  await assert.rejects(create({ items: [twice, { ...twice, id: twice.id.toUpperCase() }] }), (e: { code: string }) => e.code === 'invalid')
  const ref = await create({ title: '\u202e堃𠮷的會議🎋', items: [item('information', '字'.repeat(5000))] })
  const shown = await get(ref)
  assert.deepEqual([shown.title, [...shown.items[0]!.text].length], ['堃𠮷的會議🎋', 5000])
  assert.equal((await send(ref)).revision, 1)
})

test('minutes of yesterday are due today, and late once the second working day is over', async () => {
  const ref = await create({ heldOn: '2026-11-20' })
  const mine = async () => (await desk.read(desk.ae, (tx) => overdueToSend(tx, 500))).find((r) => r.meeting.id === ref.meeting)
  assert.deepEqual([(await mine())?.dueOn, (await mine())?.latestOn, (await mine())?.late], ['2026-11-23', '2026-11-24', false])
  desk.clock.set('2026-11-25T02:00:00Z')
  assert.equal((await mine())?.late, true)
  await send(ref)
  assert.equal(await mine(), undefined)
  desk.clock.set('2026-11-24T02:00:00Z')
})

test('the list goes by day, a page at a time, and loses none', async () => {
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await call<{ rows: { id: string; heldOn: string }[]; next: string | null }>(desk.ae, 'list', { client: desk.pine, most: 2, ...(after ? { after } : {}) })
    seen.push(...page.rows.map((r) => `${r.heldOn} ${r.id}`))
    after = page.next ?? undefined
  } while (after)
  assert.deepEqual(seen, seen.toSorted().toReversed())
  assert.equal(new Set(seen).size, seen.length)
  const { rows } = await call<{ rows: unknown[] }>(desk.ae, 'list', { most: 200 })
  assert.equal(rows.length, seen.length)
  for (const bad of ['yesterday|x', '2026-02-31|01934c1e-7f00-7000-8000-000000000000']) await assert.rejects(call(desk.ae, 'list', { after: bad }), { code: 'invalid' }, bad)
})

test('the contact reads every item with its number, words and people, and markup in them is only text', async () => {
  const ref = await create({ title: '<b>會議</b>', items: [item('request', '<script>alert(1)</script>', { quote: '我說「要」' , quotedContactId: desk.lin })] })
  await send(ref)
  const data = await desk.read(desk.ae, async (tx) => {
    const document = await requestsOf(tx, ref.client, 'minutes', ref.meeting)
    return frozenData(tx, ref.client, document!.id, 1)
  })
  for (const lang of ['zh-Hant', 'zh-Hans', 'en'] as const) {
    const page = String(await desk.read(lin(), (tx) => minutesPortal.view(tx, { client: ref.client, subjectId: ref.meeting, version: 1, data, lang, paper: '/paper', type: 'application/pdf', pictures: [] })))
    assert.match(page, /我說「要」/)
    assert.match(page, /&lt;script&gt;/)
    assert.doesNotMatch(page, /<script>/)
    assert.equal(minutesPortal.answerFields!(data, lang).length, 1)
  }
})

test('asked again, the contact reads first what changed since they were asked and what they had said, in a letter that says which revision it is', async () => {
  const items = [item('decision', '用木紋'), item('request', '要海報'), item('information', '店在三樓')]
  const ref = await create({ items })
  await send(ref)
  await object(ref, { [items[0]!.id]: '我們選的是白色', [items[1]!.id]: '是傳單' })
  const open = await call<{ version: number }>(desk.ae, 'revise', { ...ref, version: (await get(ref)).version })
  await call(desk.ae, 'save', { ...ref, version: open.version, ...form({ items: [{ ...items[0]!, text: '用白色' }, ...items.slice(1)] }) })
  await send(ref)
  const document = (await desk.read(desk.ae, (tx) => requestsOf(tx, ref.client, 'minutes', ref.meeting)))!
  const shown = async (who: Scope) => plain(String(await desk.read(who, async (tx) => minutesPortal.view(tx, { client: ref.client, subjectId: ref.meeting, version: 2, data: await frozenData(tx, ref.client, document.id, 2), lang: 'zh-Hant', paper: '/paper', type: 'application/pdf', pictures: [] }))))
  const page = await shown(lin())
  assert.match(page, /和第 1 版比[\s\S]*用白色[\s\S]*改動[\s\S]*用木紋[\s\S]*您上次說：「我們選的是白色」[\s\S]*要海報[\s\S]*沒有改動[\s\S]*您上次說：「是傳單」/)
  assert.doesNotMatch(page.slice(page.indexOf('和第 1 版比'), page.indexOf('class="items"')), /店在三樓/)
  // Who was not asked before has nothing to compare.
  assert.doesNotMatch(await shown({ ...lin(), actor: { ...lin().actor, id: desk.zhang } as never }), /和第 1 版比|您上次說/)
  const { rows: letters } = await desk.read(desk.ae, (tx) => sql<{ subject: string }>`select subject from docket.mail where about_id = ${ref.meeting} order by created_at, id`.execute(tx.db()))
  assert.deepEqual(letters.map((l) => /第 2 版/.test(plain(l.subject))), [false, true])
})

test('what one said of the whole is read again too, past a revision that was taken back before it was opened', async () => {
  const ref = await create()
  await send(ref)
  const first = await party(ref)
  await desk.database.write(lin(), (tx) => decline(tx, { client: ref.client, partyId: first.partyId, sha256: first.sha256, reason: '整份都不對，請重寫', name: '林若蘭' }))
  const again = async () => {
    const { version } = await call<{ version: number }>(desk.ae, 'revise', { ...ref, version: (await get(ref)).version })
    await call(desk.ae, 'save', { ...ref, version, ...form() })
    await send(ref)
  }
  await again()
  await desk.database.write(desk.ae, (tx) => withdrawOpen(tx, { client: ref.client, kind: 'minutes', subjectId: ref.meeting, reason: '漏了一項' }))
  await send(ref)
  const document = (await desk.read(desk.ae, (tx) => requestsOf(tx, ref.client, 'minutes', ref.meeting)))!
  const version = document.versions.at(-1)!.version
  const page = plain(String(await desk.read(lin(), async (tx) => minutesPortal.view(tx, { client: ref.client, subjectId: ref.meeting, version, data: await frozenData(tx, ref.client, document.id, version), lang: 'zh-Hant', paper: '/paper', type: 'application/pdf', pictures: [] }))))
  assert.match(page, /和第 1 版比[\s\S]*您上次說：「整份都不對，請重寫」/)
})
