import type { WalledTx } from '#kernel/db/walled.ts'
import { invoiceById, invoicesOfJobs } from '#modules/billing/index.ts'
import { contactNames } from '#modules/clients/index.ts'
import { jobById, jobsByItem } from '#modules/jobs/index.ts'
import { itemById, itemsOf } from '#modules/meetings/index.ts'

/** From an invoice back to the client's words. */
export const traceBack = async (tx: WalledTx, { client, invoice }: { client: string; invoice: string }) => {
  const paper = await invoiceById(tx, client, invoice)
  const job = await jobById(tx, client, paper.job_id)
  const source = job.item_id ? await itemById(tx, client, job.item_id) : null
  const speaker = source?.item.quoted_contact_id ?? null
  const quotedName = speaker ? ((await contactNames(tx, [speaker])).get(speaker) ?? '') : ''
  return {
    job: { id: job.id, number: job.finance_number, title: job.title },
    item: source ? { id: source.item.id, no: source.item.no, text: source.item.text, quote: source.item.quote, quotedName } : null,
    meeting: source ? { id: source.meeting.id, number: source.meeting.number, title: source.meeting.title, heldOn: source.meeting.held_on } : null,
  }
}

/** From the client's words forward to what became of them. */
export const traceForward = async (tx: WalledTx, { client, meeting }: { client: string; meeting: string }) => {
  const items = await itemsOf(tx, client, meeting)
  const jobs = await jobsByItem(tx, client, items.map((i) => i.id))
  const invoices = await invoicesOfJobs(tx, client, jobs.map((j) => j.id))
  return jobs.map((job) => ({
    itemId: job.item_id!, job: job.id, title: job.title, number: job.finance_number, stage: job.stage,
    invoices: invoices.filter((i) => i.job_id === job.id).map((i) => ({ id: i.id, number: i.number, open: i.kind === 'invoice' && i.settled_minor < i.total_minor })),
  }))
}
