import { type ColumnType, type Insertable, type Kysely, type Selectable, sql, type Updateable } from 'kysely'
import type { Fresh, Json } from '#kernel/db/columns.ts'
import { preparedRow } from '#kernel/db/prepared.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import type { Lang } from '#kernel/i18n/messages.ts'
import type { Values } from '#kernel/i18n/say.ts'
import { newId } from '#kernel/ids.ts'
import type { Answer } from './contract.ts'
import type { PartyState, RequestState, SignMethod } from './rules.ts'

type JsonOrNull<T> = ColumnType<T | null, string | null | undefined, string | null>
export interface DocumentTable {
  agency_id: string
  client_id: string
  id: string
  kind: string
  subject_id: string
  job_id: string | null
  number: string
  created_at: Date
}
export interface VersionTable {
  agency_id: string
  client_id: string
  document_id: string
  version: number
  title: string
  lang: Lang
  data: Json<unknown>
  data_sha256: string
  template: string
  template_sha256: string
  file_id: string
  sha256: string
  frozen_at: Date
  frozen_by: string | null
}
/** The letter to contacts as keys and values, said in the reader's language when it is written. */
export interface Letter {
  subject?: string
  body?: string
  values?: Partial<Record<Lang, Values>>
}
export interface RequestTable {
  agency_id: string
  client_id: string
  id: string
  document_id: string
  version: number
  sha256: string
  purpose: 'sign' | 'confirm'
  consent: string
  consent_version: number
  approver: Fresh<boolean>
  state: Fresh<RequestState>
  turn: Fresh<number>
  letter: Json<Letter>
  link_days: number
  certificate_file_id: Fresh<string | null>
  created_by: string | null
  created_at: Date
  ended_at: Fresh<Date | null>
}
export interface PartyTable {
  agency_id: string
  client_id: string
  request_id: string
  id: string
  turn: number
  side: 'agency' | 'client'
  person_id: string | null
  contact_id: string | null
  name: string
  role: string
  stage: string
  state: Fresh<PartyState>
  link_id: Fresh<string | null>
  token_hash: Fresh<Buffer | null>
  expires_at: Fresh<Date | null>
  asked_at: Fresh<Date | null>
  reminded_at: Fresh<Date | null>
  reminders: Fresh<number>
  opened_at: Fresh<Date | null>
  opened: Fresh<number>
  reason: Fresh<string>
  answer: JsonOrNull<Answer>
  ended_at: Fresh<Date | null>
}
export interface SignatureTable {
  agency_id: string
  client_id: string
  party_id: string
  request_id: string
  sha256: string
  name: string
  consent_text: string
  consent_lang: Lang
  consent_version: number
  method: SignMethod
  proved_at: Date | null
  address: string
  agent: string
  mark: string
  at: Date
}
interface Tables {
  document: DocumentTable
  document_version: VersionTable
  signature_request: RequestTable
  signature_party: PartyTable
  signature: SignatureTable
}
export type DocumentRow = Selectable<DocumentTable>
export type VersionRow = Selectable<VersionTable>
export type RequestRow = Selectable<RequestTable>
export type PartyRow = Selectable<PartyTable>
export type SignatureRow = Selectable<SignatureTable>
type Q = Kysely<Tables>
const q = (tx: WalledTx): Q => tx.db<Tables>()

/** The document of a thing, made when it is frozen for the first time. Its row stays locked until the transaction ends, so that versions are numbered one after another. */
export const takeDocument = async (tx: WalledTx, of: { client: string; kind: string; subjectId: string; job: string | null; number: string }): Promise<string> => {
  const row = await q(tx).insertInto('document')
    .values({ agency_id: tx.agencyId, client_id: of.client, id: newId(tx.now), kind: of.kind, subject_id: of.subjectId, job_id: of.job, number: of.number, created_at: tx.now })
    .onConflict((c) => c.columns(['agency_id', 'client_id', 'kind', 'subject_id']).doUpdateSet({ number: of.number, job_id: of.job }))
    .returning('id').executeTakeFirstOrThrow()
  return row.id
}
const documents = (q: Q, agency: string, client: string) => q.selectFrom('document').selectAll().where('agency_id', '=', agency).where('client_id', '=', client)
export const findDocument = preparedRow((q: Q, agency, client: string, id: string) => documents(q, agency, client).where('id', '=', id))
/** The same, locked: no version is added until this transaction ends. */
export const lockDocument = preparedRow((q: Q, agency, client: string, id: string) => documents(q, agency, client).where('id', '=', id).forUpdate())
export const findDocumentOf = preparedRow((q: Q, agency, client: string, kind: string, subjectId: string) =>
  documents(q, agency, client).where('kind', '=', kind).where('subject_id', '=', subjectId))
