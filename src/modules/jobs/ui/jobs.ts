import type { InferContractRouterOutputs } from '@orpc/contract'
import { t } from '#kernel/ui/i18n.ts'
import { api } from '#kernel/ui/rpc.ts'
import type { jobsContract } from '../contract.ts'

export { stopsAll } from '../rules.ts'

/** The module's procedures. */
export const jobs = api<typeof jobsContract>('jobs')
type Outputs = InferContractRouterOutputs<typeof jobsContract>
export type Job = Outputs['get']
export type JobRow = Outputs['list']['rows'][number]
/** Why nothing may be booked on a job now, in words; null when it may (C2, C4, G8). */
export const whyBlocked = (blocked: Job['blocked']): string | null => blocked && t(`refusal.${blocked.code}`, { reason: blocked.reason })
export const jobPath = (client: string, job: string): string => `/clients/${client}/jobs/${job}`
