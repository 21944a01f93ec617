import type pg from 'pg'

/** The word in every text of the client; no other text holds it. */
export const planted = 'PLANTED-Zx7q'

/** Words for machines: changed, they would break the thing instead of marking it. */
const machine = new Set(['record.what', 'record.subject_kind', 'file.type', 'file.thumb_sha256', 'document.kind', 'mail.message_id', 'mail.about_kind', 'signature_request.consent', 'signature_party.role', 'signature_party.stage', 'mail.to_mail',
  'signature.consent_lang', 'signature.mark', 'document_version.template', 'document_version.template_sha256', 'document_version.data_sha256'])

/**
 * Writes the word at the end of every text of every walled table that takes one, so that a new column or table is planted
 * without being named here. Answers what to search answers for: the word, and the client's id.
 */
export const plant = async (owner: pg.Pool, agency: string, client: string): Promise<string[]> => {
  const { rows } = await owner.query<{ t: string; c: string }>(`
    select c.relname as t, a.attname as c from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'docket'::regnamespace and c.relkind = 'r' and a.atttypid = 'text'::regtype
      and exists (select 1 from pg_attribute k where k.attrelid = c.oid and k.attname = 'client_id') order by 1, 2`)
  let marked = 0
  for (const { t, c } of rows) {
    if (machine.has(`${t}.${c}`)) continue
    const changed = await owner.query(`update docket.${t} set ${c} = ${c} || ' ${planted}' where agency_id = $1 and client_id = $2 and ${c} is not null and ${c} <> ''`, [agency, client]).catch((error: { code?: string }) => {
      // A code, a hash or a state: its check takes no other word.
      if (error.code !== '23514') throw error
      return { rowCount: 0 }
    })
    if (changed.rowCount) marked++
  }
  if (marked < 50) throw new Error(`only ${marked} columns took the planted word`)
  await owner.query(`update docket.contact set mail = 'planted-zx7q.' || mail where agency_id = $1 and client_id = $2 and mail <> ''`, [agency, client])
  return [planted, 'planted-zx7q', client]
}

/** Ids and facts of the client's things, one of each kind that a procedure asks for. */
export const thingsOf = async (owner: pg.Pool, agency: string, client: string, insider: string) => {
  const one = async (what: string, from: string, order = '1'): Promise<string> => {
    const { rows } = await owner.query<{ v: string }>(`select (${what})::text as v from docket.${from} and agency_id = $1 and client_id = $2 order by ${order} limit 1`, [agency, client])
    if (!rows[0]) throw new Error(`the client has no ${from}`)
    return rows[0].v
  }
  const all = async (what: string, from: string): Promise<string[]> =>
    (await owner.query<{ v: string }>(`select (${what})::text as v from docket.${from} where agency_id = $1 and client_id = $2`, [agency, client])).rows.map((r) => r.v)
  const job = await one('id', 'job where filed_at is not null')
  // What only its own signer or writer finds is made the insider's, so that the last test can show that it is there.
  const mine = async (table: string, set: string, id: string): Promise<string> => {
    await owner.query(`update docket.${table} set ${set} where agency_id = $1 and client_id = $2 and id = $3`, [agency, client, id])
    return id
  }
  return {
    client, insider, job,
    number: await one('finance_number', `job where id = '${job}'`),
    version: Number(await one('version', `job where id = '${job}'`)),
    meeting: await one('id', 'meeting where true'),
    item: await one('id', "meeting_item where kind = 'request'"),
    contact: await one('id', 'contact where approver_since is not null'),
    schedule: await one('id', `schedule where job_id = '${job}'`),
    step: await one('step_id', 'schedule_step where true'),
    document: await one('id', `document where job_id = '${job}'`),
    kind: await one('kind', `document where job_id = '${job}'`),
    subject: await one('subject_id', `document where job_id = '${job}'`),
    request: await one('id', 'signature_request where true'),
    party: await one('id', 'signature_party where contact_id is not null'),
    deliverable: await one('id', 'deliverable where true'),
    made: await one('id', 'deliverable_version where true'),
    time: await one('id', 'time_entry where true'),
    bought: await one('id', 'bought_cost where true'),
    paymentRequest: await one('id', 'payment_request where true'),
    invoice: await one('id', "invoice where kind = 'invoice'"),
    receipt: await one('id', 'receipt where true'),
    mine: await mine('signature_party', `person_id = '${insider}'`, await one('id', 'signature_party where person_id is not null')),
    mail: await mine('mail', "state = 'waiting'", await one('id', 'mail where true')),
    dead: await mine('mail', "state = 'dead'", await one('id', 'mail where true', 'id desc')),
    file: await one('id', "file where type = 'image/png'"),
    files: await all('id', 'file'),
    papers: [...(await all('file_id', 'document_version')), ...(await all('certificate_file_id', 'signature_request'))].filter(Boolean),
  }
}
export type Things = Awaited<ReturnType<typeof thingsOf>>
