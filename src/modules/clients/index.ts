import type { WalledTx } from '#kernel/db/walled.ts'
import { type Day, mergeCalendars, type WorkCalendar } from '#kernel/pure/calendar.ts'
import { calendarOf } from '#kernel/pure/holidays.ts'
import { notFound } from '#kernel/pure/refusal.ts'
import type { Region } from '#kernel/pure/region.ts'
import { agencyOf } from '#modules/people/index.ts'
import * as repo from './repo.ts'

export { mayApprove } from './rules.ts'
export type { ClientRow, ContactRow } from './repo.ts'
export { contactsNamed, teamOf } from './repo.ts'

export type { ContactChanged, Leaving } from './events.ts'
export { clientsHearPeople } from './hear.ts'

/** The client, or `not_found` behind the wall; the house is no client. */
export const clientById = async (tx: WalledTx, client: string): Promise<repo.ClientRow> => {
  const row = await repo.findClient(tx, client)
  if (!row || row.house) throw notFound()
  return row
}

export const contactsOf = (tx: WalledTx, client: string): Promise<repo.ContactRow[]> => repo.listContacts(tx, client)

/** Names by id of contacts whom the caller may see. */
export const contactNames = async (tx: WalledTx, ids: readonly string[]): Promise<Map<string, string>> =>
  ids.length === 0 ? new Map() : new Map((await repo.contactsByIds(tx, ids)).map((c) => [c.id, c.name]))
export const contactById = async (tx: WalledTx, client: string, id: string): Promise<repo.ContactRow> => {
  const row = await repo.findContact(tx, client, id)
  if (!row) throw notFound()
  return row
}

/** Names by id of the clients I see, the house left out. */
export const clientNames = async (tx: WalledTx): Promise<Map<string, string>> => new Map((await repo.listClients(tx)).map((c) => [c.client_id, c.name]))

const ownDays = (days: readonly { client_id: string; day: Day; kind: string }[], client: string, kind: string): Set<Day> =>
  new Set(days.filter((d) => d.client_id === client && d.kind === kind).map((d) => d.day))

/**
 * Working days common to the agency and the client (B4): each side's public holidays by region, changed by its own days.
 * A day works only if it works for both.
 */
export const calendarFor = async (tx: WalledTx, client: string): Promise<WorkCalendar> => {
  const [agency, row, days] = await Promise.all([agencyOf(tx), clientById(tx, client), ownDaysOf(tx, client)])
  return calendarOfBoth(agency, row, days)
}
/** The agency's and the client's own days, as `calendarOfBoth` takes them. */
export const ownDaysOf = (tx: WalledTx, client: string) => repo.listDays(tx, [tx.agencyId, client])
/** The same for whoever has read both sides already. */
export const calendarOfBoth = (agency: { agency_id: string; region: Region }, client: { client_id: string; region: Region }, days: Awaited<ReturnType<typeof ownDaysOf>>): WorkCalendar => {
  const side = (region: Region, id: string): WorkCalendar => {
    const base = calendarOf(region)
    const closed = ownDays(days, id, 'closed')
    const open = ownDays(days, id, 'open')
    return { closed: base.closed.difference(open).union(closed), open: base.open.difference(closed).union(open) }
  }
  return mergeCalendars(side(agency.region, agency.agency_id), side(client.region, client.client_id))
}
