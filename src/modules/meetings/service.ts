import type { WalledTx } from '#kernel/db/walled.ts'
import { newId } from '#kernel/ids.ts'
import { pageOf, placeOf } from '#kernel/pure/page.ts'
import { notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import type { ServiceOf } from '#kernel/rpc/service.ts'
import { clientById, contactsOf, teamOf } from '#modules/clients/index.ts'
import { agencyDay, namesOf, personById } from '#modules/people/index.ts'
import type { meetingsContract } from './contract.ts'
import * as repo from './repo.ts'
import { revisionsOf } from './revisions.ts'
import { checkDecline, course, missingIn } from './rules.ts'
import { sendMinutes } from './send.ts'
import { itemDetail, type ItemForm, itemRow, itemShown, meetingShown } from './shape.ts'

interface Ref {
  client: string
  meeting: string
}
const load = async (tx: WalledTx, { client, meeting }: Ref): Promise<repo.MeetingRow> => {
  const row = await repo.findMeetingForUpdate(tx, client, meeting)
  if (!row) throw notFound()
  return row
}
const save = async (tx: WalledTx, row: repo.MeetingRow, version: number, set: Partial<repo.MeetingRow>): Promise<{ version: number }> => {
  if (!(await repo.saveMeetingIf(tx, row.client_id, row.id, version, set))) throw stale()
  return { version: version + 1 }
}
const deed = (tx: WalledTx, row: Pick<repo.MeetingRow, 'client_id' | 'id' | 'title'>, what: string, data: Record<string, unknown> = {}) =>
  record(tx, { client: row.client_id, what: `meetings.${what}`, subject: { kind: 'meeting', id: row.id }, data: { title: row.title, ...data } })

interface Form {
  people: string[]
  contacts: string[]
  items: ItemForm[]
}
/** Everybody named is there: contacts are this client's, people the agency's, and whoever answers for an item sees the client. */
const checkPeople = async (tx: WalledTx, client: string, form: Form): Promise<void> => {
  const known = new Set((await contactsOf(tx, client)).map((c) => c.id))
  const theirs = [...form.contacts, ...form.items.flatMap((i) => [i.quotedContactId, i.theirOwnerId])]
  if (theirs.some((id) => id !== null && !known.has(id))) throw refuse('meetings.unknown_contact')
  const present = new Set(form.people)
  if (present.size > 0 && (await namesOf(tx, [...present])).size < present.size) throw refuse('meetings.unknown_person')
  const team = new Set(await teamOf(tx, client))
  if (form.items.some((i) => i.ourOwnerId !== null && !team.has(i.ourOwnerId))) throw refuse('meetings.off_team')
}
const write = async (tx: WalledTx, client: string, meeting: string, form: Form): Promise<void> => {
  await repo.replaceAttendees(tx, client, meeting, [...new Set(form.people)], [...new Set(form.contacts)])
  if (!(await repo.replaceItems(tx, client, meeting, form.items.map(itemRow)))) throw refuse('meetings.item_elsewhere')
}

export const meetingsService: ServiceOf<typeof meetingsContract> = {
  list: async (tx, { after, most, ...filter }) => {
    const found = await repo.listMeetings(tx, { ...filter, most, ...placeOf(after) })
    const { rows, next } = pageOf(found, most, (r) => ({ key: r.held_on, id: r.id }))
    const counts = await repo.countItems(tx, rows.map((r) => r.id))
    return {
      rows: rows.map((r) => ({ ...meetingShown(r), items: counts.get(r.id)?.items ?? 0, openRequests: counts.get(r.id)?.requests ?? 0 })),
      next,
    }
  },

  requests: async (tx, filter) =>
    (await repo.listOpenRequests(tx, filter)).map((r) => ({
      id: r.id, client: r.client_id, meeting: r.meeting_id, number: r.number, title: r.title, heldOn: r.held_on, no: r.no, text: r.text, step: r.step,
      dueOn: r.due_on, ourOwnerId: r.our_owner_id, theirOwnerId: r.their_owner_id,
    })),

  get: async (tx, { client, meeting }) => {
    const row = await repo.findMeeting(tx, client, meeting)
    if (!row) throw notFound()
    const [items, attendees] = [await repo.listItems(tx, client, meeting), await repo.listAttendees(tx, client, meeting)]
    const people = attendees.flatMap((a) => a.person_id ?? [])
    const contacts = attendees.flatMap((a) => a.contact_id ?? [])
    return {
      ...meetingShown(row), place: row.place, createdAt: row.created_at, endedAt: row.ended_at, version: row.version, people, contacts,
      items: items.map(itemShown),
      missing: missingIn({ title: row.title, heldOn: row.held_on, people, contacts, items: items.map(itemDetail) }, await agencyDay(tx)),
      revisions: await revisionsOf(tx, row),
    }
  },

  create: async (tx, { client, ...form }) => {
    const me = tx.person
    await clientById(tx, client)
    await checkPeople(tx, client, form)
    const id = newId(tx.now)
    await repo.insertMeeting(tx, { client_id: client, id, title: form.title, held_on: form.heldOn, place: form.place, owner_id: me.id })
    await write(tx, client, id, form)
    await deed(tx, { client_id: client, id, title: form.title }, 'created')
    return { id, version: 1 }
  },

  save: async (tx, { client, meeting, version, ...form }) => {
    const row = await load(tx, { client, meeting })
    // A version that somebody else has moved on is said first: what to do about it differs from a state that forbids.
    if (row.version !== version) throw stale()
    course.move(row.state, 'save')
    await checkPeople(tx, client, form)
    const saved = await save(tx, row, version, { title: form.title, held_on: form.heldOn, place: form.place })
    await write(tx, client, meeting, form)
    await deed(tx, { ...row, title: form.title }, 'saved', { revision: row.revision })
    return { ...saved, missing: missingIn(form, await agencyDay(tx)) }
  },

  send: sendMinutes,

  revise: async (tx, { version, ...ref }) => {
    const row = await load(tx, ref)
    const state = course.move(row.state, 'revise')
    const saved = await save(tx, row, version, { state, revision: row.revision + 1, ended_at: null })
    await deed(tx, row, 'revised', { number: row.number, revision: row.revision + 1 })
    return { ...saved, revision: row.revision + 1 }
  },

  handOver: async (tx, { version, ownerId, ...ref }) => {
    const row = await load(tx, ref)
    if (!(await teamOf(tx, ref.client)).includes(ownerId)) throw refuse('meetings.off_team')
    const to = await personById(tx, ownerId)
    const saved = await save(tx, row, version, { owner_id: ownerId })
    await deed(tx, row, 'handed_over', { to: to.name })
    return saved
  },

  declineItem: async (tx, { client, item: id, reason }) => {
    const [item] = await repo.findItems(tx, client, [id])
    const row = item && (await repo.findMeeting(tx, client, item.meeting_id))
    if (!row) throw notFound()
    checkDecline(item)
    if (!(await repo.answerIf(tx, client, id, item.outcome, 'declined', reason))) throw refuse('meetings.answered_already')
    await deed(tx, row, 'item_declined', { text: item.text.slice(0, 200), reason })
    return { item: id }
  },
}
