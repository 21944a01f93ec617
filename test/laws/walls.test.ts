import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { routes } from '#kernel/http/routes.ts'
import { type Finding, verify } from '#kernel/record/verify.ts'
import type { Role } from '#kernel/pure/roles.ts'
import { ask } from './walls/ask.ts'
import { addressesFor, inputsFor } from './walls/inputs.ts'
import { callsOf, inShort, leakIn, offences, procedures, unmapped } from './walls/law.ts'
import { planted } from './walls/plant.ts'
import { openWalls, type Walls } from './walls/world.ts'

// The wall law: whoever is not on a client's team does not learn that it exists, whichever way they ask.
let walls: Walls
before(async () => {
  walls = await openWalls()
})
after(() => walls?.close())

test('every procedure and address is asked for the things of the client', () => {
  assert.deepEqual(unmapped(walls), [])
  assert.ok(procedures.size > 100)
})

test('no answer of any procedure, over RPC or REST, says anything of the client to those outside', async () => {
  assert.deepEqual(await offences(walls, walls.callers), [])
})

test('asked through one client, the things of another are not there: not for who works for both either', async () => {
  const { things, otherClient } = walls
  const asked = { ...walls, things: { ...things, client: otherClient } }
  const found: string[] = []
  for (const caller of [walls.callers.find((c) => c.who.endsWith('every role'))!, walls.both]) for (const call of callsOf(asked, (name) => !name.startsWith('people.'))) {
    // Who works for both may hear of both, as long as they ask for neither by name.
    if (caller === walls.both && !Object.hasOwn((inputsFor(asked.things)[call.procedure] ?? {}) as object, 'client')) continue
    const heard = await ask(walls.app, call, await caller.headers())
    const leak = leakIn(walls.words, heard)
    if (leak) found.push(`${call.name}, ${caller.who}: ${leak}`)
    const naming = JSON.stringify(inputsFor(asked.things)[call.procedure], (k, v: unknown) => (typeof v === 'bigint' ? '' : ['client', 'version', 'rowVersion', 'insider'].includes(k) ? undefined : v)) ?? ''
    const names = [things.job, things.meeting, things.schedule, things.invoice, things.party, things.document, things.deliverable, things.made, things.mail, things.request].some((id) => naming.includes(id))
    if (names && !['404 not_found', '200 nothing'].includes(inShort(heard))) found.push(`${call.name}, ${caller.who}: ${inShort(heard)}`)
  }
  assert.deepEqual(found, [])
})

test('no address besides gives a file, a thumbnail, a page of a printed paper or a word', async () => {
  const addresses = addressesFor(walls.things)
  assert.ok(walls.things.files.length > 10 && walls.things.papers.length > 5)
  const found: string[] = []
  for (const route of routes) {
    for (const { path, init = {} } of addresses[route.path] ?? []) {
      for (const caller of walls.callers) {
        const heard = await ask(walls.app, { path, init: { ...init, headers: { ...(init.headers as Record<string, string>), 'Sec-Fetch-Site': 'same-origin' } } }, await caller.headers())
        const leak = leakIn(walls.words, heard)
        if (leak) found.push(`${caller.who} ${path}: ${leak}`)
        if (route.wall === 'client' && heard.status !== (caller.roles ? 404 : 401)) found.push(`${caller.who} ${path}: ${heard.status}`)
      }
    }
  }
  const mine = walls.callers.find((c) => c.who.endsWith('every role'))!
  for (const id of walls.things.files) {
    const { status } = await ask(walls.app, { path: `/files/${walls.otherClient}/${id}`, init: {} }, await mine.headers())
    if (status !== 404) found.push(`/files of their own client with ${id}: ${status}`)
  }
  assert.deepEqual(found, [])
})

