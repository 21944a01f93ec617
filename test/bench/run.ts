import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { findDatabase } from '#app/find.ts'
import { readConfig } from '#kernel/config.ts'
import { withLogin } from '#kernel/db/bootstrap.ts'
import { deriveKey, readRoot } from '#kernel/keys.ts'
import { freePort, serve } from '#test/laws/processes/servers.ts'
import { caller, openedAgency } from '#test/laws/processes/work.ts'
import { clientId, fill, fillRequests, invoiceAt, requestAt } from './data.ts'
import { type Figures, figuresOf, load, type Request } from './load.ts'
import { memoryOf } from './memory.ts'
import { clicks } from './paint.ts'

// npm run bench [-- --large]: how fast it is. Figures beside two floors (floor.ts): what the same call costs as bare SQL, and
// the rows of its answer alone. Not a test: nothing fails here.
const jobs = 5000
const large = process.argv.includes('--large') ? jobs * 100 : 0
/** At most 990: each posting takes a job of its own. */
const times = Number(process.env.TIMES ?? 800)
const requests = times * 5 + 40
const folder = await mkdtemp(join(tmpdir(), 'docket-bench-'))
const port = await freePort()
const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const from = performance.now()
  return [await work(), performance.now() - from]
}
const n1 = (n: number): string => n.toFixed(1).padStart(8)
const rows: string[] = []
const progress = (line: string): void => void process.stderr.write(`${line}\n`)
const tell = (name: string, f: Figures, ...floors: Figures[]): void => {
  const beside = floors.map((floor) => `${n1(floor.p50)}${n1(floor.perSecond)}${n1(f.p50 / floor.p50)}${floor.errors ? `  ${floor.errors} errors` : ''}`).join('')
  rows.push(`${name.padEnd(38)}${n1(f.p50)}${n1(f.p95)}${n1(f.p99)}${n1(f.perSecond)}${beside}${f.errors ? `  ${f.errors} errors` : ''}`)
  progress(rows.at(-1)!)
}
const facts = { lines: [] as string[], push: (line: string): void => {
  facts.lines.push(line)
  progress(line)
} }

let [server, first] = await timed(() => serve(folder, port))
const agency = await openedAgency(port)
await server.stop()
const [again, second] = await timed(() => serve(folder, port))
server = again
facts.push(`start: ${(first / 1000).toFixed(2)} s on a new folder, ${(second / 1000).toFixed(2)} s on an existing one`)

const config = readConfig({ DATA_DIR: folder })
const { ownerUrl, stop } = await findDatabase(config, () => undefined)
const asOwner = async (): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  return client
}
let owner = await asOwner()
const cookie = await agency.signIn(port)
const me = (await caller(port, { Cookie: cookie })('people/me')) as unknown as { id: string; agency: { id: string } }
const scope = { agency: me.agency.id, person: me.id }
const filling = async (from: number, to: number): Promise<void> => {
  const [, took] = await timed(() => fill(owner, { ...scope, from, to }))
  facts.push(`data: 200 clients, ${to} jobs, ${to * 4} invoices of 3 lines, filled in ${(took / 1000).toFixed(1)} s`)
}
await filling(1, jobs)
await fillRequests(owner, { ...scope, requests })

const floorPort = await freePort()
const floor = spawn(process.execPath, [fileURLToPath(new URL('floor.ts', import.meta.url))], { env: { PATH: process.env.PATH, OWNER_URL: ownerUrl, PORT: String(floorPort) }, stdio: ['ignore', 'pipe', 'inherit'] })
await once(floor.stdout, 'data')

