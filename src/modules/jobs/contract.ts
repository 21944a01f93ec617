import { z } from 'zod'
import { zDate } from '#kernel/pure/calendar.ts'
import { zId } from '#kernel/pure/id.ts'
import { zAmount, zCurrency, zMinor } from '#kernel/pure/money.ts'
import { zAfter } from '#kernel/pure/page.ts'
import { zName, zNote, zText, zWord } from '#kernel/pure/text.ts'
import { zRowVersion } from '#kernel/pure/version.ts'
import { read, write } from '#kernel/rpc/define.ts'
import { blocks, jobStates, required, stages } from './rules.ts'

const tag = 'jobs'
const at = z.date().nullable()

/** What a booking is refused with; with `blocked`, which stands beside what may be booked on, a page says it beforehand. */
export const bookingRefusals = blocks
export const zBlocked = z.object({ code: z.enum(blocks), reason: z.string() }).nullable()
/** A row of the list: ids only, names come from the directory. */
export const zJobRow = z.object({
  id: zId, client: zId, title: z.string(), stage: z.enum(stages), number: z.string().nullable(), ownerId: zId.nullable(), leadId: zId.nullable(),
  dueOn: z.string().nullable(), currency: zCurrency, budgetMinor: zMinor.nullable(),
  /** Finance's, while it holds the order; else empty. */
  heldReason: z.string(),
  issuedAt: at,
  /** Whether time and cost may be booked on it now. */
  bookable: z.boolean(), version: zRowVersion, createdAt: z.date(),
})
export const zJob = z.object({
  id: zId, client: zId, kind: z.literal('creative'), title: z.string(), state: z.enum(jobStates), stage: z.enum(stages), number: z.string().nullable(),
  brand: z.string(), product: z.string(), purpose: z.string(), audience: z.string(), message: z.string(), mustHaves: z.string(), mustNots: z.string(),
  sizes: z.string(), quantity: z.int().nullable(), material: z.string(), languages: z.string(), deliveryFormat: z.string(), dueOn: z.string().nullable(),
  currency: zCurrency, budgetMinor: zMinor.nullable(), noReferences: z.boolean(),
  references: z.array(z.object({ fileId: zId, note: z.string(), name: z.string(), type: z.string(), size: z.int(), pages: z.int().nullable() })),
  ownerId: zId.nullable(), leadId: zId.nullable(), meetingId: zId.nullable(), itemId: zId.nullable(),
  submittedAt: at, submittedBy: zId.nullable(), acceptedAt: at, acceptedBy: zId.nullable(), issuedAt: at, issuedBy: zId.nullable(), scheduledAt: at,
  inWorkAt: at, signedOffAt: at, deliveredAt: at, closedAt: at, billedAt: at, paidAt: at, filedAt: at,
  returnedReason: z.string(), reopenedReason: z.string(), heldAt: at, heldBy: zId.nullable(), heldReason: z.string(), blocked: zBlocked, createdBy: zId, createdAt: z.date(), version: zRowVersion,
  missing: z.array(z.enum(required)),
})
/** A draft may lack anything but its title; what is written must be right. */
export const zOrderForm = z.object({
  title: zName, brand: zNote(200).default(''), product: zNote(300).default(''), purpose: zNote(5000).default(''), audience: zNote(5000).default(''),
  message: zNote(1000).default(''), mustHaves: zNote(5000).default(''), mustNots: zNote(5000).default(''), sizes: zNote(1000).default(''),
  quantity: z.int().min(1).max(100_000_000).nullable().default(null), material: zNote(1000).default(''), languages: zNote(300).default(''),
  deliveryFormat: zNote(1000).default(''), dueOn: zDate.nullable().default(null), budgetMinor: zAmount.nullable().default(null),
  noReferences: z.boolean().default(false), references: z.array(z.object({ fileId: zId, note: zNote(500).default('') })).max(100).default([]),
  ownerId: zId.nullable().default(null), leadId: zId.nullable().default(null),
})
const job = z.object({ client: zId, job: zId })
const versioned = job.extend({ version: zRowVersion })
const moved = z.object({ version: zRowVersion })

