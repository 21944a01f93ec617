import { useMemo } from 'react'
import { type WorkCalendar, workdaysBetween } from '#kernel/pure/calendar.ts'
import { formatShortDate } from '#kernel/pure/format.ts'
import { Check } from '#kernel/ui/choices.tsx'
import { t, useLang } from '#kernel/ui/i18n.ts'
import type { Names } from '#modules/clients/ui/names.ts'
import { changeWords, spanWords, toneOf } from '../words.ts'
import { Exceptions } from './Exceptions.tsx'
import { Lane, LaneHead } from './Lane.tsx'
import type { Move, Step } from './schedules.ts'
import s from './schedule.module.css'
import { useGround, useToday } from './useGround.ts'

interface Props {
  steps: readonly Step[]
  cal: WorkCalendar
  names: Names
  /** Against the schedule in force, for a revision that is not. */
  moves?: readonly Move[]
  /** Step → the day it was done; with `onTick` it can be ticked. */
  progress?: ReadonlyMap<string, string>
  onTick?: ((step: Step, done: boolean) => void) | null
  /** Nothing may be booked on the job: the ticks stand as they are. */
  locked?: boolean
  /** The work is delivered: a step nobody ticked is not late any more. */
  over?: boolean
  /** In the docket: no detail, no second line, no lengths. */
  brief?: boolean
}

const none: readonly Move[] = []

/** A plan to read: table and bars side by side, lengths and what follows what where there is room; on a phone the dates alone. */
export const PlanTable = ({ steps, cal, names, moves = none, progress, onTick, locked, over, brief }: Props) => {
  const lang = useLang()
  const today = useToday()
  const byStep = new Map(moves.map(m => [m.stepId, m]))
  const noOf = new Map(steps.map(step => [step.stepId, step.no]))
  const spans = useMemo(() => [...steps, ...moves.flatMap(m => m.before ?? [])], [steps, moves])
  const ground = useGround(spans, cal, names.region)
  if (!ground) return null
  const table = (
    <table className={moves.length > 0 ? `${s.plan} ${s.compared}` : s.plan}>
      <thead>
        <tr>
          {onTick && <th className={s.tickCell}><span className="hidden-text">{t('schedules.done')}</span></th>}
          {!brief && <td className={s.roomy} />}
          <th>{t('schedules.field.name')}</th><th>{t('schedules.field.owner')}</th><th>{t('schedules.field.dates')}</th>
          {!brief && <><th className={s.roomy}>{t('schedules.field.days')}</th><th className={s.roomy}>{t('schedules.field.after')}</th></>}
          {moves.length > 0 && <th>{t('schedules.field.change')}</th>}
          <td className={s.laneCell}><LaneHead ground={ground} /></td>
        </tr>
      </thead>
      <tbody>
        {steps.map(step => {
          const doneOn = progress?.get(step.stepId)
          const late = progress !== undefined && !over && !doneOn && step.endsOn < today
          const move = byStep.get(step.stepId)
          return (
            <tr key={step.stepId} className={doneOn ? s.isDone : undefined}>
              {onTick && <td className={s.tickCell}><Check checked={Boolean(doneOn)} readOnly={locked} onChange={on => onTick(step, on)}><span className="hidden-text">{t('schedules.tick', { name: step.name })}</span></Check></td>}
              {!brief && <td className={`faint ${s.roomy}`}>{step.no}</td>}
              <th scope="row">{step.name}{!brief && step.detail && <small>{step.detail}</small>}</th>
              <td className={`quiet ${s.names}`}>{[step.ourOwnerId && names.person(step.ourOwnerId), step.theirOwnerId && `${t('schedules.side.theirs')} ${names.contact(step.theirOwnerId)}`].filter(Boolean).join(t('schedules.comma'))}</td>
              <td className={`num ${late ? 'late' : 'quiet'}`}>
                {spanWords(step, lang)}
                {late && <small>{t('schedules.late_by', { n: Math.max(1, workdaysBetween(cal, step.endsOn, today)) })}</small>}
                {doneOn && <small>{t('schedules.done_on', { day: formatShortDate(doneOn, lang) })}</small>}
              </td>
              {!brief && <><td className={`quiet ${s.roomy}`}>{step.days}</td><td className={`quiet ${s.roomy}`}>{noOf.get(step.predecessorId ?? '')}</td></>}
              {moves.length > 0 && <td className={move && (toneOf(move.change) === 'same' ? 'faint' : toneOf(move.change))}>{move && changeWords(move, t)}</td>}
              <td className={s.laneCell}><Lane ground={ground} span={step} base={elsewhere(step, move)} side={step.ourOwnerId ? 'ours' : 'theirs'} done={Boolean(doneOn)} /></td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
  return brief ? table : <><div className={s.room}>{table}</div><Exceptions scale={ground.scale} cal={cal} names={names} /></>
}

const elsewhere = (step: Step, move: Move | undefined) => (move?.before && (move.before.startsOn !== step.startsOn || move.before.endsOn !== step.endsOn) ? move.before : null)
