import { plain } from '#kernel/mail/body.ts'
import { toEml } from '#kernel/mail/compose.ts'
import { letterOf } from '#kernel/mail/letter.ts'
import { retryMail } from '#kernel/mail/outbox.ts'
import { mailById } from '#kernel/mail/repo.ts'
import { forbidden, notFound, refuse } from '#kernel/pure/refusal.ts'
import { readRecord } from '#kernel/record/read.ts'
import { record } from '#kernel/record/record.ts'
import type { WalledTx } from '#kernel/db/walled.ts'

interface Input {
  client: string
  mail: string
}
/**
 * A waiting letter with its link, for an agency that has no SMTP yet. Whoever reads it could answer in the client's place, so
 * only its writer or an administrator may, never once mail goes out by itself, and the record keeps that they did. A letter
 * without a link (a certificate, which nobody of ours writes) answers nothing: the client's team may send it on.
 */
const waiting = async (tx: WalledTx, { client, mail }: Input) => {
  if (tx.deps.config.smtpUrl !== undefined) throw refuse('desk.mail_goes_out')
  const row = await mailById(tx, client, mail)
  if (row?.state !== 'waiting') throw notFound()
  const me = tx.person
  if (row.link_kind && row.created_by !== me.id && !me.roles.includes('admin')) throw forbidden('desk.letter_not_yours')
  return row
}

export const openLetter = async (tx: WalledTx, input: Input) => {
  const row = await waiting(tx, input)
  await record(tx, { client: input.client, what: 'desk.letter_opened', subject: { kind: 'mail', id: input.mail }, data: { to: row.to_name, subject: row.subject } })
  return { mail: input.mail }
}

/** The letter itself, for whoever said on record that they open it. It is a read, so that no answer with a link is kept for repeats. */
export const showLetter = async (tx: WalledTx, input: Input) => {
  const row = await waiting(tx, input)
  const opened = await readRecord(tx, { client: input.client, subject: input.mail, what: 'desk.letter_opened', most: 50 })
  if (!opened.some((r) => r.actor_id === tx.person.id)) throw forbidden('desk.letter_not_yours')
  const letter = await letterOf(tx, row)
  const eml = await toEml(row, letter)
  return { subject: row.subject, to: `${row.to_name} <${row.to_mail}>`, body: plain(row.body, letter.link), eml: eml.toString('base64') }
}

export const tryAgain = async (tx: WalledTx, { client, mail }: Input) => {
  await retryMail(tx, client, mail)
  await record(tx, { client, what: 'desk.letter_retried', subject: { kind: 'mail', id: mail } })
  return { queued: true }
}
