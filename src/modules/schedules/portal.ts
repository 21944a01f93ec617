import { html } from 'hono/html'
import type { Lang } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { formatDate, weekday } from '#kernel/pure/format.ts'
import type { PortalView } from '#modules/signoff/index.ts'
import type { Move } from './compare.ts'
import type { FrozenStep } from './paper.ts'
import { frozenSentence, type ScheduleData } from './print.ts'
import { barOf, scaleOf } from './scale.ts'
import { changeWords, type Say, spanWords, toneOf } from './words.ts'

const datesOf = (s: { startsOn: string; endsOn: string }, lang: Lang): string =>
  s.startsOn === s.endsOn ? `${spanWords(s, lang)} ${weekday(s.startsOn, lang)}` : spanWords(s, lang)

/** A step that changed: where it stood struck through, where it stands now, and the change in words. */
const moved = (m: Move, lang: Lang, t: Say) => {
  const stood = m.before && (m.change !== 'same') ? html`<del><span class="hidden-text">${t('schedules.portal.was')} </span>${spanWords(m.before, lang)}</del> ` : ''
  return html`<li><b>${m.name}</b> <span class="num">${stood}${m.after ? html`<ins>${spanWords(m.after, lang)}</ins>` : ''}</span> <em class="${toneOf(m.change)}">${changeWords(m, t)}</em></li>`
}
const row = (s: FrozenStep, no: number, bar: [number, number], lang: Lang, t: Say) => {
  const owners = [s.ours && `${t('schedules.side.ours')} ${s.ours}`, s.theirs && `${t('schedules.side.theirs')} ${s.theirs}`].filter(Boolean).join(t('schedules.comma'))
  return html`<li class="step"><span class="no">${no}</span><div><b>${s.name}</b>${s.detail ? html`<small>${s.detail}</small>` : ''}<small>${owners}</small></div>
<div class="when num">${datesOf(s, lang)}<small>${t('schedules.portal.days', { n: s.days })}</small></div>
<svg class="lane" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect x="${bar[0]}" width="${Math.max(bar[1], 0.8)}" y="1.5" height="7" class="${s.ours ? 'ours' : 'theirs'}"/></svg></li>`
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
    return html`<section class="schedule">
<h1>${frozenSentence(f, lang)}</h1>
<p class="lead">${t('schedules.portal.lead', { job: f.job, n: f.revision, agency: f.agency.name })} ${f.before ? t('schedules.portal.in_force', { before: f.before.revision, day: formatDate(f.before.signedOn, lang) }) : ''}</p>
${f.reason ? html`<h2>${t('schedules.portal.why')}</h2><p class="why">${f.reason}</p>` : ''}
${moves.length > 0 ? html`<h2>${t('schedules.portal.moved')}</h2><ul class="moves">${moves.map((m) => moved(m, lang, t))}</ul>` : ''}
<h2>${t('schedules.portal.whole')}</h2>
<ol class="steps">${f.steps.map((s, i) => row(s, i + 1, barOf(scale, s), lang, t))}</ol>
</section>`
  },
}
