import { createHash } from 'node:crypto'
import { StandardRPCJsonSerializer } from '@orpc/client/standard'
import { sql } from 'kysely'
import type { Scope } from '../db/actor.ts'
import { scopeName } from '../db/actor.ts'
import type { Database } from '../db/database.ts'
import type { WalledTx } from '../db/walled.ts'
import { canonicalJson } from '../pure/canonical.ts'
import { isUuid } from '../pure/id.ts'
import { notFound, Refusal, refuse } from '../pure/refusal.ts'
import type { Ask, Slow } from './service.ts'

const serializer = new StandardRPCJsonSerializer()
interface Kept {
  json: unknown
  meta: never
}
const keep = (value: unknown): string => {
  const [json, meta] = serializer.serialize(value)
  return JSON.stringify({ json, meta })
}
const unkeep = ({ json, meta }: Kept): unknown => serializer.deserialize(json, meta)

/** What the caller asked for: two requests under one key must agree in it. */
export interface Asked {
  digest: Buffer
  /** The client that it names: its answer is for those who see that client. */
  client: string | null
}
export const askedFor = (procedure: string, input: unknown): Asked =>
  ({ digest: createHash('sha256').update(procedure).update(canonicalOf(input)).digest(), client: clientOf(input) ?? null })

/** The client that a checked input names; an input that names one is about nothing else. What is there and no id in its one spelling is a fault of the contract. */
export const clientOf = (input: unknown): string | undefined => {
  const { client } = (input ?? {}) as { client?: unknown }
  if (client === undefined || client === null) return undefined
  if (typeof client !== 'string' || !isUuid(client)) throw new Error('an input names its client by something that is no id: its shape is not zId')
  return client
}
/** What has no canonical form (half a character, deep in a shape that is open) was not written by a person: the caller is told so. */
const canonicalOf = (input: unknown): string => {
  try {
    return canonicalJson(input ?? null)
  } catch {
    throw refuse('invalid')
  }
}

const recall = async (tx: WalledTx, key: string, { digest }: Asked): Promise<{ response: unknown } | undefined> => {
  const actor = scopeName(tx.scope)
  const { rows } = await sql<{ free: boolean; digest: Buffer | null; response: Kept | null; seen: boolean | null }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${tx.agencyId} ${actor} ${key}`}, 0)) as free, k.digest, k.response,
      k.of_client is null or k.of_client = any ((select docket.my_clients())::uuid[]) as seen
    from (select) one left join docket.idempotency k on k.agency_id = ${tx.agencyId} and k.actor = ${actor} and k.key = ${key}`.execute(tx.db())
  const row = rows[0]!
  if (row.digest && row.response) {
    if (!row.digest.equals(digest)) throw refuse('idempotency_key_reused')
    if (!row.seen) throw notFound()
    return { response: unkeep(row.response) }
  }
  if (!row.free) throw new Refusal('in_flight', {}, 409)
  return undefined
}

/**
 * Runs a command once for its key, and answers a repeat with the first answer: replay, 422 `idempotency_key_reused` on
 * another body, 404 once the client it was about is out of sight, 409 `in_flight` while the first is still at work. The answer is stored in the deed's own transaction, so a
 * lost connection at commit is resolved by running again under the same key.
 */
export const once = <T>(database: Database, scope: Scope, key: string, asked: Asked, work: (tx: WalledTx) => Promise<T>): Promise<T> =>
  database.write(scope, async (tx) => {
    const known = await recall(tx, key, asked)
    if (known) return known.response as T
    const answer = await work(tx)
    tx.send(sql`insert into docket.idempotency (agency_id, actor, key, digest, of_client, response, at)
      values (${tx.agencyId}, ${scopeName(scope)}, ${key}, ${asked.digest}, ${asked.client}, ${keep(answer)}, ${tx.now})`.compile(tx.db()))
    return answer
  })

/** A command with slow work: prepared outside, then run once. A repeat of a finished one is answered before preparing again. */
export const onceSlow = async <I, P, O>(database: Database, scope: Scope, key: string, asked: Asked, input: I, command: Slow<I, P, O>): Promise<O> => {
  const known = await database.write(scope, (tx) => recall(tx, key, asked))
  if (known) return known.response as O
  const ask: Ask = { read: (work) => database.read(scope, work), deps: database.deps, scope, now: database.clock.now() }
  const prepared = await command.prepare(ask, input)
  return once(database, scope, key, asked, (tx) => command.run(tx, input, prepared))
}
