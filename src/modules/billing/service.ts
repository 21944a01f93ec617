import { nextNumber } from '#kernel/db/numbers.ts'
import { newId } from '#kernel/ids.ts'
import { addDays, daysBetween, localDate } from '#kernel/pure/calendar.ts'
import { pageOf, placeOf } from '#kernel/pure/page.ts'
import { notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import type { ServiceOf } from '#kernel/rpc/service.ts'
import { boughtFor } from '#modules/costs/index.ts'
import { jobById, lockJob } from '#modules/jobs/index.ts'
import { agencyDay, agencyOf } from '#modules/people/index.ts'
import { collectionOfOpen, notePromise, readCollection, sendReminder } from './collect.ts'
import type { billingContract } from './contract.ts'
import { billingPaper, sendInvoice } from './papers.ts'
import { postCredit, postInvoice } from './post.ts'
import { receive, reverseReceipt, spendCredit } from './receive.ts'
import * as repo from './repo.ts'
import { bucketOf, buckets, checkRequest, checkSources, dsoDays, dsoOf, openOf, totals } from './rules.ts'
import { invoiceLineShown, invoiceRowShown, type LineForm, lineJson, owed, receiptShown, requestShown, settlementShown } from './shape.ts'


export const billingService: ServiceOf<typeof billingContract> = {
  propose: async (tx, { client, job }) => {
    const order = await jobById(tx, client, job)
    const bought = await boughtFor(tx, client, job)
    const passed = bought.reduce((sum, b) => sum + b.net_minor, 0n)
    const fee = (order.budget_minor ?? 0n) - passed
    const lines: LineForm[] = [
      ...(fee > 0n ? [{ what: order.title, sourceKind: 'job' as const, sourceId: job, source: order.finance_number ?? '', quantityThousandths: 1000n, unitMinor: fee }] : []),
      ...bought.map((b) => ({ what: b.what, sourceKind: 'bought' as const, sourceId: b.id, source: [b.vendor, b.paper_number].filter(Boolean).join(' '), quantityThousandths: 1000n, unitMinor: b.net_minor })),
    ]
    return { currency: order.currency, lines }
  },

  forJob: async (tx, { client, job }) => {
    await jobById(tx, client, job)
    return { requests: (await repo.requestsOfJob(tx, client, job)).map(requestShown), invoices: (await repo.invoicesOfJob(tx, client, job)).map(invoiceRowShown) }
  },

  request: async (tx, { client, job, lines, note }) => {
    const order = await lockJob(tx, client, job)
    checkRequest({ closedAt: order.closed_at, filedAt: order.filed_at }, (await repo.requestsOfJob(tx, client, job)).filter((r) => r.state === 'open').length)
    checkSources(lines, job, lines.some((l) => l.sourceKind === 'bought') ? (await boughtFor(tx, client, job)).map((b) => b.id) : [])
    const agency = await agencyOf(tx)
    const { net } = totals(lines, agency.region)
    const id = newId(tx.now)
    const period = localDate(tx.now, agency.zone).slice(0, 4)
    const number = await nextNumber(tx, 'PR', period)
    await repo.insertRequest(tx, {
      agency_id: tx.agencyId, client_id: client, id, job_id: job, number, currency: order.currency, net_minor: net, lines: JSON.stringify(lines.map(lineJson)), note,
      state: 'open', made_by: tx.person.id, made_at: tx.now, version: 1,
    })
    await record(tx, { client, what: 'billing.requested', subject: { kind: 'request', id }, job, data: { number, title: order.title } })
    return { id, number }
  },

  withdraw: async (tx, { client, request, version }) => {
    const row = await repo.findRequest(tx, client, request)
    if (!row) throw notFound()
    if (row.state !== 'open') throw refuse('billing.request_done')
    if (!(await repo.endRequestIf(tx, client, request, version, 'withdrawn'))) throw stale()
    await record(tx, { client, what: 'billing.withdrawn', subject: { kind: 'request', id: request }, job: row.job_id, data: { number: row.number } })
    return { version: version + 1 }
  },

  requests: async (tx) => (await repo.openRequests(tx)).map(requestShown),
  post: postInvoice,

  invoices: async (tx, { client, after, most, open, overdue }) => {
    const found = await repo.listInvoices(tx, { client, most, ...(open ? { open } : {}), ...(overdue ? { overdueOn: await agencyDay(tx) } : {}), ...placeOf(after) })
    const { rows, next } = pageOf(found, most, (r) => ({ key: r.issued_on, id: r.id }))
    return { rows: rows.map(invoiceRowShown), next }
  },

  invoice: async (tx, { client, invoice }) => {
    const [row, lines, settled] = await Promise.all([repo.findInvoice(tx, client, invoice), repo.linesOf(tx, client, invoice), repo.settlementsOf(tx, client, invoice)])
    if (!row) throw notFound()
    return {
      ...invoiceRowShown(row), requestId: row.request_id, creditsId: row.credits_id, taxRateBp: row.tax_rate_bp, creditedMinor: row.credited_minor, reason: row.reason, postedBy: row.posted_by,
      postedAt: row.posted_at, lines: lines.map(invoiceLineShown), billTo: row.bill_to, settledBy: settled.map(settlementShown),
    }
  },

  credit: postCredit,
  receive,
  useCredit: spendCredit,
  reverse: reverseReceipt,

  receipts: async (tx, { client, after, most }) => {
    const found = await repo.listReceipts(tx, { client, most, ...placeOf(after) })
    const { rows, next } = pageOf(found, most, (r) => ({ key: r.received_on, id: r.id }))
    return { rows: rows.map(receiptShown), next }
  },

  ageing: async (tx) => {
    const agency = await agencyOf(tx)
    const day = localDate(tx.now, agency.zone)
    const none = () => Object.fromEntries(buckets.map((b) => [b, 0n])) as Record<(typeof buckets)[number], bigint>
    const total = none()
    const clients = new Map<string, ReturnType<typeof none> & { promisedMinor: bigint; promisedOn: string | null; brokenMinor: bigint }>()
    const invoices = await repo.openInvoices(tx)
    const collection = await collectionOfOpen(tx, invoices)
    for (const i of invoices) {
      const bucket = bucketOf(daysBetween(i.due_on, day))
      const sums = clients.get(i.client_id) ?? { ...none(), promisedMinor: 0n, promisedOn: null, brokenMinor: 0n }
      const open = openOf(owed({ ...i, kind: 'invoice' }))
      sums[bucket] += open
      total[bucket] += open
      const promise = collection.get(i.id)!.promises.at(-1)
      if (promise?.state === 'broken') sums.brokenMinor += promise.amount_minor
      if (promise?.state === 'open') {
        sums.promisedMinor += promise.amount_minor
        sums.promisedOn = sums.promisedOn !== null && sums.promisedOn < promise.promised_on ? sums.promisedOn : promise.promised_on
      }
      clients.set(i.client_id, sums)
    }
    const [billed, firstOn] = await Promise.all([repo.billedSince(tx, addDays(day, 1 - dsoDays)), repo.firstBilledOn(tx)])
    const dso = dsoOf(buckets.reduce((sum, b) => sum + total[b], 0n), billed, Math.min(dsoDays, firstOn ? daysBetween(firstOn, day) + 1 : dsoDays))
    return { currency: agency.currency, total, dso, clients: [...clients].map(([client, sums]) => ({ client, ...sums })) }
  },

  paper: billingPaper,
  send: sendInvoice,
  collection: readCollection,
  remind: sendReminder,
  promise: notePromise,
}
