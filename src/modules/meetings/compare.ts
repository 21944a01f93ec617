import type { Lang, MessageKey } from '#kernel/i18n/messages.ts'
import { formatDate } from '#kernel/pure/format.ts'
import type { ItemKind } from './rules.ts'

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

const fieldKey = {
  kind: 'meetings.kind', text: 'meetings.field.text', quote: 'meetings.field.quote', quotedBy: 'meetings.field.quoted', step: 'meetings.field.step',
  dueOn: 'meetings.field.dueOn', ours: 'meetings.field.ours', theirs: 'meetings.field.theirs',
} as const satisfies Record<ComparedField, MessageKey>

/** What one field of a changed item is called, says now, and said before: in words of the reader's language. */
export const fieldWords = (now: ComparedItem, was: ComparedItem, field: ComparedField, lang: Lang, t: (key: MessageKey) => string): { name: string; now: string; was: string } => {
  const words = (i: ComparedItem): string => {
    if (field === 'kind') return t(`meetings.kind.${i.kind as ItemKind}`)
    if (field === 'dueOn' && i.dueOn) return formatDate(i.dueOn, lang)
    return i[field] || t('meetings.change.empty')
  }
  return { name: t(fieldKey[field]), now: words(now), was: words(was) }
}
