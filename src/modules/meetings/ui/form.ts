import { freshId } from '#kernel/ui/ids.ts'
import type { ComparedItem } from '../compare.ts'
import { type ItemKind, type Lack, missingIn } from '../rules.ts'
import type { Meeting } from './meetings.ts'

export interface ItemDraft {
  id: string
  kind: ItemKind
  text: string
  quote: string
  quotedContactId: string | null
  step: string
  dueOn: string | null
  ourOwnerId: string | null
  theirOwnerId: string | null
}
export interface MinutesDraft {
  title: string
  heldOn: string | null
  place: string
  people: string[]
  contacts: string[]
  items: ItemDraft[]
}
/** What one writes, with the version and text it was begun on: an old draft found again is compared with what was saved since. */
export interface KeptDraft {
  version: number
  base: MinutesDraft
  form: MinutesDraft
}

export const freshItem = (kind: ItemKind): ItemDraft => ({ id: freshId(), kind, text: '', quote: '', quotedContactId: null, step: '', dueOn: null, ourOwnerId: null, theirOwnerId: null })

export const draftOf = (m: Meeting): MinutesDraft => ({
  title: m.title, heldOn: m.heldOn, place: m.place, people: m.people, contacts: m.contacts,
  items: m.items.map(({ id, kind, text, quote, quotedContactId, step, dueOn, ourOwnerId, theirOwnerId }) => ({ id, kind, text, quote, quotedContactId, step, dueOn, ourOwnerId, theirOwnerId })),
})

const blank = (i: ItemDraft): boolean => !i.text.trim() && !i.quote.trim() && !i.step.trim() && i.dueOn === null && i.ourOwnerId === null && i.theirOwnerId === null
/** As it is sent: rows in which nothing stands are no items. */
export const written = (d: MinutesDraft): MinutesDraft => ({ ...d, items: d.items.filter(i => !blank(i)) })
/** Items with detail but no words: nothing can be saved of them. By number among the written ones. */
export const wordless = (d: MinutesDraft): number[] => written(d).items.flatMap((i, at) => (i.text.trim() ? [] : [at + 1]))

export const sameDraft = (a: MinutesDraft, b: MinutesDraft): boolean => JSON.stringify(written(a)) === JSON.stringify(written(b))

/** What is missing while one writes, by the same rule as the server's. */
export const lacking = (d: MinutesDraft, today: string): Lack[] => {
  const { items, heldOn, ...rest } = written(d)
  return missingIn({ ...rest, title: rest.title.trim(), heldOn: heldOn ?? '9999-12-31', items: items.map(i => ({ ...i, step: i.step.trim() })) }, today)
}

const prefixes: [RegExp, ItemKind][] = [[/^(?:決|决|d:)[ \u3000：:]?/i, 'decision'], [/^(?:求|r:)[ \u3000：:]?/i, 'request'], [/^(?:知|i:)[ \u3000：:]?/i, 'information']]
/** 「求 加一款直幅」 or `r: one more` begins a request: the kind is taken from the first letters, once a space or colon follows them. */
export const kindFromText = (text: string): { kind: ItemKind; text: string } | null => {
  if (!/^(?:[決决求知][ \u3000：:]|[dri]:)/i.test(text)) return null
  for (const [prefix, kind] of prefixes) if (prefix.test(text)) return { kind, text: text.replace(prefix, '').trimStart() }
  return null
}

/** The list with an item moved by one, up (-1) or down (1); the same list at its ends. */
export const moved = (items: readonly ItemDraft[], id: string, by: -1 | 1): ItemDraft[] => {
  const at = items.findIndex(i => i.id === id)
  const to = at + by
  if (at < 0 || to < 0 || to >= items.length) return [...items]
  const next = [...items]
  ;[next[at], next[to]] = [next[to]!, next[at]!]
  return next
}

/** Both texts in one: what was saved, then every item of mine that is new or says something else (as an item of its own). */
export const keepBoth = (mine: MinutesDraft, saved: MinutesDraft, fresh: () => string = freshId): MinutesDraft => {
  const theirs = new Map(saved.items.map(i => [i.id, i]))
  const extra = written(mine).items.flatMap(i => {
    const same = theirs.get(i.id)
    if (!same) return [i]
    return JSON.stringify(same) === JSON.stringify(i) ? [] : [{ ...i, id: fresh() }]
  })
  return { ...saved, people: [...new Set([...saved.people, ...mine.people])], contacts: [...new Set([...saved.contacts, ...mine.contacts])], items: [...saved.items, ...extra] }
}

/** A draft as its revisions are compared: with names instead of ids. */
export const comparable = (items: readonly ItemDraft[], person: (id: string) => string, contact: (id: string) => string): ComparedItem[] =>
  items.map((i, at) => ({
    id: i.id, no: at + 1, kind: i.kind, text: i.text, quote: i.quote, quotedBy: i.quotedContactId ? contact(i.quotedContactId) : '', step: i.step, dueOn: i.dueOn,
    ours: i.ourOwnerId ? person(i.ourOwnerId) : '', theirs: i.theirOwnerId ? contact(i.theirOwnerId) : '',
  }))
