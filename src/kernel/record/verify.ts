import type pg from 'pg'
import type { FileStore } from '../files/store.ts'
import { checkpointHolds } from './checkpoint.ts'
import { digestOf, firstPrev, linkHash } from './record.ts'

/** Something that is not as it was written. */
export interface Finding {
  kind: 'gap' | 'prev' | 'digest' | 'hash' | 'head' | 'checkpoint' | 'number' | 'file'
  agency: string
  client?: string
  /** The first link of that chain which does not hold. */
  seq?: string
  /** A file's id, a checkpoint's key, a number. */
  thing?: string
  /** In English, without anybody's words. */
  detail: string
}
/** A table whose numbers `SERIES-PERIOD-0001` must be unique, gapless and as many as their counter says, per agency (C3, G9). */
export interface NumberedTable {
  table: string
  column: string
}
export interface Verified {
  agencies: number
  chains: number
  links: number
  /** Links whose payload was erased: their place in the chain still holds. */
  erased: number
  checkpoints: number
  numbers: number
  files: number
  findings: Finding[]
}
interface Link {
  seq: bigint
  at: Date
  actor_kind: string
  actor_id: string | null
  actor_name: string
  what: string
  subject_kind: string
  subject_id: string
  job_id: string | null
  data: unknown
  salt: Buffer | null
  digest: Buffer
  prev: Buffer
  hash: Buffer
}
const page = 2000

/**
 * Walks everything that must still be as it was written, over all agencies (T9). `client` is a login that may become
 * docket_owner; it is read in one snapshot, so the server may go on working.
 */
export const verify = async (client: pg.ClientBase, store: FileStore, numbered: readonly NumberedTable[], step: (done: number, of: number) => void = () => undefined): Promise<Verified> => {
  const result: Verified = { agencies: 0, chains: 0, links: 0, erased: 0, checkpoints: 0, numbers: 0, files: 0, findings: [] }
  await client.query('begin isolation level repeatable read read only; set local role docket_owner; set local statement_timeout = 0')
  let files: FileRow[]
  try {
    const { rows: chains } = await client.query<{ agency: string; client: string }>('select agency_id as agency, client_id as client from docket.client order by 1, 2')
    result.agencies = new Set(chains.map((c) => c.agency)).size
    for (const [n, chain] of chains.entries()) {
      await walkChain(client, chain.agency, chain.client, result)
      step(n + 1, chains.length)
    }
    await checkpoints(client, result)
    await numbers(client, numbered, result)
    files = (await client.query<FileRow>(`select agency_id, client_id, id, sha256, thumb_sha256 from docket.file order by agency_id, client_id, id`)).rows
  } finally {
    await client.query('rollback')
  }
  await checkFiles(files, store, result)
  return result
}

/** The first link that does not hold, and what is wrong with it. */
const walkChain = async (db: pg.ClientBase, agency: string, client: string, result: Verified): Promise<void> => {
  let prev: Buffer = firstPrev
  let seq = 0n
  for (;;) {
    const { rows } = await db.query<Link>(
      `select seq, at, actor_kind, actor_id, actor_name, what, subject_kind, subject_id, job_id, data, salt, digest, prev, hash
       from docket.record where agency_id = $1 and client_id = $2 and seq > $3 order by seq limit ${page}`, [agency, client, seq.toString()])
    for (const link of rows) {
      const wrong = faultOf(link, agency, client, seq + 1n, prev)
      if (wrong) {
        result.findings.push({ ...wrong, agency, client, seq: String(wrong.kind === 'gap' ? seq + 1n : link.seq) })
        return
      }
      result.links += 1
      if (link.salt === null) result.erased += 1
      prev = link.hash
      seq = link.seq
    }
    if (rows.length < page) break
  }
  if (seq > 0n) result.chains += 1
  const { rows: heads } = await db.query<{ seq: bigint; hash: Buffer }>('select seq, hash from docket.record_head where agency_id = $1 and client_id = $2', [agency, client])
  const head = heads[0]
  const holds = head ? BigInt(head.seq) === seq && head.hash.equals(prev) : seq === 0n
  if (!holds) result.findings.push({ kind: 'head', agency, client, seq: String(seq), detail: head ? `the head names link ${head.seq}, the chain ends at ${seq}` : 'the chain has no head' })
}

const faultOf = (link: Link, agency: string, client: string, due: bigint, prev: Buffer): Pick<Finding, 'kind' | 'detail'> | null => {
  if (BigInt(link.seq) !== due) return { kind: 'gap', detail: `link ${due} is missing; the next one is ${link.seq}` }
  if (!link.prev.equals(prev)) return { kind: 'prev', detail: 'it does not follow from the link before it' }
  if (link.salt !== null && !digestOf(link.salt, link.data).equals(link.digest)) return { kind: 'digest', detail: 'its contents are not those that were recorded' }
  const facts = {
    agency, client, seq: BigInt(link.seq), at: link.at, actorKind: link.actor_kind, actorId: link.actor_id, actorName: link.actor_name, what: link.what,
    subjectKind: link.subject_kind, subjectId: link.subject_id, job: link.job_id,
  }
  if (!linkHash(link.prev, link.digest, facts).equals(link.hash)) return { kind: 'hash', detail: 'who, what or when is not what was recorded' }
  return null
}

