import type { InferContractRouterOutputs } from '@orpc/contract'
import { api } from '#kernel/ui/rpc.ts'
import type { deskContract } from '../contract.ts'

/** The module's procedures. */
export const desk = api<typeof deskContract>('desk')
type Outputs = InferContractRouterOutputs<typeof deskContract>
export type TaskRow = Outputs['today']['rows'][number]
export type DeedRow = Outputs['thread']['rows'][number]
export type MailRow = Outputs['outbox']['mails'][number]
