import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'vite'
import { compiledMessages } from './messages.ts'

/** Builds the browser side into dist/web: `node scripts/build.ts [--force]`. Does nothing when nothing it reads has changed. */
const root = join(import.meta.dirname, '..')
const out = join(root, 'dist/web')
const kept = join(out, 'build.json')

const inputs = [
  ...globSync(['src/**/ui/**', 'src/app/web/**', 'src/kernel/pure/**', 'src/kernel/i18n/**', 'src/kernel/rpc/define.ts', 'src/**/contract.ts', 'src/app/contract.ts', 'src/**/messages.ts', 'src/**/messages/**', 'src/modules/*/*.ts'], { cwd: root, withFileTypes: true })
    .filter(one => one.isFile() && !one.name.endsWith('.test.ts'))
    .map(one => join(one.parentPath, one.name)),
  ...['package-lock.json', 'vite.config.ts', 'scripts/build.ts', 'scripts/messages.ts'].map(name => join(root, name)),
].sort()
const hash = createHash('sha256').update(process.env.DOCKET_GALLERY ?? '')
for (const file of new Set(inputs)) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
const key = hash.digest('hex')

const fresh = existsSync(kept) && JSON.parse(readFileSync(kept, 'utf8')).key === key
if (fresh && !process.argv.includes('--force')) process.exit(0)

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
mkdirSync(dirname(kept), { recursive: true })
// Last, so that a build broken off is built again.
writeFileSync(kept, JSON.stringify({ key }))
