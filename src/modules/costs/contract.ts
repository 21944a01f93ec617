import { z } from 'zod'
import { zDate } from '#kernel/pure/calendar.ts'
import { zId } from '#kernel/pure/id.ts'
import { zAmount, zCurrency, zMinor } from '#kernel/pure/money.ts'
import { zName, zNote, zText } from '#kernel/pure/text.ts'
import { zRowVersion } from '#kernel/pure/version.ts'
import { read, write } from '#kernel/rpc/define.ts'
import { bookingRefusals, zBlocked } from '#modules/jobs/contract.ts'

const tag = 'costs'
export const zMinutes = z.int().min(1).max(1440)
export const zTimeEntry = z.object({
  id: zId, client: zId, job: zId, personId: zId, onDay: z.string(), minutes: z.int(), note: z.string(), currency: zCurrency,
  /** What the hour and the entry cost: for those who may see rates, null for everybody else. */
  rateMinor: zMinor.nullable(), costMinor: zMinor.nullable(), version: zRowVersion,
})
export const zBought = z.object({
  id: zId, job: zId, vendor: z.string(), what: z.string(), paperNumber: z.string(), onDay: z.string(), currency: zCurrency, netMinor: zMinor,
  paperFileId: zId, enteredBy: zId, version: zRowVersion, voidReason: z.string(),
})
export const zCost = z.object({
  currency: zCurrency, ceilingMinor: zMinor.nullable(), minutes: z.int(), timeMinor: zMinor, boughtMinor: zMinor, totalMinor: zMinor, blocked: zBlocked,
})
export const zWeekJob = z.object({ client: zId, job: zId, title: z.string(), number: z.string().nullable(), blocked: zBlocked,
  /** The day its order was issued: nothing is booked before. */
  from: z.string(),
})
const job = z.object({ client: zId, job: zId })

export const costsContract = {
  forJob: read({ path: '/clients/{client}/jobs/{job}/costs', summary: 'A job\'s cost to date against its ceiling, with every entry', tag })
    .input(job).output(zCost.extend({ time: z.array(zTimeEntry), bought: z.array(zBought) })),
  week: read({ path: '/time/weeks/{monday}', summary: 'My time of a week with the jobs it went to', tag })
    .input(z.object({ monday: zDate })).output(z.object({ entries: z.array(zTimeEntry), jobs: z.array(zWeekJob) })),
  log: write({ path: '/clients/{client}/jobs/{job}/time', summary: 'Log minutes on an issued job; the rate of the day is copied', tag, refusals: [...bookingRefusals, 'costs.future', 'costs.before_order', 'costs.day_full', 'costs.no_rate'] })
    .input(job.extend({ onDay: zDate, minutes: zMinutes, note: zNote(1000).default('') })).output(z.object({ id: zId })),
  change: write({ method: 'PUT', path: '/clients/{client}/time/{entry}', summary: 'Change minutes or note of an entry of mine while the card is open', tag, refusals: [...bookingRefusals, 'costs.not_yours', 'costs.day_full'] })
    .input(z.object({ client: zId, entry: zId, version: zRowVersion, minutes: zMinutes, note: zNote(1000).default('') })).output(z.object({ version: zRowVersion })),
  strike: write({ method: 'DELETE', path: '/clients/{client}/time/{entry}', summary: 'Strike an entry of mine out', tag, refusals: [...bookingRefusals, 'costs.not_yours'] })
    .input(z.object({ client: zId, entry: zId, version: zRowVersion })).output(z.object({ version: zRowVersion })),
  buy: write({ path: '/clients/{client}/jobs/{job}/bought', summary: 'Enter a bought cost with the vendor\'s paper', tag, roles: ['ae', 'director', 'lead', 'traffic', 'finance', 'member'], refusals: [...bookingRefusals, 'costs.future', 'costs.before_order', 'costs.paper_missing', 'costs.paper_kind'] })
    .input(job.extend({ vendor: zName, what: zText(500), paperNumber: zNote(100).default(''), onDay: zDate, netMinor: zAmount.refine((n) => n > 0n, 'refusal.money.negative'), paperFileId: zId }))
    .output(z.object({ id: zId })),
  strikeBought: write({ method: 'DELETE', path: '/clients/{client}/bought/{cost}', summary: 'Strike a bought cost out, with a reason', tag, roles: ['ae', 'director', 'finance'], refusals: bookingRefusals })
    .input(z.object({ client: zId, cost: zId, version: zRowVersion, reason: zText(1000) })).output(z.object({ version: zRowVersion })),
}
