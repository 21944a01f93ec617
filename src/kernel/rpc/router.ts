import { type AnyContractRouter, isContractProcedure } from '@orpc/contract'
import { ORPCError, Procedure } from '@orpc/server'
import type { Scope } from '../db/actor.ts'
import type { Database } from '../db/database.ts'
import { forbidden, Refusal } from '../pure/refusal.ts'
import type { AnyProcedure } from './define.ts'
import { type Answer, answerTo, kernelCodes } from './errors.ts'
import { askedFor, clientOf, once, onceSlow } from './run.ts'
import type { Door, Public, ServiceOf, Slow } from './service.ts'
import type { WalledTx } from '../db/walled.ts'

/** What a call brings besides its input; made by the HTTP side for every request. */
export interface CallContext {
  database: Database
  scope: Scope | null
  door: Door
  idempotencyKey: string | null
  requestId: string
  /** Filled on the way, for the log: which procedure, and what a refused caller was told. */
  note: { procedure?: string; answer?: Answer }
}
export interface RouterOptions {
  /** A refusal that the contract does not list is a bug (tests); otherwise it is answered and reported. */
  strict: boolean
  /** Logs a bug, once. */
  bug(error: unknown, context: CallContext): void
  /** A refusal code that the contract forgot. */
  unlisted(procedure: string, code: string): void
  /** The sentence for a code, for those who read the answer with their own eyes. */
  words(answer: Answer, context: CallContext): string
}
type Run = ((tx: WalledTx, input: unknown) => Promise<unknown>) | Slow<unknown, never, unknown>
type Served = Run | Public<unknown, unknown>
// biome-ignore lint/suspicious/noExplicitAny: a tree of any procedures
export type BuiltRouter = { [key: string]: Procedure<any, any, any, any, any, any> | BuiltRouter }

const isPublic = (served: Served): served is Public<unknown, unknown> => typeof served === 'object' && 'door' in served

/**
 * Pairs every procedure of the contract with the service function of the same path. Throws at start when one side has
 * what the other lacks, so that no procedure exists without its service, nor a service without a contract.
 */
export const buildRouter = <C extends AnyContractRouter>(contract: C, services: ServiceOf<C>, options: RouterOptions): BuiltRouter =>
  walk(contract as Record<string, unknown>, services as Record<string, unknown>, [], options)

const walk = (contract: Record<string, unknown>, services: Record<string, unknown>, path: string[], options: RouterOptions): BuiltRouter => {
  const surplus = Object.keys(services).filter((key) => !Object.hasOwn(contract, key))
  if (surplus.length > 0) throw new Error(`no contract for ${surplus.map((key) => [...path, key].join('.')).join(', ')}`)
  return Object.fromEntries(
    Object.entries(contract).map(([key, leaf]) => {
      const at = [...path, key]
      const served = services[key]
      if (served === undefined) throw new Error(`no service for ${at.join('.')}`)
      if (isContractProcedure(leaf)) return [key, procedureOf(leaf as AnyProcedure, served as Served, at.join('.'), options)]
      return [key, walk(leaf as Record<string, unknown>, served as Record<string, unknown>, at, options)]
    }),
  )
}

const procedureOf = (contract: AnyProcedure, served: Served, name: string, options: RouterOptions) => {
  const def = contract['~orpc']
  const { wall, roles, mutates } = def.meta
  if (isPublic(served) !== (wall === 'public')) throw new Error(`${name}: contract and service disagree on whether it is public`)

  /** Who may call is settled before the input is looked at: a stranger learns nothing of its shape. */
  const admit = ({ scope, idempotencyKey }: CallContext): void => {
    if (wall === 'public') return
    if (!scope) throw new Refusal('signed_out', {}, 401)
    if (roles.length > 0 && !(scope.actor.kind === 'person' && scope.actor.roles.some((role) => roles.includes(role)))) throw forbidden('role', { roles: [...roles] })
    if (mutates && !idempotencyKey) throw new Refusal('idempotency_key_missing', {}, 400)
    if (mutates && !/^[\x21-\x7e]{8,128}$/.test(idempotencyKey as string)) throw new Refusal('idempotency_key_missing', {}, 400)
  }

  const run = async (context: CallContext, input: unknown): Promise<unknown> => {
    if (isPublic(served)) return served.door(context.door, input)
    const { database, idempotencyKey: key } = context
    // Where rivals are served under one roof, a call about one client cannot touch another, whatever its code does.
    const client = clientOf(input)
    const scope: Scope = client ? { ...context.scope!, client } : context.scope!
    if (!mutates) return database.read(scope, (tx) => (served as (tx: WalledTx, input: unknown) => Promise<unknown>)(tx, input))
    const asked = askedFor(name, input)
    if (typeof served === 'function') return once(database, scope, key!, asked, (tx) => served(tx, input))
    return onceSlow(database, scope, key!, asked, input, served)
  }

  return new Procedure({
    ...def,
    middlewares: [
      async ({ context, next }: { context: CallContext; next(): Promise<never> }) => {
        context.note.procedure = name
        try {
          admit(context)
          return await next()
        } catch (error) {
          throw toAnswer(error, context, options, (code) => def.meta.refusals.includes(code) || kernelCodes.has(code), name)
        }
      },
    ],
    inputValidationIndex: 1,
    outputValidationIndex: 1,
    handler: ({ context, input }: { context: CallContext; input: unknown }) => run(context, input),
  } as never)
}

const toAnswer = (error: unknown, context: CallContext, options: RouterOptions, listed: (code: string) => boolean, name: string): ORPCError<string, unknown> => {
  if (error instanceof Refusal && !listed(error.code)) {
    options.unlisted(name, error.code)
    if (options.strict) return wrap(bugAnswer(new Error(`${name} refused with ${error.code}, which its contract does not list`), context, options), context, options)
  }
  return wrap(answerTo(error) ?? bugAnswer(error, context, options), context, options)
}

const bugAnswer = (error: unknown, context: CallContext, options: Pick<RouterOptions, 'bug'>): Answer => {
  options.bug(error, context)
  return { status: 500, code: 'bug', params: { id: context.requestId } }
}

/** An answer as oRPC carries it, over both doors. */
const wrap = (answer: Answer, context: CallContext, options: Pick<RouterOptions, 'words'>): ORPCError<string, unknown> => {
  context.note.answer = answer
  const { status, code, params, fields } = answer
  return new ORPCError('REFUSED', { status, defined: true, message: options.words(answer, context), data: { code, params, ...(fields ? { fields } : {}) } })
}

/** For what is thrown outside of any procedure: the same mapper, the same form. Before one is reached, the request itself is at fault (a body that is no JSON). */
export const mapOutside = (error: unknown, context: CallContext, options: Pick<RouterOptions, 'bug' | 'words'>): ORPCError<string, unknown> => {
  if (context.note.answer && error instanceof ORPCError) return error
  const atFault: Answer | null = context.note.procedure ? null : { status: 400, code: 'invalid', params: {} }
  return wrap(answerTo(error) ?? atFault ?? bugAnswer(error, context, options), context, options)
}
