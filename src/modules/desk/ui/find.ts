import type { Hit } from '#kernel/ui/commands.ts'
import { t } from '#kernel/ui/i18n.ts'
import { desk } from './desk.ts'

type Found = Awaited<ReturnType<typeof desk.find.call>>[number]
const path = { job: 'jobs', deliverable: 'deliverables', meeting: 'meetings', invoice: 'invoices' } as const

/** Where a thing is read; a payment request stands on its job's page, a receipt in the list of receipts. */
const placeOf = ({ kind, client, id }: Found): string => {
  if (kind === 'receipt') return '/receipts'
  if (kind === 'client' || kind === 'contact') return `/clients/${client}`
  return kind === 'request' ? `/clients/${client}/jobs/${id}#billing` : `/clients/${client}/${path[kind]}/${id}`
}

/** What it is, then its number where that is not the title itself: a job and its deliverable often have one title. */
const noteOf = ({ kind, title, number }: Found): string => [t(`desk.found.${kind}`), number !== title && number].filter(Boolean).join('　')

/** What the palette finds by number or name. */
export const find = async (text: string): Promise<Hit[]> =>
  (await desk.find.call({ text })).map((f) => ({ id: `${f.kind}:${f.title}:${f.id}`, title: f.title, note: noteOf(f), href: placeOf(f) }))
