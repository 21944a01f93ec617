import type { Hit } from '#kernel/ui/commands.ts'
import { desk } from './desk.ts'

const path = { job: 'jobs', deliverable: 'deliverables', meeting: 'meetings', invoice: 'invoices' } as const

/** What the palette finds by number or name. */
export const find = async (text: string): Promise<Hit[]> =>
  (await desk.find.call({ text })).map((f) => ({
    id: f.id, title: f.title, ...(f.number && f.number !== f.title ? { note: f.number } : {}), href: f.kind === 'client' || f.kind === 'contact' ? `/clients/${f.client}` : `/clients/${f.client}/${path[f.kind]}/${f.id}`,
  }))
