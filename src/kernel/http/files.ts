import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Scope } from '../db/actor.ts'
import type { WalledTx } from '../db/walled.ts'
import { addFile, type FileRow, fileById } from '../files/repo.ts'
import { fileResponse } from '../files/serve.ts'
import { fileTooLarge } from '../files/store.ts'
import { isUuid } from '../pure/id.ts'
import { notFound, Refusal, refuse } from '../pure/refusal.ts'
import { type Ctx, headerOf } from './env.ts'

/** In bytes: print-ready artwork is large, a film is not kept here. */
export const fileLimit = 100 * 1024 * 1024

/** Whoever asks, behind the wall of the one client that the address names (decision 017). */
const scopeAt = (c: Ctx, client: string): Scope => {
  const { scope } = c.get('visit')
  if (!scope) throw new Refusal('signed_out', {}, 401)
  if (!isUuid(client)) throw notFound()
  return { ...scope, client }
}

const mustSeeClient = async (tx: WalledTx, client: string): Promise<void> => {
  const { rows } = await sql`select 1 from docket.client where agency_id = ${tx.agencyId} and client_id = ${client}`.execute(tx.db())
  if (rows.length === 0) throw notFound()
}

const nameOf = (header: string | undefined): string => {
  try {
    return decodeURIComponent(header ?? '')
  } catch {
    throw refuse('invalid')
  }
}

/** The same bytes under the same name at the same client are the same file: a repeated upload answers the first row. */
const sameFile = async (tx: WalledTx, client: string, sha256: string, name: string): Promise<FileRow | undefined> => {
  const { rows } = await sql<FileRow>`select * from docket.file where agency_id = ${tx.agencyId} and client_id = ${client} and sha256 = ${sha256} and name = ${name} order by at limit 1`.execute(tx.db())
  return rows[0]
}

type Reader = ReadableStreamDefaultReader<Uint8Array>
/** The body as it comes. Whoever stops reading it leaves the line open. */
const partsOf = (reader: Reader): Readable =>
  Readable.from((async function* () {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value
  })(), { objectMode: false })

/** In bytes: who sends more than this of what is refused is cut off. */
const patience = 1024 * 1024 * 1024
/** A browser hears a refusal only when it has sent its file: the rest is read and forgotten, or the line would look broken. */
const readAway = async (reader: Reader): Promise<void> => {
  try {
    for (let size = 0, part = await reader.read(); !part.done && size < patience; part = await reader.read()) size += part.value.length
  } catch {
    // They have hung up.
  }
}

/** `POST /files?client=<uuid>`, the bytes as the body, `X-File-Name` percent-encoded. Streamed to the store, then named for the client. */
export const upload = async (c: Ctx): Promise<Response> => {
  const client = c.req.query('client') ?? ''
  const scope = scopeAt(c, client)
  const { database } = c.get('deps')
  await database.read(scope, (tx) => mustSeeClient(tx, client))
  const claimed = nameOf(headerOf(c, 'x-file-name'))
  const { body } = c.req.raw
  if (!body) throw refuse('files.empty')
  const reader = body.getReader()
  const take = async () => {
    if (Number(headerOf(c, 'content-length') ?? 0) > fileLimit) throw fileTooLarge(fileLimit)
    // Loaded with the first file: it draws pictures, which weighs.
    const { receiveFile } = await import('../files/receive.ts')
    return receiveFile(database.deps.store, scope.agencyId, partsOf(reader), claimed, fileLimit)
  }
  const received = await take().catch(async (error: unknown) => {
    await readAway(reader)
    throw error
  })
  const row = await database.write(scope, async (tx) => {
    // Two uploads of one file at once: the second waits here and finds the first one's row.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${client} ${received.sha256} ${received.name}`}, 0))`.execute(tx.db())
    return (await sameFile(tx, client, received.sha256, received.name)) ?? addFile(tx, client, received)
  })
  const { id, name, type, sha256, width, height } = row
  return c.json({ id, name, type, size: Number(row.size), sha256, width, height, misnamed: received.misnamed, risky: received.risky, thumb: row.thumb_sha256 !== null }, 201)
}

