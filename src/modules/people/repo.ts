import { type Insertable, type Kysely, type Selectable, sql, type Updateable } from 'kysely'
import type { Fresh } from '#kernel/db/columns.ts'
import { prepared, preparedRow } from '#kernel/db/prepared.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import type { AuthMethod } from '#kernel/db/actor.ts'
import type { Lang } from '#kernel/i18n/messages.ts'
import type { Currency } from '#kernel/pure/money.ts'
import type { Region } from '#kernel/pure/region.ts'
import type { Role } from '#kernel/pure/roles.ts'

interface AgencyTable {
  agency_id: string
  name: string
  legal_name: Fresh<string>
  region: Region
  locale: Lang
  zone: string
  currency: Currency
  tax_number: Fresh<string>
  address: Fresh<string>
  phone: Fresh<string>
  bank: Fresh<string>
  logo_file_id: Fresh<string | null>
  logo: Fresh<string>
  invoice_series: Fresh<string>
  terms_days: Fresh<number>
  sample: Fresh<boolean>
  version: Fresh<number>
  created_at: Date
}
interface PersonTable {
  agency_id: string
  id: string
  mail: string
  name: string
  title: Fresh<string>
  locale: Lang
  seal: Fresh<string>
  password_hash: Fresh<string | null>
  totp_secret: Fresh<string | null>
  totp_step: Fresh<bigint>
  active: Fresh<boolean>
  joined_at: Fresh<Date | null>
  version: Fresh<number>
  created_at: Date
}
interface SessionTable {
  agency_id: string
  id: string
  person_id: string
  token_hash: Buffer
  method: AuthMethod
  proved_at: Date
  created_at: Date
  seen_at: Date
  expires_at: Date
  ended_at: Fresh<Date | null>
  address: string
  agent: string
}
interface PasskeyTable {
  agency_id: string
  id: string
  person_id: string
  credential_id: string
  public_key: Buffer
  counter: bigint
  transports: string[]
  name: string
  created_at: Date
  used_at: Fresh<Date | null>
}
interface Tables {
  agency: AgencyTable
  /** Only the house's row, at founding: clients are the business of modules/clients. */
  client: { agency_id: string; client_id: string; name: string; locale: Lang; zone: string; region: Region; currency: Currency; house: boolean; created_at: Date }
  person: PersonTable
  person_role: { agency_id: string; person_id: string; role: Role }
  session: SessionTable
  passkey: PasskeyTable
  recovery_code: { agency_id: string; person_id: string; batch_id: string; hash: Buffer; used_at: Fresh<Date | null> }
  api_key: { agency_id: string; id: string; person_id: string; name: string; hash: Buffer; roles: Role[]; created_at: Date; expires_at: Date; ended_at: Fresh<Date | null> }
  ticket: { agency_id: string; id: string; person_id: string; kind: 'invitation' | 'reset'; token_hash: Buffer; created_at: Date; expires_at: Date; used_at: Fresh<Date | null>; void_at: Fresh<Date | null> }
  person_rate: { agency_id: string; person_id: string; from_on: string; currency: Currency; cost_minor: bigint; charge_minor: bigint; set_by: string; set_at: Date; version: number }
}
type Q = Kysely<Tables>
const q = (tx: WalledTx): Q => tx.db<Tables>()
const one = (n: { numUpdatedRows: bigint }): boolean => n.numUpdatedRows === 1n

export type AgencyRow = Selectable<AgencyTable>
export type PersonRow = Selectable<PersonTable> & { roles: Role[] }
export type SessionRow = Selectable<SessionTable>
export type RateRow = Selectable<Tables['person_rate']>

// Agency ---------------------------------------------------------------------------------------------------------------
export const insertAgency = async (tx: WalledTx, row: Insertable<AgencyTable>): Promise<void> => {
  await q(tx).insertInto('agency').values(row).execute()
  await q(tx).insertInto('client').values({
    agency_id: row.agency_id, client_id: row.agency_id, name: row.name, locale: row.locale, zone: row.zone, region: row.region, currency: row.currency,
    house: true, created_at: row.created_at,
  }).execute()
}
const ownAgency = preparedRow((q: Q, agency) => q.selectFrom('agency').selectAll().where('agency_id', '=', agency))
export const agency = async (tx: WalledTx): Promise<AgencyRow> => {
  const row = await ownAgency(tx)
  if (!row) throw new Error('the agency of the scope is not there')
  return row
}

