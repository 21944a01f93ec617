import type { Subscriptions, WalledTx } from '#kernel/db/walled.ts'
import { archiveHearBilling } from '#modules/archive/index.ts'
import { clientsHearPeople } from '#modules/clients/index.ts'
import { deliverablesHearJobs, deliverablesHearSignoff } from '#modules/deliverables/index.ts'
import { jobsHearLeaving, lockJob, type Milestone, moveDue, reach } from '#modules/jobs/index.ts'
import { hearSignoff as meetingsHearSignoff, meetingsHearDeciding, meetingsHearLeaving } from '#modules/meetings/index.ts'
import { type ScheduleSigned, schedulesHearJobs, schedulesHearSignoff } from '#modules/schedules/index.ts'
import { type Deciding, signoffHearContact, signoffHearLeaving } from '#modules/signoff/index.ts'

/** A job comes to a milestone by what another module has seen. */
const reached = (milestone: Milestone) => (tx: WalledTx, { clientId, jobId }: { clientId: string; jobId: string }) => reach(tx, clientId, jobId, { [milestone]: tx.now })
const unpaid = (tx: WalledTx, { clientId, jobId }: { clientId: string; jobId: string }) => reach(tx, clientId, jobId, { paid: null })
/** Another invoice on a job that was paid is owed first. */
const billed = (tx: WalledTx, { clientId, jobId }: { clientId: string; jobId: string }) => reach(tx, clientId, jobId, { billed: tx.now, paid: null })
const jobFirst = async (tx: WalledTx, { clientId, jobId }: Deciding): Promise<void> => {
  if (jobId !== null) await lockJob(tx, clientId, jobId)
}

/** The day that both sides have signed is the day the work is due (B5). */
const agreed = (tx: WalledTx, { clientId, jobId, deliveryOn, revision }: ScheduleSigned) => moveDue(tx, clientId, jobId, deliveryOn, revision)

const allApproved = (tx: WalledTx, of: { clientId: string; jobId: string; all: boolean }) => (of.all ? reached('signed_off')(tx, of) : Promise.resolve())

const onSignoff = [meetingsHearSignoff, schedulesHearSignoff, deliverablesHearSignoff]

/** Who hears what, in the transaction in which it happened: the only way from a module to one that stands above it. */
export const subscriptions: Subscriptions = {
  'people.leaving': [clientsHearPeople],
  'people.roles_changed': [clientsHearPeople],
  'clients.leaving': [jobsHearLeaving, meetingsHearLeaving, signoffHearLeaving],
  'clients.contact_changed': [signoffHearContact],
  'signoff.deciding': [meetingsHearDeciding, jobFirst],
  'signoff.signed': onSignoff,
  'signoff.completed': onSignoff,
  'signoff.declined': onSignoff,
  'signoff.withdrawn': onSignoff,
  'schedules.signed': [reached('scheduled'), agreed],
  'costs.booked': [reached('in_work')],
  'jobs.delivered': [deliverablesHearJobs, schedulesHearJobs],
  'jobs.closed': [deliverablesHearJobs, schedulesHearJobs],
  'deliverables.approved': [allApproved],
  'deliverables.dropped': [allApproved],
  'billing.invoiced': [billed],
  'billing.paid': [reached('paid')],
  'billing.unpaid': [unpaid, archiveHearBilling],
}
