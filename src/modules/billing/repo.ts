import { type Insertable, type Kysely, type Selectable, sql } from 'kysely'
import type { Json } from '#kernel/db/columns.ts'
import { prepared, preparedRow } from '#kernel/db/prepared.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import type { Currency } from '#kernel/pure/money.ts'
import type { Place } from '#kernel/pure/page.ts'
import type { sourceKinds } from './contract.ts'
import type { Stage } from './rules.ts'

export interface LineJson {
  no: number
  what: string
  sourceKind: (typeof sourceKinds)[number]
  sourceId: string | null
  source: string
  quantityThousandths: string
  unitMinor: string
  netMinor: string
}
interface RequestTable {
  agency_id: string
  client_id: string
  id: string
  job_id: string
  number: string
  currency: Currency
  net_minor: bigint
  lines: Json<LineJson[]>
  note: string
  state: 'open' | 'invoiced' | 'withdrawn'
  made_by: string
  made_at: Date
  version: number
}
export interface BillTo {
  name: string
  address: string
  taxNumber: string
  attention: string
}
interface InvoiceTable {
  agency_id: string
  client_id: string
  id: string
  kind: 'invoice' | 'credit_note'
  series: string
  number: string
  request_id: string | null
  credits_id: string | null
  job_id: string
  issued_on: string
  due_on: string
  currency: Currency
  tax_rate_bp: number
  net_minor: bigint
  tax_minor: bigint
  total_minor: bigint
  settled_minor: bigint
  credited_minor: bigint
  bill_to: Json<BillTo>
  reason: string
  posted_by: string
  posted_at: Date
}
interface LineTable {
  agency_id: string
  client_id: string
  invoice_id: string
  no: number
  what: string
  source_kind: (typeof sourceKinds)[number]
  source_id: string | null
  source: string
  quantity_thousandths: bigint
  unit_minor: bigint
  net_minor: bigint
}
interface ReceiptTable {
  agency_id: string
  client_id: string
  id: string
  number: string
  received_on: string
  currency: Currency
  amount_minor: bigint
  credit_minor: bigint
  method: string
  reference: string
  posted_by: string
  posted_at: Date
  reversed_at: Date | null
  reversed_by: string | null
  reverse_reason: string
}
interface AllocationTable {
  agency_id: string
  client_id: string
  id: string
  invoice_id: string
  receipt_id: string | null
  credit_note_id: string | null
  amount_minor: bigint
  at: Date
  by_person: string
}
interface ReminderTable {
  agency_id: string
  client_id: string
  id: string
  invoice_id: string
  stage: Stage
  after_stage: Stage | null
  contact_id: string
  mail_id: string
  sent_on: string
  sent_by: string
  sent_at: Date
}
interface PromiseTable {
  agency_id: string
  client_id: string
  id: string
  invoice_id: string
  promised_on: string
  amount_minor: bigint
  currency: Currency
  contact_id: string
  note: string
  noted_on: string
  noted_by: string
  noted_at: Date
}
interface Tables {
  reminder: ReminderTable
  promise: PromiseTable
  payment_request: RequestTable
  invoice: InvoiceTable
  invoice_line: LineTable
  receipt: ReceiptTable
  allocation: AllocationTable
}
type Q = Kysely<Tables>
const q = (tx: WalledTx): Q => tx.db<Tables>()
export type RequestRow = Selectable<RequestTable>
export type InvoiceRow = Selectable<InvoiceTable>
export type InvoiceLineRow = Selectable<LineTable>
export type ReceiptRow = Selectable<ReceiptTable>
export type ReminderRow = Selectable<ReminderTable>
export type PromiseRow = Selectable<PromiseTable>

export const requestsOfJob = (tx: WalledTx, client: string, job: string) =>
  q(tx).selectFrom('payment_request').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('job_id', '=', job).orderBy('made_at').execute()
export const openRequests = (tx: WalledTx) =>
  q(tx).selectFrom('payment_request').selectAll().where('agency_id', '=', tx.agencyId).where('state', '=', 'open').orderBy('made_at').execute()
export const countOpenRequests = async (tx: WalledTx): Promise<number> =>
  Number((await q(tx).selectFrom('payment_request').select((e) => e.fn.countAll<string>().as('n')).where('agency_id', '=', tx.agencyId).where('state', '=', 'open').executeTakeFirstOrThrow()).n)
export const findRequest = preparedRow((q: Q, agency, client: string, id: string) =>
  q.selectFrom('payment_request').selectAll().where('agency_id', '=', agency).where('client_id', '=', client).where('id', '=', id))
