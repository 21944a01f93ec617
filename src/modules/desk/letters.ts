import { plain } from '#kernel/mail/body.ts'
import { toEml } from '#kernel/mail/compose.ts'
import { filesByIds } from '#kernel/files/repo.ts'
import { linkOf } from '#kernel/mail/link.ts'
import { retryMail } from '#kernel/mail/outbox.ts'
import { mailById, senderName } from '#kernel/mail/repo.ts'
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
 * only its writer or an administrator may, never once mail goes out by itself, and the record keeps that they did.
 */
const waiting = async (tx: WalledTx, { client, mail }: Input) => {
  if (tx.deps.config.smtpUrl !== undefined) throw refuse('desk.mail_goes_out')
  const row = await mailById(tx, client, mail)
  if (row?.state !== 'waiting') throw notFound()
  const me = tx.person
  if (row.created_by !== me.id && !me.roles.includes('admin')) throw forbidden('desk.letter_not_yours')
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
  const opened = await readRecord(tx, { client: input.client, subject: input.mail, most: 50 })
  if (!opened.some((r) => r.what === 'desk.letter_opened' && r.actor_id === tx.person.id)) throw forbidden('desk.letter_not_yours')
  const { config, store } = tx.deps
  const link = row.link_kind && row.link_id ? linkOf(tx.deps, row.link_kind, row.link_id) : null
  const files = await filesByIds(tx, input.client, row.file_ids)
  const attachments = files.map((f) => ({ name: f.name, type: f.type, open: async () => (await store.get(f.agency_id, f.sha256)).stream }))
  const eml = await toEml(row, { sender: { name: await senderName(tx), mail: config.mailFrom.replace(/^.*<|>.*$/g, '') }, link, attachments })
  return { subject: row.subject, to: `${row.to_name} <${row.to_mail}>`, body: plain(row.body, link), eml: eml.toString('base64') }
}

export const tryAgain = async (tx: WalledTx, { client, mail }: Input) => {
  await retryMail(tx, tx.deps.boss, client, mail)
  await record(tx, { client, what: 'desk.letter_retried', subject: { kind: 'mail', id: mail } })
  return { queued: true }
}
