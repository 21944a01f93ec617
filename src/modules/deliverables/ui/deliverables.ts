import type { InferContractRouterOutputs } from '@orpc/contract'
import { api } from '#kernel/ui/rpc.ts'
import type { deliverablesContract } from '../contract.ts'

/** The module's procedures. */
export const deliverables = api<typeof deliverablesContract>('deliverables')
type Outputs = InferContractRouterOutputs<typeof deliverablesContract>
export type Whole = Outputs['get']
export type Deliverable = Outputs['forJob']['deliverables'][number]
export type Version = Deliverable['versions'][number]
export type StageName = Whole['stages'][number]

/** The first piece that stands whose newest version has every signature of the house and waits to be sent to the client. */
export const readyOf = (made: readonly Deliverable[]): Version | null => made.filter(one => !one.droppedAt).map(one => one.versions.at(-1)!).find(v => v?.state === 'ready') ?? null

export const deliverablePath = (client: string, deliverable: string, no?: number): string => `/clients/${client}/deliverables/${deliverable}${no ? `?version=${no}` : ''}`
