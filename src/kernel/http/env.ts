import type { IncomingHttpHeaders } from 'node:http'
import type { Context } from 'hono'
import { parse } from 'hono/utils/cookie'
import type { Logger } from 'pino'
import type { Scope } from '../db/actor.ts'
import type { Database } from '../db/database.ts'
import type { Answer } from '../rpc/errors.ts'
import type { Lang } from '../i18n/messages.ts'
import type { BuiltRouter } from '../rpc/router.ts'
import type { RouterOptions } from '../rpc/router.ts'
import type { Live } from './live.ts'
import type { Limits } from './limits.ts'
import type { Metrics } from './metrics.ts'

/** What a request shows of who calls. */
export interface Proof {
  kind: 'cookie' | 'bearer'
  token: string
}
/** Who calls, found out by the module that keeps sessions and keys; null when the token is no (longer) good. */
export type Identify = (asked: Proof & { address: string; agent: string; local: boolean }) => Promise<Scope | null>

/** Everything the HTTP side needs; the app wires it. */
export interface HttpDeps {
  database: Database
  log: Logger
  router: BuiltRouter
  /** The contract, for the OpenAPI document. */
  contract: Record<string, unknown>
  rpc: Pick<RouterOptions, 'bug' | 'words'>
  identify: Identify
  live: Live
  limits: Limits
  metrics: Metrics
  /** Where people reach us; https decides the cookie's name, HSTS and whether a proxy is believed. */
  baseUrl: string
  /** Whether `/metrics` answers. */
  showMetrics: boolean
  /** The built browser side. */
  webDir: string
  /** Whether the tables are those of this release. */
  ready(): Promise<boolean>
}

/** What the house knows of one request. */
export interface Visit {
  id: string
  address: string
  agent: string
  /** This machine itself asks, through no proxy: no brake, and what is for this machine only. */
  local: boolean
  /** The cookie's token, if any. */
  token: string | null
  proof: Proof | null
  scope: Scope | null
  lang: Lang
  /** The pattern of the route, for the log: never the address itself, which may hold a secret link. */
  route: string
  note: { procedure?: string; answer?: Answer }
  /** Set or ended during this request; undefined leaves it. */
  newSession: string | null | undefined
  readonly nonce: string
}
/** Read with `c.get(…)`: `c.var` puts an object of everything together each time it is named. */
export interface Env {
  Bindings: { incoming?: { socket?: { remoteAddress?: string }; headers?: IncomingHttpHeaders } }
  Variables: { visit: Visit; deps: HttpDeps }
}
export type Ctx = Context<Env>

/** A header of the request, named in small letters, as Node has read it; as `fetch` has it where no Node stands behind it (tests). */
export const headerOf = (c: Ctx, name: string): string | undefined => {
  const read = c.env?.incoming?.headers
  return read ? (read[name] as string | undefined) : c.req.header(name)
}
export const cookieOf = (c: Ctx, name: string): string | undefined => parse(headerOf(c, 'cookie') ?? '', name)[name]
