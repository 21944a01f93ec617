import { useMemo } from 'react'
import type { WorkCalendar } from '#kernel/pure/calendar.ts'
import { t } from '#kernel/ui/i18n.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import type { Names } from '#modules/clients/ui/names.ts'
import { stopsAll, whyBlocked } from '#modules/jobs/ui/jobs.ts'
import { PlanTable } from './PlanTable.tsx'
import { type Schedule, schedules } from './schedules.ts'
import s from './schedule.module.css'
import { useToday } from './useGround.ts'

interface Props {
  of: { client: string; job: string }
  data: Schedule
  cal: WorkCalendar
  names: Names
  brief?: boolean
}

/** The schedule in force with its progress: steps are ticked here as done today, and unticked. */
export const InForce = ({ of, data, cal, names, brief }: Props) => {
  const today = useToday()
  const tick = useWrite(schedules.tick)
  const progress = useMemo(() => new Map(data.progress.map(p => [p.stepId, p.doneOn])), [data.progress])
  if (!data.inForce) return null
  const shut = stopsAll(data.blocked)
  const why = data.inForce.steps.some(step => !progress.has(step.stepId)) ? whyBlocked(shut) : null
  return (
    <>
      <PlanTable steps={data.inForce.steps} cal={cal} names={names} progress={progress} locked={shut !== null} over={data.delivered} brief={brief} onTick={(step, done) => void tick.run({ ...of, step: step.stepId, doneOn: done ? today : null })} />
      {why && <p className="tiny faint">{why}</p>}
      {!brief && <p className={s.legend}>{t('schedules.legend')}</p>}
    </>
  )
}
