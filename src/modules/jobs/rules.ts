import type { Day } from '#kernel/pure/calendar.ts'
import { machine } from '#kernel/pure/machine.ts'
import { refuse } from '#kernel/pure/refusal.ts'

/** The licence to work (C2, C4): drafted by the AE, accepted by the lead, recognised by finance, which issues it. */
export const licence = machine({
  start: 'draft',
  actions: {
    submit: { from: ['draft'], to: 'submitted' },
    accept: { from: ['submitted'], to: 'accepted' },
    sendBack: { from: ['submitted', 'accepted'], to: 'draft' },
    issue: { from: ['accepted'], to: 'issued' },
    cancel: { from: ['draft', 'submitted', 'accepted'], to: 'cancelled' },
  },
})
export type JobState = (typeof licence.states)[number]
export const jobStates = ['draft', 'submitted', 'accepted', 'issued', 'cancelled'] as const

const quotes = ['""', '“”', '「」', '『』', '‘’']
/** The client's words without the marks that whoever wrote them down put around them: where they are quoted the marks come of themselves. */
export const unquoted = (words: string): string => {
  const bare = words.trim()
  const inside = bare.slice(1, -1)
  return quotes.some(([open, close]) => bare.length > 2 && bare[0] === open && bare.at(-1) === close && !inside.includes(open!) && !inside.includes(close!)) ? inside.trim() : words
}
/** An order's title from the sentence of a request: a title, and the file named after it, ends without its stop. */
export const titleFrom = (sentence: string): string => sentence.slice(0, 300).trim().replace(/(?<![.。．])[.。．]$/, '')

/** What a creative order must say before it may be submitted (C1), in the order of the form. */
export const required = [
  'brand', 'product', 'purpose', 'audience', 'message', 'mustHaves', 'mustNots', 'sizes', 'quantity', 'material', 'languages',
  'references', 'deliveryFormat', 'dueOn', 'budgetMinor', 'ownerId', 'leadId',
] as const
export type Required = (typeof required)[number]
export interface OrderDetail {
  brand: string; product: string; purpose: string; audience: string; message: string; mustHaves: string; mustNots: string; sizes: string
  quantity: number | null; material: string; languages: string; deliveryFormat: string; dueOn: Day | null; budgetMinor: bigint | null
  ownerId: string | null; leadId: string | null; referenceCount: number; noReferences: boolean
}

/** The detail that is missing, in the order of the form; empty when the order may be submitted. */
export const missingIn = (d: OrderDetail): Required[] =>
  required.filter((field) => {
    if (field === 'references') return d.referenceCount === 0 && !d.noReferences
    const value = d[field]
    return value === null || value === ''
  })

/** Refuses an incomplete order with the list of what is missing (C1). */
export const checkComplete = (d: OrderDetail): void => {
  const missing = missingIn(d)
  if (missing.length > 0) throw refuse('jobs.incomplete', { missing })
}

/** The way of a job, as the strip shows it; each has its date on the row. */
export const milestones = ['ordered', 'scheduled', 'in_work', 'signed_off', 'delivered', 'closed', 'billed', 'paid', 'filed'] as const
export type Milestone = (typeof milestones)[number]
export type Dates = Record<Milestone, Date | null>
export const stages = ['draft', 'submitted', 'accepted', ...milestones, 'cancelled'] as const
export type Stage = (typeof stages)[number]

/** How far a job has come: before issue its state, afterwards the furthest milestone that has a date. */
export const stageOf = (state: JobState, dates: Dates): Stage => (state === 'issued' ? (milestones.findLast((m) => dates[m] !== null) ?? 'ordered') : state)

/** Work that is done and that no invoice asks for yet. */
export const unbilledStages = ['delivered', 'closed'] as const satisfies readonly Stage[]

/** Past its due day and not delivered: what is vermilion in the lists. */
export const isOverdue = (job: { stage: Stage; dueOn: Day | null }, today: Day): boolean =>
  job.dueOn !== null && job.dueOn < today && stages.indexOf(job.stage) < stages.indexOf('delivered')

interface Card {
  state: JobState
  deliveredAt: Date | null
  closedAt: Date | null
  filedAt: Date | null
  heldAt: Date | null
  heldReason: string
  reopenedReason: string
}
/** Codes of what keeps a job from being booked on, in the order in which they count. */
export const blocks = ['jobs.cancelled', 'jobs.no_order', 'jobs.filed', 'jobs.card_closed', 'jobs.held', 'jobs.delivered'] as const
export interface Blocked {
  code: (typeof blocks)[number]
  /** Finance's, of a hold. */
  reason: string
}
/** Why nothing may be booked: no order, no work (C2); nothing after the delivery, unless finance has re-opened the card (G8), or while finance holds the order (C4). Null when it may. */
export const blockedBy = (job: Card): Blocked | null => {
  if (job.state === 'cancelled') return { code: 'jobs.cancelled', reason: '' }
  if (job.state !== 'issued') return { code: 'jobs.no_order', reason: '' }
  // What is filed is not re-opened either: it says so.
  if (job.closedAt !== null) return { code: job.filedAt === null ? 'jobs.card_closed' : 'jobs.filed', reason: '' }
  if (job.heldAt !== null) return { code: 'jobs.held', reason: job.heldReason }
  return job.deliveredAt === null || job.reopenedReason ? null : { code: 'jobs.delivered', reason: '' }
}
export const checkBookable = (job: Card): void => {
  const blocked = blockedBy(job)
  if (blocked) throw refuse(blocked.code, { reason: blocked.reason })
}
/** Only what can be released is released (C4); what may be booked on can be held: `checkBookable`. */
export const checkRelease = (job: Card): void => {
  if (job.heldAt === null) throw refuse('jobs.not_held')
}
/** What stops the card for what books nothing too: after the delivery what was done may still be ticked off, until finance has closed it. */
export const stopsAll = (blocked: Blocked | null): Blocked | null => (blocked?.code === 'jobs.delivered' ? null : blocked)
/** The card is with those who work on it or with finance, and nothing stops it. */
export const checkOpen = (job: Card): void => {
  const blocked = stopsAll(blockedBy(job))
  if (blocked) throw refuse(blocked.code, { reason: blocked.reason })
}
export const checkDeliver = (job: Card): void => {
  checkOpen(job)
  if (job.deliveredAt !== null) throw refuse('jobs.delivered_already')
}
/** Delivery closes the card at finance 「截取卡片」 (G8). */
export const checkClose = (job: Card): void => {
  checkOpen(job)
  if (job.deliveredAt === null) throw refuse('jobs.not_delivered')
}
/** Finance opens again what the delivery closed, before or after it took the card in (G8). */
export const checkReopen = (job: Card): void => {
  if (job.closedAt === null && blockedBy(job)?.code !== 'jobs.delivered') throw refuse('jobs.not_closed')
  if (job.filedAt !== null) throw refuse('jobs.filed')
}
/** A job is handed over as long as it is not filed: whoever owned it then stays named. */
export const checkHandOver = (job: Card): void => {
  if (job.filedAt !== null) throw refuse('jobs.filed')
}
