import { html } from 'hono/html'
import type { Lang } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { formatDate, withWeekday } from '#kernel/pure/format.ts'
import type { PortalView } from '#modules/signoff/index.ts'
import type { Move } from './compare.ts'
import type { FrozenStep } from './paper.ts'
import { frozenSentence, type ScheduleData } from './print.ts'
import { barOf, scaleOf } from './scale.ts'
import { changeWords, type Say, spanWords, toneOf } from './words.ts'

const datesOf = (s: { startsOn: string; endsOn: string }, lang: Lang): string =>
  s.startsOn === s.endsOn ? withWeekday(spanWords(s, lang), s.startsOn, lang) : spanWords(s, lang)

/** A step that changed: where it stood struck through, where it stands now, and the change in words. */
const moved = (m: Move, lang: Lang, t: Say) => {
  const stood = m.before && m.change !== 'same' ? html`<s><span class="hidden-text">${t('schedules.portal.was')} </span>${spanWords(m.before, lang)}</s> ` : ''
  return html`<li><b>${m.name}</b><em class="${toneOf(m.change)}">${changeWords(m, t)}</em><span class="num small">${stood}${m.after ? spanWords(m.after, lang) : ''}</span></li>`
}
/** A step of the plan. The bar is only for the eye: its dates stand beside it. */
const planned = (s: FrozenStep, [left, width]: [number, number], lang: Lang, t: Say) => {
  const owners = [s.ours && `${t('schedules.side.ours')} ${s.ours}`, s.theirs && `${t('schedules.side.theirs')} ${s.theirs}`].filter(Boolean).join(t('schedules.comma'))
  return html`<li><b>${s.name}</b><span class="num">${datesOf(s, lang)}</span>
<svg class="lane" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true"><rect x="${left}" width="${Math.max(width, 0.8)}" y="2" height="8" class="${s.ours ? 'ours' : 'theirs'}"/></svg>
<span class="small quiet">${owners}${s.detail ? html`<br>${s.detail}` : ''}</span><span class="small faint num">${t('schedules.portal.days', { n: s.days })}</span></li>`
}

/**
 * What the client's contact reads before signing (B5): the sentence, why, what moved, and the whole plan as dates; bars stand
 * beside them where the screen is wide. All of it from the frozen revision.
 */
export const schedulesPortal: PortalView = {
  kind: 'schedule',
  view: async (_tx, { data, lang }) => {
    const f = (data as ScheduleData).record
    const t: Say = (key, values) => say(lang, key, values)
    const scale = scaleOf(f.steps)!
    const moves = f.moves.filter((m) => m.change !== 'same' || m.also.length > 0)
    return html`<p class="eyebrow num">${f.number}　${t('schedules.revision', { n: f.revision })}</p>
<h1>${frozenSentence(f, lang)}</h1>
<p class="quiet">${t('schedules.portal.lead', { job: f.job, n: f.revision, agency: f.agency.name })}${f.before && lang === 'en' ? ' ' : ''}${f.before ? t('schedules.portal.in_force', { before: f.before.revision, day: formatDate(f.before.signedOn, lang) }) : ''}</p>
${f.reason ? html`<section><h2>${t('schedules.portal.why')}</h2><p class="lines">${f.reason}</p></section>` : ''}
${moves.length > 0 ? html`<section><h2>${t('schedules.portal.moved')}</h2><ul class="rows moves">${moves.map((m) => moved(m, lang, t))}</ul></section>` : ''}
<section><h2>${t('schedules.portal.whole')}</h2><ol class="rows plan">${f.steps.map((s) => planned(s, barOf(scale, s), lang, t))}</ol></section>`
  },
}
