import { fileById } from '#kernel/files/repo.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import { newId } from '#kernel/ids.ts'
import { addDays, localDate } from '#kernel/pure/calendar.ts'
import { labourCost } from '#kernel/pure/money.ts'
import { notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import type { ServiceOf } from '#kernel/rpc/service.ts'
import { blockedOf, type JobRow, jobById, jobsById, lockBookable } from '#modules/jobs/index.ts'
import { agencyOf, rateOn, seesRates } from '#modules/people/index.ts'
import type { costsContract } from './contract.ts'
import type { CostsBooked } from './events.ts'
import * as repo from './repo.ts'
import { checkDay, checkDayFull, checkPaper } from './rules.ts'

/** An entry; who may not see rates sees no colleague's wage in it, only the minutes and, on the job, the sum. */
const timeShown = (tx: WalledTx) => (t: repo.TimeRow) => ({
  id: t.id, client: t.client_id, job: t.job_id, personId: t.person_id, onDay: t.on_day, minutes: t.minutes, note: t.note, currency: t.currency,
  ...(seesRates(tx) ? { rateMinor: t.rate_minor, costMinor: t.cost_minor } : { rateMinor: null, costMinor: null }), version: t.version,
})
const boughtShown = (b: repo.BoughtRow) => ({
  id: b.id, job: b.job_id, vendor: b.vendor, what: b.what, paperNumber: b.paper_number, onDay: b.on_day, currency: b.currency, netMinor: b.net_minor,
  paperFileId: b.paper_file_id, enteredBy: b.entered_by, version: b.version, voidReason: b.void_reason,
})
/** Said once a job: whoever hears it locks the job's row, which would make every two entries at once wait for each other. */
const booked = async (tx: WalledTx, job: JobRow): Promise<void> => {
  if (job.in_work_at === null) await tx.announce({ type: 'costs.booked', clientId: job.client_id, jobId: job.id } as CostsBooked)
}
const jobShown = (zone: string) => (j: JobRow) => ({ client: j.client_id, job: j.id, title: j.title, number: j.finance_number, blocked: blockedOf(j), from: localDate(j.issued_at!, zone) })

const checkDayOf = async (tx: WalledTx, order: JobRow, onDay: string): Promise<void> => {
  const { zone } = await agencyOf(tx)
  checkDay(onDay, localDate(order.issued_at!, zone), localDate(tx.now, zone))
}

/** Counts the day and keeps it so until this transaction ends: two entries at once cannot both take the last hour. */
const takeDay = async (tx: WalledTx, day: string, minutes: number, before?: { id: string; minutes: number }): Promise<void> => {
  await repo.lockDay(tx, tx.person.id, day)
  checkDayFull(await repo.myMinutes(tx, day, before?.id ?? null), minutes, before?.minutes)
}

const mine = async (tx: WalledTx, client: string, entry: string): Promise<repo.TimeRow> => {
  const row = await repo.findTime(tx, client, entry)
  if (!row) throw notFound()
  if (row.person_id !== tx.person.id) throw refuse('costs.not_yours')
  return row
}

export const costsService: ServiceOf<typeof costsContract> = {
  forJob: async (tx, { client, job }) => {
    const order = await jobById(tx, client, job)
    const [time, bought] = [await repo.timeOfJob(tx, client, job), await repo.boughtOfJob(tx, client, job)]
    const minutes = time.reduce((sum, t) => sum + t.minutes, 0)
    const timeMinor = time.reduce((sum, t) => sum + t.cost_minor, 0n)
    const boughtMinor = bought.filter((b) => b.voided_at === null).reduce((sum, b) => sum + b.net_minor, 0n)
    return {
      currency: order.currency, ceilingMinor: order.budget_minor, minutes, timeMinor, boughtMinor, totalMinor: timeMinor + boughtMinor,
      blocked: blockedOf(order), time: time.map(timeShown(tx)), bought: bought.map(boughtShown),
    }
  },

  week: async (tx, { monday }) => {
    const entries = await repo.timeOfPerson(tx, tx.person.id, monday, addDays(monday, 6))
    const ids = [...new Set(entries.map((t) => t.job_id))]
    const jobs = new Map((await jobsById(tx, ids)).map((j) => [j.id, j]))
    const { zone } = await agencyOf(tx)
    return { entries: entries.map(timeShown(tx)), jobs: ids.map((id) => jobShown(zone)(jobs.get(id)!)) }
  },

  log: async (tx, { client, job, onDay, minutes, note }) => {
    const order = await lockBookable(tx, client, job)
    const me = tx.person
    await checkDayOf(tx, order, onDay)
    const rate = await rateOn(tx, me.id, onDay)
    // A cost of 0 for want of a rate would be a lie on the job's docket (C3).
    if (!rate) throw refuse('costs.no_rate')
    await takeDay(tx, onDay, minutes)
    const id = newId(tx.now)
    await repo.insertTime(tx, {
      agency_id: tx.agencyId, client_id: client, id, job_id: job, person_id: me.id, on_day: onDay, minutes, note, currency: rate.currency,
      rate_minor: rate.costMinor, cost_minor: labourCost(minutes, rate.costMinor), voided_at: null, voided_by: null, entered_at: tx.now, version: 1,
    })
    await record(tx, { client, what: 'costs.logged', subject: { kind: 'time', id }, job, data: { title: order.title, minutes } })
    await booked(tx, order)
    return { id }
  },

  change: async (tx, { client, entry, version, minutes, note }) => {
    const row = await mine(tx, client, entry)
    await lockBookable(tx, client, row.job_id)
    await takeDay(tx, row.on_day, minutes, row)
    if (!(await repo.saveTimeIf(tx, client, entry, version, { minutes, note, cost_minor: labourCost(minutes, row.rate_minor) }))) throw stale()
    const changed = minutes === row.minutes ? { what: 'costs.noted', data: { minutes } } : { what: 'costs.changed', data: { fromMinutes: row.minutes, toMinutes: minutes } }
    await record(tx, { client, ...changed, subject: { kind: 'time', id: entry }, job: row.job_id })
    return { version: version + 1 }
  },

  strike: async (tx, { client, entry, version }) => {
    const row = await mine(tx, client, entry)
    await lockBookable(tx, client, row.job_id)
    if (!(await repo.saveTimeIf(tx, client, entry, version, { voided_at: tx.now, voided_by: tx.person.id }))) throw stale()
    await record(tx, { client, what: 'costs.struck', subject: { kind: 'time', id: entry }, job: row.job_id, data: { minutes: row.minutes } })
    return { version: version + 1 }
  },

  buy: async (tx, { client, job, ...form }) => {
    const order = await lockBookable(tx, client, job)
    await checkDayOf(tx, order, form.onDay)
    const paper = await fileById(tx, form.paperFileId)
    if (paper.client_id !== client) throw refuse('costs.paper_missing')
    checkPaper(paper.type)
    const id = newId(tx.now)
    await repo.insertBought(tx, {
      agency_id: tx.agencyId, client_id: client, id, job_id: job, vendor: form.vendor, what: form.what, paper_number: form.paperNumber,
      on_day: form.onDay, currency: order.currency, net_minor: form.netMinor, paper_file_id: form.paperFileId, entered_by: tx.person.id,
      entered_at: tx.now, voided_at: null, voided_by: null, void_reason: '', version: 1,
    })
    await record(tx, { client, what: 'costs.bought', subject: { kind: 'bought', id }, job, data: { title: order.title, vendor: form.vendor, what: form.what } })
    await booked(tx, order)
    return { id }
  },

  strikeBought: async (tx, { client, cost, version, reason }) => {
    const row = await repo.findBought(tx, client, cost)
    if (!row) throw notFound()
    await lockBookable(tx, client, row.job_id)
    if (!(await repo.voidBoughtIf(tx, client, cost, version, tx.person.id, reason))) throw stale()
    await record(tx, { client, what: 'costs.bought_struck', subject: { kind: 'bought', id: cost }, job: row.job_id, data: { vendor: row.vendor, reason } })
    return { version: version + 1 }
  },
}
