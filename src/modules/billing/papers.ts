import { say } from '#kernel/i18n/say.ts'
import { queueMail } from '#kernel/mail/outbox.ts'
import { formatDate } from '#kernel/pure/format.ts'
import { formatMoney } from '#kernel/pure/money.ts'
import { notFound, refuse } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import { type Ask, slow } from '#kernel/rpc/service.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import { contactById } from '#modules/clients/index.ts'
import { agencyOf } from '#modules/people/index.ts'
import { freeze, latestOf, lockPaper, type Prepared, prepareVersion } from '#modules/signoff/index.ts'
import { type PaperKind, type PaperOf, paperOf } from './paper-data.ts'
import * as repo from './repo.ts'

interface PaperInput {
  client: string
  kind: PaperKind
  id: string
}
export type Ready = { paper: PaperOf; prepared: Prepared } | null

/** Prints the paper unless it was frozen already: a posted paper is made once. */
export const ready = async (ask: Ask, { client, kind, id }: PaperInput): Promise<Ready> => {
  const paper = await ask.read(async (tx) => {
    const made = await paperOf(tx, client, kind, id)
    return (await latestOf(tx, client, kind, id)) ? null : made
  })
  if (!paper) return null
  return { paper, prepared: await prepareVersion(ask, { template: `modules/billing/paper/${kind === 'reversal' ? 'receipt' : kind}.typ`, lang: paper.lang, data: paper.data }) }
}
/** The file of the frozen paper. Two at once freeze one: the second waits for the first, and finds it. */
export const frozenFile = async (tx: WalledTx, { client, kind, id }: PaperInput, made: Ready): Promise<string> => {
  await lockPaper(tx, id)
  const there = await latestOf(tx, client, kind, id)
  if (there) return there.fileId
  if (!made) throw notFound()
  const { number, title, lang, job, data } = made.paper
  return (await freeze(tx, { client, kind, subjectId: id, job, number, title, lang, data, prepared: made.prepared })).fileId
}

export const billingPaper = slow({
  prepare: ready,
  run: async (tx, input: PaperInput, made: Ready) => ({ fileId: await frozenFile(tx, input, made) }),
})

interface SendInput {
  client: string
  invoice: string
  contact: string
}
export const sendInvoice = slow({
  prepare: (ask, { client, invoice }: SendInput) => ready(ask, { client, kind: 'invoice', id: invoice }),
  run: async (tx, { client, invoice, contact }: SendInput, made: Ready) => {
    const row = await repo.findInvoice(tx, client, invoice)
    if (!row) throw notFound()
    const to = await contactById(tx, client, contact)
    if (!to.active) throw refuse('billing.contact_left')
    if (to.mail === '') throw refuse('billing.no_mail')
    const agency = await agencyOf(tx)
    const credited = row.credits_id ? (await repo.findInvoice(tx, client, row.credits_id))!.number : ''
    const letter = row.credits_id ? 'credit_mail' : 'mail'
    const values = {
      of: credited,
      agency: agency.name, number: row.number, name: to.name, total: formatMoney(row.total_minor, row.currency), due: formatDate(row.due_on, to.locale), sender: tx.person.name,
    }
    const file = await frozenFile(tx, { client, kind: 'invoice', id: invoice }, made)
    await queueMail(tx, {
      client, to: { name: to.name, mail: to.mail }, subject: say(to.locale, `billing.${letter}.subject`, values), body: say(to.locale, `billing.${letter}.body`, values),
      files: [file], about: { kind: 'invoice', id: invoice },
    })
    await record(tx, { client, what: 'billing.sent', subject: { kind: 'invoice', id: invoice }, job: row.job_id, data: { number: row.number, to: to.name } })
    return { sent: true }
  },
})
