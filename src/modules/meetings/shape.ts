import type { z } from 'zod'
import type { zItemForm } from './contract.ts'
import type { ItemFields, ItemRow, MeetingRow } from './repo.ts'
import type { ItemDetail } from './rules.ts'

export type ItemForm = z.output<typeof zItemForm>

export const itemRow = (i: ItemForm, index: number): ItemFields => ({
  id: i.id, no: index + 1, kind: i.kind, text: i.text, quote: i.quote, quoted_contact_id: i.quotedContactId, step: i.step, due_on: i.dueOn,
  our_owner_id: i.ourOwnerId, their_owner_id: i.theirOwnerId,
})
export const itemShown = (i: ItemRow) => ({
  id: i.id, no: i.no, kind: i.kind, text: i.text, quote: i.quote, quotedContactId: i.quoted_contact_id, step: i.step, dueOn: i.due_on,
  ourOwnerId: i.our_owner_id, theirOwnerId: i.their_owner_id, objection: i.objection, outcome: i.outcome, outcomeReason: i.outcome_reason,
})
export const itemDetail = (i: Pick<ItemRow, 'kind' | 'step' | 'due_on' | 'our_owner_id' | 'their_owner_id'>): ItemDetail => ({
  kind: i.kind, step: i.step, dueOn: i.due_on, ourOwnerId: i.our_owner_id, theirOwnerId: i.their_owner_id,
})
export const meetingShown = (m: MeetingRow) => ({
  id: m.id, client: m.client_id, number: m.number, title: m.title, heldOn: m.held_on, state: m.state, revision: m.revision,
  confirmedRevision: m.confirmed_revision, ownerId: m.owner_id, sentAt: m.sent_at,
})
