import type { WalledTx } from '#kernel/db/walled.ts'
import type { Lang, MessageKey } from '#kernel/i18n/messages.ts'
import { say, type Values } from '#kernel/i18n/say.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { formatDate, formatInstant } from '#kernel/pure/format.ts'
import { inWords } from '#kernel/pure/inwords.ts'
import { type Currency, formatAmount, formatMoney, signOf } from '#kernel/pure/money.ts'
import { notFound } from '#kernel/pure/refusal.ts'
import { sealOf } from '#kernel/pure/text.ts'
import { clientById, type ClientRow } from '#modules/clients/index.ts'
import { type JobRow, jobById } from '#modules/jobs/index.ts'
import { itemById } from '#modules/meetings/index.ts'
import { agencyOf, letterhead, personById } from '#modules/people/index.ts'
import { writeQuantity } from './quantity.ts'
import * as repo from './repo.ts'
import { printedSign, totals } from './rules.ts'
import { billTo, invoiceLineShown, lineFromJson, type LineShown } from './shape.ts'

export type PaperKind = 'request' | 'invoice' | 'receipt' | 'reversal'
export interface PaperOf {
  number: string
  title: string
  lang: Lang
  job: string | null
  data: unknown
}
type T = (key: MessageKey, values?: Values) => string
const teller = (lang: Lang): T => (key, values) => say(lang, key, values)

/** From whom something was bought is the house's own matter: its line bears no source on a paper for the client. */
const printedLines = (lines: readonly LineShown[], currency: Currency, red: bigint = 1n) =>
  lines.map((l) => ({
    what: l.what, source: l.sourceKind === 'bought' ? '' : l.source, quantity: red < 0n ? `−${writeQuantity(l.quantityThousandths)}` : writeQuantity(l.quantityThousandths),
    price: formatAmount(l.unitMinor, currency), amount: formatAmount(red * l.netMinor, currency),
  }))

const lineLabels = (t: T, currency: Currency) => ({
  to: t('billing.paper.to'), item: t('billing.line'), quantity: t('billing.quantity'), price: t('billing.unit'), amount: t('billing.paper.amount', { sign: signOf[currency] }),
  bank: t('billing.paper.bank'), origin: t('billing.paper.origin'),
})

/** Net and tax, where there is one, before the sum of both. */
const sumsOf = ({ net, tax, rateBp }: { net: bigint; tax: bigint; rateBp: number }, currency: Currency, t: T) => [
  { label: t('billing.net'), value: formatAmount(net, currency) },
  ...(rateBp > 0 ? [{ label: t('billing.tax', { rate: rateBp / 100 }), value: formatAmount(tax, currency) }] : []),
]

/** Where the money comes from, in words: the client's words, the order, the delivery. */
const origin = async (tx: WalledTx, job: JobRow, zone: string, lang: Lang, t: T): Promise<string> => {
  const source = job.item_id ? await itemById(tx, job.client_id, job.item_id) : null
  return [
    source && t('billing.paper.from_minutes', { date: formatDate(source.meeting.held_on, lang), number: source.meeting.number, no: source.item.no }),
    t('billing.paper.from_job', { number: job.finance_number }),
    job.delivered_at && t('billing.paper.from_delivery', { date: formatDate(localDate(job.delivered_at, zone), lang) }),
  ].filter(Boolean).join(' → ')
}

const sign = async (tx: WalledTx, id: string, role: string, at: Date, zone: string, lang: Lang) => {
  const person = await personById(tx, id)
  return { state: 'signed', seal: person.seal || sealOf(person.name), name: person.name, role, when: formatInstant(at, zone, lang) }
}
const payer = (bill: repo.BillTo, client: ClientRow, t: T) => ({
  name: bill.name, lines: [bill.address, bill.taxNumber ? `${t(`people.taxid.${client.region}`)} ${bill.taxNumber}` : ''].filter(Boolean),
})

const requestData = async (tx: WalledTx, client: ClientRow, id: string): Promise<PaperOf> => {
  const row = await repo.findRequest(tx, client.client_id, id)
  if (!row) throw notFound()
  const [lang, agency, job] = [client.locale, await agencyOf(tx), await jobById(tx, client.client_id, row.job_id)]
  const t = teller(lang)
  const on = localDate(row.made_at, agency.zone)
  // What the invoice will say: whoever pays by this paper pays the whole.
  const lines = row.lines.map(lineFromJson)
  const { net, tax, total, rateBp } = totals(lines, agency.region)
  const data = {
    on, kind: t('billing.request'), number: row.number, title: job.title, agency: await letterhead(tx, lang), to: payer(billTo(client), client, t),
    facts: [
      { label: t('billing.number'), value: row.number },
      { label: t('billing.paper.date'), value: formatDate(on, lang) },
      { label: t('billing.paper.job'), value: job.finance_number },
      { label: t('billing.paper.terms'), value: t('billing.paper.terms_days', { days: client.terms_days }) },
    ],
    lines: printedLines(lines, row.currency), sums: sumsOf({ net, tax, rateBp }, row.currency, t),
    total: { label: t('billing.total'), value: formatMoney(total, row.currency), words: inWords(total, row.currency, lang) },
    bank: agency.bank, origin: await origin(tx, job, agency.zone, lang, t), note: row.note, labels: lineLabels(t, row.currency),
    signs: [await sign(tx, row.made_by, t('billing.paper.made_by'), row.made_at, agency.zone, lang)],
  }
  return { number: row.number, title: job.title, lang, job: job.id, data }
}

