import { newId } from '#kernel/ids.ts'
import type { World } from './world.ts'

/** A work of the job that its maker has signed and the client has approved, written past the services: for tests of jobs, which stands below the module that makes works. */
export const approvedWork = async (world: World, { client, job }: { client: string; job: string }): Promise<void> => {
  const { director, member, agencyId, clock } = world
  const now = clock.now()
  const [file, deliverable, version, document] = [newId(now), newId(now), newId(now), newId(now)]
  const at = [agencyId, client]
  const { sql } = director
  await sql("insert into docket.file (agency_id, client_id, id, sha256, name, type, size, made_by, at) values ($1, $2, $3, repeat('a', 64), '主視覺.png', 'image/png', 1, $4, $5)", [...at, file, member.id, now])
  await sql("insert into docket.deliverable (agency_id, client_id, id, job_id, title, created_by, created_at) values ($1, $2, $3, $4, '主視覺海報', $5, $6)", [...at, deliverable, job, member.id, now])
  await sql(`insert into docket.deliverable_version (agency_id, client_id, id, deliverable_id, job_id, no, file_id, state, made_by, made_at)
    values ($1, $2, $3, $4, $5, 1, $6, 'in_stages', $7, $8)`, [...at, version, deliverable, job, file, member.id, now])
  await sql("insert into docket.document (agency_id, client_id, id, kind, subject_id, job_id, created_at) values ($1, $2, $3, 'deliverable', $4, $5, $6)", [...at, document, version, job, now])
  await sql(`insert into docket.document_version (agency_id, client_id, document_id, version, title, lang, data, data_sha256, template, template_sha256, file_id, sha256, frozen_at)
    values ($1, $2, $3, 1, '主視覺海報', 'zh-Hant', '{}', repeat('b', 64), '', '', $4, repeat('a', 64), $5)`, [...at, document, file, now])
  const { rows: [approver] } = await sql('select id, name from docket.contact where agency_id = $1 and client_id = $2 and active and approver_since is not null limit 1', at)
  const sides = [
    { purpose: 'sign', side: 'agency', person: member.id, contact: null, name: member.name }, { purpose: 'confirm', side: 'client', person: null, contact: approver!.id, name: approver!.name },
  ]
  for (const { purpose, side, person, contact, name } of sides) {
    const [request, party] = [newId(now), newId(now)]
    await sql(`insert into docket.signature_request (agency_id, client_id, id, document_id, version, sha256, purpose, consent, consent_version, approver, created_at)
      values ($1, $2, $3, $4, 1, repeat('a', 64), $5, 'deliverable', 1, $6, $7)`, [...at, request, document, purpose, contact !== null, now])
    await sql("insert into docket.signature_party (agency_id, client_id, request_id, id, turn, side, person_id, contact_id, name, state) values ($1, $2, $3, $4, 1, $5, $6, $7, $8, 'signed')", [...at, request, party, side, person, contact, name])
    await sql(`insert into docket.signature (agency_id, client_id, party_id, request_id, sha256, name, consent_text, consent_lang, consent_version, method, at)
      values ($1, $2, $3, $4, repeat('a', 64), $5, '同意', 'zh-Hant', 1, 'link', $6)`, [...at, party, request, name, now])
    await sql("update docket.signature_request set state = 'complete', ended_at = $3 where agency_id = $1 and id = $2", [agencyId, request, now])
  }
  await sql("update docket.deliverable_version set state = 'approved', stages_signed_at = $3, sent_at = $3, approved_at = $3 where agency_id = $1 and id = $2", [agencyId, version, now])
}
