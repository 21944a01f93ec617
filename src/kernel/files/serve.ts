import { Readable } from 'node:stream'
import { Refusal } from '../pure/refusal.ts'
import type { FileRow } from './repo.ts'
import type { Range } from './slice.ts'
import type { FileStore } from './store.ts'

/** What a browser may show by itself; everything else is saved. */
const shown = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif', 'application/pdf'])
const sandbox = "sandbox; default-src 'none'; frame-ancestors 'self'"
/** Browsers show no PDF inside a sandbox; a PDF is not a page, and `nosniff` keeps it from becoming one. */
const pdfPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"

/** `Content-Disposition` with the name for old readers (RFC 6266) and in full (RFC 8187). */
export const disposition = (how: 'inline' | 'attachment', name: string): string => {
  const plain = name.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\%]/g, '_')
  const exact = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${how}; filename="${plain}"; filename*=UTF-8''${exact}`
}

/**
 * Reads a Range header against a size: the range, `null` for the whole (no header, several ranges, or one that is not
 * understood: RFC 9110 lets a server ignore those), `'unsatisfiable'` for 416.
 */
export const rangeOf = (header: string | null, size: number): Range | null | 'unsatisfiable' => {
  const parts = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '')
  if (!parts || (parts[1] === '' && parts[2] === '')) return null
  const [first, last] = [parts[1] as string, parts[2] as string]
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 }
  }
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < start) return null
  return start >= size ? 'unsatisfiable' : { start, end }
}

const matches = (header: string | null, etag: string): boolean =>
  (header ?? '').split(',').some((t) => t.trim() === '*' || t.trim().replace(/^W\//, '') === etag)

/** What fileResponse needs of a file; a thumbnail is served as one of its own (`type` image/webp). */
export type Served = Pick<FileRow, 'agency_id' | 'sha256' | 'name' | 'type'>

/**
 * The answer to GET or HEAD for a file that the caller is known to see. Answers 200, 206, 304, 404 or 416. With
 * `?download` nothing is shown inline. Browsers may keep it but ask again each time, so that the wall is asked too.
 */
export const fileResponse = async (store: FileStore, row: Served, request: Request): Promise<Response> => {
  const etag = `"${row.sha256}"`
  const inline = shown.has(row.type) && !new URL(request.url).searchParams.has('download')
  const headers = new Headers({
    'Content-Type': row.type,
    'Content-Disposition': disposition(inline ? 'inline' : 'attachment', row.name),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': inline && row.type === 'application/pdf' ? pdfPolicy : sandbox,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'private, no-cache',
    'Accept-Ranges': 'bytes',
    ETag: etag,
  })
  if (matches(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  const size = await store.size(row.agency_id, row.sha256)
  if (size === null) throw new Refusal('files.missing', {}, 404)
  const condition = request.headers.get('if-range')
  const range = condition !== null && condition.trim() !== etag ? null : rangeOf(request.headers.get('range'), size)
  if (range === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${size}`)
    return new Response(null, { status: 416, headers })
  }
  headers.set('Content-Length', String(range ? range.end - range.start + 1 : size))
  if (range) headers.set('Content-Range', `bytes ${range.start}-${range.end}/${size}`)
  const body = request.method === 'HEAD' ? null : (Readable.toWeb((await store.get(row.agency_id, row.sha256, range ?? undefined)).stream) as ReadableStream)
  return new Response(body, { status: range ? 206 : 200, headers })
}
