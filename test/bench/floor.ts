import { randomBytes, randomUUID } from 'node:crypto'
import http from 'node:http'
import pg from 'pg'
import { tokenHash } from '#kernel/keys.ts'

// Two floors behind node:http, through pg as the owner, with neither wall, record's hash nor shapes; pipelined, in the order and the groups
// in which the call sends. `/call/…`: every statement that the call sends, the session's and the transaction's among them. `/rows/…`: the
// rows of the answer alone.
const { OWNER_URL, PORT } = process.env
const pool = new pg.Pool({ connectionString: OWNER_URL, max: 10, pipeline: true })

interface Asked {
  agency: string
  person: string
  /** The cookie's token. */
  session: string
  client: string
  invoice: string
  request: string
}
type Sql = Pick<pg.PoolClient, 'query'>
type Work = (sql: Sql, a: Asked) => Promise<unknown>

// Every statement has a name, so that PostgreSQL plans it once, as it does for us.
const names = new Map<string, string>()
const ask = async (sql: Sql, text: string, values: unknown[]): Promise<pg.QueryResultRow[]> => {
  const name = names.get(text) ?? `f${names.size}`
  names.set(text, name)
  return (await sql.query({ name, text, values })).rows
}

const list: Work = (sql, a) => ask(sql, `select id, client_id, title, stage, finance_number, owner_id, lead_id, due_on, currency, budget_minor, state, issued_at, delivered_at, closed_at, filed_at,
  held_at, held_reason, reopened_reason, version, created_at from docket.job where agency_id = $1 order by created_at desc, id desc limit 51`, [a.agency])
const ofInvoice = (a: Asked): unknown[] => [a.agency, a.client, a.invoice]
const invoice: Work = async (sql, a) => {
  const [rows, lines] = await Promise.all([
    ask(sql, 'select * from docket.invoice where agency_id = $1 and client_id = $2 and id = $3', ofInvoice(a)),
    ask(sql, 'select * from docket.invoice_line where agency_id = $1 and client_id = $2 and invoice_id = $3 order by no', ofInvoice(a)),
  ])
  return { ...rows[0], lines }
}
const settlements: Work = (sql, a) => ask(sql, `select a.receipt_id, a.credit_note_id, a.amount_minor, a.at, r.number as receipt_number, c.number as credit_note_number from docket.allocation a
  left join docket.receipt r on r.agency_id = a.agency_id and r.client_id = a.client_id and r.id = a.receipt_id
  left join docket.invoice c on c.agency_id = a.agency_id and c.client_id = a.client_id and c.id = a.credit_note_id
  where a.agency_id = $1 and a.client_id = $2 and a.invoice_id = $3 and r.reversed_at is null order by a.at`, ofInvoice(a))

