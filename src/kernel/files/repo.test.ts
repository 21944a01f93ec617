import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { type TestDatabase, testDatabase } from '#test/setup/database.ts'
import type { Scope } from '../db/actor.ts'
import { Database, openPool } from '../db/database.ts'
import type { Deps } from '../db/deps.ts'
import { newId } from '../ids.ts'
import { addFile, fileById, filesByIds, type NewFile } from './repo.ts'

const now = new Date('2026-11-24T02:00:00Z')
const [agency, ours, theirs] = [newId(now), newId(now), newId(now)] as const
const scope = (clientId: string): Scope => ({ agencyId: agency, actor: { kind: 'system', id: null, name: 'test', clientId }, lang: 'en' })
const file = (over: Partial<NewFile> = {}): NewFile => ({ sha256: 'a'.repeat(64), name: '海報 🎨.png', type: 'image/png', size: 12, width: 3, height: 2, ...over })
let database: TestDatabase
let pool: pg.Pool
let db: Database
before(async () => {
  database = await testDatabase()
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  await owner.query(`insert into docket.agency (agency_id, name, region, locale, zone, currency, created_at) values ($1, 'A', 'TW', 'en', 'Asia/Taipei', 'TWD', $2)`, [agency, now])
  for (const client of [ours, theirs])
    await owner.query(`insert into docket.client (agency_id, client_id, name, locale, zone, region, currency, created_at) values ($1, $2, 'C', 'en', 'Asia/Taipei', 'TW', 'TWD', $3)`, [agency, client, now])
  await owner.end()
  pool = openPool(database.appUrl, 2)
  db = new Database(pool, { now: () => now }, {} as Deps)
})
after(async () => {
  await pool.end()
  await database.drop()
})
const notThere = (e: unknown): boolean => (e as { code: string }).code === 'not_found'

test('a file is named for one client and read back', async () => {
  const row = await db.write(scope(ours), (tx) => addFile(tx, ours, file()))
  assert.deepEqual([row.name, row.size, row.width, row.pages, row.at, row.made_by], ['海報 🎨.png', 12n, 3, null, now, null])
  assert.deepEqual(await db.read(scope(ours), (tx) => fileById(tx, row.id)), row)
})

test('files come in the order asked for, all or none', async () => {
  const [a, b] = await db.write(scope(ours), async (tx) => [await addFile(tx, ours, file({ name: 'a' })), await addFile(tx, ours, file({ name: 'b' }))] as const)
  assert.deepEqual((await db.read(scope(ours), (tx) => filesByIds(tx, ours, [b.id, a.id]))).map((f) => f.name), ['b', 'a'])
  await assert.rejects(db.read(scope(ours), (tx) => filesByIds(tx, ours, [a.id, newId(now)])), notThere)
})

test('behind another client\'s wall there is no such file, and none can be put there', async () => {
  const row = await db.write(scope(ours), (tx) => addFile(tx, ours, file()))
  await assert.rejects(db.read(scope(theirs), (tx) => fileById(tx, row.id)), notThere)
  await assert.rejects(db.read(scope(theirs), (tx) => filesByIds(tx, ours, [row.id])), notThere)
  await assert.rejects(db.write(scope(theirs), (tx) => addFile(tx, ours, file())), /row-level security/)
})
