import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import { html, plain } from './body.ts'
import type { MailRow } from './row.ts'

export interface Sender {
  /** The agency, as the reader knows it. */
  name: string
  /** Address of MAIL_FROM. */
  mail: string
}
export interface Attachment {
  name: string
  type: string
  /** Opened only when the mail is really written. */
  open(): Promise<Readable>
}
export interface Letter {
  sender: Sender
  /** The secret link that `{{link}}` of the body stands for, or null. */
  link: string | null
  attachments: readonly Attachment[]
}
/** What SMTP is told and what is written into the stream. */
export interface Composed {
  envelope: { from: string; to: string[] }
  messageId: string
  raw: Readable
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get into a header
const control = /[\u0000-\u001f\u007f\u2028\u2029]/
const address = /^[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+$/

/** Control characters in what becomes a header are a forged letter, never a slip: not sent, not repaired. */
const guard = (row: MailRow, sender: Sender): void => {
  for (const text of [row.to_name, row.subject, sender.name, row.message_id]) if (control.test(text)) throw new HeaderInjection()
  for (const mail of [row.to_mail, sender.mail]) if (!address.test(mail)) throw new HeaderInjection()
}

/** Opens the attachment when its turn comes and not before. */
const opened = (a: Attachment): Readable =>
  Readable.from(
    (async function* () {
      yield* await a.open()
    })(),
    { objectMode: false },
  )

/** A name, subject or address that would write headers of its own. No retry makes it better. */
export class HeaderInjection extends Error {
  constructor() {
    super('A name, subject or address of this mail holds characters that no header may hold.')
  }
}

/** Refused at queueing already, so that a bad address is told to the person and not to the log. */
export const isMailAddress = (mail: string): boolean => mail.length <= 254 && address.test(mail) && !control.test(mail)
/** A subject or name on one line, as a header needs it. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()

/**
 * The letter as MIME: text and a restrained HTML part, the attachments streamed, the Message-ID of its row (so that a
 * repeat is recognised), `Auto-Submitted` (RFC 3834) so that no holiday note answers it. Throws HeaderInjection.
 */
export const compose = (row: MailRow, letter: Letter): Composed => {
  guard(row, letter.sender)
  const attachments = letter.attachments.map((a) => ({
    filename: a.name, contentType: a.type, content: opened(a), contentTransferEncoding: 'base64' as const,
  }))
  const node = new MailComposer({
    from: { name: letter.sender.name, address: letter.sender.mail },
    to: { name: row.to_name, address: row.to_mail },
    subject: row.subject,
    text: plain(row.body, letter.link),
    html: html(row.body, letter.link, letter.sender.name),
    messageId: row.message_id,
    date: row.created_at,
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments,
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()
  return {
    envelope: { from: letter.sender.mail, to: [row.to_mail] },
    messageId: row.message_id,
    raw: node.createReadStream(),
  }
}

/** The whole letter as an .eml file, for the Outbox page. `link` null leaves the secret link out. */
export const toEml = async (row: MailRow, letter: Letter): Promise<Buffer> => {
  const { raw } = compose(row, letter)
  return Buffer.concat(await raw.toArray())
}
