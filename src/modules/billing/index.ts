import type { WalledTx } from '#kernel/db/walled.ts'
import { notFound } from '#kernel/pure/refusal.ts'
import * as repo from './repo.ts'

export type { BillingEvent } from './events.ts'
export { type Collection, collectionOfOpen } from './collect.ts'
export { countOpenRequests, invoicesNumbered, invoicesOfJob, invoicesOfJobs, openInvoices, openRequests, receiptsNumbered, receiptsOfJob, receivedBetween, requestsNumbered, requestsOfJob } from './repo.ts'

/** What was invoiced on a job, credit notes taken off, and what of it is settled: minor units, tax included. */
export const billedOf = async (tx: WalledTx, client: string, job: string): Promise<{ totalMinor: bigint; settledMinor: bigint; netMinor: bigint }> => {
  const rows = await repo.invoicesOfJob(tx, client, job)
  const sum = (pick: (r: repo.InvoiceRow) => bigint, kind: 'invoice' | 'credit_note') => rows.filter((r) => r.kind === kind).reduce((s, r) => s + pick(r), 0n)
  return {
    totalMinor: sum((r) => r.total_minor, 'invoice') - sum((r) => r.total_minor, 'credit_note'),
    netMinor: sum((r) => r.net_minor, 'invoice') - sum((r) => r.net_minor, 'credit_note'),
    settledMinor: sum((r) => r.settled_minor, 'invoice') - sum((r) => r.total_minor, 'credit_note'),
  }
}

/** An invoice, or `not_found` behind the wall. */
export const invoiceById = async (tx: WalledTx, client: string, id: string): Promise<repo.InvoiceRow> => {
  const row = await repo.findInvoice(tx, client, id)
  if (!row) throw notFound()
  return row
}
