import type { Answer } from '../rpc/errors.ts'
import { answerTo } from '../rpc/errors.ts'
import type { CallContext } from '../rpc/router.ts'
import { type Ctx, headerOf } from './env.ts'

/** What a call through any door knows of its request. */
export const callContext = (c: Ctx): CallContext => {
  const deps = c.get('deps')
  const visit = c.get('visit')
  return {
    database: deps.database, scope: visit.scope, idempotencyKey: headerOf(c, 'idempotency-key') ?? null, requestId: visit.id, note: visit.note,
    door: {
      database: deps.database, address: visit.address, agent: visit.agent, local: visit.local, token: visit.token,
      setSession: (token) => {
        visit.newSession = token
      },
    },
  }
}

/** The answer to anything thrown outside of the procedures: same codes, same form as theirs. */
export const refusalResponse = (c: Ctx, error: unknown): Response => {
  const deps = c.get('deps')
  const visit = c.get('visit')
  let answer: Answer | null = answerTo(error)
  if (!answer) {
    deps.rpc.bug(error, callContext(c))
    answer = { status: 500, code: 'bug', params: { id: visit.id } }
  }
  visit.note.answer = answer
  const { status, code, params, fields, retryAfter } = answer
  const body = { defined: true, code: 'REFUSED', status, message: deps.rpc.words(answer, callContext(c)), data: { code, params, ...(fields ? { fields } : {}) } }
  // The RPC client unwraps `json`; over REST the body stands by itself.
  const rpc = c.req.path.startsWith('/rpc/')
  const headers = new Headers(retryAfter ? { 'Retry-After': String(retryAfter) } : {})
  // What was too large is not read to its end, so nothing can follow it on this connection.
  if (status === 413) headers.set('Connection', 'close')
  return Response.json(rpc ? { json: body } : body, { status, headers })
}

/** One line for each request: no words, no secrets, no addresses of links. */
export const logLine = (c: Ctx, status: number, ms: number): void => {
  const deps = c.get('deps')
  const visit = c.get('visit')
  const route = visit.note.procedure ? `${visit.route.startsWith('/api') ? 'api' : 'rpc'} ${visit.note.procedure}` : visit.route
  const actor = visit.scope?.actor
  const code = visit.note.answer?.code
  deps.metrics.note(route, status, ms)
  deps.log.info({
    id: visit.id, method: c.req.method, route, status, ms: Math.round(ms * 10) / 10, agency: visit.scope?.agencyId, actor: actor?.id ?? undefined, ...(code ? { code } : {}),
  })
}