const invoiceData = async (tx: WalledTx, client: ClientRow, id: string): Promise<PaperOf> => {
  const row = await repo.findInvoice(tx, client.client_id, id)
  if (!row) throw notFound()
  const [lang, agency, job] = [client.locale, await agencyOf(tx), await jobById(tx, client.client_id, row.job_id)]
  const t = teller(lang)
  const credits = row.credits_id ? await repo.findInvoice(tx, client.client_id, row.credits_id) : null
  const lines = (await repo.linesOf(tx, client.client_id, id)).map(invoiceLineShown)
  const red = printedSign(row.kind, agency.region)
  const data = {
    on: row.issued_on, kind: t(`billing.${row.kind}`), number: row.number, title: job.title, agency: await letterhead(tx, lang), to: payer(row.bill_to, client, t),
    facts: [
      { label: t('billing.number'), value: row.number },
      { label: t('billing.paper.date'), value: formatDate(row.issued_on, lang) },
      { label: t('billing.paper.job'), value: job.finance_number },
      ...(credits ? [{ label: t('billing.paper.credits'), value: credits.number }] : [{ label: t('billing.due_on'), value: formatDate(row.due_on, lang), due: true }]),
    ],
    lines: printedLines(lines, row.currency, red),
    sums: sumsOf({ net: red * row.net_minor, tax: red * row.tax_minor, rateBp: row.tax_rate_bp }, row.currency, t),
    total: { label: t(credits ? 'billing.total_credited' : 'billing.total'), value: formatMoney(red * row.total_minor, row.currency), words: inWords(red * row.total_minor, row.currency, lang) },
    bank: credits ? '' : agency.bank, origin: await origin(tx, job, agency.zone, lang, t), note: '', labels: lineLabels(t, row.currency),
    signs: [await sign(tx, row.posted_by, t('billing.paper.posted_by'), row.posted_at, agency.zone, lang)],
  }
  return { number: row.number, title: job.title, lang, job: job.id, data }
}

/** A receipt as it stood when the money came in, credit spent and parts paid later being no matter of it; or, reversed, as it was taken back. */
const receiptData = async (tx: WalledTx, client: ClientRow, id: string, kind: 'receipt' | 'reversal'): Promise<PaperOf> => {
  const row = await repo.findReceipt(tx, client.client_id, id)
  const back = kind === 'reversal'
  const [moment, by] = back ? [row?.reversed_at, row?.reversed_by] : [row?.posted_at, row?.posted_by]
  if (!row || !moment || !by) throw notFound()
  const [lang, agency] = [client.locale, await agencyOf(tx)]
  const t = teller(lang)
  const taken = (await repo.allocationsFrom(tx, client.client_id, id)).filter((a) => a.at <= moment)
  const kept = row.amount_minor - taken.reduce((sum, a) => sum + a.amount_minor, 0n)
  const settles = []
  for (const a of taken) {
    const invoice = (await repo.findInvoice(tx, client.client_id, a.invoice_id))!
    const job = await jobById(tx, client.client_id, invoice.job_id)
    const settled = await repo.settledAt(tx, client.client_id, a.invoice_id, moment)
    settles.push({
      number: invoice.number, what: job.title, amount: formatAmount(invoice.total_minor, row.currency), paid: formatAmount(a.amount_minor, row.currency),
      open: formatAmount(invoice.total_minor - settled, row.currency),
    })
  }
  const inCurrency = { sign: signOf[row.currency] }
  const jobs = [...new Set(settles.map((s) => s.what))]
  const title = back ? t('billing.paper.gone') : jobs.length > 0 ? t('billing.paper.got', { title: jobs.slice(0, 3).join(lang === 'en' ? ', ' : '、') }) : t('billing.paper.got_ahead')
  const data = {
    on: back ? localDate(moment, agency.zone) : row.received_on, kind: t(`billing.${kind}`), number: row.number, title, agency: await letterhead(tx, lang),
    to: payer(billTo(client), client, t),
    facts: [{ label: t('billing.number'), value: row.number }, { label: t('billing.received_on'), value: formatDate(row.received_on, lang) },
      ...(back ? [{ label: t('billing.reversed_on'), value: formatDate(localDate(moment, agency.zone), lang) }] : [])],
    total: { value: formatMoney(row.amount_minor, row.currency), words: inWords(row.amount_minor, row.currency, lang) },
    settles,
    payment: [
      { label: t('billing.method'), value: row.method }, { label: t('billing.reference'), value: row.reference },
      { label: t('billing.credit_kept'), value: kept > 0n && !back ? formatMoney(kept, row.currency) : '' },
    ].filter((f) => f.value !== ''),
    note: back ? t('billing.paper.reversed', { reason: row.reverse_reason }) : '',
    signs: [await sign(tx, by, t(back ? 'billing.paper.reversed_by' : 'billing.paper.posted_by'), moment, agency.zone, lang)],
    labels: {
      to: t(back ? 'billing.paper.to' : 'billing.paper.from_payer'), received: t('billing.paper.received'), settles: t(back ? 'billing.paper.owed_again' : 'billing.paper.settles'), invoice: t('billing.invoice'), item: t('billing.line'),
      amount: t('billing.paper.invoice_amount', inCurrency), paid: t(back ? 'billing.paper.taken_back' : 'billing.paper.paid', inCurrency), open: t('billing.paper.open', inCurrency),
    },
  }
  return { number: row.number, title: t(`billing.${kind}`), lang, job: null, data }
}

/** The words of a posted paper in the client's language, from rows that never change: printed again, they are the same. */
export const paperOf = async (tx: WalledTx, client: string, kind: PaperKind, id: string): Promise<PaperOf> => {
  const payerRow = await clientById(tx, client)
  if (kind === 'request') return requestData(tx, payerRow, id)
  return kind === 'invoice' ? invoiceData(tx, payerRow, id) : receiptData(tx, payerRow, id, kind)
}
