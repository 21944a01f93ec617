import { createTransport, type NodemailerError } from 'nodemailer'
import { StartError } from '../start-error.ts'
import { compose, HeaderInjection, type Letter } from './compose.ts'
import type { MailRow } from './row.ts'

/** What became of one try. `temporary` is worth another one; `permanent` is not. */
export type Outcome =
  | { kind: 'sent' }
  | { kind: 'temporary'; why: 'timeout' | 'server'; error: string }
  | { kind: 'permanent'; error: string }

export type Transport = ReturnType<typeof createTransport>
export interface Patience {
  /** Milliseconds until the server must have answered. */
  connection: number
  /** Milliseconds of silence allowed afterwards. */
  socket: number
}

const forms = 'smtp://user:password@host:587 · smtps://user:password@host:465'

/** The way out for mail, or null when SMTP_URL is not set: then mail waits in the Outbox. Throws a StartError. */
export const openTransport = (smtpUrl: string | undefined, patience: Patience = { connection: 10_000, socket: 30_000 }): Transport | null => {
  if (smtpUrl === undefined || smtpUrl === '') return null
  const url = URL.parse(smtpUrl)
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    throw new StartError({
      hant: `SMTP_URL 要寫成這樣：${forms}`,
      hans: `SMTP_URL 要写成这样：${forms}`,
      en: `SMTP_URL must look like this: ${forms}`,
    })
  return createTransport({
    url: smtpUrl,
    connectionTimeout: patience.connection,
    greetingTimeout: patience.connection,
    dnsTimeout: patience.connection,
    socketTimeout: patience.socket,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/**
 * Hands one letter to the server. Never throws for what the server or the line does: it says whether to try again.
 * A 5xx about this recipient or this message is permanent; a 5xx about us (log-in, sender) is a wrong setting, which
 * the administrator mends, so the letter waits.
 */
export const sendMail = async (transport: Transport, row: MailRow, letter: Letter): Promise<Outcome> => {
  try {
    const { envelope, messageId, raw } = compose(row, letter)
    try {
      await transport.sendMail({ envelope, messageId, raw })
    } finally {
      raw.destroy()
    }
    return { kind: 'sent' }
  } catch (error) {
    if (error instanceof HeaderInjection) return { kind: 'permanent', error: error.message }
    return outcomeOf(error as NodemailerError)
  }
}

const outcomeOf = (e: NodemailerError): Outcome => {
  const error = String(e.response ?? e.message).slice(0, 500)
  const about = e.command ?? ''
  if ((e.responseCode ?? 0) >= 500 && (about === 'RCPT TO' || about === 'DATA')) return { kind: 'permanent', error }
  return { kind: 'temporary', why: e.code === 'ETIMEDOUT' ? 'timeout' : 'server', error }
}
