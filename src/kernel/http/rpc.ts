import { SmartCoercionPlugin } from '@orpc/json-schema'
import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { RPCHandler } from '@orpc/server/fetch'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { BuiltRouter, CallContext } from '../rpc/router.ts'
import { mapOutside, type RouterOptions } from '../rpc/router.ts'
import { notFound } from '../pure/refusal.ts'
import { callContext } from './answers.ts'
import type { Ctx } from './env.ts'

/** The two doors to the procedures: RPC for our own pages, REST for everybody with a key. Same procedures, same answers. */
export const doors = (router: BuiltRouter, options: Pick<RouterOptions, 'bug' | 'words'>) => {
  /** What fails before a procedure runs passes the same mapper. */
  const outside = async (o: { context: CallContext; next(): Promise<never> }) => {
    try {
      return await o.next()
    } catch (error) {
      throw mapOutside(error, o.context, options)
    }
  }
  const interceptors = [outside as never]
  const rpc = new RPCHandler<CallContext>(router, { interceptors })
  const rest = new OpenAPIHandler<CallContext>(router, { interceptors, plugins: [new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] })] })

  const serve = (handler: typeof rpc | typeof rest, prefix: '/rpc' | '/api/v1') => async (c: Ctx): Promise<Response> => {
    const context = callContext(c)
    const { matched, response } = await handler.handle(c.req.raw, { prefix, context })
    if (!matched) throw notFound()
    const wait = context.note.answer?.retryAfter
    if (wait) response.headers.set('Retry-After', String(wait))
    return response
  }
  return { rpc: serve(rpc, '/rpc'), rest: serve(rest, '/api/v1') }
}