const checkpoints = async (db: pg.ClientBase, result: Verified): Promise<void> => {
  const { rows } = await db.query<{ agency: string; client: string; seq: bigint; hash: Buffer; at: Date; key_id: string; signature: Buffer; public_key: string; link: Buffer | null }>(`
    select c.agency_id as agency, c.client_id as client, c.seq, c.hash, c.at, c.key_id, c.signature, k.public_key, r.hash as link
    from docket.checkpoint c join docket.signing_key k on k.agency_id = c.agency_id and k.id = c.key_id
    left join docket.record r on r.agency_id = c.agency_id and r.client_id = c.client_id and r.seq = c.seq order by 1, 2, 3`)
  for (const c of rows) {
    result.checkpoints += 1
    const at = { agency: c.agency, client: c.client, seq: String(c.seq), thing: c.key_id }
    if (!checkpointHolds(c.public_key, c.agency, { clientId: c.client, seq: BigInt(c.seq), hash: c.hash, at: c.at, signature: c.signature }))
      result.findings.push({ kind: 'checkpoint', ...at, detail: 'the signature does not fit' })
    else if (!c.link?.equals(c.hash)) result.findings.push({ kind: 'checkpoint', ...at, detail: 'the link is not the one that was signed' })
  }
}

interface Series {
  agency: string
  name: string
  /** Where its numbers stand, or that they stand nowhere. */
  table: string
  taken: number[]
  /** The last number that the counter gave out. */
  last: number
}

/** Beside what stands in the tables the counters are read: without them, numbers gone from the end would not be missed. */
const numbers = async (db: pg.ClientBase, tables: readonly NumberedTable[], result: Verified): Promise<void> => {
  const all = new Map<string, Series>()
  const seriesOf = (agency: string, name: string, table: string): Series => {
    const key = `${agency} ${name}`
    const found = all.get(key) ?? { agency, name, table, taken: [], last: 0 }
    all.set(key, found)
    return found
  }
  for (const { table, column } of tables) {
    const { rows } = await db.query<{ agency: string; number: string }>(`select agency_id as agency, ${column} as number from docket.${table} where coalesce(${column}, '') <> ''`)
    for (const { agency, number } of rows) {
      const parts = /^(.+)-(\d+)$/.exec(number)
      result.numbers += 1
      if (parts) seriesOf(agency, parts[1] as string, table).taken.push(Number(parts[2]))
      else result.findings.push({ kind: 'number', agency, thing: number, detail: `${table}: not a number of a series` })
    }
  }
  const { rows: counters } = await db.query<{ agency: string; name: string; last: number }>(`select agency_id as agency, series || '-' || period as name, last from docket.counter`)
  for (const { agency, name, last } of counters) seriesOf(agency, name, 'nowhere').last = last
  for (const one of all.values()) {
    const wrong = faultIn(one)
    if (wrong) result.findings.push({ kind: 'number', agency: one.agency, thing: `${one.name}-${wrong.at}`, detail: `${one.table}: ${wrong.what}` })
  }
}

/** The first number of a series that is not as it was given out. */
const faultIn = ({ taken, last }: Series): { at: number; what: string } | null => {
  taken.sort((a, b) => a - b)
  const at = taken.findIndex((n, i) => n !== i + 1)
  if (at > 0 && taken[at] === taken[at - 1]) return { at: taken[at] as number, what: 'given twice' }
  if (at >= 0) return { at: at + 1, what: 'missing from its series' }
  if (taken.length < last) return { at: taken.length + 1, what: `missing from the end of its series; its counter stands at ${last}` }
  if (taken.length > last) return { at: last + 1, what: `its counter stands at ${last} and would give it again` }
  return null
}

interface FileRow {
  agency_id: string
  client_id: string
  id: string
  sha256: string
  thumb_sha256: string | null
}
/** Bytes are kept once for all rows that name them: each is read once. */
const checkFiles = async (rows: FileRow[], store: FileStore, result: Verified): Promise<void> => {
  const seen = new Map<string, 'whole' | 'missing' | 'changed'>()
  for (const row of rows) {
    result.files += 1
    for (const sha of [row.sha256, row.thumb_sha256]) {
      if (sha === null) continue
      const key = `${row.agency_id} ${sha}`
      const state = seen.get(key) ?? (await store.check(row.agency_id, sha))
      seen.set(key, state)
      if (state !== 'whole') result.findings.push({ kind: 'file', agency: row.agency_id, client: row.client_id, thing: row.id, detail: `its bytes are ${state}` })
    }
  }
}
