import { type Insertable, type Kysely, type Selectable, sql } from 'kysely'
import { literally } from '#kernel/db/like.ts'
import { preparedRow } from '#kernel/db/prepared.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import type { Currency } from '#kernel/pure/money.ts'
import { noDay, type Place } from '#kernel/pure/page.ts'
import { type JobState, type Stage, unbilledStages } from './rules.ts'

interface JobTable {
  agency_id: string
  client_id: string
  id: string
  kind: 'creative'
  title: string
  state: JobState
  stage: Stage
  finance_number: string | null
  brand: string
  product: string
  purpose: string
  audience: string
  message: string
  must_haves: string
  must_nots: string
  sizes: string
  quantity: number | null
  material: string
  languages: string
  delivery_format: string
  due_on: string | null
  currency: Currency
  budget_minor: bigint | null
  reference_count: number
  no_references: boolean
  owner_id: string | null
  lead_id: string | null
  meeting_id: string | null
  item_id: string | null
  submitted_at: Date | null
  submitted_by: string | null
  accepted_at: Date | null
  accepted_by: string | null
  issued_at: Date | null
  issued_by: string | null
  issued_owner_id: string | null
  scheduled_at: Date | null
  in_work_at: Date | null
  signed_off_at: Date | null
  delivered_at: Date | null
  delivered_by: string | null
  closed_at: Date | null
  closed_by: string | null
  billed_at: Date | null
  paid_at: Date | null
  filed_at: Date | null
  returned_reason: string
  reopened_reason: string
  held_at: Date | null
  held_by: string | null
  held_reason: string
  created_by: string
  created_at: Date
  version: number
}
interface ReferenceTable {
  agency_id: string
  client_id: string
  job_id: string
  file_id: string
  note: string
}
interface Tables {
  job: JobTable
  job_reference: ReferenceTable
}
type Q = Kysely<Tables>
const q = (tx: WalledTx): Q => tx.db<Tables>()
export type JobRow = Selectable<JobTable>

const one = (q: Q, agency: string, client: string, id: string) =>
  q.selectFrom('job').selectAll().where('agency_id', '=', agency).where('client_id', '=', client).where('id', '=', id)

export const findJob = preparedRow(one)
/** Keeps the job's card from closing until this transaction ends: what is booked is booked on an open card. */
export const findJobForShare = preparedRow((q: Q, agency, client: string, id: string) => one(q, agency, client, id).forShare())
export const findJobForUpdate = preparedRow((q: Q, agency, client: string, id: string) => one(q, agency, client, id).forUpdate())

/** What somebody owns and has not brought to its end: neither cancelled nor closed. */
export const openJobsOf = (tx: WalledTx, client: string, owner: string) =>
  q(tx).selectFrom('job').select(['finance_number', 'title']).where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('owner_id', '=', owner)
    .where('state', '<>', 'cancelled').where('closed_at', 'is', null).orderBy('created_at').execute()

export const findByNumber = (tx: WalledTx, number: string) =>
  q(tx).selectFrom('job').select(['client_id', 'id']).where('agency_id', '=', tx.agencyId).where('finance_number', '=', number).executeTakeFirst()

export const insertJob = (tx: WalledTx, row: Partial<Insertable<JobTable>> & Pick<JobTable, 'client_id' | 'id' | 'title' | 'currency' | 'created_by'>) =>
  q(tx).insertInto('job').values({ ...row, agency_id: tx.agencyId, kind: 'creative', created_at: tx.now } as Insertable<JobTable>).execute()

