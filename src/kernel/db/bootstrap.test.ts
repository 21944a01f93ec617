import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { type TestDatabase, testDatabase } from '#test/setup/database.ts'
import { StartError } from '../start-error.ts'
import { assertAppRole, prepareDatabase, withLogin } from './bootstrap.ts'
import { openPool } from './database.ts'
import { News } from './news.ts'
import { openQueues, queuesMark } from './queues.ts'

let db: TestDatabase
let admin: pg.Pool
const say = (): undefined => undefined
/** Names of roles are shared by all databases of the server. */
const tag = `${process.pid}`
const bare = `test_${tag}_bare`

before(async () => {
  db = await testDatabase()
  admin = openPool(db.ownerUrl, 2)
  await admin.query(`create database ${bare}`)
})
after(async () => {
  await admin.query(`drop database ${bare} with (force)`)
  for (const name of ['plain', 'maker', 'bypass', 'member']) await admin.query(`drop role if exists t_${name}_${tag}`)
  await admin.end()
  await db.drop()
})

const on = (url: string, database: string): string => {
  const u = new URL(url)
  u.pathname = `/${database}`
  return u.href
}
const role = async (name: string, how: string): Promise<string> => {
  await admin.query(`create role t_${name}_${tag} login password 'x' ${how}`)
  return withLogin(db.ownerUrl, `t_${name}_${tag}`, 'x')
}
const refusedAs = async (url: string): Promise<void> => {
  const pool = openPool(url, 1)
  try {
    await assert.rejects(assertAppRole(pool), (e) => e instanceof StartError && /sees both sides of the wall/.test(e.message))
  } finally {
    await pool.end()
  }
}

test('the role of the server owns nothing and may define nothing', async () => {
  const pool = openPool(db.appUrl, 1)
  try {
    await assertAppRole(pool)
    for (const sql of ['create table docket.x (n int)', 'create table public.x (n int)', 'create schema x', 'alter table docket.client disable row level security', 'drop policy see on docket.client', 'set role docket_owner', 'insert into docket.migration values (1)'])
      await assert.rejects(pool.query(sql), (e) => (e as { code: string }).code === '42501', sql)
  } finally {
    await pool.end()
  }
})

test('a superuser, a login with BYPASSRLS and a member of the owner are refused', async () => {
  await refusedAs(db.ownerUrl)
  await refusedAs(await role('bypass', 'bypassrls'))
  await refusedAs(await role('member', 'in role docket_owner'))
})

test('of two servers that start at once on an empty database one prepares it and both can work', async () => {
  const ownerUrl = on(db.ownerUrl, bare)
  const both = await Promise.all([1, 2].map(() => prepareDatabase({ ownerUrl, root: db.root, say })))
  assert.deepEqual(both.map((p) => p.ran.length > 0).sort(), [false, true])
  assert.equal(both[0]?.appUrl, both[1]?.appUrl)
  assert.deepEqual((await prepareDatabase({ ownerUrl, root: db.root, say })).ran, [])
  const pool = openPool(both[0]?.appUrl as string, 1)
  await assertAppRole(pool)
  await pool.end()
})

test('a start on a finished database waits for nobody; what is not as this release leaves it is put right, or refused', async () => {
  const start = () => prepareDatabase({ ownerUrl: db.ownerUrl, root: db.root, say })
  const busy = await admin.connect()
  await busy.query('begin; select pg_advisory_xact_lock(1685021547)')
  assert.deepEqual(await start(), { appUrl: db.appUrl, ran: [] })
  // With one thing amiss it takes its turn behind whoever is preparing the same database.
  await admin.query("comment on schema pgboss is 'of another release'")
  const later = start()
  assert.equal(await Promise.race([later, new Promise((done) => setTimeout(done, 500, 'waits'))]), 'waits')
  await busy.query('commit')
  busy.release()
  await later
  assert.equal((await admin.query("select obj_description('pgboss'::regnamespace, 'pg_namespace') as mark")).rows[0].mark, queuesMark)
  const { rows: [first] } = await admin.query('select name, sha256 from docket.migration order by name limit 1')
  const written = (sha256: string) => admin.query('update docket.migration set sha256 = $2 where name = $1', [first.name, sha256])
  await written('0'.repeat(64))
  await assert.rejects(start(), (e) => e instanceof StartError && /was changed after it ran/.test(e.message))
  await written(first.sha256)
  assert.deepEqual((await start()).ran, [])
})

