import type { InferContractRouterOutputs } from '@orpc/contract'
import { api } from '#kernel/ui/rpc.ts'
import type { Work } from '#modules/jobs/ui/next.ts'
import type { deliverablesContract } from '../contract.ts'

/** The module's procedures. */
export const deliverables = api<typeof deliverablesContract>('deliverables')
type Outputs = InferContractRouterOutputs<typeof deliverablesContract>
export type Whole = Outputs['get']
export type Deliverable = Outputs['forJob']['deliverables'][number]
export type Version = Deliverable['versions'][number]
export type StageName = Whole['stages'][number]

/** What the delivery of the job waits for: whatever is made and was not dropped, as the server counts it (F6). */
export const workOf = (made: readonly Deliverable[]): Work => {
  const standing = made.filter(one => !one.droppedAt)
  return { made: standing.length, unapproved: standing.filter(one => one.versions.at(-1)?.state !== 'approved').map(one => one.title) }
}

export const deliverablePath = (client: string, deliverable: string, no?: number): string => `/clients/${client}/deliverables/${deliverable}${no ? `?version=${no}` : ''}`
