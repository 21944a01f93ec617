import type { InferContractRouterOutputs } from '@orpc/contract'
import { api } from '#kernel/ui/rpc.ts'
import type { clientsContract } from '../contract.ts'

/** The module's procedures. */
export const clients = api<typeof clientsContract>('clients')
type Outputs = InferContractRouterOutputs<typeof clientsContract>
export type ClientRow = Outputs['mine'][number]
export type ClientView = Outputs['get']
export type ContactView = ClientView['contacts'][number]
