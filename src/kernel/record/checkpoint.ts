import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { sql } from 'kysely'
import type { WalledTx } from '../db/walled.ts'
import { newId } from '../ids.ts'
import { deriveKey, seal, unseal } from '../keys.ts'
import { canonicalJson } from '../pure/canonical.ts'

/** A link of a chain as the agency vouches for it; printed on reports, so that the client holds the witness. */
export interface Checkpoint {
  clientId: string
  seq: bigint
  /** SHA-256 of the link. */
  hash: Buffer
  at: Date
  keyId: string
  /** Ed25519, 64 bytes, over `checkpointText`. */
  signature: Buffer
}
interface Key {
  id: string
  private: KeyObject
}

/** What is signed: one canonical text. */
export const checkpointText = (agencyId: string, c: Pick<Checkpoint, 'clientId' | 'seq' | 'hash' | 'at'>): Buffer =>
  Buffer.from(canonicalJson({ kind: 'docket.checkpoint', agency: agencyId, client: c.clientId, seq: c.seq, hash: c.hash.toString('hex'), at: c.at }))

export const checkpointHolds = (publicKeyPem: string, agencyId: string, c: Pick<Checkpoint, 'clientId' | 'seq' | 'hash' | 'at' | 'signature'>): boolean => {
  try {
    return verify(null, checkpointText(agencyId, c), createPublicKey(publicKeyPem), c.signature)
  } catch {
    return false
  }
}

/** The agency's newest key that this server can open; made when it is founded. After a change of the root secret there is a new one, and old signatures stay good. */
export const signingKey = async (tx: WalledTx): Promise<Key> => {
  const lock = deriveKey(tx.deps.root, 'signing key')
  const find = async (): Promise<Key | undefined> => {
    const { rows } = await sql<{ id: string; sealed_private: string }>`
      select id, sealed_private from docket.signing_key where agency_id = ${tx.agencyId} order by created_at desc, id desc`.execute(tx.db())
    for (const row of rows) {
      const der = unseal(lock, row.sealed_private)
      if (der) return { id: row.id, private: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) }
    }
    return undefined
  }
  const found = await find()
  if (found) return found
  await sql`select pg_advisory_xact_lock(hashtextextended(${`signing key ${tx.agencyId}`}, 0))`.execute(tx.db())
  const meanwhile = await find()
  if (meanwhile) return meanwhile
  const pair = generateKeyPairSync('ed25519')
  const id = newId(tx.now)
  const publicPem = pair.publicKey.export({ format: 'pem', type: 'spki' }).toString()
  await sql`insert into docket.signing_key (agency_id, id, public_key, sealed_private, created_at)
    values (${tx.agencyId}, ${id}, ${publicPem}, ${seal(lock, pair.privateKey.export({ format: 'der', type: 'pkcs8' }))}, ${tx.now})`.execute(tx.db())
  return { id, private: pair.privateKey }
}

interface Row {
  seq: bigint
  hash: Buffer
  at: Date
  key_id: string
  signature: Buffer
}
const shown = (clientId: string, r: Row): Checkpoint => ({ clientId, seq: r.seq, hash: r.hash, at: r.at, keyId: r.key_id, signature: r.signature })

/** Signs the last link of a client's chain, once; null while there is none. For the hourly worker and for papers that print it. */
export const checkpointClient = async (tx: WalledTx, clientId: string): Promise<Checkpoint | null> => {
  const db = tx.db()
  const { rows: heads } = await sql<{ seq: bigint; hash: Buffer }>`
    select seq, hash from docket.record_head where agency_id = ${tx.agencyId} and client_id = ${clientId}`.execute(db)
  const head = heads[0]
  if (!head) return null
  const stand = async (): Promise<Row | undefined> => {
    const { rows } = await sql<Row>`select seq, hash, at, key_id, signature from docket.checkpoint
      where agency_id = ${tx.agencyId} and client_id = ${clientId} and seq = ${head.seq}`.execute(db)
    return rows[0]
  }
  const known = await stand()
  if (known) return shown(clientId, known)
  const key = await signingKey(tx)
  const made = { clientId, seq: head.seq, hash: head.hash, at: tx.now, keyId: key.id }
  const signature = sign(null, checkpointText(tx.agencyId, made), key.private)
  await sql`insert into docket.checkpoint (agency_id, client_id, seq, hash, at, key_id, signature)
    values (${tx.agencyId}, ${clientId}, ${head.seq}, ${head.hash}, ${tx.now}, ${key.id}, ${signature}) on conflict do nothing`.execute(db)
  return shown(clientId, (await stand()) as Row)
}

/** The 32 bytes of a public key in base64, short enough to print: what its PEM ends with. */
export const shortKey = (publicKeyPem: string): string => createPublicKey(publicKeyPem).export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')

/** The public halves, oldest first: what a client needs to check a checkpoint without us. */
export const publicKeys = async (tx: WalledTx): Promise<{ id: string; publicKey: string; createdAt: Date }[]> => {
  const { rows } = await sql<{ id: string; public_key: string; created_at: Date }>`
    select id, public_key, created_at from docket.signing_key where agency_id = ${tx.agencyId} order by created_at, id`.execute(tx.db())
  return rows.map((r) => ({ id: r.id, publicKey: r.public_key, createdAt: r.created_at }))
}
