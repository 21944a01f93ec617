import type { WalledTx } from '#kernel/db/walled.ts'
import { nextNumber } from '#kernel/db/numbers.ts'
import { newId } from '#kernel/ids.ts'
import { dueDate, localDate } from '#kernel/pure/calendar.ts'
import { notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { holdChain, record } from '#kernel/record/record.ts'
import { calendarOfBoth, clientById, ownDaysOf } from '#modules/clients/index.ts'
import { lockJob } from '#modules/jobs/index.ts'
import { agencyOf } from '#modules/people/index.ts'
import type { BillingEvent } from './events.ts'
import * as repo from './repo.ts'
import { creditOf, totals } from './rules.ts'
import { billTo, lineFromJson, owed } from './shape.ts'

/**
 * Tells whether every invoice of a job is settled, whenever one of them was. Holds the job first: of two who settle one invoice
 * each, the second sees what the first did. Comes before the record, as whoever works on a job takes the one and then the other.
 */
export const tellPaid = async (tx: WalledTx, client: string, job: string): Promise<void> => {
  await lockJob(tx, client, job)
  const invoices = (await repo.invoicesOfJob(tx, client, job)).filter((i) => i.kind === 'invoice')
  if (invoices.length > 0 && invoices.every((i) => i.settled_minor === i.total_minor))
    await tx.announce({ type: 'billing.paid', clientId: client, jobId: job } as BillingEvent)
}

/**
 * Posts the invoice of a request: number gapless per agency, series and year, taken here; due by the client's terms, moved to
 * a working day of both sides (G9). The request is won in its WHERE clause, so that two tabs post one invoice.
 */
export const postInvoice = async (tx: WalledTx, { client, request, version }: { client: string; request: string; version: number }) => {
  const [row, agency, payer, days] = await Promise.all([repo.findRequest(tx, client, request), agencyOf(tx), clientById(tx, client), ownDaysOf(tx, client)])
  if (!row) throw notFound()
  if (row.state !== 'open') throw refuse('billing.request_done')
  const lines = row.lines.map(lineFromJson)
  const sum = totals(lines, agency.region)
  const issuedOn = localDate(tx.now, agency.zone)
  const id = newId(tx.now)
  const period = issuedOn.slice(0, 4)
  // Before the number: whoever waits for the next one waits for what follows here.
  const [won] = await Promise.all([
    repo.endRequestIf(tx, client, request, version, 'invoiced'), tx.announce({ type: 'billing.invoiced', clientId: client, jobId: row.job_id } as BillingEvent),
  ])
  if (!won) throw stale()
  // Together, and nothing is waited for behind them but the end: so long does whoever posts next wait for the number.
  const [number] = await Promise.all([nextNumber(tx, agency.invoice_series, period), holdChain(tx, client)])
  repo.insertInvoice(
    tx,
    {
      agency_id: tx.agencyId, client_id: client, id, kind: 'invoice', series: agency.invoice_series, number, request_id: request, credits_id: null,
      job_id: row.job_id, issued_on: issuedOn, due_on: dueDate(calendarOfBoth(agency, payer, days), issuedOn, payer.terms_days), currency: row.currency, tax_rate_bp: sum.rateBp,
      net_minor: sum.net, tax_minor: sum.tax, total_minor: sum.total, settled_minor: 0n, credited_minor: 0n, reason: '', posted_by: tx.person.id, posted_at: tx.now,
      bill_to: JSON.stringify(billTo(payer)),
    },
    lines.map((l) => ({
      no: l.no, what: l.what, source_kind: l.sourceKind, source_id: l.sourceId, source: l.source, quantity_thousandths: l.quantityThousandths,
      unit_minor: l.unitMinor, net_minor: l.netMinor,
    })),
  )
  await record(tx, { client, what: 'billing.invoiced', subject: { kind: 'invoice', id }, job: row.job_id, data: { number, total: sum.total.toString(), currency: row.currency } })
  return { id, number }
}

/** Posts a credit note against what is still open on an invoice; the invoice itself never changes. */
export const postCredit = async (tx: WalledTx, { client, invoice, netMinor, reason }: { client: string; invoice: string; netMinor: bigint; reason: string }) => {
  const row = await repo.findInvoiceForUpdate(tx, client, invoice)
  if (!row) throw notFound()
  const agency = await agencyOf(tx)
  const { tax, total } = creditOf({ ...owed(row), rateBp: row.tax_rate_bp, creditedMinor: row.credited_minor }, netMinor)
  const id = newId(tx.now)
  const issuedOn = localDate(tx.now, agency.zone)
  const period = issuedOn.slice(0, 4)
  const number = await nextNumber(tx, 'CN', period)
  repo.insertInvoice(
    tx,
    {
      agency_id: tx.agencyId, client_id: client, id, kind: 'credit_note', series: 'CN', number, request_id: null, credits_id: invoice, job_id: row.job_id,
      issued_on: issuedOn, due_on: issuedOn, currency: row.currency, tax_rate_bp: row.tax_rate_bp, net_minor: netMinor, tax_minor: tax,
      total_minor: total, settled_minor: total, credited_minor: 0n, reason, posted_by: tx.person.id, posted_at: tx.now,
      bill_to: JSON.stringify(row.bill_to),
    },
    [{ no: 1, what: reason.slice(0, 500), source_kind: '', source_id: null, source: row.number, quantity_thousandths: 1000n, unit_minor: netMinor, net_minor: netMinor }],
  )
  if (!(await repo.settle(tx, client, invoice, total, netMinor))) throw stale()
  await repo.insertAllocation(tx, {
    agency_id: tx.agencyId, client_id: client, id: newId(tx.now), invoice_id: invoice, receipt_id: null, credit_note_id: id, amount_minor: total,
    at: tx.now, by_person: tx.person.id,
  })
  await tellPaid(tx, client, row.job_id)
  await record(tx, { client, what: 'billing.credited', subject: { kind: 'invoice', id }, job: row.job_id, data: { number, of: row.number, reason } })
  return { id, number }
}
