import { z } from 'zod'
import { zId } from '#kernel/pure/id.ts'
import { zName, zNote, zText } from '#kernel/pure/text.ts'
import { zRowVersion } from '#kernel/pure/version.ts'
import { read, write } from '#kernel/rpc/define.ts'
import { bookingRefusals, zBlocked } from '#modules/jobs/contract.ts'
import { stagesOf, versionStates } from './rules.ts'

const tag = 'deliverables'
export const zStages = z.array(z.object({ stage: z.enum(stagesOf.creative), people: z.array(zId).max(20) })).max(10)
/** What a viewer needs to show the file: its address is `/files/{client}/{id}`. */
export const zFile = z.object({ id: zId, client: zId, name: z.string(), type: z.string(), size: z.int(), pages: z.int().nullable() })
export const zVersion = z.object({
  id: zId, no: z.int(), fileId: zId, file: zFile, note: z.string(), state: z.enum(versionStates), stagesSignedAt: z.date().nullable(), sentAt: z.date().nullable(),
  approvedAt: z.date().nullable(), returnedReason: z.string(), madeBy: zId, madeAt: z.date(), rowVersion: zRowVersion,
})
export const zDeliverable = z.object({ id: zId, job: zId, title: z.string(), createdAt: z.date(), droppedAt: z.date().nullable(), droppedBy: zId.nullable(), droppedReason: z.string(), versions: z.array(zVersion) })
const zStageNames = z.array(z.enum(stagesOf.creative))
/** Who may sign the stages that belong to a profession; the others are signed by whoever took part. */
const zDeciders = z.object({ lead: z.array(zId), ae: z.array(zId) })
const newVersion = z.object({ client: zId, fileId: zId, note: zNote(2000).default(''), stages: zStages })
const stageRefusals = ['deliverables.stage_empty', 'deliverables.maker_checks', 'deliverables.maker_unsigned', 'deliverables.stage_role', 'deliverables.off_team', 'files.missing'] as const

export const deliverablesContract = {
  forJob: read({ path: '/clients/{client}/jobs/{job}/deliverables', summary: 'What is made for a job, with every version', tag })
    .input(z.object({ client: zId, job: zId })).output(z.object({ stages: zStageNames, deciders: zDeciders, blocked: zBlocked, deliverables: z.array(zDeliverable) })),
  get: read({ path: '/clients/{client}/deliverables/{deliverable}', summary: 'One deliverable with every version', tag })
    .input(z.object({ client: zId, deliverable: zId })).output(zDeliverable.extend({ stages: zStageNames, deciders: zDeciders, jobTitle: z.string(), number: z.string().nullable(), deliveredAt: z.date().nullable(), blocked: zBlocked })),
  add: write({ path: '/clients/{client}/jobs/{job}/deliverables', summary: 'Put a first version in and ask its stages to sign', tag, refusals: [...bookingRefusals, ...stageRefusals] })
    .input(newVersion.extend({ job: zId, title: zName })).output(z.object({ id: zId, versionId: zId })),
  addVersion: write({ path: '/clients/{client}/deliverables/{deliverable}/versions', summary: 'Put the next version in; the one before is superseded and its signatures asked again', tag, refusals: [...bookingRefusals, ...stageRefusals, 'deliverables.dropped'] })
    .input(newVersion.extend({ deliverable: zId })).output(z.object({ versionId: zId, no: z.int() })),
  send: write({ path: '/clients/{client}/versions/{version}/send', summary: 'Send a version with all its signatures to the client\'s authorised approver', tag, roles: ['ae', 'director'], refusals: ['deliverables.unsigned', 'deliverables.not_approver', 'deliverables.dropped', 'state', ...bookingRefusals] })
    .input(z.object({ client: zId, version: zId, contact: zId, rowVersion: zRowVersion })).output(z.object({ rowVersion: zRowVersion })),
  drop: write({ path: '/clients/{client}/deliverables/{deliverable}/drop', summary: 'Give a deliverable up, with a reason: what waits for a signature is taken back, and the delivery waits for it no more', tag, roles: ['ae', 'director'], refusals: [...bookingRefusals, 'jobs.delivered_already', 'deliverables.dropped', 'deliverables.approved', 'signoff.ended'] })
    .input(z.object({ client: zId, deliverable: zId, reason: zText(2000) })).output(z.object({ at: z.date() })),
  slip: write({ path: '/clients/{client}/versions/{version}/slip', summary: 'Print the sign-off slip of a version', tag })
    .input(z.object({ client: zId, version: zId })).output(z.object({ fileId: zId })),
}
