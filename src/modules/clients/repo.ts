import { type Insertable, type Kysely, type Selectable, sql } from 'kysely'
import type { Lang } from '#kernel/i18n/messages.ts'
import { literally } from '#kernel/db/like.ts'
import { preparedRow } from '#kernel/db/prepared.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import type { Currency } from '#kernel/pure/money.ts'
import type { Region } from '#kernel/pure/region.ts'
import type { seniorities } from './contract.ts'

export interface ClientTable {
  agency_id: string
  client_id: string
  name: string
  legal_name: string
  trade: string
  tax_number: string
  address: string
  locale: Lang
  zone: string
  region: Region
  currency: Currency
  terms_days: number
  house: boolean
  active: boolean
  version: number
  created_at: Date
}
interface TeamTable {
  agency_id: string
  client_id: string
  person_id: string
  since: Date
}
export interface ContactTable {
  agency_id: string
  client_id: string
  id: string
  name: string
  title: string
  seniority: (typeof seniorities)[number]
  mail: string
  phone: string
  locale: Lang
  approver_since: string | null
  active: boolean
  version: number
  created_at: Date
}
interface DayTable {
  agency_id: string
  client_id: string
  day: string
  kind: 'closed' | 'open'
  name: string
}
interface Tables {
  client: ClientTable
  client_team: TeamTable
  contact: ContactTable
  calendar_day: DayTable
}
type Q = Kysely<Tables>
const q = (tx: WalledTx): Q => tx.db<Tables>()

export type ClientRow = Selectable<ClientTable>
export type ContactRow = Selectable<ContactTable>

/** Clients of my walls, the house left out. */
export const listClients = (tx: WalledTx) =>
  q(tx).selectFrom('client').selectAll().where('agency_id', '=', tx.agencyId).where('house', '=', false).orderBy('name').execute()

export const findClient = preparedRow((q: Q, agency, client: string) =>
  q.selectFrom('client').selectAll().where('agency_id', '=', agency).where('client_id', '=', client))

export const insertClient = (tx: WalledTx, row: Insertable<ClientTable>) => q(tx).insertInto('client').values(row).execute()

export const saveClientIf = async (tx: WalledTx, client: string, version: number, set: Partial<ClientTable>): Promise<boolean> => {
  const done = await q(tx).updateTable('client').set({ ...set, version: version + 1 })
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('version', '=', version).executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const listContacts = (tx: WalledTx, client: string) =>
  q(tx).selectFrom('contact').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client).orderBy('created_at').execute()

export const findContact = preparedRow((q: Q, agency, client: string, id: string) =>
  q.selectFrom('contact').selectAll().where('agency_id', '=', agency).where('client_id', '=', client).where('id', '=', id))

export const contactsByIds = (tx: WalledTx, ids: readonly string[]) =>
  q(tx).selectFrom('contact').select(['id', 'name']).where('agency_id', '=', tx.agencyId).where('id', 'in', [...ids]).execute()

/** Contacts of my clients by a part of their name or the beginning of their mail. */
export const contactsNamed = (tx: WalledTx, text: string, most: number) =>
  q(tx).selectFrom('contact').select(['id', 'client_id', 'name', 'title']).where('agency_id', '=', tx.agencyId).where('active', '=', true)
    .where((e) => e.or([e('name', 'ilike', `%${literally(text)}%`), e('mail', 'ilike', `${literally(text)}%`)])).orderBy('name').limit(most).execute()

export const insertContact = (tx: WalledTx, row: Insertable<ContactTable>) => q(tx).insertInto('contact').values(row).execute()

export const saveContactIf = async (tx: WalledTx, client: string, id: string, version: number, set: Partial<ContactTable>): Promise<boolean> => {
  const done = await q(tx).updateTable('contact').set({ ...set, version: version + 1 })
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', id).where('version', '=', version).executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const teamOf = async (tx: WalledTx, client: string): Promise<string[]> => {
  const rows = await q(tx).selectFrom('client_team').select('person_id').where('agency_id', '=', tx.agencyId).where('client_id', '=', client).orderBy('since').execute()
  return rows.map((r) => r.person_id)
}

/** Puts people on a team; answers how many were not on it before. */
export const addToTeam = async (tx: WalledTx, client: string, people: readonly string[]): Promise<number> => {
  if (people.length === 0) return 0
  const done = await q(tx).insertInto('client_team')
    .values(people.map((person_id) => ({ agency_id: tx.agencyId, client_id: client, person_id, since: tx.now })))
    .onConflict((c) => c.doNothing()).executeTakeFirst()
  return Number(done.numInsertedOrUpdatedRows ?? 0n)
}

export const removeFromTeam = async (tx: WalledTx, client: string, person: string): Promise<boolean> => {
  const done = await q(tx).deleteFrom('client_team')
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('person_id', '=', person).executeTakeFirst()
  return done.numDeletedRows === 1n
}

/** The clients of one's own walls on whose team somebody is. */
export const clientsOf = async (tx: WalledTx, person: string): Promise<string[]> => {
  const rows = await q(tx).selectFrom('client_team').select('client_id').where('agency_id', '=', tx.agencyId).where('person_id', '=', person).orderBy('since').execute()
  return rows.map((r) => r.client_id)
}
/** Whether somebody has anything in hand, at any client, in sight or not. */
export const hasInHand = async (tx: WalledTx, person: string): Promise<boolean> =>
  (await sql<{ held: boolean }>`select docket.has_in_hand(${person}, null) as held`.execute(tx.db())).rows[0]!.held
/** Whether a client of somebody's has nobody left who can put others on its team. */
export const leftUnkept = async (tx: WalledTx, person: string): Promise<boolean> =>
  (await sql<{ unkept: boolean }>`select docket.left_unkept(${person}) as unkept`.execute(tx.db())).rows[0]!.unkept

export const listDays = (tx: WalledTx, clients: readonly string[]) =>
  q(tx).selectFrom('calendar_day').select(['client_id', 'day', 'kind', 'name']).where('agency_id', '=', tx.agencyId).where('client_id', 'in', [...clients]).orderBy('day').execute()

export const replaceDays = async (tx: WalledTx, client: string, days: readonly Pick<DayTable, 'day' | 'kind' | 'name'>[]): Promise<void> => {
  await q(tx).deleteFrom('calendar_day').where('agency_id', '=', tx.agencyId).where('client_id', '=', client).execute()
  if (days.length > 0) await q(tx).insertInto('calendar_day').values(days.map((d) => ({ agency_id: tx.agencyId, client_id: client, ...d }))).execute()
}
