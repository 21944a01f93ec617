import { randomUUID } from 'node:crypto'
import { html } from 'hono/html'
import { type Lang, langs, type MessageKey } from '#kernel/i18n/messages.ts'
import { say, type Values } from '#kernel/i18n/say.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { formatDate, formatInstant, formatSize } from '#kernel/pure/format.ts'
import { printOf } from '../act.ts'
import type { PartyShown } from '../shape.ts'
import { script, style } from './assets.ts'
import { mayRead, type PageFacts } from './load.ts'
import { portalMark } from './mark.ts'
import type { Html } from './view.ts'

/** What was written before a refusal, so that nothing has to be written again. */
export interface Written {
  name?: string
  mark?: string
  reason?: string
  items?: Record<string, string>
  /** Message `signoff.portal.stay_<wrong>`, and for another name than the link's its refusal, where the answer was written. */
  wrong?: 'name' | 'another' | 'reason' | 'form' | 'mark'
}
export interface PageOptions {
  /** Goes with the forms; empty where there is nothing to answer. */
  form: string
  written?: Written
  /** Right after signing: the seal comes down. */
  fresh?: boolean
}

const tags: Record<Lang, string> = { 'zh-Hant': '繁', 'zh-Hans': '简', en: 'EN' }
const names: Record<Lang, string> = { 'zh-Hant': '繁體中文', 'zh-Hans': '简体中文', en: 'English' }

/** The frame of every portal page: no script and no style but our two files. */
export const frame = (lang: Lang, title: string, inner: Html, opened = ''): Html => html`<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, viewport-fit=cover"><meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no"><title>${title}</title><link rel="stylesheet" href="/p/-/${style.name}"><link rel="icon" href="data:,"></head>
<body${opened ? html` data-opened="${opened}"` : ''}>${inner}<script src="/p/-/${script.name}" type="module"></script></body></html>`

const langLinks = (lang: Lang): Html => html`<nav class="langs" aria-label="${say(lang, 'signoff.portal.language')}">${langs.map((l) =>
  html`<a href="?lang=${l}" lang="${l}" hreflang="${l}" title="${names[l]}"${l === lang ? html` aria-current="true"` : ''}>${tags[l]}</a>`)}</nav>`

/** A link that opens nothing: the same words for every stranger, whatever they tried. */
export const unknownPage = (lang: Lang): Html => frame(lang, say(lang, 'signoff.portal.unknown'), html`<main class="calm"><h1>${say(lang, 'signoff.portal.unknown')}</h1><p class="quiet">${say(lang, 'signoff.portal.unknown_why')}</p>${langLinks(lang)}</main>`)

/** The page of a link that was made for somebody: to sign, or to learn what has become of it. */
export const contactPage = (f: PageFacts, o: PageOptions): Html => {
  const opened = o.form ? new URLSearchParams({ form: o.form, lang: f.lang }).toString() : ''
  const head = html`<header class="from"><b>${f.agency.name}</b><span class="quiet small">${f.sender
    ? say(f.lang, 'signoff.portal.from', { sender: f.sender.name, name: f.party.name, client: f.client.name }) : f.client.name}</span>${langLinks(f.lang)}</header>`
  const title = html`<p class="eyebrow num">${[f.version.number, say(f.lang, 'signoff.version', { kind: f.document.kind, version: f.version.version })].filter(Boolean).join('　')}</p>
${f.against === null ? html`<h1 lang="${f.version.lang}">${f.version.title}</h1>` : html`<h2 lang="${f.version.lang}">${f.version.title}</h2>`}`
  const rest = f.against === null ? asking(f, o, title) : told(f, o, title)
  return frame(f.lang, f.version.title, html`${head}${rest}${foot(f)}`, opened)
}

/** What a telephone dials for a number as people write it: `(02) 2345-6789`, `Tel: +886 2 2345 6789`, without an extension; empty where there is none. */
export const dialledOf = (phone: string): string => (/\+?\d[\d ().-]*/.exec(phone.normalize('NFKC').replaceAll(/[()]/g, ' '))?.[0] ?? '').replaceAll(/[^+\d]/g, '')

const foot = (f: PageFacts): Html => {
  // A dead link leads on to whoever can send a new one.
  const mail = f.sender?.mail ?? ''
  const dialled = dialledOf(f.agency.phone)
  const contact = [{ href: `mailto:${mail}`, at: mail }, { href: dialled && `tel:${dialled}`, at: f.agency.phone }].filter(({ at }) => at !== '')
  // A number or an address is not broken over two lines.
  const [before, after] = say(f.lang, 'signoff.portal.ask', { sender: f.sender?.name ?? f.agency.name, contact: '\n' }).split('\n')
  const until = f.against === null && f.party.expires_at ? say(f.lang, 'signoff.portal.until', { day: formatDate(localDate(f.party.expires_at, f.client.zone), f.lang) }) : ''
  return html`<footer class="foot">${until ? html`<p>${until}</p>` : ''}${contact.length > 0 ? html`<p>${before}${contact.map(({ href, at }) => (href ? html`<a class="keep" href="${href}">${at}</a> ` : html`<span class="keep">${at}</span> `))}${after}</p>` : ''}</footer>`
}

