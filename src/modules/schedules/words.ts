import type { Lang, MessageKey } from '#kernel/i18n/messages.ts'
import type { Values } from '#kernel/i18n/say.ts'
import type { Day, WorkCalendar } from '#kernel/pure/calendar.ts'
import { formatDate, formatShortDate } from '#kernel/pure/format.ts'
import { type Change, type Move, movedBy } from './compare.ts'

/** Says a message: `t` in the browser, `say` of a language on the server. */
export type Say = (key: MessageKey, values?: Values) => string

/** What a whole revision does, as the sentence is made from it. `shift`: working days from the old delivery to the new one, later positive. */
export interface Told {
  moves: readonly Pick<Move, 'name' | 'change' | 'days' | 'also'>[]
  steps: number
  deliveryOn: Day
  /** Null when nothing was in force before. */
  shift: number | null
}

export const shiftOf = (was: Day | null, is: Day, cal: WorkCalendar): number | null => (was === null ? null : movedBy(cal, was, is))

/** A day within a sentence: `12/1`, `1 December`. */
export const dayWords = (day: Day, lang: Lang): string => (lang === 'en' ? formatDate(day, lang).slice(0, -5) : formatShortDate(day, lang))

/** `10/28–11/6`, `28 Oct – 6 Nov`, `9–11 Nov`; one day alone when it begins and ends there. */
export const spanWords = (span: { startsOn: Day; endsOn: Day }, lang: Lang): string => {
  const [from, to] = [formatShortDate(span.startsOn, lang), formatShortDate(span.endsOn, lang)]
  if (from === to) return from
  if (lang !== 'en') return `${from}–${to}`
  return span.startsOn.slice(0, 7) === span.endsOn.slice(0, 7) ? `${from.split(/\s/)[0]}–${to}` : `${from} – ${to}`
}

/** Red, green or neither; the word always stands beside it. */
export const toneOf = (change: Change): 'later' | 'earlier' | 'same' =>
  change === 'later' || change === 'longer' || change === 'begins_later' ? 'later' : change === 'earlier' || change === 'shorter' || change === 'begins_earlier' ? 'earlier' : 'same'

/** A step's own change: `晚 2 個工作天、由 3 個工作天改為 5 個`, `少 3 個工作天、換人`, `不變`. */
export const changeWords = ({ change, days, also, lasts }: Pick<Move, 'change' | 'days' | 'also' | 'lasts'>, say: Say): string => {
  const parts = [...(lasts ? [say('schedules.change.lasts', lasts)] : []), ...also.map((part) => say(`schedules.also.${part}`))]
  const moved = say(`schedules.change.${change}`, { n: days })
  return (change === 'same' && parts.length > 0 ? parts : [moved, ...parts]).join(say('schedules.comma'))
}

/**
 * A revision in one sentence (B5): the step that moves most, how many others change, and what becomes of the delivery:
 * 「拍攝晚 2 個工作天，另有 1 步變動，交付日 12/1 不變」. Of a first schedule, its length in steps and its delivery. It is the head of the
 * page and of the contact's page, the subject of the letter and the title of the paper.
 */
export const sentenceOf = ({ moves, steps, deliveryOn, shift }: Told, lang: Lang, say: Say): string => {
  const day = dayWords(deliveryOn, lang)
  if (shift === null) return say('schedules.words.first', { n: steps, day })
  const delivery = shift === 0 ? say('schedules.words.delivery_same', { day }) : say(shift > 0 ? 'schedules.words.delivery_later' : 'schedules.words.delivery_earlier', { n: Math.abs(shift), day })
  const changed = moves.filter((m) => m.change !== 'same')
  const touched = moves.filter((m) => m.change === 'same' && m.also.length > 0)
  const most = changed.toSorted((a, b) => rank(b) - rank(a) || b.days - a.days)[0]
  const parts = most
    ? [most.change === 'added' || most.change === 'removed'
        ? say(`schedules.words.${most.change}`, { name: most.name })
        : say('schedules.words.step', { name: most.name, change: say(`schedules.change.${most.change}`, { n: most.days }) })]
    : [say(touched.length > 0 ? 'schedules.words.rewritten' : 'schedules.words.nothing', { n: touched.length })]
  const others = most ? changed.length - 1 + touched.length : 0
  if (others > 0) parts.push(say('schedules.words.others', { n: others }))
  return [...parts, delivery].join(say('schedules.words.join'))
}
/** What one would tell first: dates that slip or come forward, then steps that come or go, then lengths and beginnings. */
const rank = ({ change }: Pick<Move, 'change'>): number => (change === 'later' || change === 'earlier' ? 3 : change === 'added' || change === 'removed' ? 2 : 1)
