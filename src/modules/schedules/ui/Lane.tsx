import { addDays, type Day, daysBetween, type WorkCalendar } from '#kernel/pure/calendar.ts'
import { formatShortDate } from '#kernel/pure/format.ts'
import { t, useLang } from '#kernel/ui/i18n.ts'
import type { Span } from '../plan.ts'
import { barOf, placeOf, type Scale, shadesOf, ticksOf, within } from '../scale.ts'
import s from './schedule.module.css'

/** What lies behind every lane: days that are not worked, the ticks, today. Computed once for the plan. */
export interface Ground {
  scale: Scale
  /** `name`: the holidays among them, for whoever points at it. */
  shades: { x: number; width: number; name: string }[]
  ticks: { at: number; day: Day }[]
  today: number | null
}
export const groundOf = (scale: Scale, cal: WorkCalendar, today: Day, nameOf: (day: Day) => string | undefined): Ground => {
  const shades = shadesOf(scale, cal).map(run => {
    const [x, width] = barOf(scale, run)
    const names = Array.from({ length: daysBetween(run.startsOn, run.endsOn) + 1 }, (_, n) => nameOf(addDays(run.startsOn, n)))
    return { x, width, name: [...new Set(names.filter(Boolean))].join(' ') }
  })
  return { scale, shades, ticks: ticksOf(scale).map(day => ({ at: placeOf(scale, day), day })), today: within(scale, today) ? placeOf(scale, today) : null }
}

/** The head of the lanes: Mondays, so that a bar can be read. */
export const LaneHead = ({ ground }: { ground: Ground }) => {
  const lang = useLang()
  return (
    <div className={s.weeks} aria-hidden="true">
      {ground.ticks.map(({ at, day }) => <span key={day} style={{ left: `${at}%` }}>{formatShortDate(day, lang)}</span>)}
    </div>
  )
}

interface Props {
  ground: Ground
  span: Span | null
  /** Where the step stands in the schedule in force, when that is elsewhere. */
  base?: Span | null
  side: 'ours' | 'theirs'
  done?: boolean
}
/** A step on its lane: ours solid, the client's hollow, done hatched. Its dates stand beside it, so it is only for the eye. */
export const Lane = ({ ground, span, base, side, done }: Props) => {
  const bar = span && barOf(ground.scale, span)
  const was = base && barOf(ground.scale, base)
  return (
    <svg className={s.lane} viewBox="0 0 100 38" preserveAspectRatio="none" aria-hidden="true">
      {ground.shades.map(shade => <rect key={shade.x} className={s.shade} x={shade.x} width={shade.width} y="0" height="38">{shade.name && <title>{shade.name}</title>}</rect>)}
      {ground.ticks.map(({ at, day }) => <line key={day} className={s.rule} x1={at} x2={at} y1="0" y2="38" />)}
      {was && <line className={s.base} x1={was[0]} x2={was[0] + Math.max(was[1], 0.6)} y1="29" y2="29" />}
      {bar && <rect className={[s.bar, s[side], done && s.done].filter(Boolean).join(' ')} x={bar[0]} width={Math.max(bar[1], 0.8)} y="13" height="11" />}
      {ground.today !== null && <line className={s.today} x1={ground.today} x2={ground.today} y1="0" y2="38"><title>{t('schedules.today')}</title></line>}
    </svg>
  )
}
