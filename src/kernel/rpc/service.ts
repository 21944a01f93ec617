import type { ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract'
import type { Database } from '../db/database.ts'
import type { Scope } from '../db/actor.ts'
import type { WalledTx } from '../db/walled.ts'

/** What `prepare` has: reading transactions under the caller's scope, and the process's means. No writes. */
export interface Ask {
  read<T>(work: (tx: WalledTx) => Promise<T>): Promise<T>
  deps: Database['deps']
  scope: Scope
  now: Date
}

/** A command with slow work (paper, pictures) before its transaction. */
export interface Slow<I, P, O> {
  prepare(ask: Ask, input: I): Promise<P>
  run(tx: WalledTx, input: I, prepared: P): Promise<O>
}
export const slow = <I, P, O>(command: Slow<I, P, O>): Slow<I, P, O> => command

/** What a procedure before sign-in has: no actor, no agency; the door functions and, after them, scopes of its own making. */
export interface Door {
  database: Database
  address: string
  agent: string
  /** Whether this machine itself asks, through no proxy. */
  local: boolean
  /** The caller's session token, if any. */
  token: string | null
  /** Sets or ends the session cookie. */
  setSession(token: string | null): void
}
export interface Public<I, O> {
  door(door: Door, input: I): Promise<O>
}

// biome-ignore lint/suspicious/noExplicitAny: what is prepared is the command's own affair
type Served<I, O, M> = M extends 'public' ? Public<I, O> : ((tx: WalledTx, input: I) => Promise<O>) | Slow<I, any, O>
/** The type of a module's service object: one entry per procedure of its contract. */
export type ServiceOf<T> =
  // biome-ignore lint/suspicious/noExplicitAny: inference of any procedure
  T extends ContractProcedure<infer I, infer O, any, any>
    ? Served<InferSchemaOutput<I>, InferSchemaInput<O>, 'walled'> | Public<InferSchemaOutput<I>, InferSchemaInput<O>>
    : { [K in keyof T]: ServiceOf<T[K]> }
