import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Planted, plant } from '../db/fixtures.ts'
import { record } from '../record/record.ts'
import { type Opened, open, token } from './fixtures.ts'

let p: Planted
let o: Opened
before(async () => {
  p = await plant()
  o = open(p, {}, {})
  await o.live.start()
})
after(async () => {
  await o.live.close()
  await p.close()
})

/** Reads an event stream into a list as it comes. */
const listen = async (as: string) => {
  const response = await o.call('/events', { as })
  assert.equal(response.status, 200)
  const heard: { topics: string[] }[] = []
  let ended = false
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  void (async () => {
    const decoder = new TextDecoder()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      for (const line of decoder.decode(value).split('\n')) if (line.startsWith('data: ')) heard.push(JSON.parse(line.slice(6)))
    }
    ended = true
  })()
  return { heard, ended: () => ended, stop: () => reader.cancel() }
}
const deed = (scope: Planted['mei'], client: string, kind: string, job: string | null = null) =>
  p.database.write(scope, (tx) => record(tx, { client, what: 'test.done', subject: { kind, id: client }, job }))
const until = async (good: () => boolean) => {
  for (let n = 0; n < 200 && !good(); n++) await wait(10)
  assert.ok(good())
}

test('each browser hears of the clients in its own walls, and of nothing else', async () => {
  const [mei, kai, stranger] = [await listen('mei'), await listen('kai'), await listen('stranger')]
  const job = '01890a5d-ac96-774b-bcce-b302099a8057'
  await deed(p.mei, p.tea, 'job', job)
  await deed(p.kai, p.coffee, 'invoice')
  await until(() => mei.heard.length > 0 && kai.heard.length > 0)
  await wait(50)
  assert.deepEqual(mei.heard, [{ topics: [`client:${p.tea}`, `job:${job}`, 'job'] }])
  assert.deepEqual(kai.heard, [{ topics: [`client:${p.coffee}`, 'invoice'] }])
  assert.deepEqual(stranger.heard, [])
  for (const one of [mei, kai, stranger]) await one.stop()
  await until(() => o.live.count === 0)
})

test('whoever joins a team hears of the client from then on; whoever leaves hears no more', async () => {
  const kai = await listen('kai')
  await p.owner.query('insert into docket.client_team (agency_id, client_id, person_id, since) values ($1, $2, $3, now())', [p.agency, p.tea, p.kai.actor.id])
  await deed(p.mei, p.tea, 'team')
  await until(() => kai.heard.length === 2)
  assert.deepEqual(kai.heard, [{ topics: ['team'] }, { topics: [`client:${p.tea}`, 'team'] }])
  await p.owner.query('delete from docket.client_team where client_id = $1 and person_id = $2', [p.tea, p.kai.actor.id])
  await deed(p.mei, p.tea, 'team')
  await until(() => kai.heard.length === 3)
  await deed(p.mei, p.tea, 'job')
  await wait(100)
  // It says that walls moved, and not which client it was.
  assert.deepEqual(kai.heard.slice(2), [{ topics: ['team'] }])
  await kai.stop()
})

test('whoever opens a client hears of it from its first deed on, and so does what follows at once', async () => {
  const [mei, kai] = [await listen('mei'), await listen('kai')]
  const client = '01890a5d-ac96-774b-bcce-b302099a8099'
  await p.database.write(p.mei, async (tx) => {
    const { agencyId, now } = tx
    await sql`insert into docket.client (agency_id, client_id, name, locale, zone, region, currency, created_at) select agency_id, ${client}, 'New', locale, zone, region, currency, ${now} from docket.client where agency_id = ${agencyId} and client_id = ${p.tea}`.execute(tx.db())
    await sql`insert into docket.client_team (agency_id, client_id, person_id, since) values (${agencyId}, ${client}, ${tx.person.id}, ${now})`.execute(tx.db())
    await record(tx, { client, what: 'test.done', subject: { kind: 'client', id: client } })
    await record(tx, { client, what: 'test.done', subject: { kind: 'contact', id: client } })
  })
  await until(() => mei.heard.length === 3)
  assert.deepEqual(mei.heard, [{ topics: ['team'] }, { topics: [`client:${client}`, 'client'] }, { topics: [`client:${client}`, 'contact'] }])
  await wait(50)
  assert.deepEqual(kai.heard, [])
  for (const one of [mei, kai]) await one.stop()
  await until(() => o.live.count === 0)
})

test('an ended session closes its stream', async () => {
  const mei = await listen('mei')
  o.sessions.delete(token('mei'))
  await until(mei.ended)
  assert.equal((await o.call('/events', { as: 'mei' })).status, 401)
  o.sessions.set(token('mei'), p.mei)
})

test('when the line to the database breaks, all are let go, and it comes back by itself', async () => {
  const mei = await listen('mei')
  await p.owner.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'docket news' and datname = current_database()")
  await until(mei.ended)
  assert.equal((await o.call('/events', { as: 'mei' })).status, 503)
  await until(() => o.live.listening)
  const again = await listen('mei')
  await deed(p.mei, p.tea, 'job')
  await until(() => again.heard.length === 1)
  await again.stop()
})
