import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { newId } from '#kernel/ids.ts'
import { record } from '#kernel/record/record.ts'
import { jobsAs } from '#modules/jobs/fixtures.ts'
import { lockJob } from '#modules/jobs/index.ts'
import { madeWorld, refused, type World } from '#test/setup/world.ts'
import { billingAs, broken, paysIn, postedInvoice, saying } from './fixtures.ts'
import { billedOf, receivedBetween } from './index.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())

const finance = () => billingAs(world, 'finance')
const pay = paysIn(() => world)

test('L2 money in parts; the last part settles the invoice and the job is paid', async () => {
  const { client, job, invoice } = await postedInvoice(world)
  await pay(client, [{ invoiceId: invoice, amountMinor: 4_000n }], 4_000n)
  assert.equal((await jobsAs(world, 'ae').get({ client, job })).paidAt, null)
  await assert.rejects(pay(client, [{ invoiceId: invoice, amountMinor: 6_501n }], 6_501n), saying('billing.above_open', { open: 'NT$ 6,500' }))
  await pay(client, [{ invoiceId: invoice, amountMinor: 6_500n }], 6_500n)
  const shown = await finance().invoice({ client, invoice })
  assert.deepEqual([shown.settledMinor, shown.settledBy.map((b) => [b.kind, b.amountMinor])], [10_500n, [['receipt', 4_000n], ['receipt', 6_500n]]])
  assert.ok((await jobsAs(world, 'ae').get({ client, job })).paidAt)
  assert.deepEqual(await world.ae.tx((tx) => billedOf(tx, client, job)), { totalMinor: 10_500n, settledMinor: 10_500n, netMinor: 10_000n })
})

test('L2 a paid job that is invoiced once more is owed again, until that is paid too', async () => {
  const { client, job, invoice } = await postedInvoice(world, 100n)
  const stage = async () => (await jobsAs(world, 'ae').get({ client, job })).stage
  await pay(client, [{ invoiceId: invoice, amountMinor: 105n }], 105n)
  assert.equal(await stage(), 'paid')
  const asked = await billingAs(world, 'ae').request({ client, job, lines: [{ what: '加印', unitMinor: 100n }] })
  const second = await finance().post({ client, request: asked.id, version: 1 })
  assert.equal(await stage(), 'billed')
  await pay(client, [{ invoiceId: second.id, amountMinor: 105n }], 105n)
  assert.equal(await stage(), 'paid')
})

test('L2 two desks take the last of one invoice: one receipt stands', async () => {
  const { client, invoice } = await postedInvoice(world)
  const both = await Promise.allSettled([1, 2].map(() => pay(client, [{ invoiceId: invoice, amountMinor: 10_500n }], 10_500n)))
  assert.deepEqual(both.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await finance().invoice({ client, invoice })).settledMinor, 10_500n)
})

