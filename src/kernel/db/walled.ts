import type { Socket } from 'node:net'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import type { Lang } from '../i18n/messages.ts'
import { forbidden } from '../pure/refusal.ts'
import type { Role } from '../pure/roles.ts'
import type { Actor, Person, Scope } from './actor.ts'
import type { Deps } from './deps.ts'
import { statementName } from './statements.ts'

/** Holds what is written to the connection until this turn of the loop is over. */
export const leaveTogether = (client: pg.PoolClient): void => {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** Kysely over the one checked-out connection of this transaction; begin and commit are not its business. */
class OneConnection implements Driver, DatabaseConnection {
  readonly #client: pg.PoolClient
  #ended = false
  constructor(client: pg.PoolClient) {
    this.#client = client
  }
  /** What is sent in one turn of the loop leaves in one packet. */
  async send(query: CompiledQuery): Promise<pg.QueryResult> {
    if (this.#ended) throw new Error('a statement came after its transaction ended')
    leaveTogether(this.#client)
    return this.#client.query({ name: statementName(query.sql), text: query.sql, values: [...query.parameters] })
  }
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = (await this.send(query)) as pg.QueryResult<never>
    if (command === 'SELECT') return { rows }
    return { numAffectedRows: BigInt(rowCount ?? 0), rows }
  }
  /** From here on the connection is somebody else's, under another wall. */
  end(): void {
    this.#ended = true
  }
  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streams are not used')
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this
  }
  async beginTransaction(): Promise<void> {}
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

/** An announcement of a module, heard by others in the same transaction (`events.ts`, `src/app/subscriptions.ts`). */
export interface Announcement {
  type: string
  clientId: string
}
export type Hearer = (tx: WalledTx, event: never) => Promise<void>
export type Subscriptions = Record<string, readonly Hearer[]>

/**
 * A transaction behind the wall: the only handle to tables that a repo accepts. Its agency, actor and clients were set
 * on the connection when it began, so that row-level security shows nothing else.
 */
export class WalledTx {
  readonly scope: Scope
  readonly now: Date
  readonly deps: Deps
  readonly #connection: OneConnection
  readonly #sent: Promise<unknown>[] = []
  #kysely: Kysely<never> | undefined
  readonly #heard: Subscriptions

  constructor(client: pg.PoolClient, scope: Scope, now: Date, deps: Deps, heard: Subscriptions) {
    this.scope = scope
    this.now = now
    this.deps = deps
    this.#heard = heard
    this.#connection = new OneConnection(client)
  }

  get agencyId(): string {
    return this.scope.agencyId
  }
  get actor(): Actor {
    return this.scope.actor
  }
  get lang(): Lang {
    return this.scope.lang
  }

  /** The person who acts; refuses contacts and the system, for whom the command is not made. */
  get person(): Person {
    if (this.scope.actor.kind !== 'person') throw forbidden('role', { roles: ['person'] })
    return this.scope.actor
  }

  /** Refuses unless the person holds one of the roles. */
  needs(...wanted: Role[]): Person {
    const person = this.person
    if (!wanted.some((r) => person.roles.includes(r))) throw forbidden('role', { roles: wanted })
    return person
  }

  /** Queries typed with a module's own tables, on schema docket. */
  db<Tables>(): Kysely<Tables> {
    this.#kysely ??= new Kysely<never>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => this.#connection,
        createQueryCompiler: () => new PostgresQueryCompiler(),
        createIntrospector: (db) => new PostgresIntrospector(db),
      },
    }).withSchema('docket')
    return this.#kysely as unknown as Kysely<Tables>
  }

  /** The rows of a compiled statement. */
  async rows<R>(query: CompiledQuery<R>): Promise<R[]> {
    return (await this.#connection.send(query)).rows as R[]
  }

  /** Sends a statement whose answer nobody reads: a row written last. Should it fail, the transaction fails at its end. */
  send(query: CompiledQuery): void {
    const sent = this.#connection.send(query)
    sent.catch(() => undefined)
    this.#sent.push(sent)
  }
  /** Nothing is sent any more: work that was not waited for would otherwise go on inside the next transaction of the connection. */
  end(): void {
    this.#connection.end()
  }
  /** Throws what failed among the statements that were sent. */
  async settled(): Promise<void> {
    await Promise.all(this.#sent)
  }

  /** Tells the modules that listen; what they do commits or fails with this transaction. */
  async announce(event: Announcement): Promise<void> {
    for (const hear of this.#heard[event.type] ?? []) await (hear as (tx: WalledTx, e: Announcement) => Promise<void>)(this, event)
  }
}
