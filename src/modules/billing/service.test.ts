import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { nextNumber } from '#kernel/db/numbers.ts'
import { newId } from '#kernel/ids.ts'
import { clientsContract } from '#modules/clients/contract.ts'
import { clientsService } from '#modules/clients/service.ts'
import { costsAs, vendorPaper } from '#modules/costs/fixtures.ts'
import { delivered, issuedJob, jobsAs } from '#modules/jobs/fixtures.ts'
import { madeWorld, refused, type World } from '#test/setup/world.ts'
import { plain } from '#test/setup/plain.ts'
import { billingAs, broken, closedJob, paysIn, postedInvoice, requestOf, saying } from './fixtures.ts'
import { billedOf } from './index.ts'
import { paperOf } from './paper-data.ts'
import { dsoOf } from './rules.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())

const noRight = (error: { code?: string }): boolean => error.code === '42501'
const finance = () => billingAs(world, 'finance')
const pay = paysIn(() => world)

test('L5 no request from an open card, no second one beside an open one: not by the service, not by raw SQL as the server (G8)', async () => {
  const { client, job } = await issuedJob(world)
  await assert.rejects(billingAs(world, 'ae').request({ client, job, lines: [{ what: '海報', unitMinor: 1n }] }), refused('billing.card_open'))
  const insert = (of: string) => world.finance.sql(`insert into docket.payment_request (agency_id, client_id, id, job_id, number, currency, net_minor, lines, made_by, made_at)
    values ($1, $2, $3, $4, $5, 'TWD', 1, '[]', $6, now())`, [world.agencyId, client, newId(world.clock.now()), of, `PR-raw-${newId(world.clock.now())}`, world.finance.id])
  await assert.rejects(insert(job), (error: { message: string; code?: string }) => noRight(error) && error.message.includes('card_closed'))
  const closed = await closedJob(world)
  await insert(closed.job)
  await assert.rejects(insert(closed.job), broken('payment_request_open'))
})

test('L5 the proposal is the agreed fee; a request of it waits for finance, one at a time, and can be taken back', async () => {
  const { client, job, number } = await closedJob(world)
  const ae = billingAs(world, 'ae')
  const { lines, currency } = await ae.propose({ client, job })
  assert.deepEqual([currency, lines.map((l) => [l.what, l.sourceKind, l.source, l.unitMinor])], ['TWD', [['秋季新品主視覺海報', 'job', number, 190_000n]]])
  const asked = await ae.request({ client, job, lines })
  await assert.rejects(ae.request({ client, job, lines }), refused('billing.request_open'))
  assert.ok((await finance().requests()).some((r) => r.id === asked.id && r.netMinor === 190_000n))
  await ae.withdraw({ client, request: asked.id, version: 1 })
  await assert.rejects(finance().post({ client, request: asked.id, version: 2 }), refused('billing.request_done'))
  await ae.request({ client, job, lines })
})

test('L1 a request that no paper takes is refused, as is one past the rules; sums of the largest are told', async () => {
  const { client, job } = await closedJob(world)
  const ae = billingAs(world, 'ae')
  await assert.rejects(ae.request({ client, job, lines: [{ what: '海報', quantityThousandths: 10n ** 9n, unitMinor: 5n * 10n ** 9n }] }), saying('money.too_large', { max: '1,000,000,000,000' }))
  await assert.rejects(world.finance.sql(`insert into docket.payment_request (agency_id, client_id, id, job_id, number, currency, net_minor, lines, made_by, made_at)
    values ($1, $2, $3, $4, 'PR-raw-large', 'TWD', 1000000000001, '[]', $5, now())`, [world.agencyId, client, newId(world.clock.now()), job, world.finance.id]), broken('payment_request_net_minor_check'))
  await pay(client, [], 10n ** 12n, true)
  await pay(client, [], 10n ** 12n, true)
  await assert.rejects(pay(client, [], 10n ** 12n + 1n, true), refused('invalid'))
})