export const insertRequest = (tx: WalledTx, row: Insertable<RequestTable>) => q(tx).insertInto('payment_request').values(row).execute()
export const endRequestIf = async (tx: WalledTx, client: string, id: string, version: number, state: 'invoiced' | 'withdrawn'): Promise<boolean> => {
  const done = await q(tx).updateTable('payment_request').set({ state, version: version + 1 })
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', id).where('version', '=', version).where('state', '=', 'open').executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const insertInvoice = (tx: WalledTx, row: Insertable<InvoiceTable>, lines: readonly Omit<LineTable, 'agency_id' | 'client_id' | 'invoice_id'>[]): void => {
  tx.send(q(tx).insertInto('invoice').values(row).compile())
  tx.send(q(tx).insertInto('invoice_line').values(lines.map((l) => ({ ...l, agency_id: tx.agencyId, client_id: row.client_id, invoice_id: row.id }))).compile())
}
const oneInvoice = (q: Q, agency: string, client: string, id: string) =>
  q.selectFrom('invoice').selectAll().where('agency_id', '=', agency).where('client_id', '=', client).where('id', '=', id)
export const findInvoice = preparedRow(oneInvoice)
export const findInvoiceForUpdate = preparedRow((q: Q, agency, client: string, id: string) => oneInvoice(q, agency, client, id).forUpdate())
export const linesOf = prepared((q: Q, agency, client: string, invoice: string) =>
  q.selectFrom('invoice_line').selectAll().where('agency_id', '=', agency).where('client_id', '=', client).where('invoice_id', '=', invoice).orderBy('no'))
export const invoicesOfJobs = (tx: WalledTx, client: string, jobs: readonly string[]): Promise<InvoiceRow[]> =>
  jobs.length === 0 ? Promise.resolve([]) : q(tx).selectFrom('invoice').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('job_id', 'in', [...jobs]).orderBy('posted_at').execute()
export const invoicesOfJob = (tx: WalledTx, client: string, job: string) => invoicesOfJobs(tx, client, [job])

interface PageAsk {
  client?: string | undefined
  after?: Place
  most: number
}
export const listInvoices = (tx: WalledTx, f: PageAsk & { open?: boolean; overdueOn?: string }) => {
  let query = q(tx).selectFrom('invoice').selectAll().where('agency_id', '=', tx.agencyId)
  if (f.client) query = query.where('client_id', '=', f.client)
  if (f.open || f.overdueOn) query = query.where('kind', '=', 'invoice').whereRef('settled_minor', '<', 'total_minor')
  if (f.overdueOn) query = query.where('due_on', '<', f.overdueOn)
  if (f.after) query = query.where(sql<boolean>`(issued_on, id) < (${f.after.key}::date, ${f.after.id}::uuid)`)
  return query.orderBy('issued_on', 'desc').orderBy('id', 'desc').limit(f.most + 1).execute()
}
export const openInvoices = (tx: WalledTx) =>
  q(tx).selectFrom('invoice').select(['id', 'client_id', 'job_id', 'number', 'due_on', 'currency', 'total_minor', 'settled_minor'])
    .where('agency_id', '=', tx.agencyId).where('kind', '=', 'invoice')
    .whereRef('settled_minor', '<', 'total_minor').orderBy('due_on').execute()

/** Adds to what has been taken off an invoice (a credit note its net sum too), if so much is still owed; false when somebody was first. A reversal takes back. */
export const settle = async (tx: WalledTx, client: string, invoice: string, amount: bigint, credited = 0n): Promise<boolean> => {
  const done = await q(tx).updateTable('invoice').set((e) => ({ settled_minor: e('settled_minor', '+', amount), credited_minor: e('credited_minor', '+', credited) }))
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', invoice)
    .where(sql<boolean>`settled_minor + ${amount}::bigint <= total_minor`).executeTakeFirst()
  return done.numUpdatedRows === 1n
}
export const insertAllocation = (tx: WalledTx, row: Insertable<AllocationTable>) => q(tx).insertInto('allocation').values(row).execute()
/** What had been taken off an invoice at a moment and was not reversed by then. */
export const settledAt = async (tx: WalledTx, client: string, invoice: string, at: Date): Promise<bigint> => {
  const { sum } = await q(tx).selectFrom('allocation as a')
    .leftJoin('receipt as r', (j) => j.onRef('r.agency_id', '=', 'a.agency_id').onRef('r.client_id', '=', 'a.client_id').onRef('r.id', '=', 'a.receipt_id'))
    .select(sql<bigint>`coalesce(sum(a.amount_minor), 0)::bigint`.as('sum'))
    .where('a.agency_id', '=', tx.agencyId).where('a.client_id', '=', client).where('a.invoice_id', '=', invoice).where('a.at', '<=', at)
    .where((e) => e.or([e('r.reversed_at', 'is', null), e('r.reversed_at', '>', at)])).executeTakeFirstOrThrow()
  return sum
}