const endRequest = (sql: Sql, a: Asked) => ask(sql, "update docket.payment_request set state = 'invoiced', version = version + 1 where agency_id = $1 and client_id = $2 and id = $3 and state = 'open' returning job_id", [a.agency, a.client, a.request])
const takeNumber = (sql: Sql, a: Asked) => ask(sql, "insert into docket.counter (agency_id, series, period, last) values ($1, 'floor', '2026', 1) on conflict (agency_id, series, period) do update set last = counter.last + 1 returning last", [a.agency])
const putInvoice = (sql: Sql, a: Asked, id: string, number: string, job: string) => [
  ask(sql, `insert into docket.invoice (agency_id, client_id, id, kind, series, number, request_id, job_id, issued_on, due_on, currency, tax_rate_bp, net_minor, tax_minor, total_minor, bill_to, posted_by, posted_at)
    values ($1, $2, $3, 'invoice', 'FL', $4, $5, $6, current_date, current_date + 45, 'HKD', 0, 30000, 0, 30000, '{}', $7, now())`, [a.agency, a.client, id, number, a.request, job, a.person]),
  ask(sql, "insert into docket.invoice_line (agency_id, client_id, invoice_id, no, what, quantity_thousandths, unit_minor, net_minor) select $1, $2, $3, n, 'Line', 1000, 10000, 10000 from generate_series(1, 3) n", [a.agency, a.client, id]),
]
const post: Work = async (sql, a) => {
  const [request] = await endRequest(sql, a)
  const [number] = await takeNumber(sql, a)
  const id = randomUUID()
  await Promise.all(putInvoice(sql, a, id, `FL-${number?.last}`, request?.job_id))
  return { id }
}
/** With what is read before, what happens to the job, its link in the record with the notice to open pages, and the answer kept for its key. */
const postWhole: Work = async (sql, a) => {
  const [actor, key, both] = [`person:${a.person}`, randomUUID(), [a.agency, a.client]]
  await ask(sql, `select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as free, k.digest, k.response, k.of_client is null or k.of_client = any (array[]::uuid[]) as seen
    from (select) one left join docket.idempotency k on k.agency_id = $2 and k.actor = $3 and k.key = $4`, [`${a.agency} ${actor} ${key}`, a.agency, actor, key])
  await Promise.all([
    ask(sql, 'select * from docket.payment_request where agency_id = $1 and client_id = $2 and id = $3', [...both, a.request]),
    ask(sql, 'select * from docket.agency where agency_id = $1', [a.agency]),
    ask(sql, 'select * from docket.client where agency_id = $1 and client_id = $2', both),
    ask(sql, 'select client_id, day, kind, name from docket.calendar_day where agency_id = $1 and client_id in ($1, $2) order by day', both),
  ])
  const [request] = await endRequest(sql, a)
  const job = request?.job_id
  await ask(sql, 'select * from docket.job where agency_id = $1 and client_id = $2 and id = $3 for update', [...both, job])
  await ask(sql, "update docket.job set billed_at = now(), stage = 'billed' where agency_id = $1 and client_id = $2 and id = $3", [...both, job])
  const [[number], [head]] = await Promise.all([takeNumber(sql, a), ask(sql, 'select seq, hash from docket.record_head where agency_id = $1 and client_id = $2 for update', both)])
  const [id, hash] = [randomUUID(), randomBytes(32)]
  await Promise.all([
    ...putInvoice(sql, a, id, `FL-${number?.last}`, job),
    ask(sql, `with link as (insert into docket.record (agency_id, client_id, seq, at, actor_kind, actor_id, actor_name, what, subject_kind, subject_id, job_id, data, salt, digest, prev, hash)
        values ($1, $2, $3, now(), 'person', $4, 'Floor', 'billing.invoiced', 'invoice', $5, $6, '{"number":"FL"}', $7, $7, $7, $7)),
      head as (insert into docket.record_head (agency_id, client_id, seq, hash) values ($1, $2, $3, $7) on conflict (agency_id, client_id) do update set seq = excluded.seq, hash = excluded.hash)
      select pg_notify('floor', $8)`, [...both, String(BigInt(head?.seq ?? 0) + 1n), a.person, id, job, hash, a.client]),
    ask(sql, 'insert into docket.idempotency (agency_id, actor, key, digest, of_client, response, at) values ($1, $2, $3, $4, $5, $6, now())', [a.agency, actor, key, hash, a.client, JSON.stringify({ id })]),
  ])
  return { id }
}

/** The answer of a reading leaves before its end. */
const reading = (work: Work): Work => async (_, a) => {
  const client = await pool.connect()
  const [, answer] = await Promise.all([client.query('begin read only'), work(client, a)])
  setImmediate(() => void client.query('commit').then(() => client.release()))
  return answer
}
const writing = (work: Work): Work => async (_, a) => {
  const client = await pool.connect()
  const [, answer] = await Promise.all([client.query('begin'), work(client, a)])
  await client.query('commit')
  client.release()
  return answer
}
const signedIn = (work: Work): Work => async (sql, a) => {
  await ask(sql, 'select * from docket.door_session($1, $2)', [tokenHash(a.session), new Date()])
  return work(sql, a)
}
const works: Record<string, Work> = {
  'rows/list': list,
  'rows/invoice': invoice,
  'rows/post': writing(post),
  'call/list': signedIn(reading(list)),
  'call/invoice': signedIn(reading(async (sql, a) => {
    const [found, settledBy] = await Promise.all([invoice(sql, a), settlements(sql, a)])
    return { ...(found as object), settledBy }
  })),
  'call/post': signedIn(writing(postWhole)),
}
http.createServer((request, response) => {
  let text = ''
  request.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', async () => {
    const work = works[(request.url ?? '').slice(1)]
    const answer = await work?.(pool, JSON.parse(text) as Asked).catch((error: Error) => ({ error: error.message }))
    const failed = answer === undefined || 'error' in (answer as object)
    const body = JSON.stringify(answer)
    response.writeHead(failed ? 500 : 200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }).end(body)
  })
}).listen(Number(PORT), '127.0.0.1', () => console.log('floor'))
