import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Refusal } from '../pure/refusal.ts'
import { logLine, refusalResponse } from './answers.ts'
import { type Env, headerOf, type HttpDeps } from './env.ts'
import { secureHeaders } from './headers.ts'
import { routes } from './routes.ts'
import { doors } from './rpc.ts'
import { begin, guardOrigin, known } from './session.ts'
import { page } from './static.ts'

/** In bytes: the longest text a person writes is far below. Files have their own way and limit. */
export const jsonLimit = 1024 * 1024
/** A call that takes longer is answered `busy`; under its key it can be asked again for what became of it. */
const callMs = 60_000

const counted = bodyLimit({ maxSize: jsonLimit, onError: (c) => refusalResponse(c as never, new Refusal('too_large', {}, 413)) })
/**
 * Refuses a body over `jsonLimit`. A length that is declared is believed, since Node reads not a byte more, and the body is not
 * touched: once looked at, it comes the slow way, through a stream. Only a body without a length is counted as it comes.
 */
const small: MiddlewareHandler<Env> = async (c, next) => {
  const length = headerOf(c, 'content-length')
  if (length === undefined || headerOf(c, 'transfer-encoding') !== undefined) return counted(c, next)
  if (Number(length) > jsonLimit) throw new Refusal('too_large', {}, 413)
  return next()
}

const within = async (work: Promise<Response>): Promise<Response> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Refusal('busy', {}, 503)), callMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/**
 * The whole HTTP side as one application over `Request` and `Response`. `mountPortal` is called with the application
 * before the page takes what is left; portal routes stand under `/p/`, with neither session nor person.
 */
export const buildApp = (deps: HttpDeps, mountPortal?: (app: Hono<Env>) => void): Hono<Env> => {
  const app = new Hono<Env>()
  const open = doors(deps.router, deps.rpc)

  app.use(begin(deps))
  app.use(async (c, next) => {
    const from = performance.now()
    await next()
    const [{ status }, ms] = [c.res, performance.now() - from]
    // No answer waits for its line.
    setImmediate(() => logLine(c, status, ms))
  })
  app.use(secureHeaders(deps.baseUrl))
  app.use(guardOrigin(deps))
  app.onError((error, c) => refusalResponse(c, error))

  app.use('/rpc/*', small)
  app.use('/api/*', small)
  app.use('/p/*', small)

  for (const { method, path, plain, handle } of routes) {
    app.on(method === 'GET' ? ['GET', 'HEAD'] : [method], path, async (c) => {
      c.get('visit').route = path
      return plain ? handle(c) : known(c, () => handle(c))
    })
  }
  app.post('/rpc/*', (c) => {
    c.get('visit').route = '/rpc'
    return known(c, () => within(open.rpc(c)))
  })
  app.all('/api/v1/*', (c) => {
    c.get('visit').route = '/api/v1'
    return known(c, () => within(open.rest(c)))
  })
  app.use('/p/*', async (c, next) => {
    c.get('visit').route = '/p'
    await next()
  })
  mountPortal?.(app)
  app.on(['GET', 'HEAD'], '*', (c) => {
    if (/^\/(rpc|api|p|files|events)(\/|$)/.test(c.req.path)) throw new Refusal('not_found', {}, 404)
    c.get('visit').route = 'page'
    return page(c)
  })
  app.notFound((c) => refusalResponse(c, new Refusal('not_found', {}, 404)))
  return app
}
