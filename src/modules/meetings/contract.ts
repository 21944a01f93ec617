import { z } from 'zod'
import { zDate } from '#kernel/pure/calendar.ts'
import { zId } from '#kernel/pure/id.ts'
import { zAfter } from '#kernel/pure/page.ts'
import { zNote, zText } from '#kernel/pure/text.ts'
import { zRowVersion } from '#kernel/pure/version.ts'
import { read, write } from '#kernel/rpc/define.ts'
import { itemKinds, lacks, meetingStates, outcomes } from './rules.ts'

const tag = 'meetings'
const at = z.date().nullable()

/** An item as it is written. Its id is the writer's choice and stays through the revisions. */
export const zItemForm = z.object({
  id: zId, kind: z.enum(itemKinds), text: zText(5000), quote: zNote(2000).default(''), quotedContactId: zId.nullable().default(null),
  step: zNote(500).default(''), dueOn: zDate.nullable().default(null), ourOwnerId: zId.nullable().default(null), theirOwnerId: zId.nullable().default(null),
})
/** The whole draft at once; it may lack anything, what is written must be right. */
export const zMinutesForm = z.object({
  title: zNote(300).default(''), heldOn: zDate, place: zNote(300).default(''), people: z.array(zId).max(100).default([]), contacts: z.array(zId).max(100).default([]),
  items: z.array(zItemForm).max(300).refine((items) => new Set(items.map((i) => i.id)).size === items.length, 'refusal.meetings.twice').default([]),
})
const zItem = z.object({
  id: zId, no: z.int(), kind: z.enum(itemKinds), text: z.string(), quote: z.string(), quotedContactId: zId.nullable(), step: z.string(), dueOn: z.string().nullable(),
  ourOwnerId: zId.nullable(), theirOwnerId: zId.nullable(), objection: z.string(), outcome: z.enum(outcomes), outcomeReason: z.string(),
})
const zLack = z.object({ no: z.int().nullable(), field: z.enum(lacks) })
export const zMeetingRow = z.object({
  id: zId, client: zId, number: z.string(), title: z.string(), heldOn: z.string(), state: z.enum(meetingStates), revision: z.int(),
  confirmedRevision: z.int().nullable(), ownerId: zId, sentAt: at, items: z.int(), openRequests: z.int(),
})
/** A sent revision as it was frozen; names and items as they stood then. */
const zSnapshotItem = z.object({
  id: zId, no: z.int(), kind: z.enum(itemKinds), text: z.string(), quote: z.string(), quotedBy: z.string(), step: z.string(), dueOn: z.string().nullable(),
  ours: z.string(), theirs: z.string(),
})
const zParty = z.object({
  id: zId, side: z.enum(['agency', 'client']), contactId: zId.nullable(), name: z.string(), role: z.string(), state: z.enum(['waiting', 'asked', 'signed', 'declined']),
  reason: z.string(),
  /** Objections by item id. */
  answer: z.record(z.string(), z.string()),
  /** The mark drawn where they signed, as a path; empty for a name seal. */
  mark: z.string(), askedAt: at, openedAt: at, remindedAt: at, expiresAt: at, endedAt: at,
})
const zRevision = z.object({
  revision: z.int(), title: z.string(), heldOn: z.string(), place: z.string(), people: z.array(z.string()), contacts: z.array(z.string()), items: z.array(zSnapshotItem),
  fileId: zId, sha256: z.string(), frozenAt: z.date(), inForce: z.boolean(),
  requests: z.array(z.object({ id: zId, state: z.enum(['open', 'complete', 'declined', 'withdrawn', 'void']), certificateFileId: zId.nullable(), parties: z.array(zParty) })),
})
export const zMeeting = zMeetingRow.omit({ items: true, openRequests: true }).extend({
  place: z.string(), createdAt: z.date(), endedAt: at, version: zRowVersion, people: z.array(zId), contacts: z.array(zId), items: z.array(zItem),
  missing: z.array(zLack), revisions: z.array(zRevision),
})
const zOpenRequest = z.object({
  id: zId, client: zId, meeting: zId, number: z.string(), title: z.string(), heldOn: z.string(), no: z.int(), text: z.string(), step: z.string(),
  dueOn: z.string().nullable(), ourOwnerId: zId.nullable(), theirOwnerId: zId.nullable(),
})
const one = z.object({ client: zId, meeting: zId })
const versioned = one.extend({ version: zRowVersion })
const moved = z.object({ version: zRowVersion })
const writers = ['ae', 'director'] as const
const strangers = ['meetings.off_team', 'meetings.unknown_person', 'meetings.unknown_contact'] as const

export const meetingsContract = {
  list: read({ path: '/meetings', summary: 'Minutes of my clients, newest meeting first, 50 a page', tag })
    .input(z.object({
      client: zId.optional(), state: z.enum(meetingStates).optional(), from: zDate.optional(), to: zDate.optional(), find: zNote(100).optional(),
      after: zAfter.optional(), most: z.int().min(1).max(200).default(50),
    }))
    .output(z.object({ rows: z.array(zMeetingRow), next: z.string().nullable() })),
  requests: read({ path: '/meetings/requests', summary: 'Requests of the client that nobody has answered by an order or a reason, earliest date first', tag })
    .input(z.object({ client: zId.optional(), most: z.int().min(1).max(500).default(200) })).output(z.array(zOpenRequest)),
  get: read({ path: '/clients/{client}/meetings/{meeting}', summary: 'Minutes with what they lack, their sent revisions and what the client answered', tag }).input(one).output(zMeeting),
  create: write({ path: '/clients/{client}/meetings', summary: 'Begin the minutes of a meeting', tag, roles: writers, refusals: ['meetings.item_elsewhere', ...strangers] })
    .input(zMinutesForm.extend({ client: zId })).output(z.object({ id: zId, version: zRowVersion })),
  save: write({ method: 'PUT', path: '/clients/{client}/meetings/{meeting}', summary: 'Save the whole draft; refused as stale when somebody else saved since', tag, roles: writers, refusals: ['state', 'meetings.item_elsewhere', ...strangers] })
    .input(zMinutesForm.extend({ client: zId, meeting: zId, version: zRowVersion })).output(moved.extend({ missing: z.array(zLack) })),
  send: write({ path: '/clients/{client}/meetings/{meeting}/send', summary: 'Seal the minutes and ask the client to confirm them', tag, roles: writers, refusals: ['state', 'meetings.incomplete', 'meetings.unknown_contact', 'meetings.contact_without_mail', 'meetings.number_taken'] })
    .input(versioned.extend({ contacts: z.array(zId).min(1).max(20), days: z.int().min(1).max(90).default(14) }))
    .output(moved.extend({ number: z.string(), revision: z.int() })),
  revise: write({ path: '/clients/{client}/meetings/{meeting}/revise', summary: 'Open the next revision as a draft; what was confirmed stays in force', tag, roles: writers, refusals: ['state'] })
    .input(versioned).output(moved.extend({ revision: z.int() })),
  handOver: write({ path: '/clients/{client}/meetings/{meeting}/owner', summary: 'Hand the minutes to another owner, on record', tag, roles: writers, refusals: ['meetings.off_team'] })
    .input(versioned.extend({ ownerId: zId })).output(moved),
  declineItem: write({ path: '/clients/{client}/meetings/items/{item}/decline', summary: 'Say no to a request, with the reason, in place of an order', tag, roles: writers, refusals: ['meetings.not_request', 'meetings.answered_already'] })
    .input(z.object({ client: zId, item: zId, reason: zText(2000) })).output(z.object({ item: zId })),
}
