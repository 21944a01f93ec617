import { randomUUID } from 'node:crypto'
import http from 'node:http'
import pg from 'pg'

// The floor: the same SQL through pg behind node:http, with neither wall, session, record's hash nor shapes.
const { OWNER_URL, PORT } = process.env
const pool = new pg.Pool({ connectionString: OWNER_URL, max: 10 })
const list = `select id, client_id, title, stage, finance_number, owner_id, lead_id, due_on, currency, budget_minor, created_at from docket.job
  where agency_id = $1 and client_id = any($2::uuid[]) order by created_at desc, id desc limit 51`
const settledBy = `select a.receipt_id, a.credit_note_id, a.amount_minor, a.at, r.number as receipt_number, c.number as credit_note_number from docket.allocation a
  left join docket.receipt r on r.agency_id = a.agency_id and r.client_id = a.client_id and r.id = a.receipt_id
  left join docket.invoice c on c.agency_id = a.agency_id and c.client_id = a.client_id and c.id = a.credit_note_id
  where a.agency_id = $1 and a.client_id = $2 and a.invoice_id = $3 and r.reversed_at is null order by a.at`
interface Asked {
  agency: string
  person: string
  clients: string[]
  client: string
  invoice: string
  request: string
}
const works: Record<string, (a: Asked) => Promise<unknown>> = {
  list: async (a) => (await pool.query({ name: 'list', text: list, values: [a.agency, a.clients] })).rows,
  invoice: async (a) => {
    const key = [a.agency, a.client, a.invoice]
    const { rows } = await pool.query({ name: 'invoice', text: 'select * from docket.invoice where agency_id = $1 and client_id = $2 and id = $3', values: key })
    const lines = await pool.query({ name: 'lines', text: 'select * from docket.invoice_line where agency_id = $1 and client_id = $2 and invoice_id = $3 order by no', values: key })
    const settled = await pool.query({ name: 'settled', text: settledBy, values: key })
    return { ...rows[0], lines: lines.rows, settledBy: settled.rows }
  },
  post: async (a) => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      const { rows: [r] } = await client.query('update docket.payment_request set state = \'invoiced\', version = version + 1 where agency_id = $1 and client_id = $2 and id = $3 and state = \'open\' returning job_id', [a.agency, a.client, a.request])
      const { rows: [n] } = await client.query("insert into docket.counter (agency_id, series, period, last) values ($1, 'floor', '2026', 1) on conflict (agency_id, series, period) do update set last = counter.last + 1 returning last", [a.agency])
      const id = randomUUID()
      await client.query(`insert into docket.invoice (agency_id, client_id, id, kind, series, number, request_id, job_id, issued_on, due_on, currency, tax_rate_bp, net_minor, tax_minor, total_minor, bill_to, posted_by, posted_at)
        values ($1, $2, $3, 'invoice', 'FL', $4, $5, $6, current_date, current_date + 45, 'HKD', 0, 30000, 0, 30000, '{}', $7, now())`, [a.agency, a.client, id, `FL-${n.last}`, a.request, r.job_id, a.person])
      await client.query("insert into docket.invoice_line (agency_id, client_id, invoice_id, no, what, quantity_thousandths, unit_minor, net_minor) select $1, $2, $3, n, 'Line', 1000, 10000, 10000 from generate_series(1, 3) n", [a.agency, a.client, id])
      await client.query('commit')
      return { id }
    } finally {
      client.release()
    }
  },
}
http.createServer(async (request, response) => {
  let text = ''
  for await (const part of request) text += part
  const work = works[(request.url ?? '').slice(1)]
  const answer = await work?.(JSON.parse(text) as Asked).catch((error: Error) => ({ error: error.message }))
  const failed = answer === undefined || 'error' in (answer as object)
  response.writeHead(failed ? 500 : 200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer, (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v)))
}).listen(Number(PORT), '127.0.0.1', () => console.log('floor'))