/** Orders those who change who may do what: no two administrators take each other out at once. Whoever writes a row of the agency meanwhile waits for none of them. */
export const lockAgency = (tx: WalledTx) => q(tx).selectFrom('agency').select('agency_id').where('agency_id', '=', tx.agencyId).forNoKeyUpdate().executeTakeFirstOrThrow()

export const saveAgencyIf = async (tx: WalledTx, version: number, set: Updateable<AgencyTable>): Promise<boolean> => {
  const done = await q(tx).updateTable('agency').set({ ...set, version: version + 1 }).where('agency_id', '=', tx.agencyId).where('version', '=', version).executeTakeFirst()
  return one(done)
}
export const renameHouse = (tx: WalledTx, name: string) =>
  q(tx).updateTable('client').set({ name }).where('agency_id', '=', tx.agencyId).where('client_id', '=', tx.agencyId).execute()

// People ---------------------------------------------------------------------------------------------------------------
const persons = (q: Q, agency: string) =>
  q.selectFrom('person as p').where('p.agency_id', '=', agency).selectAll('p')
    .select(sql<Role[]>`array(select r.role from docket.person_role r where r.agency_id = p.agency_id and r.person_id = p.id order by r.role)`.as('roles'))

export const listPersons = (tx: WalledTx): Promise<PersonRow[]> => persons(q(tx), tx.agencyId).orderBy('p.created_at').orderBy('p.id').execute()
export const findPerson = preparedRow((q: Q, agency, id: string) => persons(q, agency).where('p.id', '=', id))
export const findByMail = (tx: WalledTx, mail: string): Promise<PersonRow | undefined> => persons(q(tx), tx.agencyId).where('p.mail', '=', mail).executeTakeFirst()

export const namesById = (tx: WalledTx, ids: readonly string[]) =>
  q(tx).selectFrom('person').select(['id', 'name']).where('agency_id', '=', tx.agencyId).where('id', 'in', [...ids]).execute()

export const activeAmong = (tx: WalledTx, ids: readonly string[]) =>
  q(tx).selectFrom('person').select('id').where('agency_id', '=', tx.agencyId).where('id', 'in', [...ids]).where('active', '=', true).execute()

const withRole = prepared((q: Q, agency, role: Role) =>
  q.selectFrom('person_role as r').innerJoin('person as p', (j) => j.onRef('p.agency_id', '=', 'r.agency_id').onRef('p.id', '=', 'r.person_id'))
    .select('p.id').where('r.agency_id', '=', agency).where('r.role', '=', role).where('p.active', '=', true).orderBy('p.created_at').orderBy('p.id'))
export const personsWith = async (tx: WalledTx, role: Role): Promise<string[]> => (await withRole(tx, role)).map((r) => r.id)

export const insertPerson = async (tx: WalledTx, row: Insertable<PersonTable>, roles: readonly Role[]): Promise<void> => {
  await q(tx).insertInto('person').values(row).execute()
  await addRoles(tx, row.id, roles)
}
const addRoles = async (tx: WalledTx, id: string, roles: readonly Role[]): Promise<void> => {
  if (roles.length > 0) await q(tx).insertInto('person_role').values(roles.map((role) => ({ agency_id: tx.agencyId, person_id: id, role }))).execute()
}
export const replaceRoles = async (tx: WalledTx, id: string, roles: readonly Role[]): Promise<void> => {
  await q(tx).deleteFrom('person_role').where('agency_id', '=', tx.agencyId).where('person_id', '=', id).execute()
  await addRoles(tx, id, roles)
}
export const savePersonIf = async (tx: WalledTx, id: string, version: number, set: Updateable<PersonTable>): Promise<boolean> => {
  const done = await q(tx).updateTable('person').set({ ...set, version: version + 1 })
    .where('agency_id', '=', tx.agencyId).where('id', '=', id).where('version', '=', version).executeTakeFirst()
  return one(done)
}
/** Sign-in's own columns, which no form shows and no version guards. */
export const setSecrets = (tx: WalledTx, id: string, set: Pick<Updateable<PersonTable>, 'password_hash' | 'totp_secret' | 'totp_step' | 'joined_at' | 'locale'>) =>
  q(tx).updateTable('person').set(set).where('agency_id', '=', tx.agencyId).where('id', '=', id).execute()