/** Writes if nobody else did since `version`; false otherwise. */
export const saveJobIf = async (tx: WalledTx, client: string, id: string, version: number, set: Partial<JobTable>): Promise<boolean> => {
  const done = await q(tx).updateTable('job').set({ ...set, version: version + 1 })
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', id).where('version', '=', version).executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Dates of a job that is locked, set by other modules' events: they do not touch what an editor is writing, so the version stays. */
export const setDates = (tx: WalledTx, client: string, id: string, set: Partial<JobTable>): void =>
  tx.send(q(tx).updateTable('job').set(set).where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', id).compile())

export const listReferences = (tx: WalledTx, client: string, id: string) =>
  q(tx).selectFrom('job_reference').select(['file_id', 'note']).where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('job_id', '=', id).execute()

export const replaceReferences = async (tx: WalledTx, client: string, id: string, files: readonly { fileId: string; note: string }[]): Promise<void> => {
  await q(tx).deleteFrom('job_reference').where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('job_id', '=', id).execute()
  if (files.length === 0) return
  await q(tx).insertInto('job_reference')
    .values(files.map((f) => ({ agency_id: tx.agencyId, client_id: client, job_id: id, file_id: f.fileId, note: f.note }))).execute()
}

interface JobFilter {
  client?: string | undefined
  stage?: Stage
  ownerId?: string
  /** Owned or led by this person. */
  mineOf?: string
  open?: boolean
  held?: boolean
  unbilled?: boolean
  find?: string
  sort: 'created' | 'due'
  after?: Place
  most: number
}
const over: Stage[] = ['filed', 'cancelled']

/**
 * A page of jobs by keyset. Over all clients the wall alone filters: named once more they would be counted twice, and the
 * planner would read every job rather than the first of the index.
 */
export const listJobs = async (tx: WalledTx, f: JobFilter) => {
  let query = q(tx).selectFrom('job')
    .select(['id', 'client_id', 'title', 'stage', 'finance_number', 'owner_id', 'lead_id', 'due_on', 'currency', 'budget_minor', 'state', 'issued_at', 'delivered_at', 'closed_at', 'filed_at', 'held_at', 'held_reason', 'reopened_reason', 'version', 'created_at'])
    .where('agency_id', '=', tx.agencyId)
  if (f.client) query = query.where('client_id', '=', f.client)
  if (f.stage) query = query.where('stage', '=', f.stage)
  if (f.ownerId) query = query.where('owner_id', '=', f.ownerId)
  if (f.mineOf) query = query.where((e) => e.or([e('owner_id', '=', f.mineOf!), e('lead_id', '=', f.mineOf!)]))
  if (f.held) query = query.where('held_at', 'is not', null)
  if (f.unbilled) query = query.where('stage', 'in', [...unbilledStages])
  if (f.open) query = query.where('stage', 'not in', over)
  if (f.find) {
    const like = literally(f.find)
    query = query.where((e) => e.or([e('title', 'ilike', `%${like}%`), e('finance_number', 'ilike', `${like}%`)]))
  }
  if (f.sort === 'due') {
    // Orders without a day come last. In two queries: of one for both, the planner would read all that came before the place.
    const soonest = query.orderBy('due_on').orderBy('id')
    const { after } = f
    const dated = after?.key === noDay ? [] : await soonest.where('due_on', 'is not', null)
      .$if(after !== undefined, (s) => s.where(sql<boolean>`(due_on, id) > (${after!.key}::date, ${after!.id}::uuid)`)).limit(f.most + 1).execute()
    const room = f.most + 1 - dated.length
    if (room === 0) return dated
    return [...dated, ...await soonest.where('due_on', 'is', null).$if(after?.key === noDay, (s) => s.where('id', '>', after!.id)).limit(room).execute()]
  }
  if (f.after) query = query.where(sql<boolean>`(created_at, id) < (${f.after.key}::timestamptz, ${f.after.id}::uuid)`)
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(f.most + 1).execute()
}

export const jobsById = (tx: WalledTx, ids: readonly string[]): Promise<JobRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : q(tx).selectFrom('job').selectAll().where('agency_id', '=', tx.agencyId).where('id', 'in', [...ids]).execute()

export const jobsByItem = (tx: WalledTx, client: string, items: readonly string[]) =>
  items.length === 0 ? Promise.resolve([]) : q(tx).selectFrom('job').select(['id', 'item_id', 'title', 'stage', 'finance_number'])
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('item_id', 'in', [...items]).execute()

/** How many jobs stand in these stages; with a lead, of theirs. */
export const countInStages = async (tx: WalledTx, wanted: readonly Stage[], lead?: string): Promise<number> =>
  Number((await q(tx).selectFrom('job').select((e) => e.fn.countAll<string>().as('n')).where('agency_id', '=', tx.agencyId).where('stage', 'in', [...wanted])
    .$if(lead !== undefined, (s) => s.where('lead_id', '=', lead as string)).executeTakeFirstOrThrow()).n)

/** How many jobs stand in these stages, and the sum of their ceilings; without those named. */
export const sumInStages = async (tx: WalledTx, wanted: readonly Stage[], without: readonly string[]): Promise<{ jobs: number; ceilingsMinor: bigint }> => {
  const row = await q(tx).selectFrom('job').select((e) => [e.fn.countAll<string>().as('n'), e.fn.sum<string | null>('budget_minor').as('sum')])
    .where('agency_id', '=', tx.agencyId).where('stage', 'in', [...wanted]).$if(without.length > 0, (s) => s.where('id', 'not in', [...without])).executeTakeFirstOrThrow()
  return { jobs: Number(row.n), ceilingsMinor: BigInt(row.sum ?? 0) }
}

/** Orders that somebody is to move on before work begins or after it ends; a draft only when it was sent back. */
export const jobsToMove = (tx: WalledTx, most: number) =>
  q(tx).selectFrom('job').selectAll().where('agency_id', '=', tx.agencyId)
    .where((e) => e.or([e('stage', 'in', ['submitted', 'accepted', 'delivered', 'closed']), e.and([e('stage', '=', 'draft'), e('returned_reason', '<>', '')])])).orderBy('due_on').limit(most).execute()

/** Orders that their owner has begun and never submitted; what was sent back is among those to move on. */
export const jobDraftsOf = (tx: WalledTx, owner: string, most: number) =>
  q(tx).selectFrom('job').selectAll().where('agency_id', '=', tx.agencyId).where('owner_id', '=', owner).where('stage', '=', 'draft').where('returned_reason', '=', '').orderBy('due_on').limit(most).execute()

/** Jobs with a card: open on somebody's desk, by stage. */
export const jobsInStages = (tx: WalledTx, wanted: readonly Stage[], most: number) =>
  q(tx).selectFrom('job').selectAll().where('agency_id', '=', tx.agencyId).where('stage', 'in', [...wanted]).orderBy('due_on').limit(most).execute()
