import { addWorkdays, type Day, type WorkCalendar } from '#kernel/pure/calendar.ts'
import { machine } from '#kernel/pure/machine.ts'
import { refuse } from '#kernel/pure/refusal.ts'

export const itemKinds = ['decision', 'request', 'information'] as const
export type ItemKind = (typeof itemKinds)[number]
export const outcomes = ['', 'order', 'declined'] as const
export type Outcome = (typeof outcomes)[number]

/**
 * The way of minutes (B1): written, sent, confirmed or objected to. `revise` opens the next revision as a draft, and so does
 * taking a sent one back; what was confirmed stays in force until a later revision is confirmed.
 */
export const course = machine({
  start: 'draft',
  actions: {
    save: { from: ['draft'], to: 'draft' },
    send: { from: ['draft'], to: 'sent' },
    confirm: { from: ['sent'], to: 'confirmed' },
    object: { from: ['sent'], to: 'objected' },
    takeBack: { from: ['sent'], to: 'draft' },
    revise: { from: ['confirmed', 'objected'], to: 'draft' },
  },
})
export const meetingStates = ['draft', 'sent', 'confirmed', 'objected'] as const
export type MeetingState = (typeof meetingStates)[number]

export interface ItemDetail {
  kind: ItemKind
  step: string
  dueOn: Day | null
  ourOwnerId: string | null
  theirOwnerId: string | null
}
export interface MinutesDetail {
  title: string
  heldOn: Day
  people: readonly string[]
  contacts: readonly string[]
  items: readonly ItemDetail[]
}
export const lacks = ['title', 'heldOn', 'people', 'contacts', 'items', 'step', 'dueOn', 'owner'] as const
/** A detail without which minutes cannot be sent; `no` is the item's number, null for the minutes as a whole. */
export interface Lack {
  no: number | null
  field: (typeof lacks)[number]
}

const lackOfItem = (item: ItemDetail, index: number): Lack[] => {
  if (item.kind === 'information') return []
  const no = index + 1
  const found: Lack[] = []
  if (item.step === '') found.push({ no, field: 'step' })
  if (item.dueOn === null) found.push({ no, field: 'dueOn' })
  if (item.ourOwnerId === null && item.theirOwnerId === null) found.push({ no, field: 'owner' })
  return found
}

/**
 * What minutes lack before they may go out, in reading order: a title, a day that has come, somebody present on each side,
 * an item; for every decision and request step, date and who answers for it on either side 「步驟、期限、合作責任」 (B1).
 */
export const missingIn = (m: MinutesDetail, today: Day): Lack[] => {
  const whole = {
    title: m.title === '', heldOn: m.heldOn > today, people: m.people.length === 0, contacts: m.contacts.length === 0, items: m.items.length === 0,
  }
  const lacking = (Object.keys(whole) as (keyof typeof whole)[]).filter((field) => whole[field])
  return [...lacking.map((field) => ({ no: null, field })), ...m.items.flatMap(lackOfItem)]
}

/** `people`, or `3.dueOn` for item 3: how a refusal carries what is missing. */
export const lackCode = ({ no, field }: Lack): string => (no === null ? field : `${no}.${field}`)

/** Refuses `meetings.incomplete` with the list of what is missing (B1). */
export const checkComplete = (m: MinutesDetail, today: Day): void => {
  const missing = missingIn(m, today)
  if (missing.length > 0) throw refuse('meetings.incomplete', { missing: missing.map(lackCode), count: missing.length })
}

/** A request is declined, with a reason, in place of an order (C2); what has become an order is cancelled there. */
export const checkDecline = (item: { kind: ItemKind; outcome: Outcome }): void => {
  if (item.kind !== 'request') throw refuse('meetings.not_request')
  if (item.outcome !== '') throw refuse('meetings.answered_already')
}

/** A request opens one order; what was answered already opens one (again) only with the reason why (C2). Refuses `meetings.answered_already`. */
export const checkOrder = (item: { outcome: Outcome }, reason: string): void => {
  if (item.outcome !== '' && reason === '') throw refuse('meetings.answered_already')
}

/** A contact report goes out within 24 working hours, 48 at the latest: by the end of the next working day, or of the one after. */
export const sendBy = (cal: WorkCalendar, heldOn: Day): { dueOn: Day; latestOn: Day } => ({ dueOn: addWorkdays(cal, heldOn, 1), latestOn: addWorkdays(cal, heldOn, 2) })
