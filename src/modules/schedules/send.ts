import type { WalledTx } from '#kernel/db/walled.ts'
import type { Lang } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import { slow } from '#kernel/rpc/service.ts'
import { clientById, contactById, mayApprove, teamOf } from '#modules/clients/index.ts'
import { lockBookable } from '#modules/jobs/index.ts'
import { agencyDay } from '#modules/people/index.ts'
import { askSignatures, freeze, type Prepared, prepareVersion, withdrawOpen } from '#modules/signoff/index.ts'
import { freezeSchedule } from './paper.ts'
import { frozenSentence, type ScheduleData, scheduleData } from './print.ts'
import { planNow } from './replan.ts'
import * as repo from './repo.ts'
import { checkOwners, checkPlanned, checkSend, checkSigners } from './rules.ts'
import { openOf, stepShown } from './shape.ts'

interface One {
  client: string
  schedule: string
  version: number
}
interface SendInput extends One {
  personId: string
  contactId: string
}
interface Sealed {
  data: ScheduleData
  lang: Lang
  paper: Prepared
}

/** The revision, with all that can be judged of its sending, before a paper is made of it. */
const judge = async (tx: WalledTx, { client, schedule, version, personId, contactId }: SendInput): Promise<repo.ScheduleRow> => {
  const row = await repo.findSchedule(tx, client, schedule)
  if (!row) throw notFound()
  checkSend(row)
  if (row.version !== version) throw stale()
  const steps = (await repo.stepsOf(tx, client, [row.id])).map(stepShown)
  checkOwners(steps)
  const { job_id: job, direction, anchor } = row
  checkPlanned(steps, (await planNow(tx, { client, job, direction, anchor, steps }, await repo.listSchedules(tx, client, job))).spans)
  const contact = await contactById(tx, client, contactId)
  checkSigners({ onTeam: (await teamOf(tx, client)).includes(personId), mayApprove: mayApprove(contact, await agencyDay(tx)) })
  return row
}

/**
 * Freezes the revision and asks both sides to sign it: ours first, then the client's authorised approver (B5). The document's
 * subject is the job, so that each revision is the next version of one paper and makes void what is still out for an older one.
 */
export const sendSchedule = slow({
  prepare: async (ask, input: SendInput): Promise<Sealed> => {
    const { data, lang } = await ask.read(async (tx) => {
      const row = await judge(tx, input)
      const { locale } = await clientById(tx, input.client)
      return { data: scheduleData(await freezeSchedule(tx, row, input), locale), lang: locale }
    })
    return { data, lang, paper: await prepareVersion(ask, { template: 'modules/schedules/paper/schedule.typ', lang, data }) }
  },

  run: async (tx, input: SendInput, { data, lang, paper }: Sealed) => {
    const { client } = input
    const row = await judge(tx, input)
    await lockBookable(tx, client, row.job_id)
    // The version holds the steps still: what was printed is what is sent.
    if (!(await repo.saveScheduleIf(tx, client, row.id, input.version, { state: 'sent', sent_at: tx.now }))) throw stale()
    const frozen = await freeze(tx, { client, kind: 'schedule', subjectId: row.job_id, job: row.job_id, number: data.number, title: say(lang, 'schedules.document', { sentence: data.title }), lang, data, prepared: paper })
    // S3: every revision is frozen once, and every way back from a sending opens the next one.
    if (frozen.version !== row.revision) throw new Error(`schedule ${row.id}: revision ${row.revision} was frozen as version ${frozen.version}`)
    const { ours, theirs } = data.record.signers
    await askSignatures(tx, {
      client, documentId: frozen.documentId, version: frozen.version, purpose: 'sign', consent: 'schedule', approver: true,
      parties: [
        { turn: 1, side: 'agency', personId: input.personId, role: ours.title },
        { turn: 2, side: 'client', contactId: input.contactId, role: theirs.title },
      ],
      mail: {
        subject: 'schedules.mail.subject', body: 'schedules.mail.body',
        values: (reader) => ({ sentence: frozenSentence(data.record, reader), job: data.record.job, revision: row.revision, reason: row.reason || 'none', before: String(data.record.before !== null) }),
      },
    })
    await record(tx, {
      client, what: 'schedules.sent', subject: { kind: 'schedule', id: row.id }, job: row.job_id,
      data: { title: data.record.job, revision: row.revision, sentence: data.title, to: `${ours.name}、${theirs.name}` },
    })
    return { version: input.version + 1 }
  },
})

/**
 * Takes a sent revision back. Signoff's request decides who was first, this or the last signature; hear.ts then opens its plan
 * as the next draft.
 */
export const withdrawSchedule = async (tx: WalledTx, { client, schedule, version, reason }: One & { reason: string }): Promise<{ id: string; version: number }> => {
  const row = await repo.findSchedule(tx, client, schedule)
  if (!row) throw notFound()
  if (row.state !== 'sent') throw refuse('schedules.not_sent')
  if (row.version !== version) throw stale()
  if (!(await withdrawOpen(tx, { client, kind: 'schedule', subjectId: row.job_id, reason }))) throw refuse('signoff.ended')
  const draft = openOf(await repo.listSchedules(tx, client, row.job_id))
  if (draft?.state !== 'draft') throw new Error(`schedule ${row.id}: nobody heard that it was withdrawn`)
  return { id: draft.id, version: draft.version }
}
