import type { Lang } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { formatDate } from '#kernel/pure/format.ts'
import type { FrozenItem, FrozenMinutes } from './paper.ts'
import { itemKinds } from './rules.ts'

const named = ({ name, title }: { name: string; title: string }): string => (title ? `${name}　${title}` : name)
const some = <T extends { value: string }>(of: T[]): T[] => of.filter((f) => f.value !== '')

const itemWords = (i: FrozenItem, lang: Lang) => ({
  no: String(i.no), text: i.text, quote: i.quote, by: i.quotedBy,
  details: some([
    { label: say(lang, 'meetings.paper.step'), value: i.step },
    { label: say(lang, 'meetings.paper.due'), value: i.dueOn ? formatDate(i.dueOn, lang) : '', due: true },
    { label: say(lang, 'meetings.paper.ours'), value: i.ours },
    { label: say(lang, 'meetings.paper.theirs'), value: i.theirs },
  ]),
})

/**
 * What is frozen of minutes: the words that paper/minutes.typ prints, and under `record` the same as data, for the contact's
 * page in their own language and for comparing revisions.
 */
export const minutesData = (m: FrozenMinutes, lang: Lang) => ({
  on: m.sentOn, kind: say(lang, 'meetings.paper.title'), number: m.number, title: m.title,
  agency: { name: m.agency.name, legal: m.agency.legalName, tax: m.agency.taxNumber, address: m.agency.address, phone: m.agency.phone },
  to: { name: m.client.legalName || m.client.name, lines: m.to },
  labels: { to: say(lang, 'meetings.paper.to') },
  facts: some([
    { label: say(lang, 'meetings.paper.number'), value: m.number },
    { label: say(lang, 'meetings.paper.revision'), value: String(m.revision) },
    { label: say(lang, 'meetings.paper.held_on'), value: formatDate(m.heldOn, lang) },
    { label: say(lang, 'meetings.paper.place'), value: m.place },
    { label: say(lang, 'meetings.paper.sent_on'), value: formatDate(m.sentOn, lang) },
    { label: say(lang, 'meetings.paper.owner'), value: m.owner },
  ]),
  present: [
    { label: say(lang, 'meetings.paper.present_theirs'), names: m.present.theirs.map(named) },
    { label: say(lang, 'meetings.paper.present_ours'), names: m.present.ours.map(named) },
  ],
  sections: itemKinds
    .map((kind) => ({ title: say(lang, `meetings.kind.${kind}`), items: m.items.filter((i) => i.kind === kind).map((i) => itemWords(i, lang)) }))
    .filter((s) => s.items.length > 0),
  record: m,
})
export type MinutesData = ReturnType<typeof minutesData>