const sheet = html`<svg width="30" height="40" viewBox="0 0 34 46" aria-hidden="true"><rect x=".5" y=".5" width="33" height="45" fill="none" stroke="currentColor"/><path d="M6 9h14M6 15h22M6 20h22M6 25h22M6 30h15" stroke="currentColor"/></svg>`
const paperLink = (f: PageFacts): Html => html`<a class="paper" href="/p/${f.token}/paper" target="_blank" rel="noopener">${sheet}<span>${say(f.lang, 'signoff.portal.paper', { pages: f.file.pages ?? 0 })}<br>
<span class="tiny faint num">${say(f.lang, 'signoff.portal.print', { size: formatSize(Number(f.file.size)), print: printOf(f.request.sha256) })}</span></span><span class="small">${say(f.lang, 'signoff.portal.open')}</span></a>`

/** The others of this paper: the seal or the drawn mark where a signature stands, a dashed square where one is awaited. */
const others = (f: PageFacts, all = false): Html => {
  const rows = f.shownRequest.parties.filter((p) => all || p.id !== f.party.id)
  return rows.length === 0 ? html`` : html`<ul class="who">${rows.map((p) => who(f, p))}</ul>`
}
const who = (f: PageFacts, p: PartyShown): Html => {
  const s = p.signature
  return html`<li>${s ? portalMark(s) : html`<span class="stamp wait" aria-hidden="true"></span>`}<span>${say(f.lang, s ? 'signoff.portal.signed_at' : 'signoff.portal.awaited', { name: s?.name ?? p.name })}<br>
<span class="tiny faint num">${s ? formatInstant(s.at, f.client.zone, f.lang) : [p.role, p.stage].filter(Boolean).join('　')}</span></span></li>`
}

/** What can no longer, or not yet, be signed: what happened, and no content of it. */
const overOf: Record<string, string> = {
  'signoff.replaced': 'replaced', 'signoff.withdrawn': 'withdrawn', 'signoff.declined_by_other': 'declined', 'signoff.expired': 'expired', 'signoff.not_your_turn': 'waiting',
}
/** A work is approved or changed, minutes are right or wrong, the rest is signed or not. */
const kindOf = ({ request }: PageFacts): '_approve' | '_confirm' | '' => (request.consent === 'deliverable' ? '_approve' : request.purpose === 'confirm' ? '_confirm' : '')

const told = (f: PageFacts, o: PageOptions, title: Html): Html => {
  const t = (key: string, values: Values = {}): string => say(f.lang, `signoff.portal.${key}` as MessageKey, values)
  if (f.party.state === 'signed') {
    const mine = f.shownRequest.parties.find((p) => p.id === f.party.id)?.signature
    const over = f.request.state === 'open' ? 'done.signed_why' : f.request.state === 'complete' ? 'done.complete_why' : `over.${f.request.state === 'void' ? 'replaced' : f.request.state}_why`
    return html`<main class="calm"><div class="done" role="status">${mine ? portalMark(mine, o.fresh ? 'big fresh' : 'big') : ''}
<div><h1>${t(`done.signed${kindOf(f)}`)}</h1><p class="quiet num">${mine ? `${mine.name}　${formatInstant(mine.at, f.client.zone, f.lang)}` : ''}</p></div></div><p class="quiet">${t(over)}</p>
<div>${title}</div>${mayRead(f.against, f, f.now) ? paperLink(f) : ''}${others(f)}${keysOf(f)}</main>`
  }
  const [head, why] = f.party.state === 'declined'
    ? [t('done.declined'), t('done.declined_why', { agency: f.agency.name })]
    : [t(`over.${overOf[f.against ?? ''] ?? 'withdrawn'}`), t(`over.${overOf[f.against ?? ''] ?? 'withdrawn'}_why`)]
  return html`<main class="calm"><div role="status"><h1>${head}</h1><p class="quiet">${why}</p></div><p class="small faint">${f.version.title}</p>${f.party.state === 'declined' && f.party.expires_at && f.party.expires_at > f.now ? said(f) : ''}</main>`
}

/** With this the client checks the certificate without us. */
const keysOf = ({ keys, agency, lang }: PageFacts): Html => keys.length === 0 ? html`` : html`<details class="small keys"><summary>${say(lang, 'signoff.portal.done.key')}</summary><p class="quiet">${say(lang, 'signoff.portal.done.key_why', { agency: agency.name })}</p>
<dl>${keys.map(({ id, key }) => html`<dt>${say(lang, 'signoff.paper.chain_key')}</dt><dd><code>${key}</code></dd><dt>${say(lang, 'signoff.paper.chain_key_id')}</dt><dd><code>${id}</code></dd>`)}</dl></details>`