export const insertReceipt = (tx: WalledTx, row: Insertable<ReceiptTable>) => q(tx).insertInto('receipt').values(row).execute()
export const findReceipt = (tx: WalledTx, client: string, id: string) =>
  q(tx).selectFrom('receipt').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', id).executeTakeFirst()
/** Receipts that took something off the invoices of a job, reversed ones too. */
export const receiptsOfJob = (tx: WalledTx, client: string, job: string) =>
  q(tx).selectFrom('receipt').select(['id', 'number', 'received_on', 'reversed_at']).where('agency_id', '=', tx.agencyId).where('client_id', '=', client)
    .where('id', 'in', (e) => e.selectFrom('allocation as a').innerJoin('invoice as i', (j) => j.onRef('i.agency_id', '=', 'a.agency_id').onRef('i.client_id', '=', 'a.client_id').onRef('i.id', '=', 'a.invoice_id'))
      .select('a.receipt_id').where('a.agency_id', '=', tx.agencyId).where('a.client_id', '=', client).where('i.job_id', '=', job).where('a.receipt_id', 'is not', null).$castTo<{ receipt_id: string }>())
    .orderBy('received_on').orderBy('id').execute()
export const takeCredit = async (tx: WalledTx, client: string, receipt: string, amount: bigint): Promise<boolean> => {
  const done = await q(tx).updateTable('receipt').set((e) => ({ credit_minor: e('credit_minor', '-', amount) }))
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', receipt).where('credit_minor', '>=', amount).executeTakeFirst()
  return done.numUpdatedRows === 1n
}
/** Marks a receipt as reversed and takes its credit; false when somebody was first. */
export const reverseReceipt = async (tx: WalledTx, client: string, receipt: string, reason: string): Promise<boolean> => {
  const done = await q(tx).updateTable('receipt').set({ reversed_at: tx.now, reversed_by: tx.person.id, reverse_reason: reason, credit_minor: 0n })
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', receipt).where('reversed_at', 'is', null).executeTakeFirst()
  return done.numUpdatedRows === 1n
}
export const listReceipts = (tx: WalledTx, f: PageAsk) => {
  let query = q(tx).selectFrom('receipt').selectAll().where('agency_id', '=', tx.agencyId)
  if (f.client) query = query.where('client_id', '=', f.client)
  if (f.after) query = query.where(sql<boolean>`(received_on, id) < (${f.after.key}::date, ${f.after.id}::uuid)`)
  return query.orderBy('received_on', 'desc').orderBy('id', 'desc').limit(f.most + 1).execute()
}
/** What was invoiced since a day less what was credited since, tax included. */
export const billedSince = async (tx: WalledTx, from: string): Promise<bigint> => {
  const { sum } = await q(tx).selectFrom('invoice').select(sql<bigint>`coalesce(sum(case kind when 'invoice' then total_minor else -total_minor end), 0)::bigint`.as('sum'))
    .where('agency_id', '=', tx.agencyId).where('issued_on', '>=', from).executeTakeFirstOrThrow()
  return sum
}
/** The day of the first invoice; null where nothing was invoiced yet. */
export const firstBilledOn = async (tx: WalledTx): Promise<string | null> =>
  (await q(tx).selectFrom('invoice').select('issued_on').where('agency_id', '=', tx.agencyId).orderBy('issued_on').limit(1).executeTakeFirst())?.issued_on ?? null
/** Received between two days and not reversed, per client. */
export const receivedBetween = (tx: WalledTx, from: string, to: string) =>
  q(tx).selectFrom('receipt').select(['client_id', sql<bigint>`sum(amount_minor)::bigint`.as('sum')]).where('agency_id', '=', tx.agencyId)
    .where('received_on', '>=', from).where('received_on', '<=', to).where('reversed_at', 'is', null).groupBy('client_id').execute()

/** Invoices and credit notes whose number begins with a text; `^@` is leakproof, so its index works behind the wall. */
export const invoicesNumbered = (tx: WalledTx, start: string, most: number) =>
  q(tx).selectFrom('invoice').select(['id', 'client_id', 'number', 'kind']).where('agency_id', '=', tx.agencyId)
    .where(sql<boolean>`number ^@ ${start.toUpperCase()}`).orderBy('issued_on', 'desc').limit(most).execute()

