import type { Lang, MessageKey } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { formatDate } from '#kernel/pure/format.ts'
import type { FrozenItem, FrozenMinutes } from './paper.ts'

const some = <T extends { value: string }>(of: T[]): T[] => of.filter((f) => f.value !== '')

/**
 * What is frozen of minutes: the words that paper/minutes.typ prints (its sample shows the shape), and under `record` the
 * same as data, for the contact's page in the reader's own language and for comparing revisions.
 */
export const minutesData = (m: FrozenMinutes, lang: Lang) => {
  const t = (key: MessageKey, values = {}) => say(lang, key, values)
  const item = (i: FrozenItem) => ({
    number: String(i.no), kind: t(`meetings.kind.${i.kind}`), text: i.text, step: i.step, due: i.dueOn ? formatDate(i.dueOn, lang) : '',
    ...(i.quote ? { quote: { words: i.quote, by: i.quotedBy } } : {}),
    owners: [{ side: t('meetings.paper.theirs'), name: i.theirs }, { side: t('meetings.paper.ours'), name: i.ours }].filter((o) => o.name !== ''),
  })
  const present = (of: { name: string; title: string }[]) => of.map(({ name, title }) => ({ name, role: title }))
  const client = m.client.legalName || m.client.name
  return {
    on: m.sentOn, kind: t('meetings.paper.title'), number: m.number, title: m.title,
    agency: m.agency,
    to: { name: client, lines: m.to.map(({ name, title }) => [name, title].filter(Boolean).join('　')) },
    facts: some([
      { label: t('meetings.paper.number'), value: m.number },
      { label: t('meetings.paper.revision'), value: t('meetings.revision', { n: m.revision }) },
      { label: t('meetings.paper.held_on'), value: formatDate(m.heldOn, lang) },
      { label: t('meetings.paper.place'), value: m.place },
      { label: t('meetings.paper.sent_on'), value: formatDate(m.sentOn, lang) },
      { label: t('meetings.paper.owner'), value: m.owner },
    ]),
    present: [
      { side: t('meetings.paper.present_theirs'), people: present(m.present.theirs) },
      { side: t('meetings.paper.present_ours'), people: present(m.present.ours) },
    ],
    items: m.items.map(item),
    agreed: t('meetings.paper.agreed'),
    signs: m.to.map(({ name, title }) => ({ state: 'awaited', seal: '', name, role: [m.client.name, title].filter(Boolean).join('　'), when: t('meetings.paper.awaited') })),
    labels: { to: t('meetings.paper.to'), item: t('meetings.paper.item'), next: t('meetings.paper.next') },
    record: m,
  }
}
export type MinutesData = ReturnType<typeof minutesData>
