import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { WalledTx } from '../db/walled.ts'
import { canonicalJson } from '../pure/canonical.ts'

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

/**
 * Adds a link to the client's chain in this transaction and wakes the browsers that look at the client. The head's row
 * lock orders concurrent writers, so call it after the deed itself.
 */
export const record = async (tx: WalledTx, deed: Deed): Promise<bigint> => {
  const db = tx.db()
  const { actor, agencyId, now } = tx
  const { rows } = await sql<{ seq: bigint; hash: Buffer }>`
    select seq, hash from docket.record_head where agency_id = ${agencyId} and client_id = ${deed.client} for update`.execute(db)
  const head = rows[0]
  const seq = (head?.seq ?? 0n) + 1n
  const prev = head?.hash ?? firstPrev
  const salt = randomBytes(16)
  const data = JSON.parse(canonicalJson(deed.data ?? {})) as unknown
  const digest = digestOf(salt, data)
  const job = deed.job ?? null
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
    select pg_notify('docket', ${`${agencyId} ${deed.client} ${job ?? '-'} ${deed.subject.kind}`})`.compile(db))
  return seq
}
