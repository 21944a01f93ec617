import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { localDate } from '#kernel/pure/calendar.ts'
import { readRecord } from '#kernel/record/read.ts'
import { billingAs, closedJob } from '#modules/billing/fixtures.ts'
import { signInside, worksIn } from '#modules/deliverables/fixtures.ts'
import { issuedJob } from '#modules/jobs/fixtures.ts'
import { madeWorld, refused, type World } from '#test/setup/world.ts'
import { deskAs, sentMinutes, type Who } from './fixtures.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())
const desk = (who: Who) => deskAs(world, who)

test('the thread goes back page by page without gap or repeat, and can be read by kind', async () => {
  const works = worksIn(world)
  const { client, id, versionId } = await works.put()
  await signInside(world, client, versionId)
  await works.send(client, id)
  await works.answer(client, versionId)
  const whole = (await desk('ae').thread({ client, most: 200 })).rows
  assert.equal(whole.length > 7, true)
  // One act is one line, though the record keeps the steps of its signature too.
  const kept = new Set((await world.ae.tx((tx) => readRecord(tx, { client, most: 200 }))).map((r) => r.what))
  for (const what of ['signoff.frozen', 'signoff.asked', 'signoff.completed']) assert.deepEqual([what, kept.has(what), whole.some((r) => r.what === what)], [what, true, false])
  for (const what of ['deliverables.sent', 'deliverables.approved']) assert.equal(whole.filter((r) => r.what === what).length, 1, what)
  const seqs: bigint[] = []
  for (let before: bigint | undefined; ; ) {
    const page = await desk('ae').thread({ client, most: 3, ...(before === undefined ? {} : { before }) })
    seqs.push(...page.rows.map((r) => r.seq))
    if (page.next === null) break
    before = page.next
  }
  assert.deepEqual(seqs, whole.map((r) => r.seq))
  assert.deepEqual(seqs, seqs.toSorted((a, b) => Number(b - a)))
  const jobs = await desk('ae').thread({ client, modules: ['jobs'], most: 200 })
  assert.deepEqual(jobs.rows.map((r) => r.seq), whole.filter((r) => r.what.startsWith('jobs.')).map((r) => r.seq))
  const theirs = await desk('ae').thread({ client, by: 'client', most: 200 })
  assert.deepEqual(theirs.rows.map((r) => r.seq), whole.filter((r) => r.actorKind === 'contact').map((r) => r.seq))
  assert.ok(theirs.rows.length > 0)
  assert.equal((await desk('ae').thread({ client, by: 'us', most: 200 })).rows.length + theirs.rows.length, whole.length)
  const job = whole.find((r) => r.job)!.job!
  assert.deepEqual((await desk('ae').thread({ client, job, most: 200 })).rows.map((r) => r.seq), whole.filter((r) => r.job === job).map((r) => r.seq))
  // Days are those of Taipei: half past seven in the morning there is still the day before in Greenwich.
  const dayOf = (at: Date) => localDate(at, 'Asia/Taipei')
  const day = dayOf(whole[0]!.at)
  assert.deepEqual((await desk('ae').thread({ client, from: day, to: day, most: 200 })).rows.map((r) => r.seq), whole.filter((r) => dayOf(r.at) === day).map((r) => r.seq))
  assert.deepEqual((await desk('ae').thread({ client, to: '2020-01-01' })).rows, [])
  await assert.rejects(desk('other').thread({ client }), refused('not_found'))
})

test('from an invoice back to the client\'s words, and forward again', async () => {
  const { meeting, itemId, number } = await sentMinutes(world)
  const { client, job } = await closedJob(world, { itemId })
  const request = await billingAs(world, 'ae').request({ client, job, lines: [{ what: '主視覺', unitMinor: 190_000n }] })
  const invoice = await billingAs(world, 'finance').post({ client, request: request.id, version: 1 })
  const trace = await desk('ae').trace({ client, invoice: invoice.id })
  assert.deepEqual([trace.job.id, trace.item?.id, trace.item?.quote, trace.item?.quotedName, trace.meeting?.id, trace.meeting?.number], [job, itemId, '木紋一定要看得到', '林若蘭', meeting, number])
  const became = await desk('ae').became({ client, meeting })
  assert.deepEqual(became.map((r) => [r.itemId, r.job, r.invoices]), [[itemId, job, [{ id: invoice.id, number: invoice.number, open: true }]]])
  await assert.rejects(desk('other').trace({ client, invoice: invoice.id }), refused('not_found'))
})

test('what stands outside my walls is not found by name or number', async () => {
  const { number, meeting } = await sentMinutes(world)
  const { job, number: finance } = await issuedJob(world, { title: '冬季型錄封面' })
  const hits = async (who: Who, text: string) => (await desk(who).find({ text })).map((hit) => hit.id)
  assert.deepEqual(await hits('ae', '松木'), [world.client])
  assert.deepEqual((await hits('ae', '冬季型錄')), [job])
  assert.deepEqual((await hits('ae', finance)), [job])
  assert.deepEqual((await hits('ae', number)), [meeting])
  assert.deepEqual(await hits('ae', '若蘭'), [world.contacts.approver])
  assert.deepEqual(await hits('ae', 'ruolan@'), [world.contacts.approver])
  const work = await worksIn(world).put({ job })
  assert.ok((await hits('ae', '主視覺海報')).includes(work.id))
  const closed = await closedJob(world)
  const request = await billingAs(world, 'ae').request({ ...closed, lines: [{ what: '主視覺', unitMinor: 10_000n }] })
  const invoice = await billingAs(world, 'finance').post({ client: closed.client, request: request.id, version: 1 })
  const receipt = await billingAs(world, 'finance').receive({ client: closed.client, receivedOn: '2026-11-24', amountMinor: 10_500n, allocations: [{ invoiceId: invoice.id, amountMinor: 10_500n }] })
  assert.deepEqual([await hits('ae', request.number), await hits('ae', invoice.number), await hits('ae', receipt.number)], [[closed.job], [invoice.id], [receipt.id]])
  for (const text of [request.number, invoice.number, receipt.number, '松木', '冬季型錄', '主視覺海報', '若蘭', finance, number]) assert.deepEqual(await hits('other', text), [])
  assert.deepEqual(await hits('ae', '沐日'), [])
  assert.deepEqual(await desk('ae').find({ text: '' }), [])
})
