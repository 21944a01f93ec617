import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const text = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const lean = (css: string): string => css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s*\n\s*/g, '\n').trim()

interface Asset {
  /** Under `/p/-/`, with its checksum in it, so that a browser may keep it for good. */
  name: string
  type: string
  body: string
}
const asset = (stem: string, end: 'css' | 'js', body: string): Asset => ({
  name: `${stem}.${createHash('sha256').update(body).digest('hex').slice(0, 12)}.${end}`,
  type: end === 'css' ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8', body,
})

/** One sheet and one small script for all portal pages; the colours are those of the app. */
export const style = asset('portal', 'css', lean(`${text('../../../kernel/ui/tokens.css')}\n${text('./portal.css')}`))
export const script = asset('portal', 'js', text('./portal.js'))
const byName = new Map([style, script].map((a) => [a.name, a]))

export const assetResponse = (name: string): Response | null => {
  const found = byName.get(name)
  return found ? new Response(found.body, { headers: { 'Content-Type': found.type, 'Cache-Control': 'public, max-age=31536000, immutable' } }) : null
}
