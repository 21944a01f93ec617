import type { AnyContractRouter } from '@orpc/contract'
import { type Logger, pino } from 'pino'
import type { Scope } from '../db/actor.ts'
import type { Planted } from '../db/fixtures.ts'
import { traceOf } from '../rpc/errors.ts'
import { buildRouter } from '../rpc/router.ts'
import type { ServiceOf } from '../rpc/service.ts'
import { buildApp } from './app.ts'
import type { HttpDeps } from './env.ts'
import { Limits } from './limits.ts'
import { Live } from './live.ts'
import { Metrics } from './metrics.ts'

export interface Opened {
  /** Calls the application as one's own page would: same origin, the header of our pages, an own key for each call. */
  call(path: string, init?: RequestInit & { as?: string; peer?: string }): Promise<Response>
  rpc(procedure: string, input: unknown, init?: RequestInit & { as?: string; key?: string; peer?: string }): Promise<{ status: number; headers: Headers; json: { code?: string; data?: { code: string; params: Record<string, unknown>; fields?: Record<string, string> } } & Record<string, unknown> }>
  /** Lines of the log, newest last. */
  lines: Record<string, unknown>[]
  /** Tokens that sign somebody in; taken out, the session is over. */
  sessions: Map<string, Scope>
  live: Live
}
export const token = (name: string): string => `${name}-0123456789abcdef`

/** The application over a contract, with sessions kept in a map. */
export const open = <C extends AnyContractRouter>(p: Planted, contract: C, services: ServiceOf<C>, over: Partial<HttpDeps> & { strict?: boolean } = {}): Opened => {
  const lines: Record<string, unknown>[] = []
  const log: Logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) })
  const sessions = new Map<string, Scope>([[token('mei'), p.mei], [token('kai'), p.kai], [token('stranger'), p.stranger]])
  const options = {
    strict: over.strict ?? true,
    bug: (error: unknown, { requestId }: { requestId: string }) => log.error({ id: requestId, error: traceOf(error) }, 'bug'),
    unlisted: (procedure: string, code: string) => log.warn({ procedure, code }, 'unlisted'),
    words: ({ code }: { code: string }) => code,
  }
  const live = new Live({ database: p.database, news: p.news, modulesOf: (kind) => [kind], heartbeatMs: 100 })
  const app = buildApp({
    database: p.database, log, contract: contract as Record<string, unknown>, router: buildRouter(contract, services, options), rpc: options, live,
    identify: async ({ token }) => sessions.get(token) ?? null, limits: new Limits({ burst: 1000, perSecond: 1000 }), metrics: new Metrics(),
    baseUrl: 'http://localhost:4173', showMetrics: true, webDir: '/nowhere', ready: async () => true, ...over,
  })
  const call: Opened['call'] = async (path, { as, peer, ...init } = {}) => {
    const headers = new Headers({ Host: 'localhost:4173', Origin: 'http://localhost:4173', 'Sec-Fetch-Site': 'same-origin', 'X-Docket': '1', ...(as ? { Cookie: `docket=${token(as)}` } : {}) })
    // An empty value takes a header away.
    for (const [name, value] of new Headers(init.headers)) {
      if (value === '') headers.delete(name)
      else headers.set(name, value)
    }
    const response = await app.request(`http://localhost:4173${path}`, { ...init, headers }, { incoming: { socket: { remoteAddress: peer } } })
    // Its line in the log comes after it.
    await new Promise(setImmediate)
    return response
  }
  let calls = 0
  const rpc: Opened['rpc'] = async (procedure, input, { key, ...init } = {}) => {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key ?? `key-of-call-${++calls}`, ...(init.headers as Record<string, string>) }
    const response = await call(`/rpc/${procedure.replaceAll('.', '/')}`, { method: 'POST', body: JSON.stringify({ json: input }), ...init, headers })
    const { json } = (await response.json()) as { json: Awaited<ReturnType<Opened['rpc']>>['json'] }
    return { status: response.status, headers: response.headers, json }
  }
  return { call, rpc, lines, sessions, live }
}
