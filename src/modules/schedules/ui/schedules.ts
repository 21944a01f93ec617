import type { InferContractRouterOutputs } from '@orpc/contract'
import { useMemo } from 'react'
import type { WorkCalendar } from '#kernel/pure/calendar.ts'
import { api } from '#kernel/ui/rpc.ts'
import type { schedulesContract } from '../contract.ts'

/** The module's procedures. */
export const schedules = api<typeof schedulesContract>('schedules')
type Outputs = InferContractRouterOutputs<typeof schedulesContract>
export type Schedule = Outputs['forJob']
export type Revision = NonNullable<Schedule['open']>
export type Step = Revision['steps'][number]
export type Move = Schedule['moves'][number]

export const schedulePath = (client: string, job: string): string => `/clients/${client}/jobs/${job}/schedule`

/** The working days of both sides, as the server plans with them. */
export const useCalendar = ({ closedDays, openDays }: Pick<Schedule, 'closedDays' | 'openDays'>): WorkCalendar =>
  useMemo(() => ({ closed: new Set(closedDays), open: new Set(openDays) }), [closedDays, openDays])