test('the link of another client\'s contact opens its own request and nothing of the client', async () => {
  const { link, things, app, words } = walls
  const form = new URLSearchParams({ party: things.party, client: things.client, sha256: '0'.repeat(64), form: 'x', key: 'abcdefgh' }).toString()
  const post = { method: 'POST', body: form, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }
  const asks = [
    { path: `/p/${link}`, init: {} }, { path: `/p/${link}/paper`, init: {} }, { path: `/p/${link}?client=${things.client}&party=${things.party}`, init: {} },
    { path: `/p/${link}/sign`, init: post }, { path: `/p/${link}/decline`, init: post }, { path: `/p/${link}/opened`, init: post },
    ...[things.party, things.request, things.document].flatMap((id) => [{ path: `/p/${id}`, init: {} }, { path: `/p/${id}/paper`, init: {} }, { path: `/p/${link}/${id}`, init: {} }]),
  ]
  const heard = await Promise.all(asks.map(async (a) => ({ ...a, ...(await ask(app, a, {})) })))
  assert.equal(heard[0]!.status, 200, 'the link opens its own page')
  assert.deepEqual(heard.flatMap((h) => leakIn(words, h) ?? []), [])
  assert.deepEqual(heard.slice(6).filter((h) => h.status !== 404).map((h) => h.path), [])
})

