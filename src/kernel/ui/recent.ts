import type { Me } from './me.tsx'

/** Something a person opened: a client, a job, a paper. */
export interface Recent {
  href: string
  title: string
  /** Its number. */
  note?: string
}
const most = 8
const prefix = 'recent:'
const placeOf = (me: Me): string => `${prefix}${me.agency.id}:${me.id}`

/** The newest first, each thing once, no more than a glance takes in. */
export const withRecent = (list: readonly Recent[], one: Recent): Recent[] => [one, ...list.filter(other => other.href !== one.href)].slice(0, most)

/** Only what stands inside the person's walls today: of a client whose team they have left nothing is named. */
export const inSight = (list: readonly Recent[], clients: readonly { id: string }[]): Recent[] =>
  list.filter(one => clients.some(client => one.href === `/clients/${client.id}` || one.href.startsWith(`/clients/${client.id}/`)))

const kept = (me: Me): Recent[] => {
  try {
    return JSON.parse(localStorage.getItem(placeOf(me)) ?? '[]') as Recent[]
  } catch {
    return []
  }
}
/** What this person opened last in this agency, in this browser. */
export const recentOf = (me: Me): Recent[] => inSight(kept(me), me.clients)

export const noteRecent = (me: Me, one: Recent): void => {
  try {
    localStorage.setItem(placeOf(me), JSON.stringify(withRecent(kept(me), one)))
  } catch {
    // The store is full or forbidden: nothing is remembered.
  }
}

/** Lets go of what others opened in this browser; without a person of everything. */
export const forgetRecent = (me: Me | null): void => {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix) && key !== (me && placeOf(me))) localStorage.removeItem(key)
}
