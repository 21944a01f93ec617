import type { InferContractRouterOutputs } from '@orpc/contract'
import { api } from '#kernel/ui/rpc.ts'
import type { jobsContract } from '../contract.ts'

/** The module's procedures. */
export const jobs = api<typeof jobsContract>('jobs')
type Outputs = InferContractRouterOutputs<typeof jobsContract>
export type Job = Outputs['get']
export type JobRow = Outputs['list']['rows'][number]
export const jobPath = (client: string, job: string): string => `/clients/${client}/jobs/${job}`