/** Payment requests whose number begins with a text. */
export const requestsNumbered = (tx: WalledTx, start: string, most: number) =>
  q(tx).selectFrom('payment_request').select(['id', 'client_id', 'job_id', 'number']).where('agency_id', '=', tx.agencyId)
    .where(sql<boolean>`number ^@ ${start.toUpperCase()}`).orderBy('made_at', 'desc').limit(most).execute()
/** Receipts whose number begins with a text. */
export const receiptsNumbered = (tx: WalledTx, start: string, most: number) =>
  q(tx).selectFrom('receipt').select(['id', 'client_id', 'number']).where('agency_id', '=', tx.agencyId)
    .where(sql<boolean>`number ^@ ${start.toUpperCase()}`).orderBy('received_on', 'desc').limit(most).execute()

/** What settled an invoice and was not reversed, each with the number of the receipt or credit note that did. */
export const settlementsOf = prepared((q: Q, agency, client: string, invoice: string) =>
  q.selectFrom('allocation as a')
    .leftJoin('receipt as r', (j) => j.onRef('r.agency_id', '=', 'a.agency_id').onRef('r.client_id', '=', 'a.client_id').onRef('r.id', '=', 'a.receipt_id'))
    .leftJoin('invoice as c', (j) => j.onRef('c.agency_id', '=', 'a.agency_id').onRef('c.client_id', '=', 'a.client_id').onRef('c.id', '=', 'a.credit_note_id'))
    .select(['a.receipt_id', 'a.credit_note_id', 'a.amount_minor', 'a.at', 'r.number as receipt_number', 'c.number as credit_note_number'])
    .where('a.agency_id', '=', agency).where('a.client_id', '=', client).where('a.invoice_id', '=', invoice).where('r.reversed_at', 'is', null).orderBy('a.at'))

/** What a receipt took off which invoices. */
export const allocationsFrom = (tx: WalledTx, client: string, receipt: string) =>
  q(tx).selectFrom('allocation').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('receipt_id', '=', receipt).orderBy('at').execute()

/** One invoice, or every invoice of my clients that is still open. */
export type Collected = { client: string; invoice: string } | 'open'
const among = (of: Collected) => of === 'open'
  ? sql<boolean>`exists (select 1 from docket.invoice i where i.agency_id = x.agency_id and i.client_id = x.client_id and i.id = x.invoice_id and i.kind = 'invoice' and i.settled_minor < i.total_minor)`
  : sql<boolean>`x.client_id = ${of.client} and x.invoice_id = ${of.invoice}`
export const remindersOf = (tx: WalledTx, of: Collected): Promise<ReminderRow[]> =>
  q(tx).selectFrom('reminder as x').selectAll('x').where('x.agency_id', '=', tx.agencyId).where(among(of)).orderBy('x.sent_at').execute()
export const promisesOf = (tx: WalledTx, of: Collected): Promise<PromiseRow[]> =>
  q(tx).selectFrom('promise as x').selectAll('x').where('x.agency_id', '=', tx.agencyId).where(among(of)).orderBy('x.noted_at').orderBy('x.id').execute()
/** What settled invoices of which something was promised, and when it came in: a receipt by its day, a credit note by its moment. */
export const settledSincePromised = (tx: WalledTx, of: Collected) =>
  q(tx).selectFrom('allocation as x')
    .leftJoin('receipt as r', (j) => j.onRef('r.agency_id', '=', 'x.agency_id').onRef('r.client_id', '=', 'x.client_id').onRef('r.id', '=', 'x.receipt_id'))
    .select(['x.invoice_id', 'x.amount_minor', 'x.at', 'r.received_on']).where('x.agency_id', '=', tx.agencyId).where(among(of)).where('r.reversed_at', 'is', null)
    .where(sql<boolean>`exists (select 1 from docket.promise p where p.agency_id = x.agency_id and p.client_id = x.client_id and p.invoice_id = x.invoice_id)`).execute()
/** Notes that a reminder went out; false when that stage is there already. */
export const insertReminder = async (tx: WalledTx, row: ReminderRow): Promise<boolean> => {
  const done = await q(tx).insertInto('reminder').values(row).onConflict((c) => c.columns(['agency_id', 'client_id', 'invoice_id', 'stage']).doNothing()).executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}
export const insertPromise = (tx: WalledTx, row: PromiseRow) => q(tx).insertInto('promise').values(row).execute()
