import { fileURLToPath } from 'node:url'
import type { Hono } from 'hono'
import type { Logger } from 'pino'
import { migrationsDir } from '#kernel/db/bootstrap.ts'
import type { Database } from '#kernel/db/database.ts'
import { markOf, readMigrations } from '#kernel/db/migrate.ts'
import type { News } from '#kernel/db/news.ts'
import { buildApp } from '#kernel/http/app.ts'
import type { Env, HttpDeps } from '#kernel/http/env.ts'
import { Limits } from '#kernel/http/limits.ts'
import { Live } from '#kernel/http/live.ts'
import { Metrics } from '#kernel/http/metrics.ts'
import { traceOf } from '#kernel/rpc/errors.ts'
import { buildRouter, type RouterOptions } from '#kernel/rpc/router.ts'
import { type BuildSample, resolveKey, resolveSession } from '#modules/people/index.ts'
import { contract } from './contract.ts'
import { mountPortal } from './portal.ts'
import { services } from './router.ts'
import { topicsOf } from './sse.ts'
import { refusalWords } from './words.ts'

export interface Served {
  app: Hono<Env>
  live: Live
}
export interface ServeOptions {
  database: Database
  log: Logger
  news: News
  build: BuildSample
  /** Tests: a refusal that the contract forgot is a bug. */
  strict?: boolean
  webDir?: string
}

export const webDir = fileURLToPath(new URL('../../dist/web', import.meta.url))

/** The application as it is served, over an opened database. `live` is to be started and closed by the caller. */
export const serveHouse = ({ database, log, news, build, strict = false, webDir: web = webDir }: ServeOptions): Served => {
  const { config } = database.deps
  const options: RouterOptions = {
    strict,
    bug: (error, { requestId, note }) => log.error({ id: requestId, procedure: note.procedure, error: traceOf(error) }, 'bug'),
    unlisted: (procedure, code) => log.warn({ procedure, code }, 'a refusal that the contract does not list'),
    words: (answer, { scope }) => refusalWords(scope?.lang ?? 'en', answer),
  }
  const live = new Live({ database, news, modulesOf: topicsOf })
  const deps: HttpDeps = {
    database, log, contract, live, rpc: options,
    router: buildRouter(contract, services(build), options),
    identify: async ({ kind, token, address, agent, local }) => {
      const found = kind === 'cookie' ? await resolveSession(database, token, { address, agent }, local) : await resolveKey(database, token, { address, agent })
      return found?.scope ?? null
    },
    limits: new Limits({ burst: 400, perSecond: 80 }),
    metrics: new Metrics(),
    baseUrl: config.baseUrl,
    showMetrics: config.metrics,
    webDir: web,
    ready: () => isReady(database),
  }
  return { app: buildApp(deps, mountPortal), live }
}

let release: Promise<string[]> | undefined
/** Whether the database answers, with at least the tables of this release. */
const isReady = async (database: Database): Promise<boolean> => {
  release ??= readMigrations(migrationsDir).then((all) => all.map(markOf))
  const wanted = await release
  const { rows } = await database.pool.query<{ names: string[] }>('select docket.door_migrations() as names')
  const there = new Set(rows[0]?.names)
  return wanted.every((name) => there.has(name))
}
