import type { InferContractRouterOutputs } from '@orpc/contract'
import { api } from '#kernel/ui/rpc.ts'
import type { costsContract } from '../contract.ts'

/** The module's procedures. */
export const costs = api<typeof costsContract>('costs')
type Outputs = InferContractRouterOutputs<typeof costsContract>
export type JobCosts = Outputs['forJob']
export type TimeEntry = JobCosts['time'][number]
export type Bought = JobCosts['bought'][number]
export type WeekJob = Outputs['week']['jobs'][number]
