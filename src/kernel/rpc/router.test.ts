import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Planted, plant } from '../db/fixtures.ts'
import { type Opened, open, token } from '../http/fixtures.ts'
import { zId } from '../pure/id.ts'
import { notFound, Refusal, refuse } from '../pure/refusal.ts'
import { zName } from '../pure/text.ts'
import { record } from '../record/record.ts'
import { verify } from '../record/verify.ts'
import { read, write } from './define.ts'
import { buildRouter } from './router.ts'
import { type ServiceOf, slow } from './service.ts'

const client = z.object({ client: zId })
const contract = {
  hello: read({ path: '/hello', summary: 'Before sign-in', tag: 'test', wall: 'public' }).output(z.object({ address: z.string() })),
  clients: {
    get: read({ path: '/clients/{client}', summary: 'A client', tag: 'test' }).input(client).output(z.object({ name: z.string() })),
    rename: write({ path: '/clients/{client}/name', summary: 'Rename', tag: 'test', refusals: ['test.taken'] })
      .input(client.extend({ name: zName, at: z.date().optional(), tags: z.array(z.object({ no: z.int().min(1) })).default([]) })).output(z.object({ seq: z.bigint(), at: z.date() })),
    pay: write({ path: '/clients/{client}/pay', summary: 'Finance only', tag: 'test', roles: ['finance'] }).input(client).output(z.object({ ok: z.literal(true) })),
    slow: write({ path: '/clients/{client}/slow', summary: 'With slow work', tag: 'test' }).input(client).output(z.object({ n: z.int() })),
    names: read({ path: '/names', summary: 'Of one client or all, by a query that forgets to say which', tag: 'test' }).input(client.partial()).output(z.array(z.string())),
    broken: read({ path: '/broken', summary: 'A bug', tag: 'test' }).input(z.object({ how: z.enum(['throw', 'sql', 'unlisted', 'busy', 'later', 'output']) })).output(z.object({ ok: z.literal(true) })),
  },
}
let prepared = 0
const services: ServiceOf<typeof contract> = {
  hello: { door: async ({ address }) => ({ address }) },
  clients: {
    get: async (tx, { client: id }) => {
      const { rows } = await sql<{ name: string }>`select name from docket.client where client_id = ${id}`.execute(tx.db())
      if (!rows[0]) throw notFound()
      return rows[0]
    },
    rename: async (tx, { client: id, name }) => {
      if (name === 'Taken') throw refuse('test.taken', { name })
      const { rows } = await sql`update docket.client set name = ${name} where client_id = ${id} returning 1`.execute(tx.db())
      if (rows.length === 0) throw notFound()
      return { seq: await record(tx, { client: id, what: 'test.renamed', subject: { kind: 'client', id } }), at: tx.now }
    },
    pay: async () => ({ ok: true }),
    slow: slow({
      prepare: async () => {
        prepared += 1
        return prepared
      },
      run: async (_tx, _input, n: number) => ({ n }),
    }),
    names: async (tx) => (await sql<{ name: string }>`select name from docket.client where not house order by name`.execute(tx.db())).rows.map((r) => r.name),
    broken: async (tx, { how }) => {
      if (how === 'unlisted') throw refuse('test.unheard_of')
      if (how === 'sql') await sql`select 'secret words'::int`.execute(tx.db())
      if (how === 'busy') throw Object.assign(new Error('canceling statement'), { code: '57014' })
      if (how === 'later') throw new Refusal('busy', {}, 503)
      if (how === 'output') return { ok: 'secret words' } as never
      throw new SyntaxError('"secret words" is not JSON')
    },
  },
}

let p: Planted
let o: Opened
before(async () => {
  p = await plant()
  o = open(p, contract, services)
})
after(() => p.close())

test('a public procedure needs nobody; every other one says so without looking at the input', async () => {
  assert.equal((await o.rpc('hello', undefined)).status, 200)
  const out = await o.rpc('clients.get', { client: 5 })
  assert.equal(out.status, 401)
  assert.deepEqual(out.json.data, { code: 'signed_out', params: {} })
})

test('what stands behind the wall is not there', async () => {
  assert.deepEqual((await o.rpc('clients.get', { client: p.tea }, { as: 'mei' })).json, { name: 'Tea' })
  for (const as of ['kai', 'stranger']) assert.deepEqual((await o.rpc('clients.get', { client: p.tea }, { as })).json.data?.code, 'not_found')
})

