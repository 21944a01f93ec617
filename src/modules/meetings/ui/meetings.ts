import type { InferContractRouterOutputs } from '@orpc/contract'
import { api } from '#kernel/ui/rpc.ts'
import type { meetingsContract } from '../contract.ts'

/** The module's procedures. */
export const meetings = api<typeof meetingsContract>('meetings')
type Outputs = InferContractRouterOutputs<typeof meetingsContract>
export type Meeting = Outputs['get']
export type Item = Meeting['items'][number]
export type MeetingRow = Outputs['list']['rows'][number]
export type Revision = Meeting['revisions'][number]
