import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import type { PgBoss } from 'pg-boss'
import { type TestDatabase, testDatabase } from '#test/setup/database.ts'
import type { Scope } from '../db/actor.ts'
import { Database, openPool } from '../db/database.ts'
import type { Deps } from '../db/deps.ts'
import { openQueues } from '../db/queues.ts'
import { addFile } from '../files/repo.ts'
import { type FileStore, openStore } from '../files/store.ts'
import { newId } from '../ids.ts'
import { linkToken } from '../keys.ts'
import { deliver, TryAgain } from './deliver.ts'
import { openMailbox, parse } from './fixtures.ts'
import { type NewMail, queueMail, retryMail, sweepMail } from './outbox.ts'
import { mailQueue, mailTries } from './queue.ts'
import { changeMail, mailById, unsentMail, withdrawMail } from './repo.ts'
import { openTransport } from './send.ts'

const clock = { instant: new Date('2026-11-24T02:00:00Z'), now: () => clock.instant }
let folder: string
let database: TestDatabase
let owner: pg.Client
let pool: pg.Pool
let boss: PgBoss
let store: FileStore
let db: Database
const root = randomBytes(32)

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outbox-'))
  database = await testDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  pool = openPool(database.appUrl, 4)
  boss = openQueues(pool)
  await boss.start()
  store = openStore(pathToFileURL(join(folder, 'files')).href)
  db = new Database(pool, clock, { config: { baseUrl: 'https://desk.test', mailFrom: 'Desk <desk@agency.test>' }, root, store, boss } as unknown as Deps)
})
after(async () => {
  await boss.stop({ graceful: false })
  await pool.end()
  await owner.end()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

let scope: Scope
let client: string
beforeEach(async () => {
  const agency = newId(clock.now())
  client = newId(clock.now())
  await boss.deleteAllJobs(mailQueue.name)
  await owner.query(`insert into docket.agency (agency_id, name, region, locale, zone, currency, created_at) values ($1, '向陽廣告', 'TW', 'zh-Hant', 'Asia/Taipei', 'TWD', now())`, [agency])
  await owner.query(`insert into docket.client (agency_id, client_id, name, locale, zone, region, currency, created_at) values ($1, $2, '日昇咖啡', 'zh-Hant', 'Asia/Taipei', 'TW', 'TWD', now())`, [agency, client])
  scope = { agencyId: agency, actor: { kind: 'system', id: null, name: 'test', clientId: client }, lang: 'zh-Hant' }
})

const party = '01890000-0000-7000-8000-000000000002'
const letter = (over: Partial<NewMail> = {}): NewMail => ({
  client, to: { name: '王小姐', mail: 'wang@client.test' }, subject: '請簽認', body: '請看：{{link}}', link: { kind: 'party', id: party }, ...over,
})
const put = (over: Partial<NewMail> = {}): Promise<string> => db.write(scope, (tx) => queueMail(tx, letter(over)))
const job = (mailId: string) => ({ agencyId: scope.agencyId, clientId: client, mailId })
const see = async (id: string) => (await db.read(scope, (tx) => mailById(tx, client, id)))!
const jobs = () => boss.findJobs<{ mailId: string }>(mailQueue.name)

test('a letter and its job are written with the deed or not at all', async () => {
  const lost = db.write(scope, async (tx) => {
    await queueMail(tx, letter())
    throw new Error('the deed failed')
  })
  await assert.rejects(lost, /the deed failed/)
  assert.deepEqual(await jobs(), [])
  assert.deepEqual(await db.read(scope, (tx) => unsentMail(tx, ['waiting'])), [])
  const id = await put()
  assert.deepEqual((await jobs()).map((j) => j.data), [job(id)])
  assert.equal((await see(id)).message_id, `<${id}@desk.test>`)
})

test('sent and marked: agency as sender, link made on the spot and nowhere at rest, attachment from the store', async (t) => {
  const box = await openMailbox()
  t.after(box.close)
  const { sha256, size } = await store.putBytes(scope.agencyId, Buffer.from('%PDF 海報'))
  const file = await db.write(scope, (tx) => addFile(tx, client, { sha256, size, name: '第三版 海報.pdf', type: 'application/pdf' }))
  const id = await put({ files: [file.id], subject: '請簽認\r\nBcc: x@y.z' })
  assert.equal(await deliver(job(id), db, openTransport(box.url)), 'sent')
  const { message, parts } = parse(box.received[0]!)
  assert.match(message.get('from')!, /向陽廣告/)
  assert.equal(message.get('subject'), '請簽認 Bcc: x@y.z')
  assert.equal(message.get('bcc'), undefined)
  assert.equal(message.get('message-id'), `<${id}@desk.test>`)
  assert.ok(parts[0]!.body.toString().includes(linkToken(root, 'party', party)))
  assert.deepEqual([parts[2]!.filename, parts[2]!.body.toString()], ['第三版 海報.pdf', '%PDF 海報'])
  const row = await see(id)
  assert.deepEqual([row.state, row.attempts, row.sent_at], ['sent', 1, clock.instant])
  const { rows } = await owner.query<{ text: string }>('select (select string_agg(m::text, \'\') from docket.mail m) || (select string_agg(j::text, \'\') from pgboss.job j) as text')
  assert.ok(!rows[0]!.text.includes(linkToken(root, 'party', party)))
  assert.equal(await deliver(job(id), db, openTransport(box.url)), 'gone')
  assert.equal(box.received.length, 1)
})

test('a crash between sending and marking sends again under the same Message-ID', async (t) => {
  const box = await openMailbox()
  t.after(box.close)
  const id = await put()
  const crash = async (): Promise<never> => Promise.reject(new Error('killed'))
  await assert.rejects(deliver(job(id), { read: db.read.bind(db), write: crash }, openTransport(box.url)), /killed/)
  assert.equal((await see(id)).state, 'waiting')
  assert.equal(await deliver(job(id), db, openTransport(box.url)), 'sent')
  const ids = box.received.map((raw) => parse(raw).message.get('message-id'))
  assert.deepEqual(ids, [`<${id}@desk.test>`, `<${id}@desk.test>`])
})

test('server down, then up: it is tried again and arrives once', async (t) => {
  const gone = await openMailbox()
  await gone.close()
  const id = await put()
  await assert.rejects(deliver(job(id), db, openTransport(gone.url)), TryAgain)
  const row = await see(id)
  assert.deepEqual([row.state, row.attempts], ['waiting', 1])
  assert.match(row.error, /ECONNREFUSED/)
  const box = await openMailbox({ port: gone.port })
  t.after(box.close)
  assert.equal(await deliver(job(id), db, openTransport(box.url)), 'sent')
  assert.deepEqual([box.received.length, (await see(id)).error], [1, ''])
})

test('a recipient that is refused, and the last of all tries, is dead and can be sent again by a person', async (t) => {
  const box = await openMailbox({ refuses: { 'gone@client.test': 550 } })
  t.after(box.close)
  const refused = await put({ to: { name: '', mail: 'gone@client.test' } })
  assert.equal(await deliver(job(refused), db, openTransport(box.url)), 'dead')
  const down = await openMailbox()
  await down.close()
  const last = await put()
  await db.write(scope, (tx) => changeMail(tx, client, last, 'waiting', { attempts: mailTries - 1 }))
  assert.equal(await deliver(job(last), db, openTransport(down.url)), 'dead')
  assert.deepEqual((await db.read(scope, (tx) => unsentMail(tx, ['dead'], client))).map((m) => m.id).sort(), [refused, last].sort())
  await boss.deleteAllJobs(mailQueue.name)
  await db.write(scope, (tx) => retryMail(tx, client, last))
  assert.deepEqual((await jobs()).map((j) => j.data.mailId), [last])
  assert.equal(await deliver(job(last), db, openTransport(box.url)), 'sent')
  await assert.rejects(db.write(scope, (tx) => retryMail(tx, client, last)), (e) => (e as { code: string }).code === 'not_found')
})

test('a letter that cannot be made ready counts its tries and dies in the end', async () => {
  const id = await put({ files: [newId(clock.now())] })
  await assert.rejects(deliver(job(id), db, openTransport('smtp://127.0.0.1:9')), TryAgain)
  assert.match((await see(id)).error, /not_found/)
})

test('without SMTP_URL nothing is sent and the letter waits', async () => {
  const id = await put()
  assert.equal(await deliver(job(id), db, openTransport(undefined)), 'held')
  assert.deepEqual([(await see(id)).state, (await see(id)).attempts], ['waiting', 0])
})

test('a withdrawn letter is not sent', async (t) => {
  const box = await openMailbox()
  t.after(box.close)
  const id = await put()
  assert.equal(await db.write(scope, (tx) => withdrawMail(tx, client, [party])), 1)
  assert.equal(await deliver(job(id), db, openTransport(box.url)), 'gone')
  assert.equal(box.received.length, 0)
})

test('a bad address is told to the person and not queued', async () => {
  for (const mail of ['', 'wang', 'a@b@c', 'a@b.c, d@e.f', 'a@b.c>\r\nRCPT TO:<d@e.f', '王@', 'a b@c.d'])
    await assert.rejects(put({ to: { name: '王', mail } }), (e) => (e as { code: string }).code === 'mail.address', mail)
})

test('the sweeper queues again what lost its job, once, and leaves the young and the queued alone', async (t) => {
  t.after(() => (clock.instant = new Date('2026-11-24T02:00:00Z')))
  const lost = await put()
  const kept = await put()
  const { rows } = await owner.query<{ id: string }>(`delete from pgboss.job where data->>'mailId' = $1 returning id`, [lost])
  assert.equal(rows.length, 1)
  assert.equal(await sweepMail(pool, boss, new Date(clock.instant.getTime() + 4 * 60_000)), 0)
  const later = new Date(clock.instant.getTime() + 6 * 60_000)
  const queued = await Promise.all([sweepMail(pool, boss, later), sweepMail(pool, boss, later)])
  assert.equal((await jobs()).filter((j) => j.data.mailId === lost).length, 1)
  assert.equal((await jobs()).filter((j) => j.data.mailId === kept).length, 1)
  assert.ok(queued[0]! + queued[1]! >= 1)
})

test('the door tells which letters wait and is closed to everybody else', async () => {
  const { rows } = await owner.query<{ ok: boolean }>(`select has_function_privilege('public', p.oid, 'execute') ok from pg_proc p where proname = 'door_waiting_mail'`)
  assert.deepEqual(rows, [{ ok: false }])
  const { fields } = await pool.query(`select * from docket.door_waiting_mail(now(), 1)`)
  assert.deepEqual(fields.map((f) => f.name), ['agency_id', 'client_id', 'id'])
})

test('the real queue: a server that comes back gets the letter by itself', async (t) => {
  const gone = await openMailbox()
  await gone.close()
  await boss.updateQueue(mailQueue.name, { retryDelay: 1, retryBackoff: false })
  t.after(() => boss.offWork(mailQueue.name))
  const id = await put()
  await boss.work<ReturnType<typeof job>>(mailQueue.name, { pollingIntervalSeconds: 0.5 }, async ([j]) => deliver(j!.data, db, openTransport(gone.url)))
  for (let n = 0; n < 100 && (await see(id)).attempts === 0; n++) await wait(100)
  assert.equal((await see(id)).state, 'waiting')
  const box = await openMailbox({ port: gone.port })
  t.after(box.close)
  for (let n = 0; n < 100 && (await see(id)).state !== 'sent'; n++) await wait(100)
  assert.deepEqual([(await see(id)).state, box.received.length], ['sent', 1])
})

test('another client\'s transaction sees none of it', async () => {
  const id = await put()
  const other: Scope = { ...scope, actor: { kind: 'system', id: null, name: 'test', clientId: newId(clock.now()) } }
  assert.equal(await db.read(other, (tx) => mailById(tx, client, id)), undefined)
  assert.deepEqual(await db.read(other, (tx) => unsentMail(tx, ['waiting', 'dead'])), [])
})
