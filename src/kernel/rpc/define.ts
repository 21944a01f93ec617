import { type ContractProcedure, oc } from '@orpc/contract'
import { z } from 'zod'
import type { Role } from '../pure/roles.ts'

/** What the house needs to know of a procedure besides its shapes. */
export interface Meta {
  /** `public`: before sign-in. `agency`: staff, no client in it. `client`: answers only with what the caller's walls show. */
  wall: 'public' | 'agency' | 'client'
  mutates: boolean
  /** Empty: every member of staff; otherwise one of these. */
  roles: readonly Role[]
  /** Codes that it may answer with besides the kernel's own (`not_found`, `stale`, `role`, `invalid`, …). */
  refusals: readonly string[]
}
interface Options {
  path: `/${string}`
  summary: string
  tag: string
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  wall?: Meta['wall']
  roles?: readonly Role[]
  refusals?: readonly string[]
}

/** What crosses the line when a command is refused. */
export const refusedData = z.object({
  code: z.string(),
  params: z.record(z.string(), z.unknown()),
  fields: z.record(z.string(), z.string()).optional(),
})
const base = oc.$meta<Meta>({ wall: 'client', mutates: false, roles: [], refusals: [] }).errors({ REFUSED: { data: refusedData } })

const built = (o: Options, method: 'GET' | NonNullable<Options['method']>) => {
  const refusals = o.refusals ?? []
  const roles = o.roles ?? []
  const description = [
    roles.length > 0 ? `Roles: ${roles.join(', ')}.` : '',
    refusals.length > 0 ? `Refusals: ${refusals.join(', ')}.` : '',
  ].filter(Boolean).join('\n\n')
  return base
    .route({ method, path: o.path, summary: o.summary, tags: [o.tag], ...(description ? { description } : {}) })
    .meta({ wall: o.wall ?? 'client', mutates: method !== 'GET', roles, refusals })
}

/** A procedure that changes nothing: GET. */
export const read = (o: Omit<Options, 'method'>) => built(o, 'GET')
/** A procedure that changes something: takes an idempotency key, runs in one transaction. */
export const write = (o: Options) => built(o, o.method ?? 'POST')

// biome-ignore lint/suspicious/noExplicitAny: any procedure
export type AnyProcedure = ContractProcedure<any, any, any, Meta>