const rpc = (path: string, input: unknown): Request => ({ path: `/rpc/${path}`, body: JSON.stringify({ json: input }), headers: { Cookie: cookie, 'X-Docket': '1', 'Idempotency-Key': randomUUID() } })
const clients = Array.from({ length: 200 }, (_, c) => clientId(c + 1))
const session = decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1))
const bare = (path: string, input: object): Request => ({ path: `/${path}`, body: JSON.stringify({ ...scope, session, ...input }) })
const spread = (i: number): number => 1 + ((i * 7919) % (jobs * 4))
let posted = 0
const cases: [string, string, number, (i: number) => Request, (i: number) => object][] = [
  ['list of 50 jobs', 'list', times, () => rpc('jobs/list', {}), () => ({})],
  ['one invoice', 'invoice', times, (i) => rpc('billing/invoice', invoiceAt(spread(i))), (i) => invoiceAt(spread(i))],
  ['post an invoice, with record', 'post', times / 2, () => rpc('billing/post', { ...requestAt(++posted), version: 1 }), () => requestAt(++posted)],
]
for (const [name, work, n, ours, asked] of cases) {
  const floors = ['call', 'rows'].map((kind) => (i: number) => bare(`${kind}/${work}`, asked(i)))
  // Warm first, all sides as long as they are measured: what is asked once a day, and code that is not compiled yet, is not what is measured.
  await load(port, 4, n, ours)
  for (const theirs of floors) await load(floorPort, 4, n, theirs)
  for (const connections of [1, 8]) {
    const found = await load(port, connections, n, ours)
    const beside: Figures[] = []
    for (const theirs of floors) beside.push(await load(floorPort, connections, n, theirs))
    tell(`${name}, ${connections} conn.`, found, ...beside)
  }
}
floor.kill()
/** What Docket itself takes: the bench's own connections, each a process of PostgreSQL, are closed for it. */
const tellMemory = async (when: string): Promise<void> => {
  await owner.end()
  const { node, press, postgres } = await memoryOf(server.child.pid!, folder)
  facts.push(`memory ${when}: Node ${node.toFixed(0)} MB, PostgreSQL ${postgres.toFixed(0)} MB, together ${(node + postgres).toFixed(0)} MB; ${press > 0 ? `the press beside them ${press.toFixed(0)} MB` : 'the press rests'}`)
  owner = await asOwner()
}
await tellMemory('after lists, invoices and postings')
await load(port, 1, 3, (i) => rpc('billing/paper', { client: invoiceAt(i + 1).client, kind: 'invoice', id: invoiceAt(i + 1).invoice }))
tell('invoice PDF, each a new one', await load(port, 1, 40, (i) => rpc('billing/paper', { client: invoiceAt(i + 9).client, kind: 'invoice', id: invoiceAt(i + 9).invoice })))

// The wall's price for an account executive with ten clients: a page of 50 rows behind it, and the same filter written by hand without it.
const ae = randomUUID()
const ten = clients.filter((_, c) => c % 20 === 0)
await owner.query(`insert into docket.person select (jsonb_populate_record(p, jsonb_build_object('id', $1::text, 'mail', 'ten@forest.test'))).* from docket.person p where id = $2`, [ae, scope.person])
await owner.query('insert into docket.client_team (agency_id, client_id, person_id, since) select $1, c, $2, now() from unnest($3::uuid[]) c', [scope.agency, ae, ten])
const app = new pg.Client({ connectionString: withLogin(ownerUrl, 'docket_app', deriveKey(await readRoot({ databaseUrl: undefined, dataDir: folder }), 'docket_app').toString('base64url')) })
await app.connect()
const set = `begin read only; select set_config('docket.agency', '${scope.agency}', true), set_config('docket.scope', 'person:${ae}', true)`
const page = (byHand: string): string => `select id, client_id, title, stage, finance_number, owner_id, lead_id, due_on, currency, budget_minor, created_at from docket.job
  where agency_id = $1 ${byHand} order by created_at desc, id desc limit 51`
const took = { with: [] as number[], without: [] as number[] }
// In turn, so that whatever else the machine does slows both.
for (let i = 0; i < 800; i++) {
  const [client, times, asked] = i % 2 === 0
    ? [app, took.with, { text: page(''), values: [scope.agency] }] as const
    : [owner, took.without, { text: page('and client_id = any($2::uuid[])'), values: [scope.agency, ten] }] as const
  await client.query(set)
  const from = performance.now()
  await client.query({ name: 'page', text: asked.text, values: [...asked.values] })
  times.push(performance.now() - from)
  await client.query('commit')
}
const [walled, open] = [figuresOf(took.with).p50, figuresOf(took.without).p50]
facts.push(`the wall on a page of 50 rows: ${walled.toFixed(2)} ms with, ${open.toFixed(2)} ms without: ${((walled / open - 1) * 100).toFixed(0)}%`)
await app.end()
const { job, list } = await clicks(`http://localhost:${port}`, cookie, 60)
tell('click to painted: a job', job)
tell('click to painted: the list', list)
await tellMemory('after all of this')
if (large > 0) {
  const listTime = async (): Promise<number> => {
    // Two minutes of filling leave the server cold: as warm as before it was, it is measured.
    await load(port, 1, 800, () => rpc('jobs/list', {}))
    return (await load(port, 1, times, () => rpc('jobs/list', {}))).p50
  }
  const few = await listTime()
  await filling(jobs + 1, large)
  const many = await listTime()
  facts.push(`list of 50 among ${large} jobs: ${many.toFixed(1)} ms, among ${jobs}: ${few.toFixed(1)} ms: ${(many / few).toFixed(2)} x`)
  tell(`one invoice among ${large * 4}, 1 conn.`, await load(port, 1, times, (i) => rpc('billing/invoice', invoiceAt(1 + ((i * 7919) % (large * 4))))))
}

console.log(`\n${'milliseconds'.padEnd(38)}     p50     p95     p99   req/s   floor   req/s   ratio    rows   req/s   ratio`)
for (const line of [...rows, '', ...facts.lines]) console.log(line)
await owner.end()
await server.stop()
await stop()
await rm(folder, { recursive: true, force: true })
