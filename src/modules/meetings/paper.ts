import type { WalledTx } from '#kernel/db/walled.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { notFound } from '#kernel/pure/refusal.ts'
import { clientById, contactsOf, type ContactRow } from '#modules/clients/index.ts'
import { agencyOf, type Letterhead, letterhead, namesOf, personById } from '#modules/people/index.ts'
import * as repo from './repo.ts'
import type { ItemKind } from './rules.ts'

interface Named {
  name: string
  title: string
}
export interface FrozenItem {
  id: string
  no: number
  kind: ItemKind
  text: string
  quote: string
  quotedBy: string
  step: string
  dueOn: string | null
  ours: string
  theirs: string
}
/** What minutes hold when they are frozen: names and all as they stood at sending. The contact's page and comparisons read it. */
export interface FrozenMinutes {
  number: string
  revision: number
  title: string
  heldOn: string
  place: string
  /** The day of sending, in the agency's zone. */
  sentOn: string
  agency: Letterhead
  client: { name: string; legalName: string }
  owner: string
  present: { ours: Named[]; theirs: Named[] }
  /** Whom it is sent to. */
  to: Named[]
  items: FrozenItem[]
}
export interface Material {
  meeting: repo.MeetingRow
  items: repo.ItemRow[]
  people: string[]
  contacts: string[]
  /** Every contact of the client, by id. */
  known: Map<string, ContactRow>
}

/** All that minutes are judged and frozen by. */
export const material = async (tx: WalledTx, client: string, id: string): Promise<Material> => {
  const meeting = await repo.findMeeting(tx, client, id)
  if (!meeting) throw notFound()
  const [items, attendees] = [await repo.listItems(tx, client, id), await repo.listAttendees(tx, client, id)]
  return {
    meeting, items, people: attendees.flatMap((a) => a.person_id ?? []), contacts: attendees.flatMap((a) => a.contact_id ?? []),
    known: new Map((await contactsOf(tx, client)).map((c) => [c.id, c])),
  }
}

/** Freezes the material under a number: what is read later is what was sent, whoever is renamed since. */
export const freezeMinutes = async (tx: WalledTx, m: Material, number: string, to: readonly string[]): Promise<FrozenMinutes> => {
  const [agency, client] = [await agencyOf(tx), await clientById(tx, m.meeting.client_id)]
  const ids = [m.meeting.owner_id, ...m.items.map((i) => i.our_owner_id)]
  const names = await namesOf(tx, ids)
  const ours = []
  for (const id of m.people) ours.push(await personById(tx, id))
  const person = (id: string | null): string => (id === null ? '' : (names.get(id) ?? ''))
  const contact = (id: string | null): string => (id === null ? '' : (m.known.get(id)?.name ?? ''))
  const known = (id: string): Named => ({ name: contact(id), title: m.known.get(id)?.title ?? '' })
  return {
    number, revision: m.meeting.revision, title: m.meeting.title, heldOn: m.meeting.held_on, place: m.meeting.place, sentOn: localDate(tx.now, agency.zone),
    agency: await letterhead(tx, client.locale),
    client: { name: client.name, legalName: client.legal_name },
    owner: person(m.meeting.owner_id),
    present: {
      ours: ours.map(({ name, title }) => ({ name, title })),
      theirs: m.contacts.map(known),
    },
    to: to.map(known),
    items: m.items.map((i) => ({
      id: i.id, no: i.no, kind: i.kind, text: i.text, quote: i.quote, quotedBy: contact(i.quoted_contact_id), step: i.step, dueOn: i.due_on,
      ours: person(i.our_owner_id), theirs: contact(i.their_owner_id),
    })),
  }
}
