import { z } from 'zod'

/** Where a list goes on: what its last row was sorted by, and its id. */
export interface Place {
  key: string
  id: string
}
/** The key of what has no day: it stands after all that have one, and PostgreSQL reads it as a day too. */
export const noDay = 'infinity'
// PostgreSQL knows no year 0.
const zPlace = z.tuple([z.union([z.iso.date(), z.iso.datetime(), z.literal(noDay)]).refine((key) => !key.startsWith('0000')), z.uuid()])

/** The place as it goes over the wire, `2026-11-24|0195…`: checked here, since a repo casts both parts in its query. */
export const zAfter = z.string().max(100).refine((text) => zPlace.safeParse(text.split('|')).success, 'refusal.field.form')

/** The place after which to go on; nothing at the start of the list. */
export const placeOf = (after: string | undefined): { after?: Place } => {
  const [key, id] = after?.split('|') ?? []
  return key && id ? { after: { key, id } } : {}
}

/** One page out of `most + 1` rows found, and where the next begins; null when there is none. */
export const pageOf = <R>(found: readonly R[], most: number, place: (last: R) => Place): { rows: R[]; next: string | null } => {
  const rows = found.slice(0, most)
  const last = found.length > most ? rows.at(-1) : undefined
  if (last === undefined) return { rows, next: null }
  const { key, id } = place(last)
  return { rows, next: `${key}|${id}` }
}
