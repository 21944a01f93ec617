import type { WalledTx } from '#kernel/db/walled.ts'
import { type FileRow, filesByIds } from '#kernel/files/repo.ts'
import { notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import type { ServiceOf } from '#kernel/rpc/service.ts'
import { contactById, mayApprove } from '#modules/clients/index.ts'
import { blockedOf, jobById, lockBookable } from '#modules/jobs/index.ts'
import { agencyDay } from '#modules/people/index.ts'
import { askSignatures, latestOf } from '#modules/signoff/index.ts'
import type { deliverablesContract } from './contract.ts'
import { dropDeliverable } from './drop.ts'
import { addDeliverable, addVersion, decidersOf } from './put.ts'
import * as repo from './repo.ts'
import { checkSend, checkStands, passage, stagesOf } from './rules.ts'
import { standOf } from './shape.ts'
import { printSlip } from './slip.ts'

const fileShown = (f: FileRow) => ({ id: f.id, client: f.client_id, name: f.name, type: f.type, size: Number(f.size), pages: f.pages })
const versionShown = (v: repo.VersionRow, file: FileRow) => ({
  id: v.id, no: v.no, fileId: v.file_id, file: fileShown(file), note: v.note, state: v.state, stagesSignedAt: v.stages_signed_at, sentAt: v.sent_at, approvedAt: v.approved_at,
  returnedReason: v.returned_reason, madeBy: v.made_by, madeAt: v.made_at, rowVersion: v.row_version,
})
/** Deliverables with their versions and files, in two queries whatever their number. */
const shown = async (tx: WalledTx, client: string, rows: readonly repo.DeliverableRow[]) => {
  const versions = await repo.versionsOf(tx, client, rows.map((r) => r.id))
  const files = new Map((await filesByIds(tx, client, [...new Set(versions.map((v) => v.file_id))])).map((f) => [f.id, f]))
  return rows.map((d) => ({
    id: d.id, job: d.job_id, title: d.title, createdAt: d.created_at, droppedAt: d.dropped_at, droppedBy: d.dropped_by, droppedReason: d.dropped_reason,
    versions: versions.filter((v) => v.deliverable_id === d.id).map((v) => versionShown(v, files.get(v.file_id)!)),
  }))
}
const load = async (tx: WalledTx, client: string, version: string) => {
  const row = await repo.findVersion(tx, client, version)
  if (!row) throw notFound()
  return { row, of: (await repo.findForShare(tx, client, row.deliverable_id))! }
}

export const deliverablesService: ServiceOf<typeof deliverablesContract> = {
  forJob: async (tx, { client, job }) => {
    const order = await jobById(tx, client, job)
    return { stages: [...stagesOf[order.kind]], deciders: await decidersOf(tx, order), blocked: blockedOf(order), deliverables: await shown(tx, client, await repo.ofJob(tx, client, job)) }
  },

  get: async (tx, { client, deliverable }) => {
    const row = await repo.find(tx, client, deliverable)
    if (!row) throw notFound()
    const job = await jobById(tx, client, row.job_id)
    const [one] = await shown(tx, client, [row])
    return { ...one!, stages: [...stagesOf[job.kind]], deciders: await decidersOf(tx, job), jobTitle: job.title, number: job.finance_number, deliveredAt: job.delivered_at, blocked: blockedOf(job) }
  },

  add: addDeliverable,
  addVersion,

  send: async (tx, { client, version, contact, rowVersion }) => {
    const { row, of } = await load(tx, client, version)
    await lockBookable(tx, client, row.job_id)
    checkStands(standOf(of))
    checkSend(row)
    const approver = await contactById(tx, client, contact)
    // Only a named authorised approver may confirm for the client (glossary: client approval).
    if (!mayApprove(approver, await agencyDay(tx))) throw refuse('deliverables.not_approver')
    if (row.row_version !== rowVersion || !(await repo.moveIf(tx, row, { state: passage.move(row.state, 'send'), sent_at: tx.now }))) throw stale()
    const paper = await latestOf(tx, client, 'deliverable', version)
    if (!paper) throw notFound()
    await askSignatures(tx, {
      client, documentId: paper.documentId, version: paper.version, purpose: 'confirm', consent: 'deliverable', approver: true,
      parties: [{ turn: 1, side: 'client', contactId: contact, role: approver.title }],
      mail: { subject: 'deliverables.mail.subject', body: 'deliverables.mail.body', values: { no: row.no } },
    })
    await record(tx, { client, what: 'deliverables.sent', subject: { kind: 'deliverable', id: of.id }, job: row.job_id, data: { title: of.title, no: row.no, to: approver.name } })
    return { rowVersion: rowVersion + 1 }
  },

  drop: dropDeliverable,
  slip: printSlip,
}
