import type { Lang } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { formatDate, formatShortDate } from '#kernel/pure/format.ts'
import type { Move } from './compare.ts'
import type { FrozenSchedule, FrozenStep } from './paper.ts'
import { barOf, drawnScale, placeOf, type Scale, ticksOf } from './scale.ts'
import { changeWords, type Say, sentenceOf, spanWords, toneOf } from './words.ts'

/** The sentence of a frozen revision in a reader's language. */
export const frozenSentence = (f: FrozenSchedule, lang: Lang): string =>
  sentenceOf({ moves: f.moves, steps: f.steps.length, deliveryOn: f.deliveryOn, shift: f.shift }, lang, (key, values) => say(lang, key, values))

const stepWords = (s: FrozenStep, move: Move | undefined, scale: Scale, lang: Lang, t: Say) => {
  const side = s.ours && s.theirs ? 'both' : s.ours ? 'ours' : 'theirs'
  const moved = move?.before && (move.before.startsOn !== s.startsOn || move.before.endsOn !== s.endsOn)
  return {
    step: s.name, detail: s.detail, owner: [s.ours, s.theirs].filter(Boolean).join(t('schedules.comma')), side: side === 'theirs' ? 'client' : 'agency',
    sideName: t(`schedules.side.${side}`), dates: spanWords(s, lang), days: String(s.days), after: s.after === null ? '' : String(s.after),
    compared: move ? { words: changeWords(move, t), tone: toneOf(move.change) } : null,
    bar: barOf(scale, s), base: moved ? barOf(scale, move.before!) : null,
  }
}

/** What is frozen of a revision: the words that paper/schedule.typ prints, and under `record` the same as data. */
export const scheduleData = (f: FrozenSchedule, lang: Lang) => {
  const t: Say = (key, values) => say(lang, key, values)
  const scale = drawnScale(f.steps, f.moves)
  const moves = new Map(f.moves.map((m) => [m.stepId, m]))
  const removed = f.moves.filter((m) => m.change === 'removed')
  const { ours, theirs } = f.signers
  return {
    on: f.sentOn, kind: t('schedules.paper.kind'), number: f.number, title: frozenSentence(f, lang),
    agency: f.agency,
    to: { name: f.client.legalName || f.client.name, lines: [[theirs.name, theirs.title].filter(Boolean).join('　')] },
    facts: [
      { label: t('schedules.paper.job'), value: f.job },
      { label: t('schedules.paper.number'), value: f.number },
      { label: t('schedules.paper.revision'), value: f.before
        ? t('schedules.paper.replaces', { n: f.revision, before: f.before.revision, day: formatDate(f.before.signedOn, lang) })
        : t('schedules.revision', { n: f.revision }) },
      { label: t('schedules.paper.delivery'), value: formatDate(f.deliveryOn, lang), due: true },
    ],
    reason: [f.reason, ...removed.map((m) => t('schedules.paper.removed', { name: m.name, dates: spanWords(m.before!, lang) }))].filter(Boolean).join('\n'),
    scale: { ticks: ticksOf(scale).map((day) => ({ at: placeOf(scale, day), label: formatShortDate(day, lang) })), off: f.off.map((run) => barOf(scale, run)) },
    steps: f.steps.map((s) => stepWords(s, moves.get(s.stepId), scale, lang, t)),
    legend: [f.before ? t('schedules.paper.legend_before', { day: formatDate(f.before.signedOn, lang) }) : t('schedules.paper.legend'), f.exceptions.map((e) => `${spanWords(e, lang)} ${e.name ?? t('schedules.day_off')}`).join(t('schedules.comma'))].filter(Boolean).join('\n'),
    agreed: t(f.before ? 'schedules.paper.agreed_before' : 'schedules.paper.agreed'),
    signs: [[f.agency.name, ours] as const, [f.client.name, theirs] as const].map(([side, who]) => ({
      state: 'awaited', seal: '', name: who.name, role: [side, who.title].filter(Boolean).join('　'), when: t('schedules.paper.awaited'),
    })),
    labels: {
      to: t('schedules.paper.to'), step: t('schedules.field.name'), owner: t('schedules.field.owner'), dates: t('schedules.field.dates'),
      days: t('schedules.field.days'), after: t('schedules.field.after'), compared: f.before ? t('schedules.field.change') : '',
    },
    record: f,
  }
}
export type ScheduleData = ReturnType<typeof scheduleData>
