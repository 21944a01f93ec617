import { addDays, type Day } from '#kernel/pure/calendar.ts'
import { checkSum, type Currency, currencyOf, formatMoney, mulDiv, taxOf, taxRates } from '#kernel/pure/money.ts'
import { refuse } from '#kernel/pure/refusal.ts'
import type { Region } from '#kernel/pure/region.ts'

/** A line's sum: quantity in thousandths times unit, rounded by the product's one rule (kernel/pure/money.ts). */
export const lineNet = (line: { quantityThousandths: bigint; unitMinor: bigint }): bigint => mulDiv(line.unitMinor, line.quantityThousandths, 1000n)

/** Net, tax and total: the tax is taken once, on the sum, so that lines and total agree. None is larger than a paper takes. */
export const totals = (lines: readonly { quantityThousandths: bigint; unitMinor: bigint }[], region: Region) => {
  const fits = (minor: bigint): bigint => checkSum(minor, currencyOf[region])
  const net = fits(lines.reduce((sum, line) => sum + fits(lineNet(line)), 0n))
  if (net <= 0n) throw refuse('billing.zero')
  const tax = taxOf(net, region)
  return { net, tax, total: fits(net + tax), rateBp: Number(taxRates[region]) }
}

/** Only from a closed card (G8, G9), and as long as the job is not filed (G10). */
export const checkRequest = (job: { closedAt: Date | null; filedAt: Date | null }, openRequests: number): void => {
  if (job.closedAt === null) throw refuse('billing.card_open')
  if (job.filedAt !== null) throw refuse('billing.filed')
  if (openRequests > 0) throw refuse('billing.request_open')
}

interface Owed {
  kind: 'invoice' | 'credit_note'
  currency: Currency
  totalMinor: bigint
  settledMinor: bigint
}
export const openOf = (invoice: Pick<Owed, 'totalMinor' | 'settledMinor'>): bigint => invoice.totalMinor - invoice.settledMinor

/** Nothing takes more off an invoice than is owed on it. */
export const checkSettle = (invoice: Owed, amount: bigint): void => {
  if (invoice.kind !== 'invoice') throw refuse('billing.not_an_invoice')
  if (amount > openOf(invoice)) throw refuse('billing.above_open', { open: formatMoney(openOf(invoice), invoice.currency) })
}

/**
 * What a credit note takes off an invoice besides its net sum: the tax on all that is credited by now, less the tax that earlier
 * notes took, so that many small notes come to the same tax as one.
 */
export const creditTax = (invoice: { rateBp: number; creditedMinor: bigint }, net: bigint): bigint => {
  const taxed = (sum: bigint): bigint => mulDiv(sum, BigInt(invoice.rateBp), 10_000n)
  return taxed(invoice.creditedMinor + net) - taxed(invoice.creditedMinor)
}
/** Tax and total of a credit note; refuses more than is open. That keeps net and tax each within the invoice's, since both stood in its total. */
export const creditOf = (invoice: Owed & { rateBp: number; creditedMinor: bigint }, net: bigint): { tax: bigint; total: bigint } => {
  if (invoice.kind !== 'invoice') throw refuse('billing.not_an_invoice')
  const tax = creditTax(invoice, net)
  if (net + tax > openOf(invoice)) throw refuse('billing.credit_above_open', { open: formatMoney(openOf(invoice), invoice.currency) })
  return { tax, total: net + tax }
}

/** What a receipt leaves unallocated: refused, or kept as the client's credit when the person says so. */
export const restOf = (amount: bigint, allocated: bigint, keepAsCredit: boolean, currency: Currency): bigint => {
  const rest = amount - allocated
  if (rest < 0n || (rest > 0n && !keepAsCredit)) throw refuse('billing.overpaid', { rest: formatMoney(rest < 0n ? -rest : rest, currency) })
  return rest
}

/** Lays an amount over open invoices in their order, as much as each still owes; what is left over is the client's credit. */
export const spread = (amount: bigint, open: readonly bigint[]): { parts: bigint[]; rest: bigint } => {
  let rest = amount
  const parts = open.map((owes) => {
    const part = rest < owes ? rest : owes
    rest -= part
    return part
  })
  return { parts, rest }
}

/** Money is entered when it has come in, and within a year. */
export const checkReceived = (receivedOn: Day, today: Day): void => {
  if (receivedOn > today) throw refuse('billing.future')
  if (receivedOn < addDays(today, -366)) throw refuse('billing.long_past')
}
/** Money that settles an invoice came in after it was issued; what came earlier is credit, spent on it later. */
export const checkAfterIssue = (receivedOn: Day, invoice: { number: string; issuedOn: Day }): void => {
  if (receivedOn < invoice.issuedOn) throw refuse('billing.before_invoice', { number: invoice.number })
}