/** Their own words, for whoever objected, as long as the link lives; nothing of the paper. */
const said = ({ party, lang }: PageFacts): Html => {
  const items = Object.values(party.answer?.items ?? {})
  // Where only items were objected to, the reason is put together of them.
  const composed = items.length > 0 && party.reason.length === items.join('\n').length && items.every((text) => party.reason.includes(text))
  const words = composed ? items : [...items, ...(party.reason.trim() ? [party.reason] : [])]
  return html`<figure class="quote"><figcaption>${say(lang, 'signoff.portal.done.said')}</figcaption>${words.map((text) => html`<blockquote class="lines">${text}</blockquote>`)}</figure>`
}

const hiddenFields = (f: PageFacts, form: string): Html => html`<input type="hidden" name="form" value="${form}"><input type="hidden" name="key" value="${randomUUID()}">
<input type="hidden" name="lang" value="${f.lang}"><input type="hidden" name="sha256" value="${f.request.sha256}"><input type="hidden" name="consent" value="${f.consentVersion}">`

const asking = (f: PageFacts, o: PageOptions, title: Html): Html => {
  const t = (key: string, values: Values = {}): string => say(f.lang, `signoff.portal.${key}` as MessageKey, values)
  const w = o.written ?? {}
  const kind = kindOf(f)
  const own = kind === '_approve' ? kind : ''
  const press = t(kind === '' ? 'sign' : kind.slice(1))
  const { name } = f.party
  // What was sent last: the objection, or the signature.
  const objecting = w.reason !== undefined
  const named = w.wrong === 'name' || w.wrong === 'another'
  const attention = html` aria-invalid="true" autofocus`
  const wrong = w.wrong ? html`<p class="wrong" role="alert">${w.wrong === 'another' ? say(f.lang, 'refusal.signoff.another_name', { name }) : t(`stay_${w.wrong}`)}</p>` : ''
  /** Whose name it is signed under. It is not written here beforehand: whoever somebody forwarded the link to says who they are. */
  const nameField = (own: boolean, id: string): Html => html`<label class="field">${t('name')}<input type="text" id="${id}" name="name" value="${w.name ?? ''}" required maxlength="120" autocomplete="name" aria-describedby="${id}-hint"${named && own ? attention : ''}></label>
<div id="${id}-hint">${named && own ? wrong : html`<p class="tiny faint">${t('name_hint', { name, sender: f.sender?.name ?? f.agency.name })}</p>`}</div>
<button class="word am" type="button" value="${name}" hidden>${t('i_am', { name })}</button>`
  return html`<div class="two"><main>${f.body ? html`<div class="body">${f.body}</div>` : title}${paperLink(f)}</main>
<aside class="panel" aria-label="${press}">${w.wrong === 'reason' || named ? '' : wrong}${others(f)}
<form id="sign" method="post" action="/p/${f.token}/sign">${hiddenFields(f, o.form)}
<div class="spot" hidden><svg id="pad" viewBox="0 0 300 100" role="img" aria-label="${t('draw_label')}"><path fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>
<span id="preview" class="stamp" aria-hidden="true" hidden></span><span id="hint" class="hint">${t('draw')}</span><button id="clear" class="word" type="button" hidden>${t('clear')}</button></div>
<input type="hidden" id="mark" name="mark" value="${w.mark ?? ''}">
${nameField(!objecting, 'name')}
<p class="small quiet">${f.consent}</p><button class="btn seal main" type="submit">${press}</button></form>
<details${objecting ? html` open` : ''}><summary class="btn">${t(`object${kind}`)}</summary>
<form method="post" action="/p/${f.token}/decline">${hiddenFields(f, o.form)}<p class="small quiet">${t(`object_lead${own}`, { agency: f.agency.name })}</p>
${f.fields.map(({ key, label }) => html`<label class="field">${t('object_item', { label })}<textarea name="item.${key}" rows="1" maxlength="4000">${w.items?.[key] ?? ''}</textarea></label>`)}
<label class="field">${t(`reason${own}`)}<textarea name="reason" rows="3" maxlength="5000"${f.fields.length === 0 ? html` required` : ''}${w.wrong === 'reason' ? attention : ''}>${w.reason ?? ''}</textarea></label>${w.wrong === 'reason' ? wrong : ''}
${nameField(objecting, 'object-name')}
<button class="btn" type="submit">${t('send')}</button></form></details></aside></div>
<div class="bar"><button class="btn seal" type="submit" form="sign">${press}</button></div>`
}