export const documentsOfJob = (tx: WalledTx, client: string, job: string) => documents(q(tx), tx.agencyId, client).where('job_id', '=', job).orderBy('created_at').orderBy('id').execute()

/** One at a time makes the paper of a thing; held to the end of the transaction. */
export const lockPaper = (tx: WalledTx, id: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`paper ${tx.agencyId} ${id}`}, 0))`.execute(tx.db())

export const lastVersion = async (tx: WalledTx, client: string, document: string): Promise<number> => {
  const row = await q(tx).selectFrom('document_version').select((e) => e.fn.max('version').as('last'))
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('document_id', '=', document).executeTakeFirst()
  return row?.last ?? 0
}
export const insertVersion = (tx: WalledTx, row: Insertable<VersionTable>) => q(tx).insertInto('document_version').values(row).execute()
export const findVersion = preparedRow((q: Q, agency, client: string, document: string, version: number) =>
  q.selectFrom('document_version').selectAll().where('agency_id', '=', agency).where('client_id', '=', client)
    .where('document_id', '=', document).where('version', '=', version))
export const versionsOf = async (tx: WalledTx, client: string, ids: readonly string[]) =>
  ids.length === 0 ? [] : q(tx).selectFrom('document_version')
    .select(['document_id', 'version', 'title', 'lang', 'sha256', 'data_sha256', 'template', 'template_sha256', 'file_id', 'frozen_at', 'frozen_by'])
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('document_id', 'in', [...ids]).orderBy('version').execute()

export const insertRequest = (tx: WalledTx, row: Insertable<RequestTable>) => q(tx).insertInto('signature_request').values(row).execute()
export const insertParties = (tx: WalledTx, rows: Insertable<PartyTable>[]) => q(tx).insertInto('signature_party').values(rows).execute()
export const findRequest = preparedRow((q: Q, agency, client: string, id: string) =>
  q.selectFrom('signature_request').selectAll().where('agency_id', '=', agency).where('client_id', '=', client).where('id', '=', id))
export const findOpenRequest = preparedRow((q: Q, agency, client: string, document: string) =>
  q.selectFrom('signature_request').selectAll().where('agency_id', '=', agency).where('client_id', '=', client)
    .where('document_id', '=', document).where('state', '=', 'open'))
export const requestsOf = async (tx: WalledTx, client: string, documents: readonly string[]) =>
  documents.length === 0 ? [] : q(tx).selectFrom('signature_request').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client)
    .where('document_id', 'in', [...documents]).orderBy('created_at').orderBy('id').execute()

/**
 * Takes an open request's row for this transaction, and only if it still asks for the hash that was shown and it is that
 * turn's time: the place where of two who come at once one is first. False: it is not so (any more).
 */
export const claim = async (tx: WalledTx, client: string, request: string, shown: string, turn: number): Promise<boolean> => {
  const done = await q(tx).updateTable('signature_request').set({ state: 'open' }).where('agency_id', '=', tx.agencyId).where('client_id', '=', client)
    .where('id', '=', request).where('state', '=', 'open').where('sha256', '=', shown).where('turn', '=', turn).executeTakeFirst()
  return done.numUpdatedRows === 1n
}
/** Moves an open request on, or ends it; false when it has ended already. */
export const moveRequest = async (tx: WalledTx, client: string, request: string, set: Updateable<RequestTable>): Promise<boolean> => {
  const done = await q(tx).updateTable('signature_request').set(set).where('agency_id', '=', tx.agencyId).where('client_id', '=', client)
    .where('id', '=', request).where('state', '=', 'open').executeTakeFirst()
  return done.numUpdatedRows === 1n
}
/** A complete request gets its certificate once. */
export const setCertificate = async (tx: WalledTx, client: string, request: string, file: string): Promise<boolean> => {
  const done = await q(tx).updateTable('signature_request').set({ certificate_file_id: file }).where('agency_id', '=', tx.agencyId).where('client_id', '=', client)
    .where('id', '=', request).where('state', '=', 'complete').where('certificate_file_id', 'is', null).executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const findParty = preparedRow((q: Q, agency, client: string, id: string) =>
  q.selectFrom('signature_party').selectAll().where('agency_id', '=', agency).where('client_id', '=', client).where('id', '=', id))
export const partiesOf = async (tx: WalledTx, client: string, requests: readonly string[]) =>
  requests.length === 0 ? [] : q(tx).selectFrom('signature_party').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client)
    .where('request_id', 'in', [...requests]).orderBy('turn').orderBy('id').execute()
/** Changes a party only while it is in `from`; false when somebody was first. */
export const movePartyIf = async (tx: WalledTx, client: string, id: string, from: PartyState, set: Updateable<PartyTable>): Promise<boolean> => {
  const done = await q(tx).updateTable('signature_party').set(set).where('agency_id', '=', tx.agencyId).where('client_id', '=', client)
    .where('id', '=', id).where('state', '=', from).executeTakeFirst()
  return done.numUpdatedRows === 1n
}
/** A party says yes or no: only while it is asked, and a contact only while the link lives. */
export const endPartyIf = async (tx: WalledTx, client: string, id: string, set: Updateable<PartyTable>): Promise<boolean> => {
  const done = await q(tx).updateTable('signature_party').set({ ...set, ended_at: tx.now }).where('agency_id', '=', tx.agencyId).where('client_id', '=', client)
    .where('id', '=', id).where('state', '=', 'asked').where((e) => e.or([e('expires_at', 'is', null), e('expires_at', '>', tx.now)])).executeTakeFirst()
  return done.numUpdatedRows === 1n
}
export const noteOpened = async (tx: WalledTx, client: string, id: string): Promise<boolean> => {
  const done = await q(tx).updateTable('signature_party')
    .set((e) => ({ opened: sql<number>`opened + 1`, opened_at: e.fn.coalesce('opened_at', e.val(tx.now)) }))
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', id).where('state', '=', 'asked').executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const insertSignature = (tx: WalledTx, row: Insertable<SignatureTable>) => q(tx).insertInto('signature').values(row).execute()
export const findSignature = (tx: WalledTx, client: string, party: string) =>
  q(tx).selectFrom('signature').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('party_id', '=', party).executeTakeFirst()
export const signaturesOf = async (tx: WalledTx, client: string, requests: readonly string[]) =>
  requests.length === 0 ? [] : q(tx).selectFrom('signature').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client)
    .where('request_id', 'in', [...requests]).execute()

/** What a person is asked to sign now, oldest first, over the clients they see. */
export const owedBy = (tx: WalledTx, person: string, client: string | undefined, most = 200) =>
  q(tx).selectFrom('signature_party as p')
    .innerJoin('signature_request as r', (j) => j.onRef('r.agency_id', '=', 'p.agency_id').onRef('r.client_id', '=', 'p.client_id').onRef('r.id', '=', 'p.request_id'))
    .innerJoin('document as d', (j) => j.onRef('d.agency_id', '=', 'r.agency_id').onRef('d.client_id', '=', 'r.client_id').onRef('d.id', '=', 'r.document_id'))
    .innerJoin('document_version as v', (j) =>
      j.onRef('v.agency_id', '=', 'r.agency_id').onRef('v.client_id', '=', 'r.client_id').onRef('v.document_id', '=', 'r.document_id').onRef('v.version', '=', 'r.version'))
    .select(['p.client_id', 'd.id as document_id', 'd.kind', 'd.subject_id', 'd.job_id', 'd.number', 'v.title', 'r.version', 'r.sha256', 'v.file_id',
      'r.id as request_id', 'p.id as party_id', 'p.role', 'p.stage', 'r.purpose', 'r.consent', 'p.asked_at', 'r.created_at', 'r.created_by'])
    .where('p.agency_id', '=', tx.agencyId).where('p.person_id', '=', person).where('p.state', '=', 'asked').where('r.state', '=', 'open')
    .$if(client !== undefined, (s) => s.where('p.client_id', '=', client as string))
    .orderBy('p.asked_at').orderBy('p.id').limit(most).execute()

/** The titles of the papers of a client that somebody has not signed yet, their turn having come or not. */
export const titlesAwaiting = async (tx: WalledTx, client: string, person: string): Promise<string[]> => {
  const rows = await q(tx).selectFrom('signature_party as p')
    .innerJoin('signature_request as r', (j) => j.onRef('r.agency_id', '=', 'p.agency_id').onRef('r.client_id', '=', 'p.client_id').onRef('r.id', '=', 'p.request_id'))
    .innerJoin('document_version as v', (j) =>
      j.onRef('v.agency_id', '=', 'r.agency_id').onRef('v.client_id', '=', 'r.client_id').onRef('v.document_id', '=', 'r.document_id').onRef('v.version', '=', 'r.version'))
    .select('v.title').distinct().where('p.agency_id', '=', tx.agencyId).where('p.client_id', '=', client).where('p.person_id', '=', person)
    .where('p.state', 'in', ['waiting', 'asked']).where('r.state', '=', 'open').orderBy('v.title').execute()
  return rows.map((r) => r.title)
}

/** Open requests that wait, now or in a later turn, for a contact. */
export const openFor = (tx: WalledTx, client: string, contact: string) =>
  q(tx).selectFrom('signature_request as r').select(['r.id', 'r.document_id', 'r.approver']).where('r.agency_id', '=', tx.agencyId).where('r.client_id', '=', client).where('r.state', '=', 'open')
    .where((e) => e.exists(e.selectFrom('signature_party as p').select('p.id').whereRef('p.agency_id', '=', 'r.agency_id').whereRef('p.client_id', '=', 'r.client_id')
      .whereRef('p.request_id', '=', 'r.id').where('p.contact_id', '=', contact).where('p.state', 'in', ['waiting', 'asked']))).orderBy('r.id').execute()

/** How many signatures a person owes now. */
export const countOwedBy = async (tx: WalledTx, person: string): Promise<number> =>
  Number((await q(tx).selectFrom('signature_party as p')
    .innerJoin('signature_request as r', (j) => j.onRef('r.agency_id', '=', 'p.agency_id').onRef('r.client_id', '=', 'p.client_id').onRef('r.id', '=', 'p.request_id'))
    .select((e) => e.fn.countAll<string>().as('n'))
    .where('p.agency_id', '=', tx.agencyId).where('p.person_id', '=', person).where('p.state', '=', 'asked').where('r.state', '=', 'open').executeTakeFirstOrThrow()).n)

/** From a link's token hash to its party: the only query without a client, since nobody is known yet. Runs on the door function. */
export const doorParty = (hash: Buffer) => ({
  text: 'select agency_id, client_id, party_id, contact_id, name from docket.door_party($1) limit 1',
  values: [hash],
})
export interface DoorParty {
  agency_id: string
  client_id: string
  party_id: string
  contact_id: string
  name: string
}

/** Everybody who is asked now and has not answered, on both sides, over the clients in sight: for the desk. */
export const awaited = (tx: WalledTx, most = 500) =>
  q(tx).selectFrom('signature_party as p')
    .innerJoin('signature_request as r', (j) => j.onRef('r.agency_id', '=', 'p.agency_id').onRef('r.client_id', '=', 'p.client_id').onRef('r.id', '=', 'p.request_id'))
    .innerJoin('document as d', (j) => j.onRef('d.agency_id', '=', 'r.agency_id').onRef('d.client_id', '=', 'r.client_id').onRef('d.id', '=', 'r.document_id'))
    .innerJoin('document_version as v', (j) => j.onRef('v.agency_id', '=', 'r.agency_id').onRef('v.client_id', '=', 'r.client_id').onRef('v.document_id', '=', 'r.document_id').onRef('v.version', '=', 'r.version'))
    .select(['p.client_id', 'p.id as party_id', 'p.side', 'p.person_id', 'p.name', 'p.stage', 'p.asked_at', 'p.expires_at', 'r.id as request_id', 'r.purpose', 'd.id as document_id', 'd.kind', 'd.subject_id', 'd.job_id', 'v.title'])
    .where('p.agency_id', '=', tx.agencyId).where('p.state', '=', 'asked').where('r.state', '=', 'open').orderBy('p.asked_at').limit(most).execute()
