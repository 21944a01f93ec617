import { type Selectable, sql } from 'kysely'
import { literally } from '#kernel/db/like.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import { newId } from '#kernel/ids.ts'
import type { Place } from '#kernel/pure/page.ts'
import type { ItemKind, MeetingState, Outcome } from './rules.ts'

interface MeetingTable {
  agency_id: string
  client_id: string
  id: string
  number: string
  title: string
  held_on: string
  place: string
  state: MeetingState
  revision: number
  confirmed_revision: number | null
  owner_id: string
  created_at: Date
  sent_at: Date | null
  ended_at: Date | null
  version: number
}
interface AttendeeTable {
  agency_id: string
  client_id: string
  meeting_id: string
  id: string
  person_id: string | null
  contact_id: string | null
}
interface ItemTable {
  agency_id: string
  client_id: string
  id: string
  meeting_id: string
  no: number
  kind: ItemKind
  text: string
  quote: string
  quoted_contact_id: string | null
  step: string
  due_on: string | null
  our_owner_id: string | null
  their_owner_id: string | null
  objection: string
  outcome: Outcome
  outcome_reason: string
  removed_at: Date | null
}
interface Tables {
  meeting: MeetingTable
  meeting_attendee: AttendeeTable
  meeting_item: ItemTable
}
const q = (tx: WalledTx) => tx.db<Tables>()
export type MeetingRow = Selectable<MeetingTable>
export type ItemRow = Selectable<ItemTable>
/** What an editor writes of an item. */
export type ItemFields = Pick<ItemRow, 'id' | 'no' | 'kind' | 'text' | 'quote' | 'quoted_contact_id' | 'step' | 'due_on' | 'our_owner_id' | 'their_owner_id'>

const meetings = (tx: WalledTx, client: string) => q(tx).selectFrom('meeting').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client)

export const findMeeting = (tx: WalledTx, client: string, id: string): Promise<MeetingRow | undefined> => meetings(tx, client).where('id', '=', id).executeTakeFirst()
export const findMeetingForUpdate = (tx: WalledTx, client: string, id: string): Promise<MeetingRow | undefined> =>
  meetings(tx, client).where('id', '=', id).forUpdate().executeTakeFirst()

export const insertMeeting = (tx: WalledTx, row: Pick<MeetingTable, 'client_id' | 'id' | 'title' | 'held_on' | 'place' | 'owner_id'>) =>
  q(tx).insertInto('meeting').values({ ...row, agency_id: tx.agencyId, created_at: tx.now, number: '', state: 'draft', revision: 1, confirmed_revision: null, sent_at: null, ended_at: null, version: 1 }).execute()

/** Writes if nobody else did since `version`; false otherwise. */
export const saveMeetingIf = async (tx: WalledTx, client: string, id: string, version: number, set: Partial<MeetingTable>): Promise<boolean> => {
  const done = await q(tx).updateTable('meeting').set({ ...set, version: version + 1 })
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', id).where('version', '=', version).executeTakeFirst()
  return done.numUpdatedRows === 1n
}

interface MeetingFilter {
  client?: string | undefined
  state?: MeetingState
  from?: string
  to?: string
  find?: string
  after?: Place
  most: number
}

/** One page, newest meeting first, by keyset; one row more than `most` when there is a next page. */
export const listMeetings = (tx: WalledTx, f: MeetingFilter): Promise<MeetingRow[]> => {
  let query = q(tx).selectFrom('meeting').selectAll().where('agency_id', '=', tx.agencyId)
  if (f.client) query = query.where('client_id', '=', f.client)
  if (f.state) query = query.where('state', '=', f.state)
  if (f.from) query = query.where('held_on', '>=', f.from)
  if (f.to) query = query.where('held_on', '<=', f.to)
  if (f.find) {
    const like = literally(f.find)
    query = query.where((e) => e.or([e('title', 'ilike', `%${like}%`), e('number', 'ilike', `${like}%`)]))
  }
  if (f.after) query = query.where(sql<boolean>`(held_on, id) < (${f.after.key}::date, ${f.after.id}::uuid)`)
  return query.orderBy('held_on', 'desc').orderBy('id', 'desc').limit(f.most + 1).execute()
}

