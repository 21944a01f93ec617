import type { WalledTx } from '#kernel/db/walled.ts'
import { nextNumber, peekNumber } from '#kernel/db/numbers.ts'
import type { Lang } from '#kernel/i18n/messages.ts'
import { formatDate } from '#kernel/pure/format.ts'
import { refuse, stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import { slow } from '#kernel/rpc/service.ts'
import { clientById, type ContactRow } from '#modules/clients/index.ts'
import { agencyDay } from '#modules/people/index.ts'
import { askSignatures, freeze, type Prepared, prepareVersion } from '#modules/signoff/index.ts'
import { freezeMinutes, material, type Material } from './paper.ts'
import * as repo from './repo.ts'
import { checkComplete, course } from './rules.ts'
import { itemDetail } from './shape.ts'
import { type MinutesData, minutesData } from './words.ts'

interface SendInput {
  client: string
  meeting: string
  version: number
  contacts: string[]
  days: number
}
interface Sealed {
  data: MinutesData
  lang: Lang
  paper: Prepared
}

/** Whom the minutes go to: active contacts of this client with an address of their own. */
const receivers = (m: Material, ids: readonly string[]): ContactRow[] =>
  [...new Set(ids)].map((id) => {
    const contact = m.known.get(id)
    if (!contact?.active) throw refuse('meetings.unknown_contact')
    if (contact.mail === '') throw refuse('meetings.contact_without_mail', { name: contact.name })
    return contact
  })

/** All that can be judged of a sending, so that an incomplete one is refused before the paper is made. */
const judge = async (tx: WalledTx, input: SendInput): Promise<Material> => {
  const m = await material(tx, input.client, input.meeting)
  if (m.meeting.version !== input.version) throw stale()
  course.move(m.meeting.state, 'send')
  checkComplete({ title: m.meeting.title, heldOn: m.meeting.held_on, people: m.people, contacts: m.contacts, items: m.items.map(itemDetail) }, await agencyDay(tx))
  receivers(m, input.contacts)
  return m
}
const yearOf = async (tx: WalledTx): Promise<string> => (await agencyDay(tx)).slice(0, 4)

/**
 * Seals the minutes and asks the chosen contacts to confirm them, side by side. The number M-YYYY-NNNN is taken on the first
 * sending; since it stands on the paper, which is made before the transaction, it is foreseen there and `meetings.number_taken`
 * is refused when other minutes took it in between.
 */
export const sendMinutes = slow({
  prepare: async (ask, input: SendInput): Promise<Sealed> => {
    const { data, lang } = await ask.read(async (tx) => {
      const m = await judge(tx, input)
      const year = await yearOf(tx)
      const number = m.meeting.number || (await peekNumber(tx, 'M', year))
      const { locale } = await clientById(tx, input.client)
      return { data: minutesData(await freezeMinutes(tx, m, number, input.contacts), locale), lang: locale }
    })
    return { data, lang, paper: await prepareVersion(ask, { template: 'modules/meetings/paper/minutes.typ', lang, data }) }
  },

  run: async (tx, input: SendInput, { data, lang, paper }: Sealed) => {
    const { client, meeting: id } = input
    const m = await judge(tx, input)
    const { meeting } = m
    const set = { state: course.move(meeting.state, 'send'), number: data.number, sent_at: tx.now, ended_at: null }
    if (!(await repo.saveMeetingIf(tx, client, id, input.version, set))) throw stale()
    if (meeting.number === '') {
      const year = await yearOf(tx)
      if ((await nextNumber(tx, 'M', year)) !== data.number) throw refuse('meetings.number_taken')
    }
    await repo.clearObjections(tx, client, id)
    const frozen = await freeze(tx, { client, kind: 'minutes', subjectId: id, number: data.number, title: data.title, lang, data, prepared: paper })
    // The two count together: every sending freezes, and every way back to a draft opens the next revision.
    if (frozen.version !== meeting.revision) throw new Error(`minutes ${id}: revision ${meeting.revision} was frozen as version ${frozen.version}`)
    const to = receivers(m, input.contacts)
    await askSignatures(tx, {
      client, documentId: frozen.documentId, version: frozen.version, purpose: 'confirm', consent: 'minutes', days: input.days,
      parties: to.map((c) => ({ turn: 1, side: 'client' as const, contactId: c.id, role: c.title })),
      mail: {
        ...(meeting.revision === 1 ? { subject: 'meetings.mail.subject', body: 'meetings.mail.body' } : { subject: 'meetings.mail.subject_again', body: 'meetings.mail.body_again' }),
        values: (reader) => ({ day: formatDate(meeting.held_on, reader), revision: meeting.revision }),
      },
    })
    await record(tx, {
      client, what: 'meetings.sent', subject: { kind: 'meeting', id },
      data: { title: data.title, number: data.number, revision: meeting.revision, to: to.map((c) => c.name) },
    })
    return { version: input.version + 1, number: data.number, revision: meeting.revision }
  },
})