test('a login with CREATEROLE and CREATE on the database is enough', async () => {
  const url = await role('maker', 'createrole')
  await admin.query(`drop database ${bare} with (force)`)
  await admin.query(`create database ${bare} owner t_maker_${tag}`)
  // The roles were made by another login on this server, so this one is given them as an administrator would.
  await admin.query(`grant docket_owner, docket_app to t_maker_${tag} with admin option`)
  const { ran } = await prepareDatabase({ ownerUrl: on(url, bare), root: db.root, say })
  assert.ok(ran.length > 0)
  await admin.query(`alter database ${bare} owner to current_user`)
})

test('a login without rights, a wrong password, a missing database and a silent server are told what to do', async () => {
  const url = await role('plain', '')
  const told = (ownerUrl: string, what: RegExp) =>
    assert.rejects(prepareDatabase({ ownerUrl, root: db.root, say }), (e) => e instanceof StartError && what.test(e.words.en) && !e.words.en.includes(new URL(ownerUrl).password || '…'))
  const secret = withLogin(url, 'nobody_here', 'geheim-geheim')
  await told(secret, /does not accept nobody_here's password/)
  await told(on(url.replace(':x@', ':xx@'), bare), /password/)
  await assert.rejects(prepareDatabase({ ownerUrl: url, root: db.root, say }), /lacks rights.*CREATEROLE/s)
  await assert.rejects(prepareDatabase({ ownerUrl: on(db.ownerUrl, 'no_such'), root: db.root, say }), /There is no database no_such/)
  await told('postgres://u:geheim@127.0.0.1:9/d', /No answer from the database at 127\.0\.0\.1:9/)
})

test('the server sends, takes, schedules and finishes jobs as a role that may define nothing', async () => {
  const [pool, news] = [openPool(db.appUrl, 2), new News(db.appUrl)]
  const boss = openQueues(pool, news)
  const wrong: unknown[] = []
  boss.on('error', (e) => wrong.push(e))
  await boss.start()
  try {
    const names = (await boss.getQueues()).map((q) => q.name)
    for (const name of ['mail', 'sweep', 'checkpoint']) assert.ok(names.includes(name), name)
    await boss.schedule('sweep', '*/5 * * * *')
    const { promise: done, resolve } = Promise.withResolvers<number | undefined>()
    // Looked for every 50 seconds only: it is the news of it that brings it within a few.
    const slowly = { pollingIntervalSeconds: 50, notifyPollingIntervalSeconds: 50 }
    await boss.work<{ n: number }>('mail', slowly, async ([job]) => resolve(job?.data.n))
    await wait(500)
    const id = (await boss.send('mail', { n: 1 }, { singletonKey: 'a' })) as string
    assert.equal(await Promise.race([done, wait(10_000)]), 1)
    for (let n = 0; n < 100 && (await boss.getJobById('mail', id))?.state !== 'completed'; n++) await new Promise((r) => setTimeout(r, 20))
    assert.equal((await boss.getJobById('mail', id))?.state, 'completed')
    await boss.supervise()
    await boss.unschedule('sweep')
    assert.deepEqual(wrong, [])
  } finally {
    const stopped = once(boss, 'stopped')
    await boss.stop({ graceful: false })
    await stopped.catch(() => undefined)
    news.close()
    await pool.end()
  }
})
