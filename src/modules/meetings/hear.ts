import type { WalledTx } from '#kernel/db/walled.ts'
import { record } from '#kernel/record/record.ts'
import type { Leaving } from '#modules/clients/index.ts'
import type { Deciding, SignoffEvent } from '#modules/signoff/index.ts'
import * as repo from './repo.ts'
import { course } from './rules.ts'

const kept = 5000

/**
 * Hears what became of sent minutes: confirmed by all, objected to (with a reason by item), or taken back by the agency. A
 * revision that is not the one in the client's hands changes nothing any more.
 */
export const hearSignoff = async (tx: WalledTx, event: SignoffEvent): Promise<void> => {
  if (event.kind !== 'minutes' || event.type === 'signoff.signed') return
  const { clientId: client, subjectId: id } = event
  const row = await repo.findMeetingForUpdate(tx, client, id)
  if (row?.state !== 'sent' || row.revision !== event.version) return
  const save = (set: Partial<repo.MeetingRow>) => repo.saveMeetingIf(tx, client, id, row.version, set)
  const tell = (what: string, data: Record<string, unknown> = {}) =>
    record(tx, { client, what: `meetings.${what}`, subject: { kind: 'meeting', id }, data: { title: row.title, number: row.number, revision: row.revision, ...data } })

  if (event.type === 'signoff.completed') {
    await save({ state: course.move(row.state, 'confirm'), confirmed_revision: row.revision, ended_at: tx.now })
    await tell('confirmed')
  } else if (event.type === 'signoff.withdrawn') {
    await save({ state: course.move(row.state, 'takeBack'), revision: row.revision + 1 })
    await tell('taken_back', { reason: event.reason })
  } else {
    await save({ state: course.move(row.state, 'object'), ended_at: tx.now })
    const reasons = event.answer?.items ?? {}
    const items = (await repo.listItems(tx, client, id)).filter((i) => reasons[i.id]?.trim())
    for (const item of items) await repo.setItem(tx, client, item.id, { objection: reasons[item.id]!.trim().slice(0, kept) })
    await tell('objected', { reason: event.reason.slice(0, 500), items: items.map((i) => i.no) })
  }
}

/** Hears that somebody answers for minutes, and takes them first, as whoever works on them does. */
export const meetingsHearDeciding = async (tx: WalledTx, { kind, clientId, subjectId }: Deciding): Promise<void> => {
  if (kind === 'minutes') await repo.findMeetingForUpdate(tx, clientId, subjectId)
}

/** Hears that somebody is about to leave: minutes that are not confirmed want another owner first (F3). */
export const meetingsHearLeaving = async (tx: WalledTx, { clientId, personId, holds }: Leaving): Promise<void> => {
  for (const one of await repo.openMeetingsOf(tx, clientId, personId)) holds.push(one.number || one.title)
}
