import type { Role } from '#kernel/pure/roles.ts'
import { type JobState, licence, type Required, type Stage } from '../rules.ts'

/** What one can do about a job. The `go` ones lead to another part of the page, where it is done. */
export type Act = 'submit' | 'accept' | 'sendBack' | 'issue' | 'cancel' | 'deliver' | 'close' | 'hold' | 'release' | 'reopen' | GoTo
export type GoTo = 'go.edit' | 'go.change' | 'go.schedule' | 'go.cost' | 'go.deliverables' | 'go.send' | 'go.billing' | 'go.file'
/** Why a thing is not for me: a message key. */
export type Why = 'jobs.only.ae' | 'jobs.only.lead' | 'jobs.only.back' | 'jobs.only.finance' | 'jobs.missing' | 'jobs.held_so' | 'jobs.unapproved' | 'jobs.unmade'
export interface Choice {
  act: Act
  /** Null: I may do it now. */
  why: Why | null
}
/** What a job waits for, as a message key `jobs.next.<say>`, and what can be done: `main` is the one next thing, when it is mine. */
export interface NextStep {
  say: 'fill' | 'submit' | 'accept' | 'issue' | 'schedule' | 'work' | 'sign_off' | 'send' | 'returned' | 'with_client' | 'unmade' | 'deliver' | 'late' | 'close' | 'reopened' | 'bill' | 'requested' | 'pay' | 'file' | 'filed' | 'cancelled' | 'held'
  main: Act | null
  others: Choice[]
}
interface Facts {
  state: JobState
  stage: Stage
  missing: readonly Required[]
  leadId: string | null
  scheduledAt: Date | null
  inWorkAt: Date | null
  signedOffAt: Date | null
  deliveredAt: Date | null
  closedAt: Date | null
  billedAt: Date | null
  paidAt: Date | null
  filedAt: Date | null
  heldAt: Date | null
  reopenedReason: string
}
/** What is made for the job and was not dropped: how many pieces, and the titles of those the client has not approved. */
export interface Work {
  made: number
  unapproved: readonly string[]
  /** Of those: the titles whose every stage has signed, to be sent to the client; and how many lie with the client. */
  ready: readonly string[]
  withClient: number
  /** Of those too: what came back, from the client or from inside, and by whose word. */
  returned: readonly { title: string; side: 'client' | 'inside'; by: string }[]
}
interface Who {
  id: string
  roles: readonly Role[]
}

/** The one sentence and the buttons of the docket's next box, by the same rules as the server's (C2, C4, F6, G8). While `work` is being read it is null, and delivery is not offered; `requested`: a payment request lies with finance. */
export const nextOf = (job: Facts, me: Who, overdue: boolean, work: Work | null, requested = false): NextStep => {
  const is = (...roles: Role[]): boolean => roles.some((r) => me.roles.includes(r))
  const ae = is('ae', 'director') ? null : 'jobs.only.ae'
  const lead = is('director') || (is('lead') && me.id === job.leadId) ? null : 'jobs.only.lead'
  const back = is('lead', 'director', 'finance') ? null : 'jobs.only.back'
  const finance = is('finance') ? null : 'jobs.only.finance'
  /** The first of them that is mine is the main one; the rest, and those of others with the reason, stand beside. */
  const step = (say: NextStep['say'], first: Choice | null, ...others: Choice[]): NextStep => {
    const mine = first !== null && first.why === null
    return { say, main: mine ? first.act : null, others: [...(first && !mine ? [first] : []), ...others] }
  }
  const may = (act: Act, why: Why | null): Choice => ({ act, why })

  if (licence.may(job.state, 'submit')) {
    return job.missing.length > 0
      ? step('fill', may('go.edit', ae), may('submit', ae ?? 'jobs.missing'), may('cancel', ae))
      : step('submit', may('submit', ae), may('go.change', ae), may('cancel', ae))
  }
  if (licence.may(job.state, 'accept')) return step('accept', may('accept', lead), may('sendBack', back), may('cancel', ae))
  if (licence.may(job.state, 'issue')) return step('issue', may('issue', finance), may('sendBack', back), may('cancel', ae))
  if (job.state === 'cancelled') return step('cancelled', null)

  if (job.heldAt !== null) return step('held', may('release', finance), ...(job.deliveredAt === null ? [may('deliver', ae ?? 'jobs.held_so')] : []))
  const hold = may('hold', finance)
  if (job.deliveredAt === null) {
    const left = work?.unapproved.length ?? 0
    const deliver = work === null ? [] : [may('deliver', ae ?? (work.made === 0 ? 'jobs.unmade' : left > 0 ? 'jobs.unapproved' : null))]
    if (job.signedOffAt !== null && left === 0 && work?.made !== 0) return step(overdue ? 'late' : 'deliver', deliver[0] ?? may('go.deliverables', null), hold)
    // What has every signature waits for one thing only, also where other pieces are still on their way.
    if (job.inWorkAt !== null && work && work.ready.length > 0) return step(overdue ? 'late' : 'send', may('go.send', ae), ...(ae ? [may('go.deliverables', null)] : []), ...deliver, hold)
    const go = job.inWorkAt !== null ? 'deliverables' : job.scheduledAt !== null ? 'cost' : 'schedule'
    const say = job.inWorkAt !== null ? (work?.made === 0 ? 'unmade' : work && work.returned.length > 0 ? 'returned' : work && left > 0 && work.withClient === left ? 'with_client' : 'sign_off') : job.scheduledAt !== null ? 'work' : 'schedule'
    return step(overdue ? 'late' : say, may(`go.${go}`, null), ...deliver, hold)
  }
  const reopen = may('reopen', finance)
  if (job.closedAt === null) return job.reopenedReason ? step('reopened', may('close', finance), hold) : step('close', may('close', finance), reopen)
  if (job.billedAt === null) return step(requested ? 'requested' : 'bill', may('go.billing', null), reopen)
  if (job.paidAt === null) return step('pay', may('go.billing', null), reopen)
  if (job.filedAt === null) return step('file', may('go.file', null), reopen)
  return step('filed', null)
}
