import type { WalledTx } from '#kernel/db/walled.ts'
import { notFound, refuse } from '#kernel/pure/refusal.ts'
import { calendarFor } from '#modules/clients/index.ts'
import { agencyDay } from '#modules/people/index.ts'
import * as repo from './repo.ts'
import { checkOrder, sendBy } from './rules.ts'

export type { ItemRow, MeetingRow } from './repo.ts'
export { meetingsInStates } from './repo.ts'
export { hearSignoff, meetingsHearDeciding, meetingsHearLeaving } from './hear.ts'

export const meetingById = async (tx: WalledTx, client: string, id: string): Promise<repo.MeetingRow> => {
  const row = await repo.findMeeting(tx, client, id)
  if (!row) throw notFound()
  return row
}

/** An item with its meeting; the item may have been taken out of a later revision (`removed_at`). */
export const itemById = async (tx: WalledTx, client: string, id: string): Promise<{ item: repo.ItemRow; meeting: repo.MeetingRow }> => {
  const [item] = await repo.findItems(tx, client, [id])
  if (!item) throw notFound()
  return { item, meeting: await meetingById(tx, client, item.meeting_id) }
}

/** Every item that a meeting has or had: orders may point to one that a later revision took out. */
export const itemsOf = (tx: WalledTx, client: string, meeting: string): Promise<repo.ItemRow[]> => repo.listAllItems(tx, client, meeting)

/** A request becomes an order; what was answered before, by an order or a no, only with a reason. Refuses `meetings.answered_already`. */
export const ordered = async (tx: WalledTx, client: string, item: repo.ItemRow, reason: string): Promise<void> => {
  checkOrder(item, reason)
  if (!(await repo.answerIf(tx, client, item.id, item.outcome, 'order', reason))) throw refuse('meetings.answered_already')
}

/** Requests that are in the client's hands in writing and have neither an order nor a reasoned no, earliest date first: for the desk. */
export const openRequests = (tx: WalledTx, most = 200) => repo.listOpenRequests(tx, { most })

/** When each of the minutes is to go out for the first time; days are the agency's, working days both sides'. */
const withDays = async (tx: WalledTx, rows: readonly repo.MeetingRow[]) => {
  const calendars = new Map<string, Awaited<ReturnType<typeof calendarFor>>>()
  for (const { client_id } of rows) if (!calendars.has(client_id)) calendars.set(client_id, await calendarFor(tx, client_id))
  return rows.map((meeting) => ({ meeting, ...sendBy(calendars.get(meeting.client_id)!, meeting.held_on) }))
}

/** What a person began to write and has not sent: minutes with an item in them; `dueOn` while they never went out. */
export const draftsOf = async (tx: WalledTx, owner: string, most: number) =>
  (await withDays(tx, await repo.listDraftsOf(tx, owner, most))).map(({ meeting, dueOn }) => ({ meeting, dueOn: meeting.number === '' ? dueOn : null }))

/**
 * Minutes that should have gone out (within 24 working hours, 48 at the latest) and have not: `late` once the second
 * working day is over.
 */
export const overdueToSend = async (tx: WalledTx, most: number) => {
  const today = await agencyDay(tx)
  return (await withDays(tx, await repo.listUnsent(tx, today, most)))
    .filter((row) => row.dueOn <= today)
    .map((row) => ({ ...row, late: row.latestOn < today }))
}

/** Minutes by a part of their title or the beginning of their number. */
export const meetingsFound = (tx: WalledTx, text: string, most: number) => repo.findMeetings(tx, text, most)