test('a call that names one client sees no other, whatever its code forgets', async () => {
  const team = [p.agency, p.coffee, p.mei.actor.id]
  await p.owner.query('insert into docket.client_team (agency_id, client_id, person_id, since) values ($1, $2, $3, now())', team)
  try {
    const names = async (input: object) => (await o.rpc('clients.names', input, { as: 'mei' })).json
    assert.deepEqual(await names({}), ['Coffee', 'Tea'])
    assert.deepEqual(await names({ client: p.tea }), ['Tea'])
    assert.deepEqual(await names({ client: p.coffee }), ['Coffee'])
    assert.deepEqual(await names({ client: p.tea.toUpperCase() }), ['Tea'], 'in capitals it is the same client')
    for (const hers of [p.agency, p.other]) assert.deepEqual(await names({ client: hers }), [], 'the house, or what is none of theirs, is no way around it')
    assert.deepEqual((await o.rpc('clients.names', { client: p.tea }, { as: 'kai' })).json, [])
  } finally {
    await p.owner.query('delete from docket.client_team where agency_id = $1 and client_id = $2 and person_id = $3', team)
  }
})

test('roles are asked for before anything is read', async () => {
  const no = await o.rpc('clients.pay', { client: p.tea }, { as: 'mei' })
  assert.equal(no.status, 403)
  assert.deepEqual(no.json.data, { code: 'role', params: { roles: ['finance'] } })
  assert.equal((await o.rpc('clients.pay', { client: p.coffee }, { as: 'kai' })).status, 200)
})

test('wrong fields are named, with codes of our own', async () => {
  const no = await o.rpc('clients.rename', { client: p.tea, name: '  ', tags: [{ no: 1 }, { no: 0 }] }, { as: 'mei' })
  assert.equal(no.status, 422)
  assert.deepEqual(no.json.data, { code: 'invalid', params: {}, fields: { name: 'text.empty', 'tags.1.no': 'field.small' } })
  assert.deepEqual((await o.rpc('clients.rename', {}, { as: 'mei' })).json.data?.fields, { client: 'field.missing', name: 'field.missing' })
  assert.deepEqual((await o.rpc('clients.rename', { client: p.tea, name: null, tags: [{ no: 1.5 }, { no: '2' }, {}] }, { as: 'mei' })).json.data?.fields, { name: 'field.missing', 'tags.0.no': 'field.wrong', 'tags.1.no': 'field.wrong', 'tags.2.no': 'field.missing' })
  assert.deepEqual((await o.rpc('clients.rename', { client: '', name: 'Tea' }, { as: 'mei' })).json.data?.fields, { client: 'field.missing' })
  const torn = await o.rpc('clients.rename', {}, { as: 'mei', body: '{"json":' })
  assert.equal(torn.status, 400)
  assert.equal(torn.json.data?.code, 'invalid')
})

test('a listed refusal comes with its values', async () => {
  const no = await o.rpc('clients.rename', { client: p.tea, name: 'Taken' }, { as: 'mei' })
  assert.equal(no.status, 422)
  assert.deepEqual(no.json.data, { code: 'test.taken', params: { name: 'Taken' } })
})

test('a repeat under its key is answered with the first answer, dates and big numbers whole', async () => {
  const ask = () => o.rpc('clients.rename', { client: p.tea, name: 'Tea House' }, { as: 'mei', key: 'rename-once' })
  const first = await ask()
  p.clock.advance(5)
  const again = await ask()
  assert.equal(first.status, 200)
  assert.deepEqual(again.json, first.json)
  const { rows } = await p.owner.query('select count(*)::int as n from docket.record where client_id = $1', [p.tea])
  assert.equal(rows[0].n, 1)
  const other = await o.rpc('clients.rename', { client: p.tea, name: 'Another' }, { as: 'mei', key: 'rename-once' })
  assert.equal(other.status, 422)
  assert.equal(other.json.data?.code, 'idempotency_key_reused')
  // The key is the caller's own: somebody else's of the same name is another one.
  assert.equal((await o.rpc('clients.rename', { client: p.coffee, name: 'Café' }, { as: 'kai', key: 'rename-once' })).status, 200)
})

test('a repeat is not answered once its client is out of sight, and is again when it is back', async () => {
  // In capitals, which say the same: what is kept is kept under the one spelling.
  const ask = (name = 'Tea House') => o.rpc('clients.rename', { client: p.tea.toUpperCase(), name }, { as: 'mei', key: 'rename-and-leave' })
  const first = await ask()
  assert.equal(first.status, 200)
  assert.deepEqual((await verify(p.owner, p.database.deps.store, [])).findings, [], 'and what is recorded too')
  const team = [p.agency, p.tea, p.mei.actor.id]
  await p.owner.query('delete from docket.client_team where agency_id = $1 and client_id = $2 and person_id = $3', team)
  const gone = await ask()
  assert.deepEqual([gone.status, gone.json.data?.code], [404, 'not_found'])
  assert.equal((await ask('Another')).json.data?.code, 'idempotency_key_reused')
  await p.owner.query('insert into docket.client_team (agency_id, client_id, person_id, since) values ($1, $2, $3, now())', team)
  assert.deepEqual((await ask()).json, first.json)
})