/** How many items each of the meetings has, and how many requests nobody has answered. */
export const countItems = async (tx: WalledTx, ids: readonly string[]): Promise<Map<string, { items: number; requests: number }>> => {
  if (ids.length === 0) return new Map()
  const rows = await q(tx).selectFrom('meeting_item')
    .select(['meeting_id', sql<number>`count(*)::int`.as('items'), sql<number>`count(*) filter (where kind = 'request' and outcome = '')::int`.as('requests')])
    .where('agency_id', '=', tx.agencyId).where('meeting_id', 'in', [...ids]).where('removed_at', 'is', null).groupBy('meeting_id').execute()
  return new Map(rows.map((r) => [r.meeting_id, { items: r.items, requests: r.requests }]))
}

export const listAttendees = (tx: WalledTx, client: string, meeting: string) =>
  q(tx).selectFrom('meeting_attendee').select(['person_id', 'contact_id']).where('agency_id', '=', tx.agencyId).where('client_id', '=', client)
    .where('meeting_id', '=', meeting).orderBy('id').execute()

export const replaceAttendees = async (tx: WalledTx, client: string, meeting: string, people: readonly string[], contacts: readonly string[]): Promise<void> => {
  await q(tx).deleteFrom('meeting_attendee').where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('meeting_id', '=', meeting).execute()
  const base = { agency_id: tx.agencyId, client_id: client, meeting_id: meeting }
  const rows = [
    ...people.map((person_id) => ({ ...base, id: newId(tx.now), person_id, contact_id: null })),
    ...contacts.map((contact_id) => ({ ...base, id: newId(tx.now), person_id: null, contact_id })),
  ]
  if (rows.length > 0) await q(tx).insertInto('meeting_attendee').values(rows).execute()
}

const items = (tx: WalledTx, client: string) => q(tx).selectFrom('meeting_item').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client)

export const listItems = (tx: WalledTx, client: string, meeting: string): Promise<ItemRow[]> =>
  items(tx, client).where('meeting_id', '=', meeting).where('removed_at', 'is', null).orderBy('no').execute()

export const listAllItems = (tx: WalledTx, client: string, meeting: string): Promise<ItemRow[]> =>
  items(tx, client).where('meeting_id', '=', meeting).orderBy('no').execute()

export const findItems = (tx: WalledTx, client: string, ids: readonly string[]): Promise<ItemRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : items(tx, client).where('id', 'in', [...ids]).execute()

/**
 * Makes the items of a meeting these: known ones are changed, new ones added, the rest marked as removed (frozen revisions
 * and orders still point to them). False when an id belongs to another meeting.
 */
export const replaceItems = async (tx: WalledTx, client: string, meeting: string, wanted: readonly ItemFields[]): Promise<boolean> => {
  await q(tx).updateTable('meeting_item').set({ removed_at: tx.now }).where('agency_id', '=', tx.agencyId).where('client_id', '=', client)
    .where('meeting_id', '=', meeting).where('removed_at', 'is', null).execute()
  if (wanted.length === 0) return true
  const rows = wanted.map((i) => ({ ...i, agency_id: tx.agencyId, client_id: client, meeting_id: meeting, objection: '', outcome: '' as const, outcome_reason: '', removed_at: null }))
  const done = await q(tx).insertInto('meeting_item').values(rows)
    .onConflict((c) => c.columns(['agency_id', 'client_id', 'id']).doUpdateSet((e) => ({
      no: e.ref('excluded.no'), kind: e.ref('excluded.kind'), text: e.ref('excluded.text'), quote: e.ref('excluded.quote'),
      quoted_contact_id: e.ref('excluded.quoted_contact_id'), step: e.ref('excluded.step'), due_on: e.ref('excluded.due_on'),
      our_owner_id: e.ref('excluded.our_owner_id'), their_owner_id: e.ref('excluded.their_owner_id'), removed_at: null,
    })).where('meeting_item.meeting_id', '=', meeting)).executeTakeFirst()
  return Number(done.numInsertedOrUpdatedRows ?? 0n) === wanted.length
}

export const setItem = (tx: WalledTx, client: string, id: string, set: Pick<ItemTable, 'objection'>) =>
  q(tx).updateTable('meeting_item').set(set).where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', id).execute()

