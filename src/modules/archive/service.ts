import type { WalledTx } from '#kernel/db/walled.ts'
import type { Lang } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { newId } from '#kernel/ids.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import type { ServiceOf } from '#kernel/rpc/service.ts'
import { billedOf, invoicesOfJob, receiptsOfJob, requestsOfJob } from '#modules/billing/index.ts'
import { boughtFor } from '#modules/costs/index.ts'
import { deliverablesOf } from '#modules/deliverables/index.ts'
import { type JobRow, jobById, lockJob, reach } from '#modules/jobs/index.ts'
import { meetingById } from '#modules/meetings/index.ts'
import { agencyOf } from '#modules/people/index.ts'
import { inForce } from '#modules/schedules/index.ts'
import type { archiveContract } from './contract.ts'
import { printLabel } from './label.ts'
import * as repo from './repo.ts'
import { checkFiling, checklist, type Entry, keepUntil, unnamed } from './rules.ts'

/** Asks every module what it has for the file. */
const heldOf = async (tx: WalledTx, row: JobRow) => {
  const [client, job] = [row.client_id, row.id]
  return {
    made: await deliverablesOf(tx, client, job),
    bought: await boughtFor(tx, client, job),
    money: await billedOf(tx, client, job),
    requests: (await requestsOfJob(tx, client, job)).filter((r) => r.state !== 'withdrawn'),
    invoices: await invoicesOfJob(tx, client, job),
    meeting: row.meeting_id ? await meetingById(tx, client, row.meeting_id) : null,
    schedule: await inForce(tx, client, job),
  }
}
type Held = Awaited<ReturnType<typeof heldOf>>

const entriesOf = (row: JobRow, { made, bought, money, requests, invoices, meeting, schedule }: Held, placed: boolean): Entry[] =>
  checklist({
    sourced: meeting !== null,
    minutesConfirmed: meeting !== null && meeting.confirmed_revision !== null,
    orderIssued: row.issued_at !== null,
    scheduleSigned: schedule !== null,
    deliverables: made.length,
    deliverablesApproved: made.filter((d) => d.state === 'approved').length,
    boughtCosts: bought.length,
    boughtWithPaper: bought.filter((b) => b.paper_file_id !== null).length,
    cardClosed: row.closed_at !== null,
    requests: requests.length,
    requested: requests.some((r) => r.state === 'open'),
    invoices: invoices.filter((i) => i.kind === 'invoice').length,
    paid: row.paid_at !== null && money.settledMinor >= money.totalMinor,
    placed,
  })

/** Whoever opens a job finds all its papers, also those that nobody has printed yet. */
const papersOf = async (tx: WalledTx, row: JobRow, { bought, requests, invoices, meeting }: Held) => {
  const receipts = await receiptsOfJob(tx, row.client_id, row.id)
  const paper = { title: '', fileId: null }
  return [
    ...(meeting ? [{ ...paper, kind: 'minutes' as const, id: meeting.id, number: meeting.number, title: meeting.title }] : []),
    ...(row.finance_number === null ? [] : [{ ...paper, kind: 'order' as const, id: row.id, number: row.finance_number, title: row.title }]),
    ...bought.map((b) => ({ kind: 'vendor' as const, id: b.id, number: b.paper_number, title: `${b.vendor} ${b.what}`, fileId: b.paper_file_id })),
    ...requests.map((r) => ({ ...paper, kind: 'request' as const, id: r.id, number: r.number })),
    ...invoices.map((i) => ({ ...paper, kind: i.kind, id: i.id, number: i.number })),
    ...receipts.map((r) => ({ ...paper, kind: r.reversed_at ? 'reversal' as const : 'receipt' as const, id: r.id, number: r.number })),
  ]
}
/** A place in one line, as the page says it. */
const whereOf = (lang: Lang, { room, shelf, box }: Record<'room' | 'shelf' | 'box', string>): string =>
  [say(lang, 'archive.in_room', { room: unnamed('room', room) }), shelf && say(lang, 'archive.on_shelf', { shelf: unnamed('shelf', shelf) }), box && say(lang, 'archive.in_box', { box: unnamed('box', box) })].filter(Boolean).join(say(lang, 'jobs.paper.comma'))
const placeShown = (p: repo.PlaceRow) => ({ room: p.room, shelf: p.shelf, box: p.box, placedBy: p.placed_by, placedAt: p.placed_at })

export const archiveService: ServiceOf<typeof archiveContract> = {
  file: async (tx, { client, job }) => {
    const row = await jobById(tx, client, job)
    const places = await repo.placesOf(tx, client, job)
    const now = places.find((p) => p.left_at === null)
    const { zone, region } = await agencyOf(tx)
    const until = row.filed_at && keepUntil(localDate(row.filed_at, zone), region)
    const held = await heldOf(tx, row)
    return { keepUntil: until, entries: entriesOf(row, held, now !== undefined), papers: await papersOf(tx, row, held), place: now ? placeShown(now) : null, moves: places.map(placeShown), version: places.length, filedAt: row.filed_at }
  },

  place: async (tx, { client, job, version, ...place }) => {
    const row = await lockJob(tx, client, job)
    if ((await repo.placesOf(tx, client, job)).length !== version) throw stale()
    await repo.leavePlace(tx, client, job)
    const id = newId(tx.now)
    await repo.insertPlace(tx, { agency_id: tx.agencyId, client_id: client, id, job_id: job, ...place, placed_by: tx.person.id, placed_at: tx.now, left_at: null })
    await record(tx, { client, what: 'archive.placed', subject: { kind: 'place', id }, job, data: { title: row.title, where: whereOf(tx.lang, place) } })
    return { room: place.room }
  },

  label: printLabel,

  put: async (tx, { client, job }) => {
    const row = await lockJob(tx, client, job)
    const places = await repo.placesOf(tx, client, job)
    checkFiling(entriesOf(row, await heldOf(tx, row), places.some((p) => p.left_at === null)), row.filed_at)
    await reach(tx, client, job, { filed: tx.now })
    await record(tx, { client, what: 'archive.filed', subject: { kind: 'job', id: job }, job, data: { title: row.title } })
    return { filed: true }
  },
}
