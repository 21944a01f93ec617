import { availableParallelism } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Clock } from '../clock/clock.ts'
import { Refusal } from '../pure/refusal.ts'
import { type Scope, beginSql } from './actor.ts'
import type { Deps } from './deps.ts'
import { forgetStatements, isStalePlan } from './statements.ts'
import { leaveTogether, type Subscriptions, WalledTx } from './walled.ts'

pg.types.setTypeParser(pg.types.builtins.INT8, BigInt)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/**
 * How many clients a pool has with the database on this machine. More than two for each core only wait for each other: eight who
 * post at once on two cores are as many a second with four as with six, the slowest twentieth a quarter sooner; each costs
 * PostgreSQL 7 MB.
 */
export const clientsHere = Math.max(4, Math.min(10, 2 * availableParallelism()))
/** And with a database elsewhere, whose cores are its own. */
export const clientsElsewhere = 10

/**
 * A pool whose clients survive a killed backend: without its own listener an error event ends the process.
 * They send without waiting for the answer before, so that `begin` costs no round trip of its own.
 */
export const openPool = (connectionString: string, max: number): pg.Pool => {
  const pool = new pg.Pool({ connectionString, max, application_name: 'docket', pipeline: true, connectionTimeoutMillis: 5000, statement_timeout: 30_000 })
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('error', () => undefined)
  return pool
}

/** Serialisation failure, deadlock, lock timeout, server going down. */
const retryCodes = new Set(['40001', '40P01', '55P03', '57P01', '57P02', '57P03', '08006', '08003', '08001', '53300'])
const lostConnection = /Connection terminated|connection closed|ECONNRESET|ECONNREFUSED|ENOENT|EPIPE|socket hang up|Client has encountered a connection error|not queryable/i
const mayRetry = (error: unknown): boolean => {
  if (error instanceof Refusal || !(error instanceof Error)) return false
  if (isStalePlan(error)) return true
  const { code, constraint } = error as { code?: string; constraint?: string }
  if (code === '23505' && constraint !== undefined && firstWriters.has(constraint)) return true
  return (code !== undefined && retryCodes.has(code)) || lostConnection.test(error.message) || (code !== undefined && lostConnection.test(code))
}
/** Who is taken off a team while they write: on the second try the client is not there for them, and they are told so. A policy that says no for another reason says it again. */
const shutOut = (error: unknown): boolean => (error as { code?: string } | null)?.code === '42501'
/** Two first writers of the same key, chain, head or mail address: the second finds the row on its next try. */
const firstWriters = new Set(['idempotency_pkey', 'record_pkey', 'record_head_pkey', 'person_agency_id_mail_key'])
const tries = 6

/** The one way to the tables: whole transactions under a scope, retried as a whole. */
export class Database {
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly deps: Deps
  readonly #heard: Subscriptions

  constructor(pool: pg.Pool, clock: Clock, deps: Deps, heard: Subscriptions = {}) {
    this.pool = pool
    this.clock = clock
    this.deps = deps
    this.#heard = heard
  }

  /** Runs `work` in a transaction that may write. Runs it again from the start when the database asks for it, so it must do nothing but SQL. */
  write<T>(scope: Scope, work: (tx: WalledTx) => Promise<T>): Promise<T> {
    return this.#run(scope, false, work)
  }

  /** The same, read only. */
  read<T>(scope: Scope, work: (tx: WalledTx) => Promise<T>): Promise<T> {
    return this.#run(scope, true, work)
  }

  async #run<T>(scope: Scope, readOnly: boolean, work: (tx: WalledTx) => Promise<T>): Promise<T> {
    for (let n = 1; ; n++) {
      try {
        return await this.#once(scope, readOnly, work)
      } catch (error) {
        if (n >= tries || !(mayRetry(error) || (n === 1 && shutOut(error)))) throw error
        if (isStalePlan(error)) forgetStatements()
        await wait(2 ** n * 5 * (0.5 + Math.random()))
      }
    }
  }

  async #once<T>(scope: Scope, readOnly: boolean, work: (tx: WalledTx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect()
    const tx = new WalledTx(client, scope, this.clock.now(), this.deps, this.#heard)
    try {
      leaveTogether(client)
      const begun = client.query(beginSql(scope, readOnly))
      // What comes behind it on the connection fails too, for want of a scope, and says so first.
      begun.catch(() => undefined)
      const result = await work(tx)
      tx.end()
      // Nothing hangs on the end of a reading: the answer leaves before it.
      if (readOnly) setImmediate(() => letGo(client, client.query('commit')))
      else {
        leaveTogether(client)
        const committed = client.query('commit')
        committed.catch(() => undefined)
        await tx.settled()
        // PostgreSQL answers ROLLBACK, without an error, when a statement failed and somebody caught it.
        if ((await committed).command !== 'COMMIT') throw new Error('a transaction with a failed statement was to be committed')
        client.release()
      }
      return result
    } catch (error) {
      tx.end()
      letGo(client, client.query('rollback'))
      throw error
    }
  }
}

/** Gives a client back to the pool when its last word is answered; one that cannot answer is thrown away. */
const letGo = (client: pg.PoolClient, last: Promise<unknown>): void =>
  void last.then(() => client.release(), (error: Error) => client.release(error))
