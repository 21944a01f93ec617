import type { FileRow } from '#kernel/files/repo.ts'
import type { JobRow } from './repo.ts'
import { blockedBy, type Dates, missingIn, type OrderDetail, stageOf } from './rules.ts'

const datesOf = (j: JobRow): Dates => ({
  ordered: j.issued_at, scheduled: j.scheduled_at, in_work: j.in_work_at, signed_off: j.signed_off_at, delivered: j.delivered_at, closed: j.closed_at,
  billed: j.billed_at, paid: j.paid_at, filed: j.filed_at,
})
export const stageWith = (j: JobRow, set: Partial<JobRow>): JobRow['stage'] => stageOf({ ...j, ...set }.state, datesOf({ ...j, ...set }))

export const detailOf = (j: JobRow): OrderDetail => ({
  brand: j.brand, product: j.product, purpose: j.purpose, audience: j.audience, message: j.message, mustHaves: j.must_haves, mustNots: j.must_nots,
  sizes: j.sizes, quantity: j.quantity, material: j.material, languages: j.languages, deliveryFormat: j.delivery_format, dueOn: j.due_on,
  budgetMinor: j.budget_minor, ownerId: j.owner_id, leadId: j.lead_id, referenceCount: j.reference_count, noReferences: j.no_references,
})
export const cardOf = (j: Pick<JobRow, 'state' | 'delivered_at' | 'closed_at' | 'filed_at' | 'held_at' | 'held_reason' | 'reopened_reason'>) => ({ state: j.state, deliveredAt: j.delivered_at, closedAt: j.closed_at, filedAt: j.filed_at, heldAt: j.held_at, heldReason: j.held_reason, reopenedReason: j.reopened_reason })

/** A job as the contract shows it; `files` are those of its references, in their order. */
export const jobShown = (j: JobRow, references: readonly { file_id: string; note: string }[], files: readonly FileRow[]) => {
  const { referenceCount: _, ...detail } = detailOf(j)
  return {
    ...detail, id: j.id, client: j.client_id, kind: j.kind, title: j.title, state: j.state, stage: j.stage, number: j.finance_number, currency: j.currency,
    references: files.map((f, n) => ({ fileId: f.id, note: references[n]!.note, name: f.name, type: f.type, size: Number(f.size), pages: f.pages })), meetingId: j.meeting_id, itemId: j.item_id,
    submittedAt: j.submitted_at, submittedBy: j.submitted_by, acceptedAt: j.accepted_at, acceptedBy: j.accepted_by, issuedAt: j.issued_at,
    issuedBy: j.issued_by, scheduledAt: j.scheduled_at, inWorkAt: j.in_work_at, signedOffAt: j.signed_off_at, deliveredAt: j.delivered_at,
    closedAt: j.closed_at, billedAt: j.billed_at, paidAt: j.paid_at, filedAt: j.filed_at, returnedReason: j.returned_reason,
    reopenedReason: j.reopened_reason, heldAt: j.held_at, heldBy: j.held_by, heldReason: j.held_reason, blocked: blockedBy(cardOf(j)), createdBy: j.created_by, createdAt: j.created_at, version: j.version, missing: missingIn(detailOf(j)),
  }
}