export const jobsContract = {
  list: read({ path: '/jobs', summary: 'Jobs of my clients, newest first, 50 a page; `mine` are those I own or lead, `held` those that finance holds, `unbilled` those delivered or with a closed card that no invoice asks for yet', tag })
    .input(z.object({
      client: zId.optional(), stage: z.enum(stages).optional(), ownerId: zId.optional(), mine: z.boolean().optional(), open: z.boolean().optional(), held: z.boolean().optional(), unbilled: z.boolean().optional(), find: zNote(100).optional(),
      sort: z.enum(['created', 'due']).default('created'), after: zAfter.optional(), most: z.int().min(1).max(200).default(50),
    }))
    .output(z.object({ rows: z.array(zJobRow), next: z.string().nullable() })),
  get: read({ path: '/clients/{client}/jobs/{job}', summary: 'A job order with what it still lacks', tag }).input(job).output(zJob),
  byNumber: read({ path: '/jobs/numbers/{number}', summary: 'From a finance number, as the QR code on paper holds it, to the job', tag })
    .input(z.object({ number: zWord(40) })).output(job),
  open: write({ path: '/clients/{client}/jobs', summary: 'Open a creative order, from a request of the minutes or blank', tag, roles: ['ae', 'director'], refusals: ['jobs.source_not_request', 'meetings.answered_already'] })
    .input(z.object({ client: zId, itemId: zId.optional(), title: zName.optional(), reason: zNote(2000).default('') })).output(z.object({ id: zId })),
  save: write({ method: 'PUT', path: '/clients/{client}/jobs/{job}', summary: 'Save the draft of an order', tag, roles: ['ae', 'director'], refusals: ['state', 'jobs.off_team'] })
    .input(zOrderForm.extend({ client: zId, job: zId, version: zRowVersion })).output(moved.extend({ missing: z.array(z.enum(required)) })),
  submit: write({ path: '/clients/{client}/jobs/{job}/submit', summary: 'Submit a complete order to the lead', tag, roles: ['ae', 'director'], refusals: ['state', 'jobs.incomplete'] })
    .input(versioned).output(moved),
  accept: write({ path: '/clients/{client}/jobs/{job}/accept', summary: 'The lead accepts the order', tag, roles: ['lead', 'director'], refusals: ['state', 'jobs.not_your_lead'] })
    .input(versioned).output(moved),
  sendBack: write({ path: '/clients/{client}/jobs/{job}/send-back', summary: 'Return the order to its draft with a reason', tag, roles: ['lead', 'director', 'finance'], refusals: ['state'] })
    .input(versioned.extend({ reason: zText(2000) })).output(moved),
  issue: write({ path: '/clients/{client}/jobs/{job}/issue', summary: 'Finance recognises the order: it gets its finance number and work may begin', tag, roles: ['finance'], refusals: ['state'] })
    .input(versioned).output(moved.extend({ number: z.string() })),
  cancel: write({ path: '/clients/{client}/jobs/{job}/cancel', summary: 'Cancel an order that was not issued', tag, roles: ['ae', 'director'], refusals: ['state'] })
    .input(versioned.extend({ reason: zText(2000) })).output(moved),
  handOver: write({ path: '/clients/{client}/jobs/{job}/owner', summary: 'Hand the job to another owner, on record', tag, roles: ['ae', 'director'], refusals: ['jobs.off_team', 'jobs.filed'] })
    .input(versioned.extend({ ownerId: zId })).output(moved),
  deliver: write({ path: '/clients/{client}/jobs/{job}/deliver', summary: 'Record the delivery', tag, roles: ['ae', 'director'], refusals: [...bookingRefusals, 'jobs.delivered_already', 'deliverables.none', 'deliverables.unapproved'] })
    .input(versioned).output(moved),
  close: write({ path: '/clients/{client}/jobs/{job}/close', summary: 'Finance closes the card: nothing may be booked any more', tag, roles: ['finance'], refusals: [...bookingRefusals, 'jobs.not_delivered'] })
    .input(versioned).output(moved),
  hold: write({ path: '/clients/{client}/jobs/{job}/hold', summary: 'Finance holds the order with a reason that everybody on the job sees: until it is released nothing is booked and nothing delivered', tag, roles: ['finance'], refusals: bookingRefusals })
    .input(versioned.extend({ reason: zText(2000) })).output(moved),
  release: write({ path: '/clients/{client}/jobs/{job}/release', summary: 'Finance releases an order that it held', tag, roles: ['finance'], refusals: ['jobs.not_held'] })
    .input(versioned).output(moved),
  reopen: write({ path: '/clients/{client}/jobs/{job}/reopen', summary: 'Finance re-opens the card with a reason that everybody on the job sees', tag, roles: ['finance'], refusals: ['jobs.not_closed', 'jobs.filed'] })
    .input(versioned.extend({ reason: zText(2000) })).output(moved),
  paper: write({ path: '/clients/{client}/jobs/{job}/paper', summary: 'Print the issued order with its QR code', tag, refusals: ['jobs.no_order'] })
    .input(job).output(z.object({ fileId: zId })),
}
