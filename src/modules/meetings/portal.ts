import { html } from 'hono/html'
import type { WalledTx } from '#kernel/db/walled.ts'
import type { Lang, MessageKey } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { formatDate } from '#kernel/pure/format.ts'
import { shortened } from '#kernel/pure/text.ts'
import { frozenData, type Html, type PortalView, requestsOf } from '#modules/signoff/index.ts'
import { type Change, changesBetween, fieldWords } from './compare.ts'
import type { FrozenItem, FrozenMinutes } from './paper.ts'
import { itemKinds } from './rules.ts'

const recordOf = (data: unknown): FrozenMinutes => (data as { record: FrozenMinutes }).record
const named = (of: { name: string; title: string }[], lang: Lang): string => of.map(({ name, title }) => (title ? say(lang, 'meetings.titled', { name, title }) : name)).join(say(lang, 'meetings.portal.comma'))

const itemHtml = (i: FrozenItem, lang: Lang): Html => {
  const t = (key: MessageKey) => say(lang, key)
  const facts = [
    [t('meetings.field.step'), i.step], [t('meetings.field.dueOn'), i.dueOn ? formatDate(i.dueOn, lang) : ''],
    [t('meetings.paper.theirs'), i.theirs], [t('meetings.paper.ours'), i.ours],
  ].filter(([, value]) => value !== '')
  return html`<li id="item-${i.id}">
<p class="lines"><b class="num">${i.no}</b>　${i.text}</p>
${i.quote ? html`<figure class="quote"><blockquote class="lines">${i.quote}</blockquote>${i.quotedBy ? html`<figcaption>${i.quotedBy}</figcaption>` : ''}</figure>` : ''}
${facts.length > 0 ? html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>` : ''}
</li>`
}

/** The last revision before this one that the reader has had (not one that was taken back before they opened it), and what they said when they last answered. */
const readBefore = async (tx: WalledTx, client: string, meeting: string, revision: number) => {
  const document = await requestsOf(tx, client, 'minutes', meeting)
  const mine = (document?.requests ?? []).flatMap((r) => r.parties.filter((p) => p.contactId === tx.actor.id && r.version < revision && (r.state !== 'withdrawn' || p.openedAt !== null)).map((party) => ({ revision: r.version, party })))
    .toSorted((a, b) => a.revision - b.revision)
  const last = mine.at(-1)
  if (!document || !last) return null
  const { answer = null, reason = '' } = mine.findLast(({ party }) => party.state === 'declined')?.party ?? {}
  const said = answer?.items ?? {}
  // An objection to items alone has no reason of its own: it was put together of theirs.
  const own = Object.values(said).every((text) => reason.includes(text)) && reason.length === Object.values(said).join('\n').length ? '' : reason
  return { revision: last.revision, items: recordOf(await frozenData(tx, client, document.id, last.revision)).items, said, reason: own }
}

const changeHtml = (c: Change | { change: 'same'; item: FrozenItem }, said: string | undefined, lang: Lang): Html => {
  const t = (key: MessageKey, values?: Record<string, string>) => say(lang, key, values)
  const fields = c.change === 'changed' ? c.fields.map((f) => ({ text: f === 'text', ...fieldWords(c.item as FrozenItem, c.was, f, lang, t) })) : []
  const name = `${c.change === 'removed' ? '' : `${c.item.no}　`}${shortened(c.item.text, 80)}`
  return html`<li><b class="lines">${c.change === 'removed' ? html`<s>${name}</s>` : name}</b><em>${c.change === 'same' ? t('meetings.change.same') : t(`meetings.change.${c.change}`)}</em>
<span class="small lines">${fields.map((f) => html`${t('meetings.change.field', { field: f.name })}<s><span class="hidden-text">${t('meetings.portal.was')} </span>${f.was}</s>${f.text ? '' : html` ${f.now}`}\n`)}${said ? html`<span class="quiet">${t('meetings.portal.you_said', { text: said })}</span>` : ''}</span></li>`
}
/** What is different from what the reader had before, and each item they spoke against: whether they were heard. */
const sinceHtml = (before: NonNullable<Awaited<ReturnType<typeof readBefore>>>, items: FrozenItem[], lang: Lang): Html => {
  const changes = changesBetween(before.items, items)
  const same = items.filter((i) => before.said[i.id] && !changes.some((c) => c.item.id === i.id)).map((item) => ({ change: 'same' as const, item }))
  const all = [...[...changes.filter((c) => c.change !== 'removed'), ...same].toSorted((a, b) => a.item.no - b.item.no), ...changes.filter((c) => c.change === 'removed')]
  return html`<section><h2>${say(lang, 'meetings.changes', { n: before.revision })}</h2>${before.reason ? html`<p class="quiet lines">${say(lang, 'meetings.portal.you_said', { text: before.reason })}</p>` : ''}${all.length === 0
    ? html`<p class="quiet">${say(lang, 'meetings.no_changes')}</p>` : html`<ul class="rows moves">${all.map((c) => changeHtml(c, before.said[c.item.id], lang))}</ul>`}</section>`
}

/** Minutes as the client's contact reads them: what is decided, asked and told, each with its number, words, date and people (B1). */
export const minutesPortal: PortalView = {
  kind: 'minutes',

  view: async (tx, { client, subjectId, version, data, lang }) => {
    const m = recordOf(data)
    const before = version > 1 ? await readBefore(tx, client, subjectId, version) : null
    const values = { day: formatDate(m.heldOn, lang), place: m.place, agency: m.agency.name }
    const lead = say(lang, m.place ? 'meetings.portal.lead' : 'meetings.portal.lead_no_place', values)
    const kinds = itemKinds.map((kind) => ({ kind, items: m.items.filter((i) => i.kind === kind) })).filter(({ items }) => items.length > 0)
    return html`<p class="eyebrow num">${m.number}　${say(lang, 'meetings.portal.revision', { n: m.revision })}</p>
<h1>${m.title}</h1>
<p class="quiet">${lead}</p>
<dl class="facts"><div><dt>${say(lang, 'meetings.paper.present_theirs')}</dt><dd>${named(m.present.theirs, lang)}</dd></div><div><dt>${say(lang, 'meetings.paper.present_ours')}</dt><dd>${named(m.present.ours, lang)}</dd></div></dl>
${before ? sinceHtml(before, m.items, lang) : ''}
${kinds.map(({ kind, items }) => html`<section class="items"><h2>${say(lang, `meetings.kind.${kind}`)}</h2><ol>${items.map((i) => itemHtml(i, lang))}</ol></section>`)}`
  },

  answerFields: (data, lang) => recordOf(data).items.map((i) => ({ key: i.id, label: say(lang, 'meetings.portal.item', { no: i.no, text: shortened(i.text, 60) }) })),
}