test('L2 the two invoices of one job are settled at once, or while somebody works on it: it is paid, and nobody waits for who waits for them', async () => {
  const of = async (text: string) => Number((await world.finance.sql(text)).rows[0].n)
  const deadlocks = () => of('select deadlocks n from pg_stat_database where datname = current_database()')
  const before = await deadlocks()
  for (const apart of [false, true]) {
    const { client, job, invoice } = await postedInvoice(world, 100n)
    const asked = await billingAs(world, 'ae').request({ client, job, lines: [{ what: '加印', unitMinor: 100n }] })
    const second = await finance().post({ client, request: asked.id, version: 1 })
    const credit = () => finance().credit({ client, invoice: second.id, netMinor: 100n, reason: '不做了' })
    const receive = () => pay(client, [{ invoiceId: invoice, amountMinor: 105n }], 105n)
    if (apart) await credit()
    let done: Promise<unknown> = Promise.resolve()
    await world.ae.tx(async (tx) => {
      const deed = () => record(tx, { client, what: 'archive.placed', subject: { kind: 'place', id: newId(tx.now) }, job, data: { title: '海報', where: 'A' } })
      await (apart ? lockJob(tx, client, job) : deed())
      const deeds = apart ? [receive] : [receive, credit]
      let over = 0
      done = Promise.all(deeds.map((one) => one().finally(() => over++)))
      while (over + (await of("select count(*) n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) < deeds.length) await wait(5)
      if (apart) await deed()
    })
    await done
    assert.equal((await jobsAs(world, 'ae').get({ client, job })).stage, 'paid')
  }
  assert.equal(await deadlocks(), before)
})

test('L3 what is above the invoice is refused, or kept as credit and spent on another', async () => {
  const first = await postedInvoice(world)
  const over = [{ invoiceId: first.invoice, amountMinor: 10_500n }]
  await assert.rejects(pay(first.client, over, 12_000n), saying('billing.overpaid', { rest: 'NT$ 1,500' }))
  assert.equal((await finance().invoice({ client: first.client, invoice: first.invoice })).settledMinor, 0n)
  const { id: receipt, number } = await pay(first.client, over, 12_000n, true)
  const kept = async () => (await finance().receipts({ client: first.client })).rows.find((r) => r.id === receipt)!.creditMinor
  assert.equal(await kept(), 1_500n)
  const second = await postedInvoice(world)
  const spend = (amountMinor: bigint) => finance().useCredit({ client: first.client, receipt, invoice: second.invoice, amountMinor })
  await assert.rejects(spend(1_501n), saying('billing.credit_short', { credit: 'NT$ 1,500' }))
  await spend(1_500n)
  assert.equal(await kept(), 0n)
  assert.deepEqual((await finance().invoice({ client: second.client, invoice: second.invoice })).settledBy.map((b) => [b.number, b.amountMinor]), [[number, 1_500n]])
  await assert.rejects(finance().receive({ client: first.client, receivedOn: '2026-11-25', amountMinor: 1n, allocations: [], keepAsCredit: true }), refused('billing.future'))
})

test('L11 a receipt is reversed whole, once and with a reason: its invoices are owed again, also those its credit was spent on, and the month forgets it', async () => {
  const [first, second] = [await postedInvoice(world), await postedInvoice(world)]
  const { client } = first
  const month = async () => (await world.finance.tx((tx) => receivedBetween(tx, '2026-11-01', '2026-11-30'))).filter((r) => r.client_id === client).reduce((sum, r) => sum + r.sum, 0n)
  const before = await month()
  const { id: receipt, number } = await pay(client, [{ invoiceId: first.invoice, amountMinor: 10_500n }], 12_000n, true)
  await finance().useCredit({ client, receipt, invoice: second.invoice, amountMinor: 1_000n })
  await pay(client, [{ invoiceId: second.invoice, amountMinor: 9_500n }], 9_500n)
  for (const { job } of [first, second]) assert.ok((await jobsAs(world, 'ae').get({ client, job })).paidAt)
  const original = (await finance().paper({ client, kind: 'receipt', id: receipt })).fileId
  await assert.rejects(finance().paper({ client, kind: 'reversal', id: receipt }), refused('not_found'))
  await assert.rejects(billingAs(world, 'director').reverse({ client, receipt, reason: '退票' }), refused('role'))
  await assert.rejects(billingAs(world, 'other').reverse({ client, receipt, reason: '退票' }), refused('role'))
  await assert.rejects(finance().reverse({ client: world.otherClient, receipt, reason: '退票' }), refused('not_found'))
  await assert.rejects(finance().reverse({ client, receipt, reason: ' ' }), refused('invalid'))
  const both = await Promise.allSettled([1, 2].map(() => finance().reverse({ client, receipt, reason: '退票' })))
  assert.deepEqual(both.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
  await assert.rejects(finance().reverse({ client, receipt, reason: '再一次' }), refused('billing.reversed_already'))
  const shown = (await finance().receipts({ client })).rows.find((r) => r.id === receipt)!
  assert.deepEqual([shown.number, shown.amountMinor, shown.creditMinor, shown.reverseReason], [number, 12_000n, 0n, '退票'])
  assert.deepEqual(await Promise.all([first, second].map(async ({ invoice }) => (await finance().invoice({ client, invoice })).settledMinor)), [0n, 9_500n])
  assert.deepEqual((await finance().invoice({ client, invoice: first.invoice })).settledBy, [])
  for (const { job } of [first, second]) assert.equal((await jobsAs(world, 'ae').get({ client, job })).paidAt, null)
  assert.equal(await month(), before + 9_500n)
  await assert.rejects(finance().useCredit({ client, receipt, invoice: first.invoice, amountMinor: 1n }), refused('billing.credit_short'))
  assert.notEqual((await finance().paper({ client, kind: 'reversal', id: receipt })).fileId, original)
  await pay(client, [{ invoiceId: first.invoice, amountMinor: 10_500n }], 10_500n)
  assert.ok((await jobsAs(world, 'ae').get({ client, job: first.job })).paidAt)
  // Past the rules: what was reversed is seen no more by an update, and is reversed whole or not at all.
  assert.equal((await world.finance.sql("update docket.receipt set reverse_reason = 'x' where id = $1", [receipt])).rowCount, 0)
  const other = await pay(client, [], 5n, true)
  await assert.rejects(world.finance.sql('update docket.receipt set reversed_at = now() where id = $1', [other.id]), broken('receipt_reversed_whole'))
})

test('L12 a receipt is numbered by the year in which it is entered, and is no older than the invoice it settles', async () => {
  const { client, invoice } = await postedInvoice(world)
  const receive = (receivedOn: string, on: boolean) => finance().receive({ client, receivedOn, amountMinor: 100n, keepAsCredit: !on, allocations: on ? [{ invoiceId: invoice, amountMinor: 100n }] : [] })
  await assert.rejects(receive('2026-11-23', true), refused('billing.before_invoice'))
  await assert.rejects(receive('1990-01-01', false), refused('billing.long_past'))
  assert.match((await receive('2025-12-30', false)).number, /^RC-2026-/)
  await assert.rejects(world.finance.sql(`insert into docket.receipt (agency_id, client_id, id, number, received_on, currency, amount_minor, posted_by, posted_at)
    values ($1, $2, $3, 'RC-raw', '1990-01-01', 'TWD', 1, $4, now())`, [world.agencyId, client, newId(world.clock.now()), world.finance.id]), broken('receipt_day'))
})
