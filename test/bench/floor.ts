import { createHash, randomBytes, randomUUID } from 'node:crypto'
import http from 'node:http'
import pg from 'pg'

// Two floors behind node:http, through pg as the owner, with neither wall, record's hash nor shapes. `/rows/…`: the rows of the
// answer alone. `/call/…`: every statement that the call sends, the session's and the transaction's among them.
const { OWNER_URL, PORT } = process.env
const pool = new pg.Pool({ connectionString: OWNER_URL, max: 10 })

interface Asked {
  agency: string
  person: string
  /** The cookie's token. */
  session: string
  clients: string[]
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
const within = async (work: (sql: Sql) => Promise<unknown>): Promise<unknown> => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const answer = await work(client)
    await client.query('commit')
    return answer
  } finally {
    client.release()
  }
}

const list: Work = (sql, a) => ask(sql, `select id, client_id, title, stage, finance_number, owner_id, lead_id, due_on, currency, budget_minor, created_at from docket.job
  where agency_id = $1 and client_id = any($2::uuid[]) order by created_at desc, id desc limit 51`, [a.agency, a.clients])
const invoice: Work = async (sql, a) => {
  const key = [a.agency, a.client, a.invoice]
  const [row] = await ask(sql, 'select * from docket.invoice where agency_id = $1 and client_id = $2 and id = $3', key)
  return { ...row, lines: await ask(sql, 'select * from docket.invoice_line where agency_id = $1 and client_id = $2 and invoice_id = $3 order by no', key) }
}
const settled: Work = (sql, a) => ask(sql, `select a.receipt_id, a.credit_note_id, a.amount_minor, a.at, r.number as receipt_number, c.number as credit_note_number from docket.allocation a
  left join docket.receipt r on r.agency_id = a.agency_id and r.client_id = a.client_id and r.id = a.receipt_id
  left join docket.invoice c on c.agency_id = a.agency_id and c.client_id = a.client_id and c.id = a.credit_note_id
  where a.agency_id = $1 and a.client_id = $2 and a.invoice_id = $3 and r.reversed_at is null order by a.at`, [a.agency, a.client, a.invoice])
/** The request's end, the number, the invoice and its lines. */
const post = async (sql: Sql, a: Asked): Promise<{ id: string; job: string }> => {
  const [request] = await ask(sql, "update docket.payment_request set state = 'invoiced', version = version + 1 where agency_id = $1 and client_id = $2 and id = $3 and state = 'open' returning job_id", [a.agency, a.client, a.request])
  const [number] = await ask(sql, "insert into docket.counter (agency_id, series, period, last) values ($1, 'floor', '2026', 1) on conflict (agency_id, series, period) do update set last = counter.last + 1 returning last", [a.agency])
  const id = randomUUID()
  await ask(sql, `insert into docket.invoice (agency_id, client_id, id, kind, series, number, request_id, job_id, issued_on, due_on, currency, tax_rate_bp, net_minor, tax_minor, total_minor, bill_to, posted_by, posted_at)
    values ($1, $2, $3, 'invoice', 'FL', $4, $5, $6, current_date, current_date + 45, 'HKD', 0, 30000, 0, 30000, '{}', $7, now())`, [a.agency, a.client, id, `FL-${number?.last}`, a.request, request?.job_id, a.person])
  await ask(sql, "insert into docket.invoice_line (agency_id, client_id, invoice_id, no, what, quantity_thousandths, unit_minor, net_minor) select $1, $2, $3, n, 'Line', 1000, 10000, 10000 from generate_series(1, 3) n", [a.agency, a.client, id])
  return { id, job: request?.job_id }
}
/** What is read before, what it does to the job, its link in the record with the notice to open pages, and the answer kept for its key. */
const postWhole: Work = async (sql, a) => {
  const [actor, key] = [`person:${a.person}`, randomUUID()]
  await ask(sql, 'select pg_try_advisory_xact_lock(hashtextextended($1, 0)), k.digest, k.response from (select) one left join docket.idempotency k on k.agency_id = $2 and k.actor = $3 and k.key = $4', [`${actor} ${key}`, a.agency, actor, key])
  await ask(sql, 'select * from docket.payment_request where agency_id = $1 and client_id = $2 and id = $3', [a.agency, a.client, a.request])
  await ask(sql, 'select * from docket.agency where agency_id = $1', [a.agency])
  await ask(sql, 'select * from docket.client where agency_id = $1 and client_id = $2', [a.agency, a.client])
  await ask(sql, 'select client_id, day, kind, name from docket.calendar_day where agency_id = $1 and client_id in ($1, $2) order by day', [a.agency, a.client])
  const { id, job } = await post(sql, a)
  await ask(sql, 'select * from docket.job where agency_id = $1 and client_id = $2 and id = $3 for update', [a.agency, a.client, job])
  await ask(sql, "update docket.job set billed_at = now(), stage = 'billed' where agency_id = $1 and client_id = $2 and id = $3", [a.agency, a.client, job])
  const [head] = await ask(sql, 'select seq, hash from docket.record_head where agency_id = $1 and client_id = $2 for update', [a.agency, a.client])
  const seq = String(BigInt(head?.seq ?? 0) + 1n)
  const hash = randomBytes(32)
  await ask(sql, `with link as (insert into docket.record (agency_id, client_id, seq, at, actor_kind, actor_id, actor_name, what, subject_kind, subject_id, job_id, data, salt, digest, prev, hash)
      values ($1, $2, $3, now(), 'person', $4, 'Floor', 'billing.invoiced', 'invoice', $5, $6, '{"number":"FL"}', $7, $7, $7, $7)),
    head as (insert into docket.record_head (agency_id, client_id, seq, hash) values ($1, $2, $3, $7) on conflict (agency_id, client_id) do update set seq = excluded.seq, hash = excluded.hash)
    select pg_notify('floor', $8)`, [a.agency, a.client, seq, a.person, id, job, hash, a.client])
  await ask(sql, 'insert into docket.idempotency (agency_id, actor, key, digest, of_client, response, at) values ($1, $2, $3, $4, $5, $6, now())', [a.agency, actor, key, hash, a.client, JSON.stringify({ id })])
  return { id }
}

const call = (work: Work) => async (a: Asked): Promise<unknown> => {
  const hash = createHash('sha256').update(a.session).digest()
  await ask(pool, 'select * from docket.door_session($1, now())', [hash])
  return within((sql) => work(sql, a))
}
const works: Record<string, (a: Asked) => Promise<unknown>> = {
  'rows/list': (a) => list(pool, a),
  'rows/invoice': (a) => invoice(pool, a),
  'rows/post': (a) => within((sql) => post(sql, a)),
  'call/list': call(list),
  'call/invoice': call(async (sql, a) => ({ ...(await invoice(sql, a) as object), settledBy: await settled(sql, a) })),
  'call/post': call(postWhole),
}
http.createServer(async (request, response) => {
  let text = ''
  for await (const part of request) text += part
  const work = works[(request.url ?? '').slice(1)]
  const answer = await work?.(JSON.parse(text) as Asked).catch((error: Error) => ({ error: error.message }))
  const failed = answer === undefined || 'error' in (answer as object)
  response.writeHead(failed ? 500 : 200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer, (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v)))
}).listen(Number(PORT), '127.0.0.1', () => console.log('floor'))