/** Takes a TOTP step: false when this or a later one was taken before. */
export const takeStep = async (tx: WalledTx, id: string, step: bigint): Promise<boolean> =>
  one(await q(tx).updateTable('person').set({ totp_step: step }).where('agency_id', '=', tx.agencyId).where('id', '=', id).where('totp_step', '<', step).executeTakeFirst())

// Sessions -------------------------------------------------------------------------------------------------------------
export const insertSession = (tx: WalledTx, row: Insertable<SessionTable>) => q(tx).insertInto('session').values(row).execute()
export const livingSessions = (tx: WalledTx, person: string): Promise<SessionRow[]> =>
  q(tx).selectFrom('session').selectAll().where('agency_id', '=', tx.agencyId).where('person_id', '=', person).where('ended_at', 'is', null)
    .where('expires_at', '>', tx.now).where('seen_at', '>', new Date(tx.now.getTime() - 7 * 86_400_000)).orderBy('seen_at', 'desc').execute()
export const changeSession = async (tx: WalledTx, id: string, set: Pick<Updateable<SessionTable>, 'seen_at' | 'proved_at' | 'method' | 'address' | 'agent'>): Promise<void> => {
  await q(tx).updateTable('session').set(set).where('agency_id', '=', tx.agencyId).where('id', '=', id).where('ended_at', 'is', null).execute()
}
/** Ends one session of a person, or all of them but one. Answers how many. */
export const endSessions = async (tx: WalledTx, person: string, which: { only?: string; but?: string | null }): Promise<number> => {
  let query = q(tx).updateTable('session').set({ ended_at: tx.now }).where('agency_id', '=', tx.agencyId).where('person_id', '=', person).where('ended_at', 'is', null)
  if (which.only) query = query.where('id', '=', which.only)
  if (which.but) query = query.where('id', '<>', which.but)
  return Number((await query.executeTakeFirst()).numUpdatedRows)
}

// Passkeys and recovery codes ------------------------------------------------------------------------------------------
export const insertPasskey = (tx: WalledTx, row: Insertable<PasskeyTable>) => q(tx).insertInto('passkey').values(row).execute()
export const listPasskeys = (tx: WalledTx, person: string) =>
  q(tx).selectFrom('passkey').selectAll().where('agency_id', '=', tx.agencyId).where('person_id', '=', person).orderBy('created_at').execute()
export const notePasskey = async (tx: WalledTx, id: string, counter: bigint): Promise<void> => {
  await q(tx).updateTable('passkey').set({ counter, used_at: tx.now }).where('agency_id', '=', tx.agencyId).where('id', '=', id).execute()
}
export const deletePasskey = async (tx: WalledTx, person: string, id: string): Promise<boolean> =>
  (await q(tx).deleteFrom('passkey').where('agency_id', '=', tx.agencyId).where('person_id', '=', person).where('id', '=', id).executeTakeFirst()).numDeletedRows === 1n

export const replaceCodes = async (tx: WalledTx, person: string, batch: string, hashes: readonly Buffer[]): Promise<void> => {
  await q(tx).deleteFrom('recovery_code').where('agency_id', '=', tx.agencyId).where('person_id', '=', person).execute()
  if (hashes.length > 0) await q(tx).insertInto('recovery_code').values(hashes.map((hash) => ({ agency_id: tx.agencyId, person_id: person, batch_id: batch, hash }))).execute()
}
export const takeCode = async (tx: WalledTx, person: string, hash: Buffer): Promise<boolean> =>
  one(await q(tx).updateTable('recovery_code').set({ used_at: tx.now }).where('agency_id', '=', tx.agencyId).where('person_id', '=', person)
    .where('hash', '=', hash).where('used_at', 'is', null).executeTakeFirst())
