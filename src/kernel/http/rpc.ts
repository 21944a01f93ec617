import { type FetchHandler, RPCHandler } from '@orpc/server/fetch'
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
  let rest: Promise<FetchHandler<CallContext>> | undefined

  const serve = (handler: () => Promise<FetchHandler<CallContext>>, prefix: '/rpc' | '/api/v1') => async (c: Ctx): Promise<Response> => {
    const context = callContext(c)
    const { matched, response } = await (await handler()).handle(c.req.raw, { prefix, context })
    if (!matched) throw notFound()
    const wait = context.note.answer?.retryAfter
    if (wait) response.headers.set('Retry-After', String(wait))
    return response
  }
  return {
    rpc: serve(async () => rpc, '/rpc'),
    rest: serve(() => {
      rest ??= restHandler(router, interceptors)
      return rest
    }, '/api/v1'),
  }
}

/** Loaded with the first REST call: our own pages never need it. */
const restHandler = async (router: BuiltRouter, interceptors: never[]): Promise<FetchHandler<CallContext>> => {
  const [{ OpenAPIHandler }, { SmartCoercionPlugin }, { ZodToJsonSchemaConverter }] = await Promise.all([
    import('@orpc/openapi/fetch'), import('@orpc/json-schema'), import('@orpc/zod/zod4'),
  ])
  return new OpenAPIHandler<CallContext>(router, { interceptors, plugins: [new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] })] })
}
