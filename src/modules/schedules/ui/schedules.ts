import type { InferContractRouterOutputs } from '@orpc/contract'
import { useMemo } from 'react'
import type { WorkCalendar } from '#kernel/pure/calendar.ts'
import { t } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { api } from '#kernel/ui/rpc.ts'
import { whyBlocked } from '#modules/jobs/ui/jobs.ts'
import type { schedulesContract } from '../contract.ts'

/** The module's procedures. */
export const schedules = api<typeof schedulesContract>('schedules')
type Outputs = InferContractRouterOutputs<typeof schedulesContract>
export type Schedule = Outputs['forJob']
export type Revision = NonNullable<Schedule['open']>
export type Step = Revision['steps'][number]
export type Move = Schedule['moves'][number]

export const schedulePath = (client: string, job: string): string => `/clients/${client}/jobs/${job}/schedule`

/** Why I may not plan or revise this schedule now; null when I may. */
export const useCannotPlan = ({ blocked }: Pick<Schedule, 'blocked'>): string | null => {
  const me = useMe()
  return whyBlocked(blocked) ?? (holds(me, ['ae', 'director', 'traffic', 'lead']) ? null : t('schedules.may_plan'))
}

/** The working days of both sides, as the server plans with them. */
export const useCalendar = ({ closedDays, openDays }: Pick<Schedule, 'closedDays' | 'openDays'>): WorkCalendar =>
  useMemo(() => ({ closed: new Set(closedDays), open: new Set(openDays) }), [closedDays, openDays])
