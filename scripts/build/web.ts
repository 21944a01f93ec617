import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'vite'
import { compiledMessages } from '../messages.ts'

const root = join(import.meta.dirname, '../..')

/** The browser side: pages, words by language, each also packed. */
export const makeWeb = async (out: string): Promise<void> => {
  // Words first: they fail in milliseconds and name the offender.
  const texts = compiledMessages()
  await build({ root: join(root, 'src/app/web'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
  mkdirSync(join(out, 'assets'), { recursive: true })
  // One checksum for all languages, so that the server's %LANG% alone makes the address of the one that is read.
  const words = createHash('sha256').update(Object.values(texts).join()).digest('hex').slice(0, 8)
  for (const [lang, text] of Object.entries(texts)) writeFileSync(join(out, `assets/messages-${lang}.${words}.json`), text)
  const page = join(out, 'index.html')
  const head = `<meta name="messages" content="/assets/messages-*.${words}.json">\n<link rel="preload" as="fetch" crossorigin href="/assets/messages-%LANG%.${words}.json">\n</head>`
  writeFileSync(page, readFileSync(page, 'utf8').replace('</head>', head))
  for (const name of globSync('assets/*.{js,css,json,svg}', { cwd: out })) {
    const bytes = readFileSync(join(out, name))
    if (bytes.length < 1000) continue
    writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }))
    writeFileSync(join(out, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
  }
}
