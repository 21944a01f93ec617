import type { Region } from '#kernel/pure/region.ts'
import { byName } from '#kernel/ui/i18n.ts'
import type { Option } from '#kernel/ui/Select.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { people } from '#modules/people/ui/people.ts'
import { clients } from './clients.ts'

export interface Receiver {
  id: string
  name: string
  mail: string
}
export interface Names {
  /** The client's name; '' until it is known. */
  client: string
  /** Whose holidays the client keeps; null until it is known. */
  region: Region | null
  person: (id: string) => string
  contact: (id: string) => string
  /** Everybody of the agency, for who was there. */
  ours: Option[]
  /** The client's team, for who answers for an item. */
  team: Option[]
  /** Those of the team who may accept an order. */
  leads: Option[]
  theirs: Option[]
  /** Active contacts, for sending. */
  receivers: Receiver[]
  ready: boolean
}

/** Names of both sides of a client, by the reader's order. */
export const useNames = (client: string): Names => {
  const directory = useRead(people.directory, undefined)
  const one = useRead(clients.get, { client })
  const staff = (directory.data ?? []).toSorted(byName(p => p.name))
  const contacts = (one.data?.contacts ?? []).toSorted(byName(c => c.name))
  const byPerson = new Map(staff.map(p => [p.id, p.name]))
  const byContact = new Map(contacts.map(c => [c.id, c.name]))
  const ours = staff.filter(p => p.active).map(p => ({ value: p.id, text: p.name, note: p.title }))
  const onTeam = new Set(one.data?.team ?? [])
  const team = ours.filter(o => onTeam.has(o.value))
  const mayLead = new Set(staff.filter(p => p.roles.includes('lead') || p.roles.includes('director')).map(p => p.id))
  return {
    client: one.data?.name ?? '', region: one.data?.region ?? null, person: id => byPerson.get(id) ?? '', contact: id => byContact.get(id) ?? '', ours, team, leads: team.filter(o => mayLead.has(o.value)),
    theirs: contacts.filter(c => c.active).map(c => ({ value: c.id, text: c.name, note: c.title })),
    receivers: contacts.filter(c => c.active).map(({ id, name, mail }) => ({ id, name, mail })), ready: Boolean(directory.data && one.data),
  }
}