test('L6 two tabs post one request: one invoice, and the other is told', async () => {
  const { job, ...request } = await requestOf(world)
  const both = await Promise.allSettled([finance().post(request), finance().post(request)])
  assert.deepEqual(both.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
  const lost = both.find((r): r is PromiseRejectedResult => r.status === 'rejected')!.reason
  assert.ok(refused('stale')(lost) || refused('billing.request_done')(lost))
  assert.equal((await finance().forJob({ client: request.client, job })).invoices.length, 1)
})

test('L6 fifteen at once, every fifth undone: the numbers that stand have no gap and no twin (G9)', async () => {
  const requests = []
  for (let n = 0; n < 15; n++) requests.push(await requestOf(world))
  const results = await Promise.allSettled(requests.map(({ job: _, ...request }, n) =>
    n % 5 !== 4 ? finance().post(request) : world.finance.tx(async (tx) => {
      await nextNumber(tx, 'INV', '2026')
      throw new Error('the power went')
    })))
  assert.equal(results.filter((r) => r.status === 'fulfilled').length, 12)
  const { rows } = await world.finance.sql("select number n from docket.invoice where kind = 'invoice' order by 1")
  assert.deepEqual(rows.map((r) => r.n), rows.map((_, n) => `INV-2026-${String(n + 1).padStart(4, '0')}`))
})

test('L7 a posted invoice holds its sums and its day, and raw SQL as the server changes neither it nor its lines', async () => {
  const { client, job, invoice } = await postedInvoice(world, 10_010n)
  const shown = await finance().invoice({ client, invoice })
  assert.deepEqual([shown.netMinor, shown.taxMinor, shown.totalMinor, shown.taxRateBp, shown.issuedOn, shown.dueOn], [10_010n, 501n, 10_511n, 500, '2026-11-24', '2027-01-08'])
  assert.deepEqual([shown.billTo.name, shown.billTo.taxNumber, shown.lines.length], ['松木家居股份有限公司', '04595257', 1])
  for (const set of ["total_minor = 1", "number = 'INV-2026-9999'", "due_on = '2030-01-01'", "bill_to = '{}'", "reason = 'x'"])
    await assert.rejects(world.finance.sql(`update docket.invoice set ${set} where id = $1`, [invoice]), noRight)
  await assert.rejects(world.finance.sql('update docket.invoice_line set net_minor = 1 where invoice_id = $1', [invoice]), noRight)
  for (const table of ['invoice_line', 'invoice', 'allocation', 'receipt']) await assert.rejects(world.finance.sql(`delete from docket.${table}`), noRight)
  await assert.rejects(world.finance.sql('update docket.invoice set settled_minor = total_minor + 1 where id = $1', [invoice]), broken('invoice_not_oversettled'))
  assert.ok((await jobsAs(world, 'ae').get({ client, job })).billedAt)
})

test('L8 a credit note takes off what is open, with its tax and its reason; the invoice itself stays as it was', async () => {
  const { client, job, invoice, number } = await postedInvoice(world)
  await assert.rejects(finance().credit({ client, invoice, netMinor: 10_001n, reason: '尺寸錯了' }), saying('billing.credit_above_open', { open: 'NT$ 10,500' }))
  const note = await finance().credit({ client, invoice, netMinor: 2_000n, reason: '尺寸錯了' })
  assert.match(note.number, /^CN-2026-\d{4}$/)
  const shown = await finance().invoice({ client, invoice })
  assert.deepEqual([shown.number, shown.totalMinor, shown.settledMinor, shown.settledBy.map((b) => [b.kind, b.number, b.amountMinor])], [number, 10_500n, 2_100n, [['credit_note', note.number, 2_100n]]])
  const credit = await finance().invoice({ client, invoice: note.id })
  assert.deepEqual([credit.kind, credit.creditsId, credit.taxMinor, credit.totalMinor, credit.reason], ['credit_note', invoice, 100n, 2_100n, '尺寸錯了'])
  // Nobody reads on a credit note that its sum is to be paid.
  const labels = await world.ae.tx(async (tx) => Promise.all([invoice, note.id].map(async (id) => ((await paperOf(tx, client, 'invoice', id)).data as { total: { label: string } }).total.label)))
  assert.deepEqual(labels, ['應付總額', '折讓總額'])
  await assert.rejects(finance().credit({ client, invoice: note.id, netMinor: 1n, reason: 'x' }), refused('billing.not_an_invoice'))
  await assert.rejects(pay(client, [{ invoiceId: note.id, amountMinor: 1n }], 1n), refused('billing.not_an_invoice'))
  await finance().credit({ client, invoice, netMinor: 8_000n, reason: '其餘也不收' })
  assert.ok((await jobsAs(world, 'ae').get({ client, job })).paidAt)
  assert.equal((await world.ae.tx((tx) => billedOf(tx, client, job))).netMinor, 0n)
})

test('L8 small notes lose no tax: together they take off what one would, and the last takes the rest', async () => {
  const { client, job, invoice } = await postedInvoice(world, 100n)
  const credited = async (netMinor: bigint) => (await finance().invoice({ client, invoice: (await finance().credit({ client, invoice, netMinor, reason: '少了一張' })).id })).taxMinor
  assert.deepEqual([await credited(9n), await credited(9n)], [0n, 1n])
  await assert.rejects(finance().credit({ client, invoice, netMinor: 83n, reason: '多了' }), saying('billing.credit_above_open', { open: 'NT$ 86' }))
  assert.equal(await credited(82n), 4n)
  const shown = await finance().invoice({ client, invoice })
  assert.deepEqual([shown.settledMinor, shown.totalMinor, shown.creditedMinor], [105n, 105n, 100n])
  await assert.rejects(world.finance.sql('update docket.invoice set credited_minor = net_minor + 1 where id = $1', [invoice]), broken('invoice_not_overcredited'))
  assert.ok((await jobsAs(world, 'ae').get({ client, job })).paidAt)
})

test('L13 a line may claim only what was bought for its own job, past the rules too', async () => {
  const issued = await issuedJob(world)
  const ref = { client: issued.client, job: issued.job }
  const cost = await costsAs(world, 'ae').buy({ ...ref, vendor: '永和印刷', what: '打樣', onDay: '2026-11-24', netMinor: 12_000n, paperFileId: await vendorPaper(world, ref.client) })
  const { version } = await delivered(world, ref)
  await jobsAs(world, 'finance').close({ ...ref, version })
  const ae = billingAs(world, 'ae')
  const line = (sourceKind: 'bought' | 'job' | '', sourceId: string | null) => ({ what: '打樣', sourceKind, sourceId, unitMinor: 12_000n })
  const stranger = newId(world.clock.now())
  const elsewhere = await closedJob(world)
  for (const wrong of [line('bought', stranger), line('bought', null), line('job', elsewhere.job), line('', cost.id)]) await assert.rejects(ae.request({ ...ref, lines: [wrong] }), refused('billing.source_unknown'))
  await assert.rejects(ae.request({ client: ref.client, job: elsewhere.job, lines: [line('bought', cost.id)] }), refused('billing.source_unknown'))
  const { id: request } = await ae.request({ ...ref, lines: (await ae.propose(ref)).lines })
  const { id: invoice } = await finance().post({ client: ref.client, request, version: 1 })
  const shown = (await finance().invoice({ client: ref.client, invoice })).lines.find((l) => l.sourceId === cost.id)
  assert.equal(shown?.source, '永和印刷')
  // From whom it was bought is for the house: neither paper tells the client.
  for (const [kind, id] of [['request', request], ['invoice', invoice]] as const) assert.doesNotMatch(JSON.stringify((await world.ae.tx((tx) => paperOf(tx, ref.client, kind, id))).data), /永和印刷/)
  await assert.rejects(world.finance.sql(`insert into docket.invoice_line (agency_id, client_id, invoice_id, no, what, source_kind, source_id, quantity_thousandths, unit_minor, net_minor)
    values ($1, $2, $3, 99, 'x', 'bought', $4, 1000, 1, 1)`, [world.agencyId, ref.client, invoice, stranger]), noRight)
})

test('L9 only finance posts and takes money; behind the wall there is no invoice', async () => {
  const { job: _, ...request } = await requestOf(world)
  for (const who of ['ae', 'director', 'lead', 'traffic', 'admin'] as const) await assert.rejects(billingAs(world, who).post(request), refused('role'))
  await assert.rejects(billingAs(world, 'member').request({ client: world.client, job: _, lines: [{ what: 'x', unitMinor: 1n }] }), refused('role'))
  const { client, invoice } = await postedInvoice(world)
  await assert.rejects(billingAs(world, 'director').credit({ client, invoice, netMinor: 1n, reason: 'x' }), refused('role'))
  await assert.rejects(billingAs(world, 'ae').receive({ client, receivedOn: '2026-11-24', amountMinor: 1n, allocations: [], keepAsCredit: true }), refused('role'))
  await assert.rejects(billingAs(world, 'other').invoice({ client, invoice }), refused('not_found'))
  await assert.rejects(finance().invoice({ client: world.otherClient, invoice }), refused('not_found'))
  await assert.rejects(pay(world.otherClient, [{ invoiceId: invoice, amountMinor: 1n }], 1n), refused('not_found'))
  assert.equal((await billingAs(world, 'other').invoices({})).rows.length, 0)
  assert.equal((await world.other.sql('select count(*)::int n from docket.invoice')).rows[0].n, 0)
})

test('the ledger is walked page by page without losing or repeating one; filters are the ageing table’s', async () => {
  const walk = async (input: { open?: boolean; overdue?: boolean }) => {
    const found: { id: string; totalMinor: bigint; settledMinor: bigint; kind: string }[] = []
    for (let after: string | undefined; ;) {
      const page = await finance().invoices({ ...input, most: 4, ...(after ? { after } : {}) })
      found.push(...page.rows)
      if (!page.next) return found
      after = page.next
    }
  }
  const all = await walk({})
  assert.equal(new Set(all.map((i) => i.id)).size, all.length)
  assert.equal(all.length, (await world.finance.sql('select count(*)::int n from docket.invoice')).rows[0].n)
  const open = await walk({ open: true })
  assert.deepEqual(open.map((i) => i.id), all.filter((i) => i.kind === 'invoice' && i.settledMinor < i.totalMinor).map((i) => i.id))
  assert.equal((await walk({ overdue: true })).length, 0)
  const { total, dso } = await finance().ageing()
  const billed = all.reduce((sum, i) => sum + (i.kind === 'invoice' ? i.totalMinor : -i.totalMinor), 0n)
  // On the first day of billing it looks back one day, on the eighty-ninth that many.
  assert.equal(dso, dsoOf(total.notDue, billed, 1))
  assert.equal(total.notDue, open.reduce((sum, i) => sum + i.totalMinor - i.settledMinor, 0n))
  const was = world.clock.now()
  world.clock.set('2027-02-20T02:00:00Z')
  assert.equal((await walk({ overdue: true })).length, open.length)
  assert.deepEqual(await finance().ageing().then((late) => [late.total.to60, late.dso]), [total.notDue, dsoOf(total.notDue, billed, 89)])
  world.clock.set(was)
})

test('L10 a payment request prints what the invoice will: net, tax and the sum of both', async () => {
  const { client, job } = await closedJob(world)
  const { id } = await billingAs(world, 'ae').request({ client, job, lines: [{ what: '主視覺', unitMinor: 179_990n }] })
  const printed = async (kind: 'request' | 'invoice', of: string) => {
    const { sums, total } = (await world.ae.tx((tx) => paperOf(tx, client, kind, of))).data as { sums: { value: string }[]; total: { value: string } }
    return [...sums.map((s) => s.value), total.value]
  }
  const asked = await printed('request', id)
  assert.deepEqual(asked, ['179,990', '9,000', 'NT$ 188,990'])
  const { id: invoice } = await finance().post({ client, request: id, version: 1 })
  assert.deepEqual(await printed('invoice', invoice), asked)
})

test('L10 papers are printed once: asked twice at the same time they are one file; the invoice goes out by mail with it', async () => {
  const { client, invoice } = await postedInvoice(world)
  const paper = { client, kind: 'invoice' as const, id: invoice }
  const [one, two] = await Promise.all([finance().paper(paper), billingAs(world, 'ae').paper(paper)])
  assert.equal(one.fileId, two.fileId)
  const gone = { client, contact: world.contacts.assistant, name: '王志明', seniority: 'staff' as const, locale: 'zh-Hant' as const, mail: 'zhiming@client.test' }
  await world.ae.calls(clientsContract, clientsService).updateContact({ ...gone, active: false, version: 1 })
  await assert.rejects(finance().send({ client, invoice, contact: gone.contact }), refused('billing.contact_left'))
  await finance().send({ client, invoice, contact: world.contacts.approver })
  const { rows } = await world.finance.sql('select to_mail, file_ids::text[] files from docket.mail order by created_at desc limit 1')
  assert.equal(rows[0].to_mail, 'ruolan@client.test')
  assert.deepEqual(rows[0].files, [one.fileId])
  // A credit note goes the same way, and asks for no money.
  const note = await finance().credit({ client, invoice, netMinor: 10_000n, reason: '少印一款' })
  await finance().send({ client, invoice: note.id, contact: world.contacts.approver })
  const { rows: [letter] } = await world.finance.sql('select subject, body from docket.mail order by created_at desc, id desc limit 1')
  assert.match(letter.subject, new RegExp(`折讓單 ${note.number}$`))
  assert.match(plain(letter.body), /從發票 \S+ 減去 NT\$ 10,500。/)
  assert.doesNotMatch(letter.body, /付款/)
})
