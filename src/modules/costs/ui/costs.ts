import type { InferContractRouterOutputs } from '@orpc/contract'
import type { MessageKey } from '#kernel/i18n/messages.ts'
import { api } from '#kernel/ui/rpc.ts'
import type { costsContract } from '../contract.ts'

/** The module's procedures. */
export const costs = api<typeof costsContract>('costs')
type Outputs = InferContractRouterOutputs<typeof costsContract>
export type JobCosts = Outputs['forJob']
export type TimeEntry = JobCosts['time'][number]
export type Bought = JobCosts['bought'][number]
export type WeekJob = Outputs['week']['jobs'][number]

/** Why nothing may be booked on a job now, as a message key; null when it may (C2, G8). */
export const notBookable = (job: { state: string; closedAt: Date | null }): MessageKey | null =>
  job.state !== 'issued' ? 'refusal.jobs.no_order' : job.closedAt !== null ? 'refusal.jobs.card_closed' : null
