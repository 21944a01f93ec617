import assert from 'node:assert/strict'
import { createPublicKey, verify as verifySignature } from 'node:crypto'
import { chmod, writeFile } from 'node:fs/promises'
import { after, before, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { WalledTx } from '../db/walled.ts'
import { addFile } from '../files/repo.ts'
import { type Planted, plant } from '../db/fixtures.ts'
import { checkpointAll, forgetAnswers } from '../rounds.ts'
import { askedFor, once } from '../rpc/run.ts'
import { checkpointClient, checkpointText, publicKeys } from './checkpoint.ts'
import { record } from './record.ts'
import { type Finding, verify } from './verify.ts'

let p: Planted
before(async () => {
  p = await plant()
})
after(() => p.close())

const deeds = async (n: number): Promise<void> => {
  for (let i = 0; i < n; i++)
    await p.database.write(p.mei, (tx) => record(tx, { client: p.tea, what: 'test.done', subject: { kind: 'job', id: p.tea }, data: { text: `第 ${i} 件`, amount: 12, at: tx.now } }))
}
const check = async (): Promise<Finding[]> => (await verify(p.owner, p.database.deps.store, [{ table: 'payment_request', column: 'number' }])).findings
/** Changes something as nobody but the owner of the tables could, looks, and puts it back. */
const tampered = async (change: string, params: unknown[] = []): Promise<Finding[]> => {
  await p.owner.query('create table if not exists public.kept as select * from docket.record; create table if not exists public.heads as select * from docket.record_head')
  await p.owner.query(change, params)
  try {
    return await check()
  } finally {
    await p.owner.query(`set session_replication_role = replica; delete from docket.record; delete from docket.record_head;
      insert into docket.record select * from public.kept; insert into docket.record_head select * from public.heads;
      drop table public.kept; drop table public.heads; set session_replication_role = origin`)
  }
}
beforeEach(async () => {
  await deeds(3)
  assert.deepEqual(await check(), [])
})

test('every kind of change to a chain is found at its first link', async () => {
  const here = 'agency_id = $1 and client_id = $2'
  const ids = [p.agency, p.tea]
  const [gone] = await tampered(`delete from docket.record where ${here} and seq = 2`, ids)
  assert.deepEqual([gone?.kind, gone?.client, gone?.seq], ['gap', p.tea, '2'])
  const [words] = await tampered(`update docket.record set data = '{"text":"other"}' where ${here} and seq = 2`, ids)
  assert.deepEqual([words?.kind, words?.seq], ['digest', '2'])
  const columns: [string, string][] = [['actor_name', "'Somebody'"], ['what', "'test.undone'"], ['at', "at + interval '1 millisecond'"], ['subject_kind', "'invoice'"], ['job_id', 'client_id'], ['actor_id', 'null']]
  for (const [column, value] of columns) {
    const [found, ...more] = await tampered(`update docket.record set ${column} = ${value} where ${here} and seq = 3`, ids)
    assert.deepEqual([found?.kind, found?.agency, found?.seq], ['hash', p.agency, '3'], column)
    assert.equal(more.length, 0)
  }
  const [prev] = await tampered(`update docket.record set prev = digest where ${here} and seq = 2`, ids)
  assert.deepEqual([prev?.kind, prev?.seq], ['prev', '2'])
  const last = `seq = (select max(seq) from docket.record where ${here})`
  assert.equal((await tampered(`delete from docket.record where ${here} and ${last}`, ids))[0]?.kind, 'head')
  assert.equal((await tampered(`delete from docket.record_head where ${here}`, ids))[0]?.kind, 'head')
})

test('a payload can be erased, never rewritten, and the chain stays whole', async () => {
  await assert.rejects(p.database.write(p.mei, (tx) => sql`update docket.record set data = '{"text":"other"}' where client_id = ${p.tea}`.execute(tx.db())), /only_erased/)
  await p.database.write(p.mei, (tx) => sql`update docket.record set data = null, salt = null where client_id = ${p.tea}`.execute(tx.db()))
  const result = await verify(p.owner, p.database.deps.store, [])
  assert.deepEqual(result.findings, [])
  assert.ok(result.erased >= 3 && result.erased === result.links)
})

test('a checkpoint holds without us, is made once for a link, and shows a chain written anew', async () => {
  const made = await p.database.write(p.mei, (tx) => checkpointClient(tx, p.tea))
  assert.ok(made)
  assert.deepEqual(await p.database.write(p.mei, (tx) => checkpointClient(tx, p.tea)), made)
  const keys = await p.database.read(p.mei, publicKeys)
  assert.equal(keys.length, 1)
  assert.ok(verifySignature(null, checkpointText(p.agency, made), createPublicKey(keys[0]!.publicKey), made.signature))
  const { rows } = await p.owner.query('select sealed_private from docket.signing_key')
  assert.doesNotMatch(rows[0].sealed_private, /PRIVATE|^MC4/)
  await p.owner.query("update docket.checkpoint set signature = set_byte(signature, 0, get_byte(signature, 0) # 1)")
  assert.deepEqual((await check()).map((f) => [f.kind, f.client]), [['checkpoint', p.tea]])
  await p.owner.query("update docket.checkpoint set signature = set_byte(signature, 0, get_byte(signature, 0) # 1)")
  const signed = await tampered("update docket.record set hash = decode(repeat('ab', 32), 'hex') where client_id = $1 and seq = $2", [p.tea, made.seq.toString()])
  assert.deepEqual(signed.map((f) => f.kind).sort(), ['checkpoint', 'hash'])
})

test('the hourly round signs every chain that has grown, of every agency, and nothing twice', async () => {
  await p.database.write(p.kai, (tx) => record(tx, { client: p.coffee, what: 'test.done', subject: { kind: 'job', id: p.coffee } }))
  await p.database.write(p.stranger, (tx) => record(tx, { client: p.other, what: 'test.done', subject: { kind: 'job', id: p.other } }))
  assert.equal(await checkpointAll(p.database), 3)
  assert.equal(await checkpointAll(p.database), 0)
  assert.deepEqual(await check(), [])
})

test('a number that was left out, given twice, torn or lost from the end is named, each agency and series by itself', async () => {
  const { agency: a, other: b } = p
  await p.owner.query('create table docket.test_numbered (agency_id uuid, number text); grant select on docket.test_numbered to docket_owner')
  /** What is found among these numbers while the counters stand at these. */
  const numbers = async (all: [string, string][], counters: [string, string, string, number][]) => {
    await p.owner.query('delete from docket.test_numbered; delete from docket.counter')
    for (const pair of all) await p.owner.query('insert into docket.test_numbered values ($1, $2)', pair)
    for (const row of counters) await p.owner.query('insert into docket.counter (agency_id, series, period, last) values ($1, $2, $3, $4)', row)
    const { findings } = await verify(p.owner, p.database.deps.store, [{ table: 'test_numbered', column: 'number' }])
    return findings.map((f) => [f.kind, f.agency, f.thing])
  }
  const both: [string, string, string, number][] = [[a, 'J', '2026', 2], [b, 'J', '2026', 1]]
  assert.deepEqual(await numbers([[a, 'J-2026-0002'], [a, 'J-2026-0001'], [a, 'J-2027-0001'], [b, 'J-2026-0001'], [a, '']], [...both, [a, 'J', '2027', 1]]), [])
  assert.deepEqual(await numbers([[a, 'J-2026-0001'], [a, 'J-2026-0003'], [b, 'J-2026-0001']], both), [['number', a, 'J-2026-2']])
  assert.deepEqual(await numbers([[b, 'J-2026-0002']], [[b, 'J', '2026', 2]]), [['number', b, 'J-2026-1']])
  assert.deepEqual(await numbers([[a, 'J-2026-0001'], [a, 'J-2026-0001']], [[a, 'J', '2026', 2]]), [['number', a, 'J-2026-1']])
  assert.deepEqual(await numbers([[a, 'nothing']], []), [['number', a, 'nothing']])
  assert.deepEqual(await numbers([[a, 'J-2026-0001'], [b, 'J-2026-0001']], both), [['number', a, 'J-2026-2']], 'the last is gone')
  assert.deepEqual(await numbers([], both), [['number', a, 'J-2026-1'], ['number', b, 'J-2026-1']], 'a whole series is gone')
  assert.deepEqual(await numbers([[a, 'J-2026-0001'], [a, 'J-2026-0002']], [[a, 'J', '2026', 1]]), [['number', a, 'J-2026-2']], 'the counter would give a number again')
  await p.owner.query('drop table docket.test_numbered; delete from docket.counter')
})

test('a file whose bytes are gone or changed is named', async () => {
  const { store } = p.database.deps
  const stored = await store.putBytes(p.agency, Buffer.from('poster'))
  const file = await p.database.write(p.mei, (tx: WalledTx) => addFile(tx, p.tea, { sha256: stored.sha256, name: 'poster.txt', type: 'text/plain', size: stored.size }))
  assert.deepEqual(await check(), [])
  await p.owner.query("update docket.file set sha256 = repeat('0', 64) where id = $1", [file.id])
  const [missing] = await check()
  assert.deepEqual([missing?.kind, missing?.client, missing?.thing], ['file', p.tea, file.id])
  await p.owner.query('update docket.file set sha256 = $2 where id = $1', [file.id, stored.sha256])
  const at = fileURLToPath(`${p.database.deps.config.filesUrl}/${p.agency}/${stored.sha256.slice(0, 2)}/${stored.sha256}`)
  await chmod(at, 0o640)
  await writeFile(at, 'Poster')
  assert.match((await check())[0]?.detail ?? '', /changed/)
  await writeFile(at, 'poster')
})

test('answers are forgotten after seven days, not before', async () => {
  const ask = (key: string) => once(p.database, p.mei, key, askedFor('x', null), async () => 1)
  await ask('old-key-1')
  p.clock.advance(8 * 24 * 60)
  await ask('new-key-1')
  assert.equal(await forgetAnswers(p.database, p.clock.now()), 1)
  const { rows } = await p.owner.query('select key from docket.idempotency')
  assert.deepEqual(rows, [{ key: 'new-key-1' }])
})
