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

/** One part of a message, decoded as a reader's program would (RFC 2045, 2047, 2231). */
export interface Part {
  headers: Map<string, string>
  type: string
  filename: string | null
  body: Buffer
}

const words = (text: string): string =>
  text.replace(/\?=\s+=\?/g, '?==?').replace(/=\?([^?]+)\?([BQ])\?([^?]*)\?=/gi, (_, _set, how: string, data: string) =>
    (how.toUpperCase() === 'B' ? Buffer.from(data, 'base64') : quoted(data.replaceAll('_', ' '))).toString('utf8'))
const quoted = (text: string): Buffer =>
  Buffer.from(text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, h: string) => String.fromCharCode(Number.parseInt(h, 16))), 'latin1')

const filenameOf = (header: string): string | null => {
  const pieces = [...header.matchAll(/filename\*(?:(\d+)\*?)?=([^;]+)/g)].sort((a, b) => Number(a[1] ?? 0) - Number(b[1] ?? 0))
  if (pieces.length > 0) return decodeURIComponent(pieces.map((p) => p[2]!.trim()).join('').replace(/^utf-8''/i, ''))
  const simple = /filename="?([^";]+)"?/.exec(header)?.[1]
  return simple === undefined ? null : words(simple)
}

/** Every leaf of a message, first the headers of the whole under `message`. */
export const parse = (raw: string): { message: Map<string, string>; parts: Part[] } => {
  const cut = raw.indexOf('\r\n\r\n')
  const headers = new Map<string, string>()
  for (const line of raw.slice(0, cut).replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const colon = line.indexOf(':')
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim())
  }
  const type = headers.get('content-type') ?? 'text/plain'
  const text = raw.slice(cut + 4)
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1]
  const decoded = new Map([...headers].map(([k, v]) => [k, words(v)]))
  if (boundary)
    return { message: decoded, parts: text.split(`--${boundary}`).slice(1, -1).flatMap((p) => parse(p.replace(/^\r\n/, '').replace(/\r\n$/, '')).parts) }
  const how = (headers.get('content-transfer-encoding') ?? '7bit').toLowerCase()
  const body = how === 'base64' ? Buffer.from(text, 'base64') : how === 'quoted-printable' ? quoted(text) : Buffer.from(text)
  return { message: decoded, parts: [{ headers: decoded, type: type.split(';')[0]!, filename: filenameOf(headers.get('content-disposition') ?? ''), body }] }
}
