import type { WalledTx } from '#kernel/db/walled.ts'
import { nextNumber } from '#kernel/db/numbers.ts'
import { filesByIds } from '#kernel/files/repo.ts'
import { newId } from '#kernel/ids.ts'
import { say } from '#kernel/i18n/say.ts'
import { noDay, pageOf, placeOf } from '#kernel/pure/page.ts'
import { notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import type { ServiceOf } from '#kernel/rpc/service.ts'
import { clientById, teamOf } from '#modules/clients/index.ts'
import { itemById, ordered } from '#modules/meetings/index.ts'
import { agencyDay, personById } from '#modules/people/index.ts'
import type { jobsContract } from './contract.ts'
import type { JobEvent } from './events.ts'
import { orderPaper } from './order-paper.ts'
import * as repo from './repo.ts'
import { blockedBy, checkBookable, checkClose, checkComplete, checkDeliver, checkHandOver, checkRelease, checkReopen, licence, missingIn, titleFrom, unquoted } from './rules.ts'
import { cardOf, detailOf, jobShown, stageWith } from './shape.ts'

type Ref = { client: string; job: string }
const load = async (tx: WalledTx, { client, job }: Ref): Promise<repo.JobRow> => {
  const row = await repo.findJobForUpdate(tx, client, job)
  if (!row) throw notFound()
  return row
}
const save = async (tx: WalledTx, row: repo.JobRow, version: number, set: Partial<repo.JobRow>): Promise<{ version: number }> => {
  if (!(await repo.saveJobIf(tx, row.client_id, row.id, version, { ...set, stage: stageWith(row, set) }))) throw stale()
  return { version: version + 1 }
}
const deed = (tx: WalledTx, row: repo.JobRow, what: string, data: Record<string, unknown> = {}) =>
  record(tx, { client: row.client_id, what: `jobs.${what}`, subject: { kind: 'job', id: row.id }, job: row.id, data: { title: row.title, ...data } })
const tell = (tx: WalledTx, row: repo.JobRow, type: JobEvent['type']) => tx.announce({ type, clientId: row.client_id, jobId: row.id } as JobEvent)

/** Owner and lead must be on the client's team: they would not see their own job otherwise. */
const checkOnTeam = async (tx: WalledTx, client: string, people: (string | null)[]): Promise<void> => {
  const team = await teamOf(tx, client)
  if (people.some((id) => id !== null && !team.includes(id))) throw refuse('jobs.off_team')
}

export const jobsService: ServiceOf<typeof jobsContract> = {
  list: async (tx, { after, most, mine, ...filter }) => {
    const found = await repo.listJobs(tx, { ...filter, most, ...(mine ? { mineOf: tx.person.id } : {}), ...placeOf(after) })
    const { rows, next } = pageOf(found, most, (r) => ({ key: filter.sort === 'due' ? (r.due_on ?? noDay) : r.created_at.toISOString(), id: r.id }))
    return {
      rows: rows.map((r) => ({
        id: r.id, client: r.client_id, title: r.title, stage: r.stage, number: r.finance_number, ownerId: r.owner_id, leadId: r.lead_id,
        dueOn: r.due_on, currency: r.currency, budgetMinor: r.budget_minor, heldReason: r.held_reason, issuedAt: r.issued_at, bookable: blockedBy(cardOf(r)) === null, version: r.version, createdAt: r.created_at,
      })),
      next,
    }
  },

  get: async (tx, { client, job }) => {
    const row = await repo.findJob(tx, client, job)
    if (!row) throw notFound()
    const references = await repo.listReferences(tx, client, job)
    return jobShown(row, references, await filesByIds(tx, client, references.map((r) => r.file_id)))
  },

  byNumber: async (tx, { number }) => {
    const row = await repo.findByNumber(tx, number)
    if (!row) throw notFound()
    return { client: row.client_id, job: row.id }
  },

  open: async (tx, { client, itemId, title, reason }) => {
    const me = tx.person
    const owner = await clientById(tx, client)
    const source = itemId ? await itemById(tx, client, itemId) : undefined
    if (source && source.item.kind !== 'request') throw refuse('jobs.source_not_request')
    const id = newId(tx.now)
    const named = title ?? (source ? titleFrom(source.item.text) : '')
    if (!named) throw refuse('text.empty')
    await repo.insertJob(tx, {
      client_id: client, id, title: named, currency: owner.currency, created_by: me.id, owner_id: me.id,
      ...(source ? {
        meeting_id: source.meeting.id, item_id: source.item.id, due_on: source.item.due_on,
        purpose: source.item.quote ? `${source.item.text}\n${say(tx.lang, 'jobs.quoted', { words: unquoted(source.item.quote) })}` : source.item.text,
      } : {}),
    })
    if (source) await ordered(tx, client, source.item, reason)
    await record(tx, { client, what: reason ? 'jobs.opened_anyway' : 'jobs.opened', subject: { kind: 'job', id }, job: id, data: { title: named, ...(reason ? { reason } : {}) } })
    return { id }
  },

  save: async (tx, { client, job, version, references: listed, ...form }) => {
    const row = await load(tx, { client, job })
    if (row.state !== 'draft') throw refuse('state', { action: 'save', state: row.state })
    await checkOnTeam(tx, client, [form.ownerId, form.leadId])
    const references = [...new Map(listed.map((r) => [r.fileId, r])).values()]
    await filesByIds(tx, client, references.map((r) => r.fileId))
    await repo.replaceReferences(tx, client, job, references)
    const set = {
      title: form.title, brand: form.brand, product: form.product, purpose: form.purpose, audience: form.audience, message: form.message,
      must_haves: form.mustHaves, must_nots: form.mustNots, sizes: form.sizes, quantity: form.quantity, material: form.material,
      languages: form.languages, delivery_format: form.deliveryFormat, due_on: form.dueOn, budget_minor: form.budgetMinor,
      no_references: form.noReferences, reference_count: references.length, owner_id: form.ownerId, lead_id: form.leadId,
    }
    const saved = await save(tx, row, version, set)
    await deed(tx, { ...row, ...set }, 'saved')
    return { ...saved, missing: missingIn(detailOf({ ...row, ...set })) }
  },

  submit: async (tx, { version, ...ref }) => {
    const row = await load(tx, ref)
    const state = licence.move(row.state, 'submit')
    checkComplete(detailOf(row))
    const saved = await save(tx, row, version, { state, submitted_at: tx.now, submitted_by: tx.person.id, returned_reason: '' })
    await deed(tx, row, 'submitted')
    return saved
  },

  accept: async (tx, { version, ...ref }) => {
    const row = await load(tx, ref)
    const me = tx.person
    // The lead named on the order decides in their profession (F2); a director may stand in.
    if (row.lead_id !== me.id && !me.roles.includes('director')) throw refuse('jobs.not_your_lead')
    const saved = await save(tx, row, version, { state: licence.move(row.state, 'accept'), accepted_at: tx.now, accepted_by: me.id })
    await deed(tx, row, 'accepted')
    return saved
  },

  sendBack: async (tx, { version, reason, ...ref }) => {
    const row = await load(tx, ref)
    const state = licence.move(row.state, 'sendBack')
    const saved = await save(tx, row, version, { state, accepted_at: null, accepted_by: null, submitted_at: null, submitted_by: null, returned_reason: reason })
    await deed(tx, row, 'returned', { reason })
    return saved
  },

  issue: async (tx, { version, ...ref }) => {
    const row = await load(tx, ref)
    const state = licence.move(row.state, 'issue')
    if (row.version !== version) throw stale()
    const year = (await agencyDay(tx)).slice(0, 4)
    const number = await nextNumber(tx, 'J', year)
    const saved = await save(tx, row, version, { state, finance_number: number, issued_at: tx.now, issued_by: tx.person.id, issued_owner_id: row.owner_id })
    await deed(tx, row, 'issued', { number })
    await tell(tx, row, 'jobs.issued')
    return { ...saved, number }
  },

  cancel: async (tx, { version, reason, ...ref }) => {
    const row = await load(tx, ref)
    const saved = await save(tx, row, version, { state: licence.move(row.state, 'cancel'), returned_reason: reason })
    await deed(tx, row, 'cancelled', { reason })
    return saved
  },

  handOver: async (tx, { version, ownerId, ...ref }) => {
    const row = await load(tx, ref)
    checkHandOver(cardOf(row))
    await checkOnTeam(tx, ref.client, [ownerId])
    const to = await personById(tx, ownerId)
    const saved = await save(tx, row, version, { owner_id: ownerId })
    await deed(tx, row, 'handed_over', { to: to.name })
    return saved
  },

  deliver: async (tx, { version, ...ref }) => {
    const row = await load(tx, ref)
    checkDeliver(cardOf(row))
    // Before it is written: whoever hears it may refuse, and says why; the policy behind it only says no.
    await tell(tx, row, 'jobs.delivered')
    const saved = await save(tx, row, version, { delivered_at: tx.now, delivered_by: tx.person.id })
    await deed(tx, row, 'delivered')
    return saved
  },

  close: async (tx, { version, ...ref }) => {
    const row = await load(tx, ref)
    checkClose(cardOf(row))
    const saved = await save(tx, row, version, { closed_at: tx.now, closed_by: tx.person.id })
    await deed(tx, row, 'closed')
    await tell(tx, row, 'jobs.closed')
    return saved
  },

  hold: async (tx, { version, reason, ...ref }) => {
    const row = await load(tx, ref)
    checkBookable(cardOf(row))
    const saved = await save(tx, row, version, { held_at: tx.now, held_by: tx.person.id, held_reason: reason })
    await deed(tx, row, 'held', { reason })
    return saved
  },

  release: async (tx, { version, ...ref }) => {
    const row = await load(tx, ref)
    checkRelease(cardOf(row))
    const saved = await save(tx, row, version, { held_at: null, held_by: null, held_reason: '' })
    await deed(tx, row, 'released')
    return saved
  },

  reopen: async (tx, { version, reason, ...ref }) => {
    const row = await load(tx, ref)
    checkReopen(cardOf(row))
    const saved = await save(tx, row, version, { closed_at: null, closed_by: null, reopened_reason: reason })
    await deed(tx, row, 'reopened', { reason })
    await tell(tx, row, 'jobs.reopened')
    return saved
  },

  paper: orderPaper,
}