/** A line comes from nowhere but its own job: the order itself, or something bought for it. */
export const checkSources = (lines: readonly { sourceKind: string; sourceId: string | null }[], job: string, bought: readonly string[]): void => {
  for (const { sourceKind, sourceId } of lines) {
    const known = sourceKind === '' ? sourceId === null : sourceKind === 'bought' ? sourceId !== null && bought.includes(sourceId) : sourceId === null || sourceId === job
    if (!known) throw refuse('billing.source_unknown')
  }
}

export const buckets = ['notDue', 'to30', 'to60', 'to90', 'over90'] as const
export type Bucket = (typeof buckets)[number]
/** Which column of the ageing table an open invoice stands in, by days since it was due. */
export const bucketOf = (daysOverdue: number): Bucket =>
  daysOverdue <= 0 ? 'notDue' : daysOverdue <= 30 ? 'to30' : daysOverdue <= 60 ? 'to60' : daysOverdue <= 90 ? 'to90' : 'over90'

/** Days of billing over which `dsoOf` looks back, or as many as there have been since the first invoice. */
export const dsoDays = 90
/** Days sales outstanding (G9): how many days of billing stand unpaid, by what was billed in so many days; null where nothing was. */
export const dsoOf = (open: bigint, billed: bigint, days = dsoDays): number | null => (billed > 0n ? Number(mulDiv(open, BigInt(days), billed)) : null)

/** When each stage of collection is proposed (G9), in days after the due day; courtesy comes before it. The one place. */
export const reminderDays = { courtesy: -7, first: 1, second: 15, final: 30 } as const
export type Stage = keyof typeof reminderDays
export const stages = Object.keys(reminderDays) as [Stage, ...Stage[]]
/** What must have gone out before a stage; the courtesy note may be left out. */
export const stageBefore = (stage: Stage): Stage | null => (stage === 'second' ? 'first' : stage === 'final' ? 'second' : null)
/** Days that a client has to answer one reminder before the next is proposed. */
export const reminderPause = 7
/** A promise lies no further ahead: what is later is a new due day, to be agreed in writing. */
export const promiseDays = 180

const latest = (...days: Day[]): Day => days.reduce((a, b) => (a > b ? a : b))

/**
 * The reminder that comes next and the day from which it is proposed; null when there is none. None is skipped and none comes
 * twice; after one the client has days to answer, and while a promise runs it is waited for.
 */
export const nextReminder = (
  invoice: { dueOn: Day; openMinor: bigint }, sent: readonly { stage: Stage; on: Day }[], promisedOn: Day | null, today: Day,
): { stage: Stage; from: Day } | null => {
  if (invoice.openMinor <= 0n) return null
  const { dueOn } = invoice
  const last = Math.max(-1, ...sent.map((r) => stages.indexOf(r.stage)))
  const wait = latest(...sent.map((r) => addDays(r.on, reminderPause)), ...(promisedOn !== null && promisedOn >= today ? [addDays(promisedOn, 1)] : []), dueOn < today ? addDays(dueOn, 1) : '')
  return stages.slice(last + 1).map((stage) => ({ stage, from: latest(addDays(dueOn, reminderDays[stage]), wait) })).find(({ stage, from }) => stage !== 'courtesy' || from <= dueOn) ?? null
}
/** Only the reminder that is proposed goes out, and when its day has come. */
export const checkRemind = (next: { stage: Stage; from: Day } | null, stage: Stage, today: Day): void => {
  if (next === null) throw refuse('billing.nothing_to_remind')
  if (next.stage !== stage) throw refuse('billing.reminder_other')
  if (next.from > today) throw refuse('billing.reminder_early', { day: next.from })
}

/** What a contact promised to pay, no more than is open and within half a year. */
export const checkPromise = (invoice: Owed, promise: { promisedOn: Day; amountMinor: bigint }, today: Day): void => {
  checkSettle(invoice, promise.amountMinor)
  if (promise.promisedOn < today) throw refuse('billing.promise_past')
  if (promise.promisedOn > addDays(today, promiseDays)) throw refuse('billing.promise_far')
}

export const promiseStates = ['open', 'kept', 'late', 'broken'] as const
export type PromiseState = (typeof promiseStates)[number]
/** Whether a promise was kept, from what settled the invoice since it was noted: money counts by the day it came in. */
export const promiseState = (
  promise: { promisedOn: Day; amountMinor: bigint; notedAt: Date }, settled: readonly { on: Day; at: Date; amountMinor: bigint }[], today: Day,
): PromiseState => {
  const since = settled.filter((s) => s.at > promise.notedAt)
  const sum = (of: typeof since): bigint => of.reduce((total, s) => total + s.amountMinor, 0n)
  if (sum(since.filter((s) => s.on <= promise.promisedOn)) >= promise.amountMinor) return 'kept'
  if (today <= promise.promisedOn) return 'open'
  return sum(since) >= promise.amountMinor ? 'late' : 'broken'
}

/** The sign of a paper's figures: on the mainland a credit note is a red invoice 「红字发票」, whose figures are negative; elsewhere its name says what is taken off. */
export const printedSign = (kind: 'invoice' | 'credit_note', region: Region): bigint => (kind === 'credit_note' && region === 'PRC' ? -1n : 1n)