export const unusedCodes = (tx: WalledTx, person: string) =>
  q(tx).selectFrom('recovery_code').select('batch_id').where('agency_id', '=', tx.agencyId).where('person_id', '=', person).where('used_at', 'is', null).execute()

// Tickets --------------------------------------------------------------------------------------------------------------
export const insertTicket = (tx: WalledTx, row: Insertable<Tables['ticket']>) => q(tx).insertInto('ticket').values(row).execute()
/** Takes a ticket up: false when somebody was first. */
export const takeTicket = async (tx: WalledTx, id: string): Promise<boolean> =>
  one(await q(tx).updateTable('ticket').set({ used_at: tx.now }).where('agency_id', '=', tx.agencyId).where('id', '=', id).where('used_at', 'is', null).where('void_at', 'is', null).executeTakeFirst())
/** Voids what is open; answers the ids, whose letters are withdrawn too. */
export const voidTickets = async (tx: WalledTx, person: string): Promise<string[]> => {
  const rows = await q(tx).updateTable('ticket').set({ void_at: tx.now }).where('agency_id', '=', tx.agencyId).where('person_id', '=', person)
    .where('used_at', 'is', null).where('void_at', 'is', null).returning('id').execute()
  return rows.map((r) => r.id)
}

// Keys and rates -------------------------------------------------------------------------------------------------------
export const insertKey = (tx: WalledTx, row: Insertable<Tables['api_key']>) => q(tx).insertInto('api_key').values(row).execute()
export const listKeys = (tx: WalledTx, person: string) =>
  q(tx).selectFrom('api_key').selectAll().where('agency_id', '=', tx.agencyId).where('person_id', '=', person).orderBy('created_at', 'desc').execute()
/** Ends one key of a person, or all; answers how many. */
export const endKeys = async (tx: WalledTx, person: string, only?: string): Promise<number> => {
  const query = q(tx).updateTable('api_key').set({ ended_at: tx.now }).where('agency_id', '=', tx.agencyId).where('person_id', '=', person).where('ended_at', 'is', null)
  return Number((await (only ? query.where('id', '=', only) : query).executeTakeFirst()).numUpdatedRows)
}

/** Sets the rate that begins on a day, if the one there is the one that was shown (0: there was none); false otherwise. */
export const putRateIf = async (tx: WalledTx, shown: number, row: Omit<Insertable<Tables['person_rate']>, 'version'>): Promise<boolean> => {
  const { cost_minor, charge_minor, set_by, set_at } = row
  const done = await q(tx).insertInto('person_rate').values({ ...row, version: shown + 1 })
    .onConflict((c) => c.columns(['agency_id', 'person_id', 'from_on']).doUpdateSet({ cost_minor, charge_minor, set_by, set_at, version: shown + 1 }).where('person_rate.version', '=', shown)).executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}
export const listRates = (tx: WalledTx, person: string): Promise<RateRow[]> =>
  q(tx).selectFrom('person_rate').selectAll().where('agency_id', '=', tx.agencyId).where('person_id', '=', person).orderBy('from_on', 'desc').execute()
export const rateOn = (tx: WalledTx, person: string, day: string): Promise<RateRow | undefined> =>
  q(tx).selectFrom('person_rate').selectAll().where('agency_id', '=', tx.agencyId).where('person_id', '=', person).where('from_on', '<=', day).orderBy('from_on', 'desc').limit(1).executeTakeFirst()
export const ratesOn = (tx: WalledTx, day: string): Promise<RateRow[]> =>
  q(tx).selectFrom('person_rate').selectAll().distinctOn('person_id').where('agency_id', '=', tx.agencyId).where('from_on', '<=', day).orderBy('person_id').orderBy('from_on', 'desc').execute()
