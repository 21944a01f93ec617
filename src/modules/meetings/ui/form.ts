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
  /** What I asked to be saved and have no answer for: the line may carry it after this page was left. */
  sent?: MinutesDraft
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

/** Whether two say the same, whoever kept them: blanks at the ends and the order of those who were there are the server's. */
export const alike = (a: MinutesDraft, b: MinutesDraft): boolean => {
  const plain = (d: MinutesDraft) => JSON.stringify(written({ ...d, people: d.people.toSorted(), contacts: d.contacts.toSorted() }), (_, value) => trim(value))
  return plain(a) === plain(b)
}
/** What a kept draft and the saved minutes both stand on: where these are what I sent myself, that; nobody else wrote then. */
export const begunOn = ({ base, sent }: KeptDraft, theirs: MinutesDraft): MinutesDraft => (sent && alike(sent, theirs) ? sent : base)

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

/** What two people wrote differently in the same place, for one of them to choose: of the minutes as a whole, or of an item. */
export type Clash = { item: null; field: HeadField; mine: MinutesDraft; theirs: MinutesDraft } | { item: string; field: ItemField; mine: ItemDraft; theirs: ItemDraft }
export type Choice = 'mine' | 'theirs' | 'both'
const headFields = ['title', 'heldOn', 'place'] as const
const itemFields = ['kind', 'text', 'quote', 'quotedContactId', 'step', 'dueOn', 'ourOwnerId', 'theirOwnerId'] as const
type HeadField = (typeof headFields)[number]
export type ItemField = (typeof itemFields)[number]
/** Fields of words, which can stand one after the other. */
const wordy: readonly string[] = ['title', 'place', 'text', 'quote', 'step']
export const canJoin = (c: Clash): boolean => wordy.includes(c.field) && [c.mine, c.theirs].every(side => Boolean(side[c.field as keyof typeof side]))
export const clashKey = (c: Pick<Clash, 'item' | 'field'>): string => `${c.item ?? ''}.${c.field}`

const trim = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value)
const same = <T, F extends keyof T>(a: T, b: T, field: F): boolean => trim(a[field]) === trim(b[field])
const join = (field: string, mine: unknown, theirs: unknown): string => [theirs, mine].map(trim).join(field === 'text' || field === 'quote' ? '\n' : ' / ')

/** Of each list what both kept and what either added; what one took out is out. */
const mergeIds = (base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] => [
  ...theirs.filter(id => mine.includes(id) || !base.includes(id)), ...mine.filter(id => !theirs.includes(id) && !base.includes(id)),
]

/** The order of theirs, or of mine when only I moved something; what the other side has besides stands behind what it followed there. */
const mergeOrder = (base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] => {
  const common = base.filter(id => mine.includes(id) && theirs.includes(id))
  const still = (ids: readonly string[]) => ids.filter(id => common.includes(id)).join() === common.join()
  const [frame, other] = still(theirs) && !still(mine) ? [mine, theirs] : [theirs, mine]
  const line = [...frame]
  other.forEach((id, at) => {
    if (!line.includes(id)) line.splice(at === 0 ? 0 : line.indexOf(other[at - 1]!) + 1, 0, id)
  })
  return line
}

/**
 * Mine and theirs, both begun on `base`: what only one side changed is taken from it, in each field of each item; fields that
 * both changed to different things are named for a person to choose, and stand as mine until then. An item that one side took
 * out and the other changed stays.
 */
export const merge = (base: MinutesDraft, mine: MinutesDraft, theirs: MinutesDraft, chosen: Readonly<Record<string, Choice>> = {}): { form: MinutesDraft; clashes: Clash[] } => {
  const clashes: Clash[] = []
  const choose = (clash: Clash, m: unknown, t: unknown): unknown => {
    clashes.push(clash)
    const which = chosen[clashKey(clash)]
    return which === 'theirs' ? t : which === 'both' ? join(clash.field, m, t) : m
  }
  const fields = <T extends object, F extends keyof T & string>(names: readonly F[], was: T | undefined, m: T, t: T, clashOf: (field: F) => Clash): T =>
    Object.assign({ ...m }, Object.fromEntries(names.map(f => [f, same(m, t, f) || (was && same(was, t, f)) ? m[f] : was && same(was, m, f) ? t[f] : choose(clashOf(f), m[f], t[f])])))

  const head = fields(headFields, base, mine, theirs, field => ({ item: null, field, mine, theirs }))
  const by = (d: MinutesDraft) => new Map(d.items.map(i => [i.id, i]))
  const [was, of, their] = [by(base), by(mine), by(theirs)]
  const items = mergeOrder([...was.keys()], [...of.keys()], [...their.keys()]).flatMap((id): ItemDraft[] => {
    const [old, m, t] = [was.get(id), of.get(id), their.get(id)]
    const lives = (i: ItemDraft | undefined): i is ItemDraft => i !== undefined && !(old && blank(i))
    if (lives(m) && lives(t)) return [fields(itemFields, old, m, t, field => ({ item: id, field, mine: m, theirs: t }))]
    const only = lives(m) ? m : lives(t) ? t : null
    return only && !(old && itemFields.every(f => same(old, only, f))) ? [only] : []
  })
  return { form: { ...head, people: mergeIds(base.people, mine.people, theirs.people), contacts: mergeIds(base.contacts, mine.contacts, theirs.contacts), items }, clashes }
}

/** A draft as its revisions are compared: with names instead of ids. */
export const comparable = (items: readonly ItemDraft[], person: (id: string) => string, contact: (id: string) => string): ComparedItem[] =>
  items.map((i, at) => ({
    id: i.id, no: at + 1, kind: i.kind, text: i.text, quote: i.quote, quotedBy: i.quotedContactId ? contact(i.quotedContactId) : '', step: i.step, dueOn: i.dueOn,
    ours: i.ourOwnerId ? person(i.ourOwnerId) : '', theirs: i.theirOwnerId ? contact(i.theirOwnerId) : '',
  }))