test('in no table is there a row of the client for them, whatever is asked of it', async () => {
  const { rows: tables } = await walls.owner.query<{ name: string }>(`select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'client_id'
    where c.relnamespace = 'docket'::regnamespace and c.relkind = 'r' and has_table_privilege('docket_app', c.oid, 'select')`)
  assert.ok(tables.length > 25)
  const acting = (id: string, held: readonly Role[]) => ({ kind: 'person' as const, id, name: '', roles: held, sessionId: null, method: 'password' as const, provedAt: null })
  const onBoth = { agencyId: walls.agency, lang: 'en' as const, actor: acting(walls.both.id, walls.both.roles) }
  const scopes = [
    ...walls.outsiders.map((o) => ({ agencyId: o.agency, lang: 'en' as const, actor: acting(o.id, o.roles) })),
    { ...onBoth, client: walls.otherClient },
    { agencyId: walls.agency, lang: 'en' as const, actor: { kind: 'contact' as const, id: walls.outsiders[0]!.id, name: '', clientId: walls.otherClient } },
    { agencyId: walls.agency, lang: 'en' as const, actor: { kind: 'system' as const, id: null, name: '' } },
  ]
  const found: string[] = []
  for (const scope of scopes)
    await walls.database.read(scope, async (tx) => {
      for (const { name } of tables) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from docket.${sql.ref(name)} where client_id = ${walls.client}`.execute(tx.db())
        if (rows[0]!.n > 0) found.push(`${name}: ${rows[0]!.n} rows for ${scope.actor.kind}`)
      }
    })
  assert.deepEqual(found, [])
  const jobs = (client?: string) => walls.database.read({ ...onBoth, ...(client ? { client } : {}) }, async (tx) =>
    (await sql<{ client_id: string }>`select distinct client_id from docket.job`.execute(tx.db())).rows.map((r) => r.client_id))
  assert.deepEqual(new Set(await jobs()), new Set([walls.client, walls.otherClient]), 'who asks for no client in particular sees both')
  assert.deepEqual(await jobs(walls.client), [walls.client])
})

/** What a caller hears on the line of news while something happens at the client. */
const newsFor = async (headers: Record<string, string>, happens: () => Promise<unknown>): Promise<{ status: number; text: string }> => {
  const answer = await walls.app.request('http://localhost:4000/events', { headers: { Host: 'localhost:4000', ...headers } }, { incoming: { socket: { remoteAddress: '127.0.0.1' } } })
  if (answer.status !== 200 || !answer.body) return { status: answer.status, text: await answer.text() }
  const reader = answer.body.getReader()
  let text = ''
  const reading = (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) text += Buffer.from(part.value).toString()
  })()
  await happens()
  await wait(400)
  await reader.cancel()
  await reading
  return { status: 200, text }
}

test('the line of news tells those on the team, and nobody else anything', async () => {
  const { things } = walls
  const addContact = callsOf(walls, (name) => name === 'clients.addContact')[0]!
  const happens = async () => assert.equal((await ask(walls.app, addContact, await walls.insider.headers())).status, 200)
  const here = await newsFor(await walls.insider.headers(), happens)
  assert.ok(here.text.includes(`client:${things.client}`), 'the team hears of it')
  for (const caller of walls.callers) {
    const { status, text } = await newsFor(await caller.headers(), happens)
    assert.equal(status, caller.roles ? 200 : 401, caller.who)
    assert.ok(!text.includes('topics') && !text.includes(things.client), `${caller.who} hears ${text}`)
  }
})

test('where a wall falls, the law finds the leak', async () => {
  const only = (name: string): boolean => name.startsWith('jobs.')
  const [caller] = walls.callers.filter((c) => c.who.endsWith('every role'))
  assert.deepEqual(await offences(walls, [caller!], only), [])
  const { rows: [policy] } = await walls.owner.query<{ using: string }>("select pg_get_expr(polqual, polrelid) as using from pg_policy where polrelid = 'docket.job'::regclass and polname = 'see'")
  await walls.owner.query('alter policy see on docket.job using (true)')
  try {
    const found = await offences(walls, [caller!], only)
    assert.ok(found.some((o) => o.startsWith('rpc jobs.get') && o.includes('says')), found.join('\n'))
    assert.ok(found.some((o) => o.startsWith('REST jobs.get') && o.includes('says')))
  } finally {
    await walls.owner.query(`alter policy see on docket.job using (${policy!.using})`)
  }
  assert.deepEqual(await offences(walls, [caller!], only), [])
})

test('an id in capitals is the same id: reads say the same, and what it is recorded under verifies', async () => {
  const shouted = { ...walls, things: capitals(walls.things) }
  const reads = (name: string): boolean => !procedures.get(name)!['~orpc'].meta.mutates && !name.startsWith('people.')
  const [plain, loud] = [callsOf(walls, reads), callsOf(shouted, reads)]
  const different: string[] = []
  for (const [n, call] of plain.entries()) {
    const [one, other] = [await ask(walls.app, call, await walls.insider.headers()), await ask(walls.app, loud[n]!, await walls.insider.headers())]
    if (one.status !== other.status || one.body !== other.body) different.push(`${call.name}: ${one.status} and ${other.status}`)
  }
  assert.deepEqual(different, [])
  const before = await faults()
  const [addContact] = callsOf(shouted, (name) => name === 'clients.addContact')
  assert.equal((await ask(walls.app, addContact!, await walls.insider.headers())).status, 200)
  assert.deepEqual(await faults(), before)
})
/** What `verify` finds here: words were planted over what had been recorded. */
const faults = async (): Promise<Finding[]> => {
  const client = await walls.owner.connect()
  try {
    return (await verify(client, walls.database.deps.store, [])).findings
  } finally {
    client.release()
  }
}
const capitals = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll(/"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"/g, (id) => id.toUpperCase())) as T

// Last, since it changes things: what is not there for others is there for the team, or the law would have looked past it.
test('for somebody on the team every one of these calls finds its thing', async () => {
  const blind: string[] = []
  let said = 0
  const calls = callsOf(walls, (name) => !name.startsWith('people.') && name !== 'clients.leave')
  for (const call of calls.toSorted((a, b) => Number(a.meta!.mutates) - Number(b.meta!.mutates))) {
    const heard = await ask(walls.app, call, await walls.insider.headers())
    if (heard.text.includes(planted)) said++
    const reads = !call.meta!.mutates
    // A letter that was tried again is no longer one that could not be delivered.
    if (call.name === 'REST desk.retry') continue
    if (heard.code === 'not_found' || heard.code === 'invalid' || heard.status >= 500 || (reads && heard.status !== 200 && heard.code !== 'desk.letter_not_yours')) blind.push(`${call.name}: ${heard.status} ${heard.code}`)
  }
  for (const { path } of addressesFor(walls.things)['/files/:client/:id']!) {
    const { status } = await ask(walls.app, { path, init: {} }, await walls.insider.headers())
    if (status !== 200) blind.push(`${path}: ${status}`)
  }
  assert.deepEqual(blind, [])
  assert.ok(said > 30, `only ${said} answers say the planted word`)
})
