import type { WalledTx } from '#kernel/db/walled.ts'
import { filesByIds } from '#kernel/files/repo.ts'
import { newId } from '#kernel/ids.ts'
import { notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import { slow } from '#kernel/rpc/service.ts'
import { clientById, teamOf } from '#modules/clients/index.ts'
import { type JobRow, jobById, lockBookable } from '#modules/jobs/index.ts'
import { peopleWith } from '#modules/people/index.ts'
import { askSignatures, freeze, prepareFile, voidOpen } from '#modules/signoff/index.ts'
import * as repo from './repo.ts'
import { checkStages, checkStands, type Deciders, passage, type StageForm, stagesOf } from './rules.ts'
import { standOf } from './shape.ts'

interface NewVersion {
  client: string
  fileId: string
  note: string
  stages: StageForm[]
}

/** What is signed about a version: enough to know the work by, and the hash of its bytes. */
export type Frozen = Awaited<ReturnType<typeof snapshot>>
const snapshot = async (tx: WalledTx, job: JobRow, title: string, no: number, { client, fileId, note }: NewVersion) => {
  const file = (await filesByIds(tx, client, [fileId]))[0]
  if (!file) throw notFound()
  return { job: job.finance_number, jobTitle: job.title, deliverable: title, no, note, file: { name: file.name, type: file.type, size: file.size, sha256: file.sha256 } }
}
const nextNo = (versions: readonly repo.VersionRow[]): number => (versions.at(-1)?.no ?? 0) + 1

/** Of the client's team those of the role, a director in their place, and who is named on the order. */
export const decidersOf = async (tx: WalledTx, job: JobRow): Promise<Record<keyof Deciders, string[]>> => {
  const team = new Set(await teamOf(tx, job.client_id))
  const directors = await peopleWith(tx, 'director')
  const named = async (role: keyof Deciders, id: string | null) => [...new Set([...(await peopleWith(tx, role)), ...directors, ...(id ? [id] : [])])].filter((one) => team.has(one))
  return { lead: await named('lead', job.lead_id), ae: await named('ae', job.owner_id) }
}

/** Freezes the version and asks everybody who took part, stage after stage, each stage side by side (F6). */
const putIn = async (tx: WalledTx, job: JobRow, deliverable: { id: string; title: string }, no: number, input: NewVersion, prepared: Awaited<ReturnType<typeof prepareFile>>) => {
  const me = tx.person
  const { client } = input
  checkStages(job.kind, input.stages, me.id, await decidersOf(tx, job))
  const team = await teamOf(tx, client)
  if (input.stages.some((s) => s.people.some((p) => !team.includes(p)))) throw refuse('deliverables.off_team')
  const id = newId(tx.now)
  await repo.insertVersion(tx, {
    agency_id: tx.agencyId, client_id: client, id, deliverable_id: deliverable.id, job_id: job.id, no, file_id: input.fileId, note: input.note,
    state: passage.start, stages_signed_at: null, sent_at: null, approved_at: null, returned_reason: '', made_by: me.id, made_at: tx.now, row_version: 1,
  })
  const data = await snapshot(tx, job, deliverable.title, no, input)
  const frozen = await freeze(tx, {
    client, kind: 'deliverable', subjectId: id, job: job.id, number: job.finance_number!, version: no, title: deliverable.title,
    lang: (await clientById(tx, client)).locale, data, prepared,
  })
  await askSignatures(tx, {
    client, documentId: frozen.documentId, version: frozen.version, purpose: 'sign', consent: 'stage',
    parties: stagesOf[job.kind].flatMap((stage, i) => [...new Set(input.stages.find((s) => s.stage === stage)?.people)].map((personId) => ({ turn: i + 1, side: 'agency' as const, personId, stage }))),
  })
  await record(tx, { client, what: 'deliverables.put_in', subject: { kind: 'deliverable', id: deliverable.id }, job: job.id, data: { title: deliverable.title, no } })
  return id
}

interface Add extends NewVersion {
  job: string
  title: string
}
export const addDeliverable = slow({
  prepare: async (ask, input: Add) => {
    const data = await ask.read(async (tx) => snapshot(tx, await jobById(tx, input.client, input.job), input.title, 1, input))
    return prepareFile(ask, { client: input.client, fileId: input.fileId, data })
  },
  run: async (tx, input: Add, prepared) => {
    const job = await lockBookable(tx, input.client, input.job)
    const id = newId(tx.now)
    await repo.insert(tx, { agency_id: tx.agencyId, client_id: input.client, id, job_id: job.id, title: input.title, created_by: tx.person.id, created_at: tx.now, dropped_at: null, dropped_by: null, dropped_reason: '', version: 1 })
    return { id, versionId: await putIn(tx, job, { id, title: input.title }, 1, input, prepared) }
  },
})

interface AddVersion extends NewVersion {
  deliverable: string
}
const load = async (tx: WalledTx, client: string, id: string, find = repo.find) => {
  const row = await find(tx, client, id)
  if (!row) throw notFound()
  return { row, versions: await repo.versionsOf(tx, client, [id]) }
}
export const addVersion = slow({
  prepare: async (ask, input: AddVersion) => {
    const data = await ask.read(async (tx) => {
      const { row, versions } = await load(tx, input.client, input.deliverable)
      return snapshot(tx, await jobById(tx, input.client, row.job_id), row.title, nextNo(versions), input)
    })
    return prepareFile(ask, { client: input.client, fileId: input.fileId, data })
  },
  run: async (tx, input: AddVersion, prepared) => {
    const { row, versions } = await load(tx, input.client, input.deliverable, repo.findForShare)
    const job = await lockBookable(tx, input.client, row.job_id)
    checkStands(standOf(row))
    const current = versions.find((v) => passage.may(v.state, 'replace'))
    if (current) {
      if (!(await repo.moveIf(tx, current, { state: passage.move(current.state, 'replace') }))) throw stale()
      // Each version is a thing of its own to signoff, so the older one's links do not die by freezing the new one.
      await voidOpen(tx, { client: input.client, kind: 'deliverable', subjectId: current.id })
    }
    const no = nextNo(versions)
    return { versionId: await putIn(tx, job, row, no, input, prepared), no }
  },
})
