import type { WalledTx } from '#kernel/db/walled.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import type { ServiceOf } from '#kernel/rpc/service.ts'
import { contactById, mayApprove } from '#modules/clients/index.ts'
import { jobById, lockBookable } from '#modules/jobs/index.ts'
import { agencyOf } from '#modules/people/index.ts'
import { askSignatures, latestOf, withdrawOpen } from '#modules/signoff/index.ts'
import type { deliverablesContract } from './contract.ts'
import { addDeliverable, addVersion } from './put.ts'
import * as repo from './repo.ts'
import { checkSend, passage, stagesOf } from './rules.ts'
import { printSlip } from './slip.ts'

const versionShown = (v: repo.VersionRow) => ({
  id: v.id, no: v.no, fileId: v.file_id, note: v.note, state: v.state, stagesSignedAt: v.stages_signed_at, sentAt: v.sent_at, approvedAt: v.approved_at,
  returnedReason: v.returned_reason, madeBy: v.made_by, madeAt: v.made_at, rowVersion: v.row_version,
})
const shown = (d: repo.DeliverableRow, versions: repo.VersionRow[]) => ({
  id: d.id, job: d.job_id, title: d.title, createdAt: d.created_at, versions: versions.filter((v) => v.deliverable_id === d.id).map(versionShown),
})
const load = async (tx: WalledTx, client: string, version: string) => {
  const row = await repo.findVersion(tx, client, version)
  if (!row) throw notFound()
  return { row, of: (await repo.find(tx, client, row.deliverable_id))! }
}

export const deliverablesService: ServiceOf<typeof deliverablesContract> = {
  forJob: async (tx, { client, job }) => {
    const order = await jobById(tx, client, job)
    const rows = await repo.ofJob(tx, client, job)
    const versions = await repo.versionsOf(tx, client, rows.map((r) => r.id))
    return { stages: [...stagesOf[order.kind]], deliverables: rows.map((r) => shown(r, versions)) }
  },

  get: async (tx, { client, deliverable }) => {
    const row = await repo.find(tx, client, deliverable)
    if (!row) throw notFound()
    return shown(row, await repo.versionsOf(tx, client, [deliverable]))
  },

  add: addDeliverable,
  addVersion,

  send: async (tx, { client, version, contact, rowVersion }) => {
    const { row, of } = await load(tx, client, version)
    await lockBookable(tx, client, row.job_id)
    checkSend(row)
    const approver = await contactById(tx, client, contact)
    // Only a named authorised approver may confirm for the client (glossary: client approval).
    if (!mayApprove(approver, localDate(tx.now, (await agencyOf(tx)).zone))) throw refuse('deliverables.not_approver')
    if (row.row_version !== rowVersion || !(await repo.moveIf(tx, row, { state: passage.move(row.state, 'send'), sent_at: tx.now }))) throw stale()
    const paper = await latestOf(tx, client, 'deliverable', version)
    if (!paper) throw notFound()
    await askSignatures(tx, {
      client, documentId: paper.documentId, version: paper.version, purpose: 'confirm', consent: 'deliverable',
      parties: [{ turn: 1, side: 'client', contactId: contact, role: approver.title }],
    })
    await record(tx, { client, what: 'deliverables.sent', subject: { kind: 'deliverable', id: of.id }, job: row.job_id, data: { title: of.title, no: row.no, to: approver.name } })
    return { rowVersion: rowVersion + 1 }
  },

  takeBack: async (tx, { client, version, rowVersion, reason }) => {
    const { row, of } = await load(tx, client, version)
    const state = passage.move(row.state, 'takeBack')
    if (row.row_version !== rowVersion || !(await repo.moveIf(tx, row, { state, sent_at: null }))) throw stale()
    await withdrawOpen(tx, { client, kind: 'deliverable', subjectId: version, reason })
    await record(tx, { client, what: 'deliverables.taken_back', subject: { kind: 'deliverable', id: of.id }, job: row.job_id, data: { title: of.title, no: row.no, reason } })
    return { rowVersion: rowVersion + 1 }
  },

  slip: printSlip,
}
