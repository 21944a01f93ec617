import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A real SMTP server on a free port of this machine that keeps what it is given; for tests. */
export interface Mailbox {
  url: string
  port: number
  /** Whole messages as they came over the line, oldest first. */
  received: string[]
  recipients: string[]
  close(): Promise<void>
}
export interface Manners {
  port?: number
  /** Reply code for these recipients. */
  refuses?: Record<string, number>
  /** Reply code for the message itself. */
  answers?: number
  /** Milliseconds before the message is accepted. */
  slow?: number
  /** Reply code for the sender. */
  sender?: number
}

const no = (responseCode: number): Error => Object.assign(new Error(`answer ${responseCode}`), { responseCode })

export const openMailbox = async (manners: Manners = {}): Promise<Mailbox> => {
  const received: string[] = []
  const recipients: string[] = []
  const options: SMTPServerOptions = {
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom: (_, __, done) => done(manners.sender ? no(manners.sender) : null),
    onRcptTo: ({ address }, _, done) => {
      const code = manners.refuses?.[address]
      if (!code) recipients.push(address)
      done(code ? no(code) : null)
    },
    onData: (stream, _, done) => {
      stream.toArray().then((parts) => {
        if (manners.answers) return done(no(manners.answers))
        received.push(Buffer.concat(parts).toString('utf8'))
        setTimeout(() => done(), manners.slow ?? 0)
      }, done)
    },
  }
  const server = new SMTPServer(options)
  server.on('error', () => undefined)
  await new Promise<void>((up) => server.listen(manners.port ?? 0, '127.0.0.1', up))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, port, received, recipients, close: () => new Promise((down) => server.close(() => down())) }
}
