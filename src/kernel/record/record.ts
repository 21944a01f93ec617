import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { WalledTx } from '../db/walled.ts'
import { canonicalJson } from '../pure/canonical.ts'
import { isUuid } from '../pure/id.ts'

/** One deed, as the thread, the docket and the chain keep it. */
export interface Deed {
  /** The client it belongs to; the agency's own id for its own affairs (the house). */
  client: string
  /** `<module>.<past participle>`, also a message key `what.<…>`. */
  what: string
  subject: { kind: string; id: string }
  job?: string | null
  /** What a person reads about it: small, translated at reading. Erasable. */
  data?: Record<string, unknown>
}

/** The fields that the hash of a link covers, besides prev and digest. */
export interface LinkFacts {
  agency: string
  client: string
  seq: bigint
  at: Date
  actorKind: string
  actorId: string | null
  actorName: string
  what: string
  subjectKind: string
  subjectId: string
  job: string | null
}

const sha256 = (...parts: (Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
export const digestOf = (salt: Uint8Array, data: unknown): Buffer => sha256(salt, canonicalJson(data ?? null))
export const linkHash = (prev: Uint8Array, digest: Uint8Array, facts: LinkFacts): Buffer => sha256(prev, digest, canonicalJson(facts))
export const firstPrev = Buffer.alloc(32)

/** Where a chain ends: the number and the hash of its last link. */
interface Head {
  seq: bigint
  hash: Uint8Array
}
const held = new WeakMap<WalledTx, Map<string, Promise<Head>>>()

/**
 * Takes the end of a client's chain, locked until this transaction ends: its row orders concurrent writers. `record` does so by
 * itself; ask earlier, after the deed's own locks, where others wait for what comes between (a number).
 */
export const holdChain = (tx: WalledTx, client: string): Promise<Head> => {
  const mine = held.get(tx) ?? new Map<string, Promise<Head>>()
  held.set(tx, mine)
  const known = mine.get(client)
  if (known) return known
  const head = sql<Head>`select seq, hash from docket.record_head where agency_id = ${tx.agencyId} and client_id = ${client} for update`
    .execute(tx.db()).then(({ rows }) => rows[0] ?? { seq: 0n, hash: firstPrev })
  mine.set(client, head)
  return head
}

/** Adds a link to the client's chain in this transaction, after the deed itself, and wakes the browsers that look at the client. */
export const record = async (tx: WalledTx, deed: Deed): Promise<bigint> => {
  const before = holdChain(tx, deed.client)
  // Whatever is recorded next in this transaction follows this link.
  const head = before.then((end) => link(tx, deed, end))
  held.get(tx)!.set(deed.client, head)
  return (await head).seq
}

const link = (tx: WalledTx, deed: Deed, { seq: last, hash: prev }: Head): Head => {
  const { actor, agencyId, now } = tx
  const seq = last + 1n
  const salt = randomBytes(16)
  const data = JSON.parse(canonicalJson(deed.data ?? {})) as unknown
  const digest = digestOf(salt, data)
  const job = deed.job ?? null
  // The hash is taken of text, and PostgreSQL gives an id back in one spelling: another one would never verify.
  for (const id of [deed.client, deed.subject.id, job]) if (id !== null && !isUuid(id)) throw new Error(`${deed.what} would be recorded under an id in another spelling`)
  const hash = linkHash(prev, digest, {
    agency: agencyId, client: deed.client, seq, at: now, actorKind: actor.kind, actorId: actor.id, actorName: actor.name,
    what: deed.what, subjectKind: deed.subject.kind, subjectId: deed.subject.id, job,
  })
  tx.send(sql`
    with link as (
      insert into docket.record (agency_id, client_id, seq, at, actor_kind, actor_id, actor_name, what, subject_kind, subject_id, job_id, data, salt, digest, prev, hash)
      values (${agencyId}, ${deed.client}, ${seq}, ${now}, ${actor.kind}, ${actor.id}, ${actor.name}, ${deed.what}, ${deed.subject.kind},
        ${deed.subject.id}, ${job}, ${JSON.stringify(data)}, ${salt}, ${digest}, ${prev}, ${hash})),
    head as (
      insert into docket.record_head (agency_id, client_id, seq, hash) values (${agencyId}, ${deed.client}, ${seq}, ${hash})
      on conflict (agency_id, client_id) do update set seq = excluded.seq, hash = excluded.hash)
    select pg_notify('docket', ${`${agencyId} ${deed.client} ${job ?? '-'} ${deed.subject.kind}`})`.compile(tx.db()))
  return { seq, hash }
}