test('two at once under one key do it once', async () => {
  const both = await Promise.all([1, 2, 3, 4].map(() => o.rpc('clients.rename', { client: p.tea, name: 'Twice' }, { as: 'mei', key: 'rename-twice' })))
  for (const { status, json } of both) assert.ok(status === 200 || (status === 409 && json.data?.code === 'in_flight'), String(status))
  const { rows } = await p.owner.query("select count(*)::int as n from docket.idempotency where key = 'rename-twice'")
  assert.equal(rows[0].n, 1)
})

test('slow work is not done again for a repeat', async () => {
  const first = await o.rpc('clients.slow', { client: p.tea }, { as: 'mei', key: 'slow-once' })
  const again = await o.rpc('clients.slow', { client: p.tea }, { as: 'mei', key: 'slow-once' })
  assert.deepEqual(again.json, first.json)
  assert.equal(prepared, 1)
})

test('a command without a key, or with a poor one, is refused', async () => {
  for (const key of ['', 'short', 'with space in it', 'x'.repeat(129)]) {
    const no = await o.rpc('clients.rename', { client: p.tea, name: 'No' }, { as: 'mei', headers: { 'Idempotency-Key': key } })
    assert.equal(no.status, 400)
    assert.equal(no.json.data?.code, 'idempotency_key_missing')
  }
})

test('a bug answers with an id that stands in the log, and nobody\'s words stand in either', async () => {
  for (const how of ['throw', 'sql', 'output', 'unlisted']) {
    const from = o.lines.length
    const no = await o.rpc('clients.broken', { how }, { as: 'mei' })
    assert.equal(no.status, 500, how)
    assert.equal(no.json.data?.code, 'bug')
    const id = no.json.data?.params.id
    const logged = o.lines.slice(from)
    assert.equal(logged.filter((l) => l.msg === 'bug' && l.id === id).length, 1)
    assert.doesNotMatch(JSON.stringify([no.json, logged]), /secret words|select '/)
  }
})

test('a forgotten code is answered in production and reported', async () => {
  const lenient = open(p, contract, services, { strict: false })
  const no = await lenient.rpc('clients.broken', { how: 'unlisted' }, { as: 'mei' })
  assert.equal(no.json.data?.code, 'test.unheard_of')
  assert.ok(lenient.lines.some((l) => l.msg === 'unlisted' && l.code === 'test.unheard_of'))
})

test('a database that cannot serve says when to come back, over both doors', async () => {
  for (const how of ['busy', 'later']) {
    const no = await o.rpc('clients.broken', { how }, { as: 'mei' })
    assert.equal(no.status, 503)
    assert.equal(no.json.data?.code, 'busy')
    assert.equal(no.headers.get('retry-after'), '2')
  }
  const rest = await o.call('/api/v1/broken?how=busy', { as: 'mei' })
  assert.equal(rest.status, 503)
  assert.equal(rest.headers.get('retry-after'), '2')
})

test('REST answers as RPC does: values from the path, the same refusals', async () => {
  const bearer = { Authorization: `Bearer ${token('mei')}`, Origin: '', 'Sec-Fetch-Site': '', 'X-Docket': '' }
  assert.deepEqual(await (await o.call(`/api/v1/clients/${p.tea}`, { headers: bearer })).json(), { name: 'Twice' })
  const no = await o.call(`/api/v1/clients/${p.coffee}`, { headers: bearer })
  assert.equal(no.status, 404)
  assert.equal(((await no.json()) as { data: { code: string } }).data.code, 'not_found')
  const put = await o.call(`/api/v1/clients/${p.tea}/name`, { method: 'POST', headers: { ...bearer, 'Content-Type': 'application/json', 'Idempotency-Key': 'by-rest-1' }, body: JSON.stringify({ name: 'By REST', at: '2026-03-02T01:00:00Z' }) })
  assert.equal(put.status, 200)
  assert.equal(typeof ((await put.json()) as { seq: unknown }).seq, 'string')
  assert.equal((await o.call('/api/v1/nothing', { headers: bearer })).status, 404)
})

test('contract and services must agree, or nothing starts', () => {
  const options = { strict: true, bug: () => undefined, unlisted: () => undefined, words: () => '' }
  const { hello, ...rest } = services
  assert.throws(() => buildRouter(contract, rest as never, options), /no service for hello/)
  assert.throws(() => buildRouter(contract, { ...services, extra: hello } as never, options), /no contract for extra/)
  assert.throws(() => buildRouter(contract, { ...services, hello: async () => ({ address: '' }) } as never, options), /disagree/)
})
