/** What an item says, for a person who compares two revisions. */
export interface ComparedItem {
  id: string
  no: number
  kind: string
  text: string
  quote: string
  quotedBy: string
  step: string
  dueOn: string | null
  ours: string
  theirs: string
}
export const comparedFields = ['kind', 'text', 'quote', 'quotedBy', 'step', 'dueOn', 'ours', 'theirs'] as const
export type ComparedField = (typeof comparedFields)[number]
export type Change =
  | { change: 'added'; item: ComparedItem }
  | { change: 'removed'; item: ComparedItem }
  | { change: 'changed'; item: ComparedItem; was: ComparedItem; fields: ComparedField[] }

/**
 * What became different between two revisions, in the order of the later one, what was taken out last. Items keep their
 * ids, so that a moved item is no change.
 */
export const changesBetween = (before: readonly ComparedItem[], after: readonly ComparedItem[]): Change[] => {
  const was = new Map(before.map((i) => [i.id, i]))
  const is = new Set(after.map((i) => i.id))
  const found = after.flatMap((item): Change[] => {
    const old = was.get(item.id)
    if (!old) return [{ change: 'added', item }]
    const fields = comparedFields.filter((f) => old[f] !== item[f])
    return fields.length > 0 ? [{ change: 'changed', item, was: old, fields }] : []
  })
  return [...found, ...before.filter((i) => !is.has(i.id)).map((item): Change => ({ change: 'removed', item }))]
}
