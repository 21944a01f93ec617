import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { StandardRPCJsonSerializer } from '@orpc/client/standard'
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query'
import { QueryCache, QueryClient } from '@tanstack/react-query'
import { spoken } from '#kernel/i18n/spoken.ts'
import { currentLang, tAny } from './i18n.ts'
import { noteAnswer } from './session.ts'

/** What a call may carry besides its input: the key under which a command happens once. */
export interface CallContext {
  key?: string
}

/** What the server answers when it says no: a code that is also the message `refusal.<code>`. */
export interface Refused {
  code: string
  params: Record<string, string | number | boolean | string[] | null>
  /** Field → code, for the fields that are wrong. */
  fields?: Record<string, string>
}

const link = new RPCLink<CallContext>({
  url: () => `${location.origin}/rpc`,
  method: 'POST',
  headers: ({ context }) => ({ 'X-Docket': '1', ...(context.key ? { 'Idempotency-Key': context.key } : {}) }),
})
// biome-ignore lint/suspicious/noExplicitAny: the whole router; `api` gives each part its type
const client: any = createORPCClient(link)

/** A module's procedures as typed queries and commands: `const jobs = api<typeof jobsContract>('jobs')`. */
export const api = <C extends AnyContractRouter>(name: string): RouterUtils<ContractRouterClient<C, CallContext>> =>
  createTanstackQueryUtils(client[name], { path: [name] }) as never

/** Reads the refusal out of whatever a call threw; `offline` when nothing came back, `bug` for all that nobody expected. */
export const refusalOf = (error: unknown): Refused => {
  if (error instanceof ORPCError) {
    const data = error.data as Partial<Refused> | undefined
    if (typeof data?.code === 'string') return { params: {}, ...data, code: data.code }
    if (error.status === 401) return { code: 'signed_out', params: {} }
    if (error.status === 404) return { code: 'not_found', params: {} }
    if (error.status === 429 || error.status === 503) return { code: 'busy', params: {} }
    return { code: 'bug', params: { id: (data as { id?: string } | undefined)?.id ?? String(error.status) } }
  }
  // fetch throws TypeError when no answer came: no line, server away, name not found.
  if (error instanceof TypeError) return { code: 'offline', params: {} }
  return { code: 'bug', params: { id: error instanceof Error ? error.name : 'unknown' } }
}

/** The sentence a person reads for a refusal. */
export const sayRefusal = (r: Refused): string => tAny(`refusal.${r.code}`, spoken(r.params, tAny, currentLang()), tAny('refusal.bug', { id: r.code }))

/** The sentence beside a field that is wrong; how long a text was and may be does not travel with it. */
export const sayField = (r: Refused | null, field: string): string | null => {
  const code = r?.fields?.[field]
  return code ? tAny(`refusal.${code === 'text.too_long' ? 'field.large' : code}`, {}, tAny('refusal.field.wrong')) : null
}

/** Refusals that a second try can mend: nothing was written, the same key may be used again. */
export const passing = (code: string): boolean => code === 'offline' || code === 'busy' || code === 'in_flight'

const serializer = new StandardRPCJsonSerializer()
/** One text for one value; bigint and Date stand in inputs, and plain JSON knows neither. */
export const hashOf = (value: unknown): string => {
  const [json, meta] = serializer.serialize(value)
  return JSON.stringify({ json, meta })
}

/** One cache for the page. Live events say what to fetch again, so nothing is asked twice for looking at it. */
export const queries = new QueryClient({
  queryCache: new QueryCache({ onSuccess: () => noteAnswer(null), onError: error => noteAnswer(refusalOf(error).code) }),
  defaultOptions: {
    queries: {
      queryKeyHashFn: hashOf,
      staleTime: 30_000,
      gcTime: 600_000,
      networkMode: 'always',
      refetchOnWindowFocus: true,
      retry: (count, error) => passing(refusalOf(error).code) && count < 3,
      retryDelay: count => Math.min(1000 * 2 ** count, 10_000),
    },
    mutations: { networkMode: 'always', retry: false },
  },
})
