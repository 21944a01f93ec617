import type { z } from 'zod'
import type { WalledTx } from '#kernel/db/walled.ts'
import { unsentMail } from '#kernel/mail/repo.ts'
import { type Day, localDate } from '#kernel/pure/calendar.ts'
import { collectionOfOpen, openInvoices, openRequests as openPaymentRequests } from '#modules/billing/index.ts'
import { contactNames } from '#modules/clients/index.ts'
import { underWay } from '#modules/deliverables/index.ts'
import { type JobRow, jobDraftsOf, jobsById, jobsInStages, jobsToMove } from '#modules/jobs/index.ts'
import { draftsOf, meetingsInStates, openRequests, overdueToSend } from '#modules/meetings/index.ts'
import { agencyOf, workingAmong } from '#modules/people/index.ts'
import { lateSteps, unsentSchedules } from '#modules/schedules/index.ts'
import { awaited } from '#modules/signoff/index.ts'
import type { zTask } from './contract.ts'
import { byPress, type List, most, type Task } from './rules.ts'

type Row = z.input<typeof zTask>
const entry = (task: Task, client: string, subjectId: string, of: Partial<Row>): Row => ({
  task, client, subjectId, job: null, title: '', who: '', dueOn: null, late: false, side: 'ours', mine: false, ...of,
})

/** Keeps what a desk holds of rows that were asked for one too many, and remembers the list that goes on. */
type Take = <T>(list: List, rows: readonly T[]) => readonly T[]

/** What waits for a signature or a confirmation: mine to give, a colleague's, or the client's. */
const signatures = async (tx: WalledTx, take: Take, today: Day, zone: string): Promise<Row[]> =>
  take('signatures', await awaited(tx, most + 1)).map((p) => {
    const theirs = p.side === 'client'
    const task: Task = !theirs ? 'sign' : p.kind === 'minutes' ? 'waiting_confirm' : p.kind === 'schedule' ? 'waiting_sign' : 'waiting_approve'
    const dueOn = p.expires_at && localDate(p.expires_at, zone)
    return entry(task, p.client_id, p.subject_id, {
      job: p.job_id, title: p.title, who: p.name, dueOn, late: theirs && dueOn !== null && dueOn < today, side: theirs ? 'theirs' : 'ours',
      mine: p.person_id === tx.actor.id,
    })
  })

/** Orders on their way to issue, cards to close, work to bill, paid work to file: by whose turn it is. */
const orders = async (tx: WalledTx, take: Take, today: Day): Promise<Row[]> => {
  const me = tx.person
  const finance = me.roles.includes('finance')
  const asked = new Set((await openPaymentRequests(tx)).map((r) => r.job_id))
  const one = (j: JobRow, task: Task, mine: boolean): Row =>
    entry(task, j.client_id, j.id, { job: j.id, title: j.title, dueOn: j.due_on, mine, late: j.due_on !== null && j.due_on < today && task !== 'bill' && task !== 'close' })
  // What is paid is in no hurry, and must not push out of the list what is.
  const paid = take('orders', await jobsInStages(tx, ['paid'], most + 1)).map((j) => entry('file', j.client_id, j.id, { job: j.id, title: j.title, mine: j.owner_id === me.id }))
  const moving = take('orders', await jobsToMove(tx, most + 1)).flatMap((j) => {
    if (j.stage === 'draft') return [one(j, 'returned', j.owner_id === me.id)]
    if (j.stage === 'submitted') return [one(j, 'accept', j.lead_id === me.id)]
    if (j.stage === 'accepted') return [one(j, 'recognise', finance)]
    if (j.stage === 'delivered') return [one(j, 'close', finance)]
    return asked.has(j.id) ? [] : [one(j, 'bill', j.owner_id === me.id)]
  })
  const drafts = take('orders', await jobDraftsOf(tx, me.id, most + 1)).map((j) => entry('order_draft', j.client_id, j.id, { job: j.id, title: j.title, dueOn: j.due_on, mine: true }))
  return [...moving, ...paid, ...drafts]
}

const minutes = async (tx: WalledTx, take: Take): Promise<Row[]> => {
  const me = tx.person.id
  const overdue = take('minutes', await overdueToSend(tx, most + 1))
  const pressed = new Set(overdue.map(({ meeting }) => meeting.id))
  return [
    ...take('minutes', await draftsOf(tx, me, most + 1)).filter(({ meeting }) => !pressed.has(meeting.id)).map(({ meeting, dueOn }) => entry('minutes_draft', meeting.client_id, meeting.id, { title: meeting.title, dueOn, mine: true })),
    ...overdue.map(({ meeting, dueOn, late }) => entry('minutes_late', meeting.client_id, meeting.id, { title: meeting.title, dueOn, late, mine: meeting.owner_id === me })),
    ...take('minutes', await meetingsInStates(tx, ['objected'], most + 1)).map((m) => entry('objected', m.client_id, m.id, { title: m.title, dueOn: m.held_on, mine: m.owner_id === me })),
    ...take('minutes', await openRequests(tx, most + 1)).map((i) => entry('request_open', i.client_id, i.meeting_id, { title: i.text, dueOn: i.due_on, mine: i.our_owner_id === me })),
  ]
}

