import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { notFound } from '../pure/refusal.ts'
import { cookieOf, type Ctx, headerOf } from './env.ts'

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json; charset=utf-8', '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2', '.ttf': 'font/ttf', '.png': 'image/png', '.webp': 'image/webp', '.ico': 'image/x-icon', '.txt': 'text/plain; charset=utf-8', '.wasm': 'application/wasm',
}
const packed = [['br', '.br'], ['gzip', '.gz']] as const
const sizeOf = async (path: string): Promise<number | null> => {
  const found = await stat(path).catch(() => null)
  return found?.isFile() ? found.size : null
}

/** A file of the built browser side. Its name holds its checksum, so a browser may keep it for good. */
export const asset = async (c: Ctx): Promise<Response> => {
  const { webDir } = c.get('deps')
  const path = resolve(webDir, `.${c.req.path}`)
  const type = types[extname(path)]
  if (!type || !path.startsWith(webDir + sep)) throw notFound()
  const headers = new Headers({ 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable', Vary: 'Accept-Encoding' })
  const accepted = headerOf(c, 'accept-encoding') ?? ''
  for (const [encoding, end] of packed) {
    if (!accepted.includes(encoding)) continue
    const size = await sizeOf(path + end)
    if (size === null) continue
    headers.set('Content-Encoding', encoding)
    return fileAnswer(c, path + end, size, headers)
  }
  const size = await sizeOf(path)
  if (size === null) throw notFound()
  return fileAnswer(c, path, size, headers)
}

const fileAnswer = (c: Ctx, path: string, size: number, headers: Headers): Response => {
  headers.set('Content-Length', String(size))
  const body = c.req.method === 'HEAD' ? null : (Readable.toWeb(createReadStream(path)) as ReadableStream)
  return new Response(body, { headers })
}

let shell: { mtime: number; text: string } | undefined
const shellOf = async (webDir: string): Promise<string | null> => {
  const path = join(webDir, 'index.html')
  const found = await stat(path).catch(() => null)
  if (!found) return null
  if (shell?.mtime !== found.mtimeMs) shell = { mtime: found.mtimeMs, text: await readFile(path, 'utf8') }
  return shell.text
}

/** The one page of the browser side, for every address that is nothing else. Language and theme stand in it before any script runs. */
export const page = async (c: Ctx): Promise<Response> => {
  const deps = c.get('deps')
  const visit = c.get('visit')
  const text = await shellOf(deps.webDir)
  if (text === null) return c.text('The browser side is not built yet: npm run build\n', 503, { 'Retry-After': '30' })
  const theme = cookieOf(c, 'theme')
  const filled = text.replaceAll('%NONCE%', visit.nonce).replaceAll('%LANG%', visit.lang).replaceAll('%THEME%', theme === 'dark' || theme === 'light' ? theme : 'auto')
  return c.html(filled)
}