/** The row, if it is this client's and behind none of the caller's walls. */
const find = (c: Ctx): Promise<FileRow> => {
  const { client, id } = c.req.param() as { client: string; id: string }
  const scope = scopeAt(c, client)
  if (!isUuid(id)) throw notFound()
  return c.get('deps').database.read(scope, async (tx) => {
    const row = await fileById(tx, id)
    if (row.client_id !== client) throw notFound()
    return row
  })
}

export const download = async (c: Ctx): Promise<Response> => fileResponse(c.get('deps').database.deps.store, await find(c), c.req.raw)

export const thumb = async (c: Ctx): Promise<Response> => {
  const row = await find(c)
  if (!row.thumb_sha256) throw notFound()
  return fileResponse(c.get('deps').database.deps.store, { agency_id: row.agency_id, sha256: row.thumb_sha256, name: `${row.name}.webp`, type: 'image/webp' }, c.req.raw)
}

/** Longest side of a page's picture, in pixels: sharp on a dense screen. */
const side = 1600
const largestPdf = 64 * 1024 * 1024
const cacheBytes = 16 * 1024 * 1024
const pictures = new Map<string, Buffer>()
let held = 0

const keep = (key: string, picture: Buffer): Buffer => {
  pictures.set(key, picture)
  held += picture.length
  for (const [oldest, bytes] of pictures) {
    if (held <= cacheBytes || oldest === key) break
    pictures.delete(oldest)
    held -= bytes.length
  }
  return picture
}

/** How many pictures `pageResponse` draws of a file: the pages of a PDF, one of an image, none of anything else. */
export const picturesOf = ({ type, size, pages }: Pick<FileRow, 'type' | 'size' | 'pages'>): number =>
  type === 'application/pdf' ? (size > largestPdf ? 0 : Math.min(pages ?? 1, 2000)) : /^image\/(png|jpeg|webp|gif|avif|tiff)$/.test(type) ? 1 : 0

/** One page of a PDF as a picture, for viewers that draw none themselves. */
export const pagePicture = async (c: Ctx): Promise<Response> => pageResponse(c, await find(c))

/** The picture `/page/:n` of a file that the caller is known to see, at a size that a screen needs. The last ones drawn are kept in memory. */
export const pageResponse = async (c: Ctx, row: FileRow): Promise<Response> => {
  const number = Number(c.req.param('n'))
  if (!Number.isInteger(number) || number < 1 || number > picturesOf(row)) throw notFound()
  const key = `${row.agency_id} ${row.sha256} ${number}`
  const etag = `"${createHash('sha256').update(key).digest('hex').slice(0, 32)}"`
  const headers = { 'Content-Type': 'image/webp', 'Cache-Control': 'private, no-cache', ETag: etag }
  if (headerOf(c, 'if-none-match') === etag) return new Response(null, { status: 304, headers })
  const picture = pictures.get(key) ?? keep(key, await draw(c, row, number))
  return new Response(new Uint8Array(picture), { headers })
}

const draw = async (c: Ctx, row: FileRow, number: number): Promise<Buffer> => {
  const [{ pictureOf }, { default: sharp }] = await Promise.all([import('../paper/picture.ts'), import('sharp')])
  const bytes = await c.get('deps').database.deps.store.bytes(row.agency_id, row.sha256)
  try {
    const page = row.type === 'application/pdf' ? sharp(await pictureOf(bytes, number, side)) : sharp(bytes, { limitInputPixels: 100_000_000 }).autoOrient()
    return await page.resize({ width: side, height: side * 2, fit: 'inside', withoutEnlargement: true }).webp({ quality: 85 }).timeout({ seconds: 20 }).toBuffer()
  } catch {
    // Torn or hostile: the file itself is there to be fetched, a picture of it is not.
    throw notFound()
  }
}