/** Steps past their day, schedules to send, versions to move on and what may be delivered, of work that is not delivered yet; afterwards a step nobody ticked presses nobody. */
const work = async (tx: WalledTx, take: Take, today: Day): Promise<Row[]> => {
  const me = tx.actor.id
  const jobs = new Map(take('orders', await jobsInStages(tx, ['ordered', 'scheduled', 'in_work', 'signed_off'], most + 1)).map((j) => [j.id, j]))
  const ids = [...jobs.keys()]
  const steps = take('orders', await lateSteps(tx, ids, today, most + 1)).map((s) => entry('step_late', s.client_id, s.job_id, {
    job: s.job_id, title: jobs.get(s.job_id)!.title, who: s.name, dueOn: s.ends_on, late: s.ends_on < today, mine: s.our_owner_id === me, side: s.our_owner_id ? 'ours' : 'theirs',
  }))
  const moving = take('orders', await underWay(tx, ids, most + 1))
  const versions = moving.flatMap((v) => {
    const job = jobs.get(v.job_id)!
    if (v.state === 'ready') return [entry('send_version', v.client_id, v.deliverable_id, { job: v.job_id, title: v.title, mine: job.owner_id === me })]
    return v.state === 'returned' ? [entry('returned', v.client_id, v.deliverable_id, { job: v.job_id, title: v.title, mine: job.lead_id === me || v.made_by === me })] : []
  })
  const drafts = take('orders', await unsentSchedules(tx, ids, most + 1)).map((s) => {
    const job = jobs.get(s.job_id)!
    return entry('send_schedule', s.client_id, s.job_id, { job: s.job_id, title: job.title, dueOn: job.due_on, mine: job.owner_id === me })
  })
  // What was put in after the client's approval is approved first; what finance holds is not delivered (C4).
  const unapproved = new Set(moving.map((v) => v.job_id))
  const deliver = [...jobs.values()].filter((j) => j.stage === 'signed_off' && j.held_at === null && !unapproved.has(j.id)).map((j) =>
    entry('deliver', j.client_id, j.id, { job: j.id, title: j.title, dueOn: j.due_on, late: j.due_on !== null && j.due_on < today, mine: j.owner_id === me }))
  return [...steps, ...drafts, ...versions, ...deliver]
}

/** Open invoices that ask for something (G9): a broken promise before a reminder, and what is late and waited for. */
const collecting = async (tx: WalledTx, today: Day): Promise<Row[]> => {
  const invoices = await openInvoices(tx)
  const collection = await collectionOfOpen(tx, invoices)
  const standing = invoices.map((i) => {
    const { promises, next } = collection.get(i.id)!
    const promise = promises.at(-1)
    return { i, broken: promise?.state === 'broken' ? promise : null, next: next && next.from <= today ? next : null }
  })
  const ours = standing.filter((s) => s.broken || s.next)
  const owners = new Map((await jobsById(tx, [...new Set(ours.map((s) => s.i.job_id))])).map((j) => [j.id, j.owner_id]))
  const contacts = await contactNames(tx, ours.flatMap((s) => s.broken?.contact_id ?? []))
  return standing.flatMap(({ i, broken, next }) => {
    const of = { job: i.job_id, title: i.number, dueOn: i.due_on, late: i.due_on < today }
    const mine = owners.get(i.job_id) === tx.actor.id
    if (broken) return [entry('promise_broken', i.client_id, i.id, { ...of, who: contacts.get(broken.contact_id) ?? '', dueOn: broken.promised_on, late: true, mine })]
    if (next) return [entry('remind', i.client_id, i.id, { ...of, who: next.stage, mine })]
    return of.late ? [entry('invoice_late', i.client_id, i.id, { ...of, side: 'theirs' })] : []
  })
}

const money = async (tx: WalledTx, today: Day): Promise<Row[]> => {
  const finance = tx.person.roles.includes('finance')
  return [
    ...(await collecting(tx, today)),
    ...(await openPaymentRequests(tx)).map((r) => entry('post', r.client_id, r.id, { job: r.job_id, title: r.number, mine: finance })),
  ]
}

/**
 * Letters that could not be delivered: mine when I caused them. What a contact, the system or who has left caused is mine for
 * everybody who sees the client, so that no dead letter is nobody's.
 */
const letters = async (tx: WalledTx, take: Take): Promise<Row[]> => {
  const dead = take('letters', await unsentMail(tx, ['dead'], undefined, most + 1))
  const working = await workingAmong(tx, dead.map((m) => m.created_by))
  return dead.map((m) => entry('dead_letter', m.client_id, m.id, {
    title: m.subject, who: m.to_name, late: true, mine: m.created_by === tx.actor.id || m.created_by === null || !working.has(m.created_by),
  }))
}

/** The left half of the desk (A1): everything owed to each client and by each, the most pressing first; `more` are the lists of which not all stands here. */
export const todayOf = async (tx: WalledTx): Promise<{ rows: Row[]; more: List[] }> => {
  const { zone } = await agencyOf(tx)
  const today = localDate(tx.now, zone)
  const more = new Set<List>()
  const take: Take = (list, rows) => {
    if (rows.length > most) more.add(list)
    return rows.slice(0, most)
  }
  const rows = [...(await signatures(tx, take, today, zone)), ...(await orders(tx, take, today)), ...(await minutes(tx, take)), ...(await work(tx, take, today)), ...(await money(tx, today)), ...(await letters(tx, take))]
  return { rows: rows.toSorted(byPress), more: [...more] }
}
