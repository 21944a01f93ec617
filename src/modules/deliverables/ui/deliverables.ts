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
  const at = (one: Deliverable) => one.versions.at(-1)?.state
  return {
    made: standing.length, unapproved: standing.filter(one => at(one) !== 'approved').map(one => one.title),
    ready: standing.filter(one => at(one) === 'ready').map(one => one.title), withClient: standing.filter(one => at(one) === 'with_client').length,
  }
}
/** The first of them whose newest version has every signature of the house and waits to be sent to the client. */
export const readyOf = (made: readonly Deliverable[]): Version | null => made.filter(one => !one.droppedAt).map(one => one.versions.at(-1)!).find(v => v?.state === 'ready') ?? null

export const deliverablePath = (client: string, deliverable: string, no?: number): string => `/clients/${client}/deliverables/${deliverable}${no ? `?version=${no}` : ''}`
