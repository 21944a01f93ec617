import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { type TestDatabase, testDatabase } from '#test/setup/database.ts'
import { migrate, readMigrations } from './migrate.ts'

let db: TestDatabase
let client: pg.Client
const dir = mkdtempSync(join(tmpdir(), 'docket-migrations-'))
const file = (name: string, sql: string): void => writeFileSync(join(dir, name), sql)

before(async () => {
  db = await testDatabase()
  client = new pg.Client({ connectionString: db.ownerUrl })
  await client.connect()
  await client.query('set role docket_owner')
  await client.query('delete from docket.migration')
})
after(async () => {
  await client.end()
  await db.drop()
  rmSync(dir, { recursive: true })
})

test('files run once, in order, and are remembered', async () => {
  file('0001_a_one.sql', 'create table docket.t_one (n int); insert into docket.t_one values (1);')
  file('0002_b_two.sql', 'insert into docket.t_one select n + 1 from docket.t_one;')
  assert.deepEqual(await migrate(client, dir), ['0001_a_one.sql', '0002_b_two.sql'])
  assert.deepEqual(await migrate(client, dir), [])
  assert.deepEqual((await client.query('select array_agg(n order by n) as all from docket.t_one')).rows[0].all, [1, 2])
})

test('a file that fails leaves nothing behind, and its name is in the error', async () => {
  file('0003_a_bad.sql', 'create table docket.t_bad (n int); select 1/0;')
  await assert.rejects(migrate(client, dir), /0003_a_bad\.sql: division by zero/)
  assert.equal((await client.query("select to_regclass('docket.t_bad') as t")).rows[0].t, null)
  rmSync(join(dir, '0003_a_bad.sql'))
})

test('a file marked -- no-transaction may build an index concurrently', async () => {
  file('0003_a_index.sql', '-- no-transaction\n-- the long list of t_one;\ncreate index concurrently if not exists t_one_n on docket.t_one (n);\nanalyze docket.t_one;\n')
  assert.deepEqual(await migrate(client, dir), ['0003_a_index.sql'])
  assert.equal((await client.query("select indisvalid from pg_index where indexrelid = 'docket.t_one_n'::regclass")).rows[0].indisvalid, true)
})

test('line ends of Windows are no change; any other change of an applied file is refused', async () => {
  file('0002_b_two.sql', 'insert into docket.t_one select n + 1 from docket.t_one;\r\n')
  await assert.rejects(migrate(client, dir), /0002_b_two\.sql was changed after it ran/)
  file('0002_b_two.sql', 'insert into docket.t_one select n + 1 from docket.t_one;')
  file('0003_a_index.sql', '-- no-transaction\r\n-- the long list of t_one;\r\ncreate index concurrently if not exists t_one_n on docket.t_one (n);\r\nanalyze docket.t_one;\r\n')
  assert.deepEqual(await migrate(client, dir), [])
})

test('two files with one number, a wrong name and a number that comes too late are refused', async () => {
  file('0003_c_twin.sql', 'select 1')
  await assert.rejects(readMigrations(dir), /0003_a_index\.sql and 0003_c_twin\.sql have the same number/)
  rmSync(join(dir, '0003_c_twin.sql'))
  file('4-late.sql', 'select 1')
  await assert.rejects(readMigrations(dir), /must be called NNNN_module_what\.sql/)
  rmSync(join(dir, '4-late.sql'))
  file('0000_a_late.sql', 'select 1')
  await assert.rejects(migrate(client, dir), /0000_a_late\.sql comes before 0003_a_index\.sql, which ran already/)
  rmSync(join(dir, '0000_a_late.sql'))
})

test('an older release runs on a newer schema', async () => {
  rmSync(join(dir, '0003_a_index.sql'))
  assert.deepEqual(await migrate(client, dir), [])
})

test('a lock held by others is waited for without a queue behind it, then tried again', async () => {
  const other = new pg.Client({ connectionString: db.ownerUrl })
  await other.connect()
  await other.query('begin; lock table docket.t_one in access share mode')
  file('0004_a_wider.sql', 'alter table docket.t_one add column m int;')
  const released = wait(250).then(() => other.query('commit'))
  assert.deepEqual(await migrate(client, dir, 100), ['0004_a_wider.sql'])
  await released
  await other.end()
})