/** What became of an item, if it still stands where the caller saw it; false when somebody was first. */
export const answerIf = async (tx: WalledTx, client: string, id: string, from: Outcome, outcome: Exclude<Outcome, ''>, reason: string): Promise<boolean> => {
  const done = await q(tx).updateTable('meeting_item').set({ outcome, outcome_reason: reason })
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', id).where('outcome', '=', from).executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const clearObjections = (tx: WalledTx, client: string, meeting: string) =>
  q(tx).updateTable('meeting_item').set({ objection: '' }).where('agency_id', '=', tx.agencyId).where('client_id', '=', client)
    .where('meeting_id', '=', meeting).where('objection', '<>', '').execute()

/** Requests that the client has in writing and nobody has answered by an order or a reason, earliest date first. */
export const listOpenRequests = (tx: WalledTx, f: { client?: string; most: number }) => {
  let query = q(tx).selectFrom('meeting_item as i')
    .innerJoin('meeting as m', (j) => j.onRef('m.agency_id', '=', 'i.agency_id').onRef('m.client_id', '=', 'i.client_id').onRef('m.id', '=', 'i.meeting_id'))
    .select(['i.id', 'i.client_id', 'i.meeting_id', 'i.no', 'i.text', 'i.quote', 'i.step', 'i.due_on', 'i.our_owner_id', 'i.their_owner_id', 'm.number', 'm.title', 'm.held_on', 'm.state'])
    .where('i.agency_id', '=', tx.agencyId).where('i.kind', '=', 'request').where('i.outcome', '=', '').where('i.removed_at', 'is', null)
    .where((e) => e.or([e('m.state', 'in', ['sent', 'confirmed', 'objected']), e('m.confirmed_revision', 'is not', null)]))
  if (f.client) query = query.where('i.client_id', '=', f.client)
  return query.orderBy('i.due_on').orderBy('i.id').limit(f.most).execute()
}

/** Minutes that somebody owns and that are not confirmed. */
export const openMeetingsOf = (tx: WalledTx, client: string, owner: string) =>
  q(tx).selectFrom('meeting').select(['number', 'title']).where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('owner_id', '=', owner)
    .where('state', '<>', 'confirmed').orderBy('created_at').execute()

export const meetingsInStates = (tx: WalledTx, states: readonly MeetingState[], most: number): Promise<MeetingRow[]> =>
  q(tx).selectFrom('meeting').selectAll().where('agency_id', '=', tx.agencyId).where('state', 'in', [...states]).orderBy('held_on').limit(most).execute()

/** Minutes that were never sent, of meetings before a day. */
export const listUnsent = (tx: WalledTx, before: string, most: number): Promise<MeetingRow[]> =>
  q(tx).selectFrom('meeting').selectAll().where('agency_id', '=', tx.agencyId).where('state', '=', 'draft').where('number', '=', '')
    .where('held_on', '<', before).orderBy('held_on').limit(most).execute()

/** Minutes of an owner that are a draft, a later revision too, and hold an item. */
export const listDraftsOf = (tx: WalledTx, owner: string, most: number): Promise<MeetingRow[]> =>
  q(tx).selectFrom('meeting as m').selectAll('m').where('m.agency_id', '=', tx.agencyId).where('m.owner_id', '=', owner).where('m.state', '=', 'draft')
    .where((e) => e.exists(e.selectFrom('meeting_item as i').select('i.id').whereRef('i.agency_id', '=', 'm.agency_id').whereRef('i.client_id', '=', 'm.client_id').whereRef('i.meeting_id', '=', 'm.id').where('i.removed_at', 'is', null)))
    .orderBy('m.held_on').limit(most).execute()

/** Minutes whose title holds a text or whose number begins with it. */
export const findMeetings = (tx: WalledTx, text: string, most: number) => {
  const like = literally(text)
  return q(tx).selectFrom('meeting').select(['id', 'client_id', 'title', 'number']).where('agency_id', '=', tx.agencyId)
    .where((e) => e.or([e('title', 'ilike', `%${like}%`), e('number', 'ilike', `${like}%`)])).orderBy('held_on', 'desc').limit(most).execute()
}
