import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { type TestDatabase, testDatabase } from '#test/setup/database.ts'
import { News } from './news.ts'

let db: TestDatabase
let owner: pg.Client
before(async () => {
  db = await testDatabase()
  owner = new pg.Client({ connectionString: db.ownerUrl })
  await owner.connect()
})
after(async () => {
  await owner.end()
  await db.drop()
})
const until = async (seen: () => boolean): Promise<void> => {
  for (const end = Date.now() + 10_000; !seen(); await wait(10)) assert.ok(Date.now() < end, 'it did not come')
}
const say = (channel: string, text: string) => owner.query('select pg_notify($1, $2)', [channel, text])
const gone = async (): Promise<void> => {
  for (const end = Date.now() + 5000; (await lines()) > 0; await wait(10)) assert.ok(Date.now() < end, 'the line is still there')
}
const lines = async (): Promise<number> => (await owner.query("select pid from pg_stat_activity where application_name = 'docket news' and datname = current_database()")).rows.length

test('one line carries every channel to its own ear; what is closed hears no more', async () => {
  const news = new News(db.appUrl)
  const heard: string[] = []
  const [pages, jobs] = await Promise.all(['pages', 'Queue "x"'].map((channel) => news.listen(channel, { hear: (text) => heard.push(`${channel}: ${text}`) })))
  assert.equal(await lines(), 1)
  await say('pages', 'a')
  await say('Queue "x"', 'b')
  await say('elsewhere', 'c')
  await until(() => heard.length === 2)
  await jobs!.close()
  await say('Queue "x"', 'd')
  await say('pages', 'e')
  await until(() => heard.length === 3)
  assert.deepEqual(heard, ['pages: a', 'Queue "x": b', 'pages: e'])
  await assert.rejects(news.listen('pages', { hear: () => undefined }), /heard already/)
  await pages!.close()
  news.close()
  await gone()
})

test('closed while it connects, it stays closed', async () => {
  const news = new News(db.appUrl)
  const begun: string[] = []
  const listening = news.listen('a', { hear: () => undefined, begun: () => begun.push('a') })
  news.close()
  await listening
  await gone()
  await wait(1200)
  assert.equal(await lines(), 0)
  assert.deepEqual(begun, [])
})

test('a broken line is told, made again, and then every ear hears as before', async () => {
  const news = new News(db.appUrl)
  const told: string[] = []
  const ear = (name: string) => ({ hear: (text: string) => told.push(`${name} ${text}`), begun: () => told.push(`${name} begun`), lost: () => told.push(`${name} lost`) })
  await news.listen('a', ear('a'))
  await news.listen('b', ear('b'))
  await owner.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'docket news' and datname = current_database()")
  await until(() => told.length >= 6)
  assert.equal(await lines(), 1)
  await say('b', 'again')
  await until(() => told.length >= 7)
  assert.deepEqual(told, ['a begun', 'b begun', 'a lost', 'b lost', 'a begun', 'b begun', 'b again'])
  news.close()
  await gone()
  await wait(1200)
  assert.equal(await lines(), 0, 'nor is it made again')
  assert.equal(told.length, 7, 'who closes it is told nothing')
})

test('a database that does not answer stops nobody: it is tried again until closed', async () => {
  const url = new URL(db.appUrl)
  url.password = 'wrong'
  const news = new News(url.href)
  let lost = 0
  await news.listen('a', { hear: () => undefined, begun: () => assert.fail('it cannot begin'), lost: () => lost++ })
  assert.equal(lost, 1)
  await wait(500)
  assert.equal(lost, 1, 'told once, though the client ends as well as fails')
  await until(() => lost === 2)
  news.close()
  await wait(1200)
  assert.equal(lost, 2)
})

test('a line that has fallen silent is noticed and made again', async () => {
  const news = new News(db.appUrl, 300)
  const told: string[] = []
  await news.listen('a', { hear: (text) => told.push(text), begun: () => told.push('begun'), lost: () => told.push('lost') })
  await wait(1000)
  assert.deepEqual(told, ['begun'], 'one that answers is left alone')
  const { rows: [line] } = await owner.query<{ pid: number }>("select pid from pg_stat_activity where application_name = 'docket news' and datname = current_database()")
  process.kill(line!.pid, 'SIGSTOP')
  try {
    await until(() => told.length === 3)
  } finally {
    process.kill(line!.pid, 'SIGCONT')
  }
  await say('a', 'again')
  await until(() => told.length === 4)
  assert.deepEqual(told, ['begun', 'lost', 'begun', 'again'])
  news.close()
  await gone()
})

test('a server that takes the call and says nothing is given up', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const url = new URL(db.appUrl)
  const { port } = silent.address() as AddressInfo
  const news = new News(`postgres://${url.username}:${url.password}@127.0.0.1:${port}${url.pathname}`)
  let lost = 0
  await news.listen('a', { hear: () => undefined, lost: () => lost++ })
  assert.equal(lost, 1)
  news.close()
  silent.close()
})
