import type { WalledTx } from '#kernel/db/walled.ts'
import { invoicesNumbered, receiptsNumbered, requestsNumbered } from '#modules/billing/index.ts'
import { clientNames, contactsNamed } from '#modules/clients/index.ts'
import { deliverablesFound } from '#modules/deliverables/index.ts'
import { listJobs } from '#modules/jobs/index.ts'
import { meetingsFound } from '#modules/meetings/index.ts'

const most = 8
const has = (text: string, part: string): boolean => text.toLocaleLowerCase().includes(part.toLocaleLowerCase())

/** Finds by number or name what stands inside my walls (T3, first cut: one script at a time). */
export const findAll = async (tx: WalledTx, { text }: { text: string }) => {
  if (text === '') return []
  const names = await clientNames(tx)
  const [contacts, jobs, works, meetings, invoices, requests, receipts] = await Promise.all([
    contactsNamed(tx, text, most), listJobs(tx, { find: text, sort: 'created', most }), deliverablesFound(tx, text, most), meetingsFound(tx, text, most), invoicesNumbered(tx, text, most),
    requestsNumbered(tx, text, most), receiptsNumbered(tx, text, most),
  ])
  return [
    ...[...names].filter(([, name]) => has(name, text)).slice(0, most).map(([id, name]) => ({ kind: 'client' as const, client: id, id, title: name, number: '' })),
    ...contacts.map((c) => ({ kind: 'contact' as const, client: c.client_id, id: c.id, title: c.name, number: [names.get(c.client_id), c.title].filter(Boolean).join(' ') })),
    ...jobs.slice(0, most).map((j) => ({ kind: 'job' as const, client: j.client_id, id: j.id, title: j.title, number: j.finance_number ?? '' })),
    ...works.map((d) => ({ kind: 'deliverable' as const, client: d.client_id, id: d.id, title: d.title, number: '' })),
    ...meetings.map((m) => ({ kind: 'meeting' as const, client: m.client_id, id: m.id, title: m.title, number: m.number })),
    ...invoices.map((i) => ({ kind: 'invoice' as const, client: i.client_id, id: i.id, title: i.number, number: i.number })),
    ...requests.map((r) => ({ kind: 'request' as const, client: r.client_id, id: r.job_id, title: r.number, number: r.number })),
    ...receipts.map((r) => ({ kind: 'receipt' as const, client: r.client_id, id: r.id, title: r.number, number: r.number })),
  ]
}
