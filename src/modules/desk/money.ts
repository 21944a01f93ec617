import type { WalledTx } from '#kernel/db/walled.ts'
import { addDays, localDate } from '#kernel/pure/calendar.ts'
import { openInvoices, openRequests, receivedBetween } from '#modules/billing/index.ts'
import { sumInStages, unbilledStages } from '#modules/jobs/index.ts'
import { agencyOf } from '#modules/people/index.ts'

/** How the money stands over my clients (A1): sums in minor units of the agency's currency, computed from the papers at this moment. */
export const moneyOf = async (tx: WalledTx) => {
  const agency = await agencyOf(tx)
  const day = localDate(tx.now, agency.zone)
  const requests = await openRequests(tx)
  const unbilled = await sumInStages(tx, unbilledStages, [...new Set(requests.map((r) => r.job_id))])
  const open = await openInvoices(tx)
  const left = (i: (typeof open)[number]): bigint => i.total_minor - i.settled_minor
  const late = open.filter((i) => i.due_on < day)
  const month = day.slice(0, 7)
  const lastOfMonth = addDays(`${addDays(`${month}-28`, 4).slice(0, 7)}-01`, -1)
  const received = await receivedBetween(tx, `${month}-01`, lastOfMonth)
  const sum = (list: bigint[]): bigint => list.reduce((a, b) => a + b, 0n)
  return {
    currency: agency.currency, month,
    // What was agreed for work that is delivered, as long as no paper asks for it yet.
    unbilledMinor: unbilled.ceilingsMinor, unbilledJobs: unbilled.jobs,
    waitingRequestsMinor: sum(requests.map((r) => r.net_minor)),
    notDueMinor: sum(open.filter((i) => i.due_on >= day).map(left)),
    overdueMinor: sum(late.map(left)), overdueInvoices: late.length,
    receivedMinor: sum(received.map((r) => r.sum)),
  }
}
