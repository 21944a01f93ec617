import { html } from 'hono/html'
import { say } from '#kernel/i18n/say.ts'
import type { Lang, MessageKey } from '#kernel/i18n/messages.ts'
import { formatInstant } from '#kernel/pure/format.ts'
import { clientById } from '#modules/clients/index.ts'
import { type Html, type PartyShown, type PortalView, portalMark, requestsOf } from '#modules/signoff/index.ts'
import type { Frozen } from './put.ts'

/** More pages than these are read in the file itself: a phone line is not a printing press. */
const mostPages = 24

const work = (pictures: readonly string[], title: string, lang: Lang): Html => pictures.length === 0
  ? html`<p class="quiet">${say(lang, 'deliverables.portal.no_picture')}</p>`
  : html`${pictures.slice(0, mostPages).map((address, n) => html`<figure><img src="${address}" alt="${pictures.length > 1 ? say(lang, 'deliverables.portal.page', { title, page: n + 1, pages: pictures.length }) : title}"${n > 0 ? html` loading="lazy"` : ''}></figure>`)}
${pictures.length > mostPages ? html`<p class="small quiet">${say(lang, 'deliverables.portal.more', { n: pictures.length - mostPages })}</p>` : ''}`

const hand = (p: PartyShown, zone: string, lang: Lang): Html => html`<li>${portalMark(p.signature!)}
<span>${say(lang, `deliverables.stage.${p.stage}` as MessageKey)}　${p.signature!.name}<br><span class="tiny faint num">${formatInstant(p.signature!.at, zone, lang)}</span></span></li>`

/** A version as the authorised approver sees it on a phone: the work large, which version it is, what changed, whose hands it passed (F6). */
export const deliverablePortal: PortalView = {
  kind: 'deliverable',

  view: async (tx, { client, subjectId, data, lang, pictures }) => {
    const frozen = data as Frozen
    const { zone } = await clientById(tx, client)
    const inside = (await requestsOf(tx, client, 'deliverable', subjectId))?.requests.filter((r) => r.purpose === 'sign' && r.state === 'complete').at(-1)?.parties.filter((p) => p.signature) ?? []
    return html`<p class="eyebrow num">${[frozen.job, frozen.jobTitle].filter(Boolean).join('　')}</p>
<h1>${frozen.deliverable}</h1>
<p class="quiet">${say(lang, 'deliverables.portal.lead', { no: frozen.no })}</p>
${work(pictures, frozen.deliverable, lang)}
${frozen.note ? html`<section><h2>${say(lang, 'deliverables.note')}</h2><p class="lines">${frozen.note}</p></section>` : ''}
${inside.length > 0 ? html`<section><h2>${say(lang, 'deliverables.portal.inside')}</h2><ul class="who">${inside.map((p) => hand(p, zone, lang))}</ul></section>` : ''}`
  },
}
