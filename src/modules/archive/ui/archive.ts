import type { InferContractRouterOutputs } from '@orpc/contract'
import { api } from '#kernel/ui/rpc.ts'
import type { archiveContract } from '../contract.ts'

/** The module's procedures. */
export const archive = api<typeof archiveContract>('archive')
export type JobFile = InferContractRouterOutputs<typeof archiveContract>['file']
