import type { Insertable, Selectable } from 'kysely'
import type { WalledTx } from '#kernel/db/walled.ts'
import type { scheduleStates } from './contract.ts'

interface ScheduleTable {
  agency_id: string
  client_id: string
  id: string
  job_id: string
  revision: number
  state: (typeof scheduleStates)[number]
  direction: 'forward' | 'back'
  anchor: string
  reason: string
  created_by: string
  created_at: Date
  sent_at: Date | null
  signed_at: Date | null
  version: number
}
interface StepTable {
  agency_id: string
  client_id: string
  schedule_id: string
  step_id: string
  no: number
  name: string
  detail: string
  our_owner_id: string | null
  their_owner_id: string | null
  days: number
  predecessor_id: string | null
  pinned_on: string | null
  starts_on: string
  ends_on: string
}
interface ProgressTable {
  agency_id: string
  client_id: string
  job_id: string
  step_id: string
  done_on: string | null
  done_by: string
  at: Date
}
interface Tables {
  schedule: ScheduleTable
  schedule_step: StepTable
  schedule_progress: ProgressTable
}
const q = (tx: WalledTx) => tx.db<Tables>()
export type ScheduleRow = Selectable<ScheduleTable>
export type StepRow = Selectable<StepTable>
export type Ticked = Selectable<ProgressTable>

export const listSchedules = (tx: WalledTx, client: string, job: string) =>
  q(tx).selectFrom('schedule').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('job_id', '=', job).orderBy('revision').execute()

export const findSchedule = (tx: WalledTx, client: string, id: string) =>
  q(tx).selectFrom('schedule').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', id).executeTakeFirst()

/** False when somebody opened this revision a moment before. */
export const insertSchedule = async (tx: WalledTx, row: Insertable<ScheduleTable>): Promise<boolean> => {
  const done = await q(tx).insertInto('schedule').values(row).onConflict((c) => c.doNothing()).executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export const saveScheduleIf = async (tx: WalledTx, client: string, id: string, version: number, set: Partial<ScheduleTable>): Promise<boolean> => {
  const done = await q(tx).updateTable('schedule').set({ ...set, version: version + 1 })
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('id', '=', id).where('version', '=', version).executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** Moves a revision from one state to another; false when it was no longer in it. */
export const moveScheduleIf = async (tx: WalledTx, row: ScheduleRow, set: Partial<ScheduleTable> & Pick<ScheduleTable, 'state'>): Promise<boolean> => {
  const done = await q(tx).updateTable('schedule').set({ ...set, version: row.version + 1 })
    .where('agency_id', '=', tx.agencyId).where('client_id', '=', row.client_id).where('id', '=', row.id).where('state', '=', row.state).executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export const stepsOf = (tx: WalledTx, client: string, schedules: readonly string[]): Promise<StepRow[]> =>
  schedules.length === 0 ? Promise.resolve([]) : q(tx).selectFrom('schedule_step').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client)
    .where('schedule_id', 'in', [...schedules]).orderBy('no').execute()

export const replaceSteps = async (tx: WalledTx, client: string, id: string, steps: readonly Omit<StepTable, 'agency_id' | 'client_id' | 'schedule_id'>[]): Promise<void> => {
  await q(tx).deleteFrom('schedule_step').where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('schedule_id', '=', id).execute()
  await q(tx).insertInto('schedule_step').values(steps.map((s) => ({ ...s, agency_id: tx.agencyId, client_id: client, schedule_id: id }))).execute()
}

export const progressOf = (tx: WalledTx, client: string, job: string) =>
  q(tx).selectFrom('schedule_progress').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', client).where('job_id', '=', job).where('done_on', 'is not', null).execute()

export const setProgress = (tx: WalledTx, client: string, job: string, step: string, doneOn: string | null, by: string) =>
  q(tx).insertInto('schedule_progress')
    .values({ agency_id: tx.agencyId, client_id: client, job_id: job, step_id: step, done_on: doneOn, done_by: by, at: tx.now })
    .onConflict((c) => c.columns(['agency_id', 'client_id', 'job_id', 'step_id']).doUpdateSet({ done_on: doneOn, done_by: by, at: tx.now })).execute()

/** Drafts of these jobs that nobody has sent for signature yet: for the desk. */
export const unsentSchedules = (tx: WalledTx, jobs: readonly string[], most: number) =>
  jobs.length === 0 ? Promise.resolve([]) : q(tx).selectFrom('schedule').select(['client_id', 'job_id']).where('agency_id', '=', tx.agencyId).where('job_id', 'in', [...jobs])
    .where('state', '=', 'draft').orderBy('created_at').limit(most).execute()

/** Steps of these jobs' schedules in force that should be done by a day and are not: for the desk. */
export const lateSteps = (tx: WalledTx, jobs: readonly string[], by: string, most: number) =>
  jobs.length === 0 ? Promise.resolve([]) : q(tx).selectFrom('schedule as s')
    .innerJoin('schedule_step as p', (j) => j.onRef('p.agency_id', '=', 's.agency_id').onRef('p.client_id', '=', 's.client_id').onRef('p.schedule_id', '=', 's.id'))
    .leftJoin('schedule_progress as g', (j) => j.onRef('g.agency_id', '=', 's.agency_id').onRef('g.client_id', '=', 's.client_id').onRef('g.job_id', '=', 's.job_id').onRef('g.step_id', '=', 'p.step_id'))
    .select(['s.client_id', 's.job_id', 'p.step_id', 'p.name', 'p.ends_on', 'p.our_owner_id', 'p.their_owner_id'])
    .where('s.agency_id', '=', tx.agencyId).where('s.job_id', 'in', [...jobs]).where('s.state', '=', 'signed').where('p.ends_on', '<=', by).where('g.done_on', 'is', null)
    .orderBy('p.ends_on').limit(most).execute()
