import type { z } from 'zod'
import type { WalledTx } from '#kernel/db/walled.ts'
import type { zDocument } from './contract.ts'
import * as repo from './repo.ts'

export type DocumentShown = z.infer<typeof zDocument>
type VersionShown = DocumentShown['versions'][number]
export type RequestShown = DocumentShown['requests'][number]
export type PartyShown = RequestShown['parties'][number]
type VersionFacts = Omit<repo.VersionRow, 'data' | 'agency_id' | 'client_id'>

const versionShown = (v: VersionFacts): VersionShown => ({
  version: v.version, title: v.title, lang: v.lang, sha256: v.sha256, dataSha256: v.data_sha256, template: v.template, templateSha256: v.template_sha256,
  fileId: v.file_id, frozenAt: v.frozen_at, frozenBy: v.frozen_by,
})
const partyShown = (p: repo.PartyRow, s: repo.SignatureRow | undefined): PartyShown => ({
  id: p.id, turn: p.turn, side: p.side, personId: p.person_id, contactId: p.contact_id, name: p.name, role: p.role, stage: p.stage, state: p.state,
  reason: p.reason, answer: p.answer, askedAt: p.asked_at, openedAt: p.opened_at, opened: p.opened, remindedAt: p.reminded_at, reminders: p.reminders,
  expiresAt: p.expires_at, endedAt: p.ended_at,
  signature: s ? {
    name: s.name, sha256: s.sha256, at: s.at, method: s.method, provedAt: s.proved_at, address: s.address, agent: s.agent, consentText: s.consent_text,
    consentLang: s.consent_lang, consentVersion: s.consent_version, mark: s.mark,
  } : null,
})

/** Documents with everything that hangs on them, in four queries whatever their number. */
export const shown = async (tx: WalledTx, client: string, documents: readonly repo.DocumentRow[]): Promise<DocumentShown[]> => {
  const ids = documents.map((d) => d.id)
  const versions = await repo.versionsOf(tx, client, ids)
  const requests = await repo.requestsOf(tx, client, ids)
  const parties = await repo.partiesOf(tx, client, requests.map((r) => r.id))
  const signatures = new Map((await repo.signaturesOf(tx, client, requests.map((r) => r.id))).map((s) => [s.party_id, s]))
  return documents.map((d) => ({
    id: d.id, client: d.client_id, kind: d.kind, subjectId: d.subject_id, jobId: d.job_id, number: d.number,
    versions: versions.filter((v) => v.document_id === d.id).map(versionShown),
    requests: requests.filter((r) => r.document_id === d.id).map((r) => ({
      id: r.id, version: r.version, sha256: r.sha256, purpose: r.purpose, consent: r.consent, consentVersion: r.consent_version, state: r.state, turn: r.turn,
      createdAt: r.created_at, createdBy: r.created_by, endedAt: r.ended_at, certificateFileId: r.certificate_file_id,
      parties: parties.filter((p) => p.request_id === r.id).map((p) => partyShown(p, signatures.get(p.id))),
    })),
  }))
}
