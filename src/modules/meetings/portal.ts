import { html } from 'hono/html'
import type { Lang, MessageKey } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { formatDate } from '#kernel/pure/format.ts'
import type { Html, PortalView } from '#modules/signoff/index.ts'
import type { FrozenItem, FrozenMinutes } from './paper.ts'
import { itemKinds } from './rules.ts'

const recordOf = (data: unknown): FrozenMinutes => (data as { record: FrozenMinutes }).record
const short = (text: string, most: number): string => {
  const letters = [...text.replace(/\s+/g, ' ')]
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : letters.join('')
}
const named = (of: { name: string; title: string }[], lang: Lang): string => of.map(({ name, title }) => (title ? say(lang, 'meetings.titled', { name, title }) : name)).join(say(lang, 'meetings.portal.comma'))

const itemHtml = (i: FrozenItem, lang: Lang): Html => {
  const t = (key: MessageKey) => say(lang, key)
  const facts = [
    [t('meetings.field.step'), i.step], [t('meetings.field.dueOn'), i.dueOn ? formatDate(i.dueOn, lang) : ''],
    [t('meetings.field.theirs'), i.theirs], [t('meetings.field.ours'), i.ours],
  ].filter(([, value]) => value !== '')
  return html`<li id="item-${i.id}">
<p class="lines"><b class="num">${i.no}</b>　${i.text}</p>
${i.quote ? html`<figure class="quote"><blockquote class="lines">${i.quote}</blockquote>${i.quotedBy ? html`<figcaption>${i.quotedBy}</figcaption>` : ''}</figure>` : ''}
${facts.length > 0 ? html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>` : ''}
</li>`
}

/** Minutes as the client's contact reads them: what is decided, asked and told, each with its number, words, date and people (B1). */
export const minutesPortal: PortalView = {
  kind: 'minutes',

  view: async (_, { data, lang }) => {
    const m = recordOf(data)
    const values = { day: formatDate(m.heldOn, lang), place: m.place, agency: m.agency.name }
    const lead = say(lang, m.place ? 'meetings.portal.lead' : 'meetings.portal.lead_no_place', values)
    const kinds = itemKinds.map((kind) => ({ kind, items: m.items.filter((i) => i.kind === kind) })).filter(({ items }) => items.length > 0)
    return html`<p class="eyebrow num">${m.number}　${say(lang, 'meetings.portal.revision', { n: m.revision })}</p>
<h1>${m.title}</h1>
<p class="quiet">${lead}</p>
<dl class="facts"><div><dt>${say(lang, 'meetings.present.theirs')}</dt><dd>${named(m.present.theirs, lang)}</dd></div><div><dt>${say(lang, 'meetings.present.ours')}</dt><dd>${named(m.present.ours, lang)}</dd></div></dl>
${kinds.map(({ kind, items }) => html`<section class="items"><h2>${say(lang, `meetings.kind.${kind}`)}</h2><ol>${items.map((i) => itemHtml(i, lang))}</ol></section>`)}`
  },

  answerFields: (data, lang) => recordOf(data).items.map((i) => ({ key: i.id, label: say(lang, 'meetings.portal.item', { no: i.no, text: short(i.text, 60) }) })),
}
