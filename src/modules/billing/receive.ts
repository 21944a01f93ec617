import type { WalledTx } from '#kernel/db/walled.ts'
import { nextNumber } from '#kernel/db/numbers.ts'
import { newId } from '#kernel/ids.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { formatMoney } from '#kernel/pure/money.ts'
import { notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import { clientById } from '#modules/clients/index.ts'
import { lockJob } from '#modules/jobs/index.ts'
import { agencyOf } from '#modules/people/index.ts'
import type { BillingEvent } from './events.ts'
import { tellPaid } from './post.ts'
import * as repo from './repo.ts'
import { checkAfterIssue, checkReceived, checkSettle, restOf } from './rules.ts'
import { owed } from './shape.ts'

interface Received {
  client: string
  receivedOn: string
  amountMinor: bigint
  method: string
  reference: string
  keepAsCredit: boolean
  allocations: { invoiceId: string; amountMinor: bigint }[]
}

/** The job in whose record the money stands: what settles several stands in the client's. */
const only = (jobs: ReadonlySet<string>): string | null => (jobs.size === 1 ? [...jobs][0]! : null)

/** Takes an amount off an invoice on behalf of a receipt. */
const allocate = async (tx: WalledTx, client: string, invoice: string, receipt: string, amount: bigint): Promise<repo.InvoiceRow> => {
  const row = await repo.findInvoiceForUpdate(tx, client, invoice)
  if (!row) throw notFound()
  checkSettle(owed(row), amount)
  if (!(await repo.settle(tx, client, invoice, amount))) throw stale()
  await repo.insertAllocation(tx, {
    agency_id: tx.agencyId, client_id: client, id: newId(tx.now), invoice_id: invoice, receipt_id: receipt, credit_note_id: null, amount_minor: amount,
    at: tx.now, by_person: tx.person.id,
  })
  return row
}

/** Enters money received: in parts, over several invoices, the rest refused or kept as credit (G9). */
export const receive = async (tx: WalledTx, input: Received) => {
  const { client, amountMinor } = input
  const [agency, payer] = [await agencyOf(tx), await clientById(tx, client)]
  const today = localDate(tx.now, agency.zone)
  checkReceived(input.receivedOn, today)
  const rest = restOf(amountMinor, input.allocations.reduce((sum, a) => sum + a.amountMinor, 0n), input.keepAsCredit, payer.currency)
  const id = newId(tx.now)
  const number = await nextNumber(tx, 'RC', today.slice(0, 4))
  await repo.insertReceipt(tx, {
    agency_id: tx.agencyId, client_id: client, id, number, received_on: input.receivedOn, currency: payer.currency, amount_minor: amountMinor,
    credit_minor: rest, method: input.method, reference: input.reference, posted_by: tx.person.id, posted_at: tx.now,
    reversed_at: null, reversed_by: null, reverse_reason: '',
  })
  // In one order for everybody, so that two receipts over the same invoices do not wait for each other in a circle.
  const jobs = new Set<string>()
  for (const a of input.allocations.toSorted((x, y) => (x.invoiceId < y.invoiceId ? -1 : 1))) {
    const invoice = await allocate(tx, client, a.invoiceId, id, a.amountMinor)
    checkAfterIssue(input.receivedOn, { number: invoice.number, issuedOn: invoice.issued_on })
    jobs.add(invoice.job_id)
  }
  for (const job of [...jobs].toSorted()) await tellPaid(tx, client, job)
  await record(tx, { client, what: 'billing.received', subject: { kind: 'receipt', id }, job: only(jobs), data: { number, amount: amountMinor.toString(), currency: payer.currency } })
  return { id, number }
}

/** Takes kept credit off an invoice. */
export const spendCredit = async (tx: WalledTx, input: { client: string; receipt: string; invoice: string; amountMinor: bigint }) => {
  const { client, receipt, invoice, amountMinor } = input
  const from = await repo.findReceipt(tx, client, receipt)
  if (!from) throw notFound()
  if (!(await repo.takeCredit(tx, client, receipt, amountMinor))) throw refuse('billing.credit_short', { credit: formatMoney(from.credit_minor, from.currency) })
  const row = await allocate(tx, client, invoice, receipt, amountMinor)
  await tellPaid(tx, client, row.job_id)
  await record(tx, { client, what: 'billing.credit_used', subject: { kind: 'invoice', id: invoice }, job: row.job_id, data: { number: row.number, receipt: from.number, amount: amountMinor.toString(), currency: row.currency } })
  return { invoice }
}

/**
 * Takes a receipt back whole, with a reason (G9): all that it took off invoices, spent credit among it, is owed again and the rest of
 * its credit is gone. The receipt and its allocations stay to be read.
 */
export const reverseReceipt = async (tx: WalledTx, { client, receipt, reason }: { client: string; receipt: string; reason: string }) => {
  const row = await repo.findReceipt(tx, client, receipt)
  if (!row) throw notFound()
  if (row.reversed_at) throw refuse('billing.reversed_already')
  if (!(await repo.reverseReceipt(tx, client, receipt, reason))) throw stale()
  const jobs = new Set<string>()
  for (const a of (await repo.allocationsFrom(tx, client, receipt)).toSorted((x, y) => (x.invoice_id < y.invoice_id ? -1 : 1))) {
    if (!(await repo.settle(tx, client, a.invoice_id, -a.amount_minor))) throw stale()
    jobs.add((await repo.findInvoice(tx, client, a.invoice_id))!.job_id)
  }
  // All of them before anybody hears of one: whoever works on a job takes it before the record.
  for (const job of [...jobs].toSorted()) await lockJob(tx, client, job)
  for (const job of [...jobs].toSorted()) await tx.announce({ type: 'billing.unpaid', clientId: client, jobId: job } as BillingEvent)
  await record(tx, { client, what: 'billing.reversed', subject: { kind: 'receipt', id: receipt }, job: only(jobs), data: { number: row.number, amount: row.amount_minor.toString(), currency: row.currency, reason } })
  return { receipt }
}
