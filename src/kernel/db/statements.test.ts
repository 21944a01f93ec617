import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type Planted, plant } from './fixtures.ts'
import { statementName } from './statements.ts'

let p: Planted
before(async () => {
  p = await plant()
})
after(() => p.close())

test('a statement gets a name with its second use, the same from then on', () => {
  const text = 'select 1 as once_or_more'
  assert.equal(statementName(text), undefined)
  const name = statementName(text)
  assert.ok(name)
  assert.equal(statementName(text), name)
  assert.equal(statementName('select 2 as other'), undefined)
})

test('a table that a migration widens beside the running server is read on, with its new column', async () => {
  const scope = p.mei
  const read = () => p.database.read(scope, async (tx) => (await sql<Record<string, unknown>>`select * from docket.client`.execute(tx.db())).rows)
  for (let i = 0; i < 8; i++) assert.ok(!('widened' in (await read())[0]!))
  await p.owner.query("alter table docket.client add column widened text not null default 'yes'")
  assert.equal((await read())[0]!.widened, 'yes')
})

test('a statement that was sent and failed fails its transaction, with its own error, and nothing stays', async () => {
  const doing = p.database.write(p.mei, async (tx) => {
    await sql`update docket.client set name = 'Not to stay' where client_id = ${p.tea}`.execute(tx.db())
    tx.send(sql`insert into docket.client_team (agency_id, client_id, person_id, since) values (${tx.agencyId}, ${p.tea}, ${tx.person.id}, ${tx.now})`.compile(tx.db()))
    return 'done'
  })
  await assert.rejects(doing, { code: '23505' })
  const rows = await p.database.read(p.mei, async (tx) => (await sql<{ name: string }>`select name from docket.client where client_id = ${p.tea}`.execute(tx.db())).rows)
  assert.notEqual(rows[0]?.name, 'Not to stay')
})

test('a failed statement that somebody caught is not committed in silence', async () => {
  const doing = p.database.write(p.mei, async (tx) => {
    await sql`select 1 / 0`.execute(tx.db()).catch(() => undefined)
  })
  await assert.rejects(doing, /failed statement/)
})

test('work that was not waited for writes nothing once its transaction has ended, least of all in somebody else’s', async () => {
  let late: Promise<unknown> | undefined
  const doing = p.database.write(p.mei, async (tx) => {
    const db = tx.db()
    const slow = async () => {
      await sql`select pg_sleep(0.05)`.execute(db)
      await new Promise((done) => setTimeout(done, 50))
      await sql`update docket.client set name = 'Too late' where client_id = ${p.coffee}`.execute(db)
    }
    late = slow()
    late.catch(() => undefined)
    throw new Error('given up')
  })
  await assert.rejects(doing, /given up/)
  // Kai, who may change coffee, takes every connection that is free and keeps it while the late statement would come.
  await Promise.all(Array.from({ length: 8 }, () => p.database.write(p.kai, async (tx) => {
    await sql`select pg_sleep(0.3)`.execute(tx.db())
  })))
  await assert.rejects(late as Promise<unknown>, /after its transaction ended/)
  const { rows } = await p.owner.query('select name from docket.client where client_id = $1', [p.coffee])
  assert.equal(rows[0].name, 'Coffee')
})
