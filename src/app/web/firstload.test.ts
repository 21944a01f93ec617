import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'

const web = join(import.meta.dirname, '../../../dist/web')
interface Chunk {
  file: string
  imports?: string[]
}

test('the first load is at most 180 kB of gzipped script, and the page holds nothing inline', () => {
  const manifest: Record<string, Chunk> = JSON.parse(readFileSync(join(web, '.vite/manifest.json'), 'utf8'))
  const needed = new Set<string>()
  const walk = (key: string) => {
    const chunk = manifest[key]
    if (!chunk || needed.has(chunk.file)) return
    needed.add(chunk.file)
    for (const one of chunk.imports ?? []) walk(one)
  }
  walk('index.html')
  const bytes = [...needed].reduce((sum, file) => sum + gzipSync(readFileSync(join(web, file)), { level: 9 }).length, 0)
  assert.ok(needed.size > 1 && bytes > 50_000, 'the build was read')
  assert.ok(bytes <= 180_000, `${bytes} bytes in ${[...needed].join(', ')}`)
  const page = readFileSync(join(web, 'index.html'), 'utf8')
  assert.doesNotMatch(page, /<style|\son\w+=|<script(?![^>]*\ssrc=)/)
})
