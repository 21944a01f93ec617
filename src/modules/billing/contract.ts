import { z } from 'zod'
import { langs } from '#kernel/i18n/messages.ts'
import { zDate } from '#kernel/pure/calendar.ts'
import { zId } from '#kernel/pure/id.ts'
import { zAmount, zCurrency, zMinor } from '#kernel/pure/money.ts'
import { zAfter } from '#kernel/pure/page.ts'
import { zNote, zText } from '#kernel/pure/text.ts'
import { zRowVersion } from '#kernel/pure/version.ts'
import { read, write } from '#kernel/rpc/define.ts'
import { promiseStates, stages } from './rules.ts'

const tag = 'billing'
export const sourceKinds = ['', 'fee', 'time', 'bought', 'job'] as const
export const zLineForm = z.object({
  what: zText(500), sourceKind: z.enum(sourceKinds).default(''), sourceId: zId.nullable().default(null), source: zNote(500).default(''),
  quantityThousandths: zMinor.refine((n) => n > 0n && n <= 10n ** 9n, 'refusal.billing.quantity').default(1000n),
  unitMinor: zAmount,
})
export const zLine = z.object({
  no: z.int(), what: z.string(), sourceKind: z.enum(sourceKinds), sourceId: zId.nullable(), source: z.string(), quantityThousandths: zMinor, unitMinor: zMinor, netMinor: zMinor,
})
export const zRequest = z.object({
  id: zId, client: zId, job: zId, number: z.string(), currency: zCurrency, netMinor: zMinor, lines: z.array(zLine), note: z.string(),
  state: z.enum(['open', 'invoiced', 'withdrawn']), madeBy: zId, madeAt: z.date(), version: zRowVersion,
})
export const zInvoiceRow = z.object({
  id: zId, client: zId, job: zId, kind: z.enum(['invoice', 'credit_note']), number: z.string(), issuedOn: z.string(), dueOn: z.string(),
  currency: zCurrency, netMinor: zMinor, taxMinor: zMinor, totalMinor: zMinor, settledMinor: zMinor,
})
export const zInvoice = zInvoiceRow.extend({
  requestId: zId.nullable(), creditsId: zId.nullable(), taxRateBp: z.int(), creditedMinor: zMinor, reason: z.string(), postedBy: zId, postedAt: z.date(), lines: z.array(zLine),
  billTo: z.object({ name: z.string(), address: z.string(), taxNumber: z.string(), attention: z.string() }),
  settledBy: z.array(z.object({ id: zId, kind: z.enum(['receipt', 'credit_note']), number: z.string(), amountMinor: zMinor, at: z.date() })),
})
export const zReceipt = z.object({
  id: zId, client: zId, number: z.string(), receivedOn: z.string(), currency: zCurrency, amountMinor: zMinor, creditMinor: zMinor, method: z.string(), reference: z.string(),
  reversedAt: z.date().nullable(), reverseReason: z.string(),
})
const positive = zAmount.refine((n) => n > 0n, 'refusal.billing.zero')
const page = z.object({ client: zId.optional(), after: zAfter.optional(), most: z.int().min(1).max(200).default(50) })
export const zCollection = z.object({
  reminders: z.array(z.object({ stage: z.enum(stages), contact: zId, sentBy: zId, sentAt: z.date() })),
  /** In the order they were noted: the last one counts. */
  promises: z.array(z.object({ id: zId, promisedOn: z.string(), amountMinor: zMinor, contact: zId, note: z.string(), notedBy: zId, notedAt: z.date(), state: z.enum(promiseStates) })),
  /** The reminder that comes next, from when, and its text for each contact who could get it, the likeliest first. */
  next: z.object({ stage: z.enum(stages), from: z.string(), due: z.boolean(), letters: z.array(z.object({ contact: zId, name: z.string(), mail: z.string(), lang: z.enum(langs), subject: z.string(), body: z.string() })) }).nullable(),
})
const ageing = z.object({ notDue: zMinor, to30: zMinor, to60: zMinor, to90: zMinor, over90: zMinor })

