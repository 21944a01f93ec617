import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'vite'
import { compiledMessages } from './messages.ts'

/** Builds the browser side into dist/web: `node scripts/build.ts [--force]`. Does nothing when nothing it reads has changed. */
const root = join(import.meta.dirname, '..')
const out = join(root, 'dist/web')
const kept = join(out, 'build.json')

const inputs = [
  ...globSync(['src/**/ui/**', 'src/app/web/**', 'src/kernel/pure/**', 'src/kernel/i18n/**', 'src/kernel/rpc/define.ts', 'src/**/contract.ts', 'src/app/contract.ts', 'src/**/messages.ts', 'src/**/messages/**', 'src/**/rules.ts'], { cwd: root, withFileTypes: true })
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
const messages: Record<string, string> = {}
const texts = compiledMessages()
await build({ root: join(root, 'src/app/web'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
mkdirSync(join(out, 'assets'), { recursive: true })
for (const [lang, text] of Object.entries(texts)) {
  const name = `assets/messages-${lang}.${createHash('sha256').update(text).digest('hex').slice(0, 8)}.json`
  writeFileSync(join(out, name), text)
  messages[lang] = `/${name}`
}
const page = join(out, 'index.html')
const escaped = JSON.stringify(messages).replaceAll('"', '&quot;')
const head = `<meta name="messages" content="${escaped}">\n<link rel="preload" as="fetch" crossorigin href="%MESSAGES%">\n</head>`
writeFileSync(page, readFileSync(page, 'utf8').replace('</head>', head))
mkdirSync(dirname(kept), { recursive: true })
// Last, so that a build broken off is built again.
writeFileSync(kept, JSON.stringify({ key, messages }))
