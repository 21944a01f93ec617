import type pg from 'pg'

const client = "('00000000-0000-7000-8000-' || lpad(to_hex(c), 12, '0'))::uuid"
const job = "('00000000-0000-7000-9000-' || lpad(to_hex(j), 12, '0'))::uuid"
export const jobId = (j: number): string => `00000000-0000-7000-9000-${j.toString(16).padStart(12, '0')}`
export const clientId = (c: number): string => `00000000-0000-7000-8000-${c.toString(16).padStart(12, '0')}`
const clients = 200

export interface Filling {
  agency: string
  person: string
  /** Numbers of the first and the last job. */
  from: number
  to: number
}
/**
 * Fills an agency by insert-select as the owner: 200 clients, so many jobs, for each a work that is approved and four invoices of three lines. What is
 * already known to fit is not checked row by row (foreign keys), or the large filling would take an hour.
 */
export const fill = async (owner: pg.Client, { agency, person, from, to }: Filling): Promise<void> => {
  const at = "now() - interval '90 days' + j * interval '1 second'"
  await owner.query('set session_replication_role = replica')
  if (from === 1) await owner.query(`insert into docket.client (agency_id, client_id, name, locale, zone, region, currency, created_at)
    select $1, ${client}, 'Client ' || c, 'en', 'Asia/Hong_Kong', 'HK', 'HKD', now() from generate_series(1, ${clients}) c`, [agency])
  if (from === 1) await owner.query(`insert into docket.client_team (agency_id, client_id, person_id, since) select $1, ${client}, $2, now() from generate_series(1, ${clients}) c`, [agency, person])
  await owner.query(`insert into docket.job (agency_id, client_id, id, kind, title, state, stage, finance_number, brand, product, purpose, audience, message, must_haves, must_nots, sizes, quantity, material,
      languages, delivery_format, due_on, currency, budget_minor, no_references, owner_id, lead_id, submitted_at, accepted_at, issued_at, issued_owner_id, delivered_at, closed_at, created_by, created_at)
    select $1, ${client}, ${job}, 'creative', 'Poster ' || j, 'issued', 'closed', 'J-2026-' || j, 'Brand', 'Product', 'Purpose', 'Audience', 'Message', 'Must', 'Not', 'A1', 100, 'Paper',
      'English', 'PDF', current_date + (j % 60)::int, 'HKD', 100000, true, $2, $2, now(), now(), now(), $2, now(), now(), $2, ${at}
    from (select j, 1 + j % ${clients} as c from generate_series(${from}, ${to}) j) s`, [agency, person])
  // A job is delivered, and billed after it, only with a work that the client has approved.
  await owner.query(`insert into docket.deliverable (agency_id, client_id, id, job_id, title, created_by, created_at)
    select agency_id, client_id, id, id, 'Poster', $2, created_at from docket.job where agency_id = $1 and id between $3 and $4`, [agency, person, jobId(from), jobId(to)])
  await owner.query(`insert into docket.deliverable_version (agency_id, client_id, id, deliverable_id, job_id, no, file_id, state, stages_signed_at, sent_at, approved_at, made_by, made_at)
    select agency_id, client_id, id, id, id, 1, id, 'approved', created_at, created_at, created_at, $2, created_at from docket.job where agency_id = $1 and id between $3 and $4`, [agency, person, jobId(from), jobId(to)])
  await owner.query(`insert into docket.invoice (agency_id, client_id, id, kind, series, number, job_id, issued_on, due_on, currency, tax_rate_bp, net_minor, tax_minor, total_minor, bill_to, posted_by, posted_at)
    select $1, ${client}, ('00000000-0000-7000-a000-' || lpad(to_hex(i), 12, '0'))::uuid, 'invoice', 'OLD', 'OLD-2026-' || i, ${job}, current_date - 50, current_date - 5, 'HKD', 0, 300, 0, 300,
      '{"name":"Client","address":"","taxNumber":"","attention":""}', $2, now()
    from (select (j - 1) * 4 + n as i, j, 1 + j % ${clients} as c from generate_series(${from}, ${to}) j cross join generate_series(1, 4) n) s`, [agency, person])
  await owner.query(`insert into docket.invoice_line (agency_id, client_id, invoice_id, no, what, quantity_thousandths, unit_minor, net_minor)
    select agency_id, client_id, id, n, 'Line ' || n, 1000, 100, 100 from docket.invoice cross join generate_series(1, 3) n where agency_id = $1 and series = 'OLD' and job_id between $2 and $3`, [agency, jobId(from), jobId(to)])
  await owner.query('set session_replication_role = origin')
  await owner.query('vacuum analyze')
  // What was filled is written out now, not under the measurement.
  await owner.query('checkpoint')
}

/** Open requests for payment, to be posted. */
export const fillRequests = async (owner: pg.Client, { agency, person, requests }: { agency: string; person: string; requests: number }): Promise<void> => {
  const line = (n: number) => ({ no: n, what: `Line ${n}`, sourceKind: '', sourceId: null, source: '', quantityThousandths: '1000', unitMinor: '10000', netMinor: '10000' })
  await owner.query(`insert into docket.payment_request (agency_id, client_id, id, job_id, number, currency, net_minor, lines, made_by, made_at)
    select $1, ${client}, ('00000000-0000-7000-b000-' || lpad(to_hex(r), 12, '0'))::uuid, ${job}, 'PR-OLD-' || r, 'HKD', 30000, $3, $2, now()
    from (select r, j, 1 + j % ${clients} as c from (select r, 1 + r % 5000 as j from generate_series(1, ${requests}) r) x) s`, [agency, person, JSON.stringify([line(1), line(2), line(3)])])
  await owner.query('vacuum analyze docket.payment_request')
}
export const clientOfJob = (j: number): string => clientId(1 + (j % clients))
export const invoiceAt = (i: number) => ({ client: clientOfJob(Math.ceil(i / 4)), invoice: `00000000-0000-7000-a000-${i.toString(16).padStart(12, '0')}` })
export const requestAt = (r: number) => ({ client: clientOfJob(1 + (r % 5000)), request: `00000000-0000-7000-b000-${r.toString(16).padStart(12, '0')}` })