export const billingContract = {
  propose: read({ path: '/clients/{client}/jobs/{job}/billing/proposal', summary: 'Lines proposed for a closed job: the agreed fee and what was bought', tag })
    .input(z.object({ client: zId, job: zId })).output(z.object({ currency: zCurrency, lines: z.array(zLineForm) })),
  forJob: read({ path: '/clients/{client}/jobs/{job}/billing', summary: 'Requests and invoices of a job', tag })
    .input(z.object({ client: zId, job: zId })).output(z.object({ requests: z.array(zRequest), invoices: z.array(zInvoiceRow) })),
  request: write({ path: '/clients/{client}/jobs/{job}/billing/requests', summary: 'Make a payment request from a closed card', tag, roles: ['ae', 'director', 'finance'], refusals: ['billing.card_open', 'billing.request_open', 'billing.zero', 'billing.filed', 'billing.source_unknown', 'money.too_large'] })
    .input(z.object({ client: zId, job: zId, lines: z.array(zLineForm).min(1).max(100), note: zNote(2000).default('') })).output(z.object({ id: zId, number: z.string() })),
  withdraw: write({ path: '/clients/{client}/billing/requests/{request}/withdraw', summary: 'Withdraw a payment request that was not invoiced', tag, roles: ['ae', 'director', 'finance'], refusals: ['billing.request_done'] })
    .input(z.object({ client: zId, request: zId, version: zRowVersion })).output(z.object({ version: zRowVersion })),
  requests: read({ path: '/billing/requests', summary: 'Payment requests that wait for an invoice', tag }).output(z.array(zRequest)),
  post: write({ path: '/clients/{client}/billing/requests/{request}/invoice', summary: 'Post the invoice of a payment request: numbered, dated, never changed again', tag, roles: ['finance'], refusals: ['billing.request_done'] })
    .input(z.object({ client: zId, request: zId, version: zRowVersion })).output(z.object({ id: zId, number: z.string() })),
  invoices: read({ path: '/invoices', summary: 'Invoices and credit notes, newest first, 50 a page', tag })
    .input(page.extend({ open: z.boolean().optional(), overdue: z.boolean().optional() })).output(z.object({ rows: z.array(zInvoiceRow), next: z.string().nullable() })),
  invoice: read({ path: '/clients/{client}/invoices/{invoice}', summary: 'An invoice with its lines and what settled it', tag })
    .input(z.object({ client: zId, invoice: zId })).output(zInvoice),
  credit: write({ path: '/clients/{client}/invoices/{invoice}/credit', summary: 'Post a credit note instead of any edit', tag, roles: ['finance'], refusals: ['billing.credit_above_open', 'billing.not_an_invoice'] })
    .input(z.object({ client: zId, invoice: zId, netMinor: positive, reason: zText(2000) })).output(z.object({ id: zId, number: z.string() })),
  receive: write({ path: '/clients/{client}/receipts', summary: 'Enter money received, in full or in part; what is above the invoices is refused or kept as credit', tag, roles: ['finance'], refusals: ['billing.overpaid', 'billing.above_open', 'billing.future', 'billing.long_past', 'billing.before_invoice', 'billing.not_an_invoice'] })
    .input(z.object({
      client: zId, receivedOn: zDate, amountMinor: positive, method: zNote(100).default(''), reference: zNote(200).default(''), keepAsCredit: z.boolean().default(false),
      allocations: z.array(z.object({ invoiceId: zId, amountMinor: positive })).max(100),
    })).output(z.object({ id: zId, number: z.string() })),
  useCredit: write({ path: '/clients/{client}/receipts/{receipt}/use', summary: 'Take kept credit off an invoice', tag, roles: ['finance'], refusals: ['billing.above_open', 'billing.credit_short', 'billing.not_an_invoice'] })
    .input(z.object({ client: zId, receipt: zId, invoice: zId, amountMinor: positive })).output(z.object({ invoice: zId })),
  reverse: write({ path: '/clients/{client}/receipts/{receipt}/reverse', summary: 'Reverse a receipt with a reason: what it took off invoices is owed again, and its credit is gone', tag, roles: ['finance'], refusals: ['billing.reversed_already'] })
    .input(z.object({ client: zId, receipt: zId, reason: zText(2000) })).output(z.object({ receipt: zId })),
  receipts: read({ path: '/receipts', summary: 'Receipts, newest first', tag }).input(page).output(z.object({ rows: z.array(zReceipt), next: z.string().nullable() })),
  ageing: read({ path: '/billing/ageing', summary: 'What is owed and how old it is, by client', tag })
    .output(z.object({ currency: zCurrency, total: ageing,
      /** Days sales outstanding over the last 90 days; null where nothing was billed in them. */
      dso: z.int().nullable(),
      /** Of the promises that count: how much is promised and until when first, and how much of them was broken. */
      clients: z.array(ageing.extend({ client: zId, promisedMinor: zMinor, promisedOn: z.string().nullable(), brokenMinor: zMinor })) })),
  paper: write({ path: '/clients/{client}/billing/papers/{kind}/{id}', summary: 'The frozen paper of a request, invoice, credit note, receipt or its reversal, made at its first asking', tag })
    .input(z.object({ client: zId, kind: z.enum(['request', 'invoice', 'receipt', 'reversal']), id: zId })).output(z.object({ fileId: zId })),
  send: write({ path: '/clients/{client}/invoices/{invoice}/send', summary: 'Mail the invoice\'s paper to a contact', tag, roles: ['ae', 'director', 'finance'], refusals: ['billing.no_mail', 'billing.contact_left'] })
    .input(z.object({ client: zId, invoice: zId, contact: zId })).output(z.object({ sent: z.boolean() })),
  collection: read({ path: '/clients/{client}/invoices/{invoice}/collection', summary: 'How an invoice is being collected: reminders sent, promises to pay, and the reminder proposed next', tag })
    .input(z.object({ client: zId, invoice: zId })).output(zCollection),
  remind: write({ path: '/clients/{client}/invoices/{invoice}/reminders', summary: 'Mail the reminder that is proposed, once a stage, with the invoice\'s paper', tag, roles: ['ae', 'director', 'finance'], refusals: ['billing.nothing_to_remind', 'billing.reminder_other', 'billing.reminder_early', 'billing.no_mail', 'billing.contact_left', 'mail.address'] })
    .input(z.object({ client: zId, invoice: zId, stage: z.enum(stages), contact: zId })).output(z.object({ stage: z.enum(stages) })),
  promise: write({ path: '/clients/{client}/invoices/{invoice}/promises', summary: 'Note what a contact promised to pay and by when; the last promise counts', tag, roles: ['ae', 'director', 'finance'], refusals: ['billing.not_an_invoice', 'billing.above_open', 'billing.promise_past', 'billing.promise_far', 'billing.contact_left'] })
    .input(z.object({ client: zId, invoice: zId, promisedOn: zDate, amountMinor: positive, contact: zId, note: zNote(500).default('') })).output(z.object({ id: zId })),
}
