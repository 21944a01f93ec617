import type { WalledTx } from '#kernel/db/walled.ts'
import { filesByIds } from '#kernel/files/repo.ts'
import type { Lang, MessageKey } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { qrSvg } from '#kernel/paper/qr.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { formatDate, formatInstant } from '#kernel/pure/format.ts'
import { formatMoney } from '#kernel/pure/money.ts'
import { notFound, refuse } from '#kernel/pure/refusal.ts'
import { sealOf } from '#kernel/pure/text.ts'
import { readRecord } from '#kernel/record/read.ts'
import { record } from '#kernel/record/record.ts'
import { clientById, contactsOf } from '#modules/clients/index.ts'
import { itemById } from '#modules/meetings/index.ts'
import { agencyOf, letterhead, personById } from '#modules/people/index.ts'
import { reprint } from '#modules/signoff/index.ts'
import * as repo from './repo.ts'

interface Ref {
  client: string
  job: string
}
const labelKeys = [
  'to', 'qr', 'financeNumber', 'due', 'budget', 'source', 'brief', 'message', 'brand', 'product', 'purpose', 'audience', 'mustHaves', 'mustNots', 'make',
  'sizes', 'quantity', 'material', 'languages', 'delivery', 'references', 'owner', 'lead',
] as const satisfies readonly string[]

/** The issued order as it is printed (C6), in the client's language; refuses `jobs.no_order` before finance has recognised it. */
const orderSays = async (tx: WalledTx, { client, job }: Ref) => {
  const row = await repo.findJob(tx, client, job)
  if (!row) throw notFound()
  const { issued_at: issued, accepted_at: accepted, submitted_at: submitted, finance_number: number } = row
  if (!issued || !accepted || !submitted || !number) throw refuse('jobs.no_order')
  const [agency, of] = [await agencyOf(tx), await clientById(tx, client)]
  const lang = of.locale
  const word = (key: string, values = {}): string => say(lang, `jobs.paper.${key}` as MessageKey, values)
  const person = async (id: string) => {
    const { name, title, seal } = await personById(tx, id)
    return { name, title, seal: seal || sealOf(name), both: [name, title].filter(Boolean).join('　') }
  }
  const sign = async (id: string, deed: string, at: Date) => {
    const who = await person(id)
    return { state: 'signed', seal: who.seal, name: who.name, role: [who.title, word(deed)].filter(Boolean).join('　'), when: formatInstant(at, agency.zone, lang) }
  }
  const day = (at: Date): string => formatDate(localDate(at, agency.zone), lang)
  // The stamps are older than a day of delivery that both sides signed later: the paper says where it comes from.
  const [moved] = await readRecord(tx, { client, subject: job, what: 'jobs.due_moved', most: 1 })
  const references = await repo.listReferences(tx, client, job)
  const files = await filesByIds(tx, client, references.map((r) => r.file_id))
  const data = {
    on: localDate(issued, agency.zone), kind: say(lang, 'jobs.creative'), number, title: row.title,
    agency: await letterhead(tx, lang),
    to: { name: of.legal_name || of.name, lines: of.legal_name && of.legal_name !== of.name ? [of.name] : [] },
    facts: [{ label: word('opened'), value: day(row.created_at) }, { label: word('recognised'), value: day(issued) }, ...(moved ? [{ label: word('due_by'), value: word('due_by_schedule', { n: moved.data?.revision ?? '', day: day(moved.at) }) }] : [])],
    qr: qrSvg(`${tx.deps.config.baseUrl}/j/${encodeURIComponent(number)}`),
    order: {
      financeNumber: number, due: formatDate(row.due_on!, lang), budget: formatMoney(row.budget_minor!, row.currency), message: row.message, brand: row.brand,
      product: row.product, purpose: row.purpose, audience: row.audience, mustHaves: row.must_haves, mustNots: row.must_nots, sizes: row.sizes,
      quantity: row.quantity!.toLocaleString('en'), material: row.material, languages: row.languages, delivery: row.delivery_format,
      owner: (await person(row.issued_owner_id!)).both, lead: (await person(row.lead_id!)).both,
      references: files.map((f, n) => ({ name: f.name, note: references[n]!.note })),
    },
    ...(row.item_id ? { source: await sourceOf(tx, client, row.item_id, lang) } : {}),
    signs: [await sign(row.submitted_by!, 'submitted', submitted), await sign(row.accepted_by!, 'accepted', accepted), await sign(row.issued_by!, 'issued', issued)],
    labels: Object.fromEntries(labelKeys.map((key) => [key, word(key)])),
  }
  return { job, number, title: row.title, lang, data }
}

/** The client's words that the order comes from, and where they stand. */
const sourceOf = async (tx: WalledTx, client: string, itemId: string, lang: Lang) => {
  const { item, meeting } = await itemById(tx, client, itemId)
  const speaker = (await contactsOf(tx, client)).find((c) => c.id === item.quoted_contact_id)?.name ?? ''
  const by = say(lang, 'jobs.paper.source_by', { number: meeting.number || meeting.title, no: item.no, day: formatDate(meeting.held_on, lang) })
  return { words: item.quote || item.text, by: [speaker, by].filter(Boolean).join(say(lang, 'jobs.paper.comma')) }
}

/** `jobs.paper`: the issued order on paper. */
export const orderPaper = reprint({
  kind: 'order',
  template: 'modules/jobs/paper/order.typ',
  subject: (ref: Ref) => ref.job,
  says: orderSays,
  printed: (tx, { client, job }, { title }) => record(tx, { client, what: 'jobs.printed', subject: { kind: 'job', id: job }, job, data: { title } }),
})
