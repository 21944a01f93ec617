import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Builds what runs into dist/: `node scripts/build.ts [--force]`. A side is left alone when nothing it reads has changed;
 * how each is made stands in scripts/build/.
 */
const root = join(import.meta.dirname, '..')
const sides: Record<string, { reads: string[]; make(): Promise<(out: string) => Promise<void>> }> = {
  web: {
    reads: ['src/**/ui/**', 'src/app/web/**', 'src/kernel/pure/**', 'src/kernel/i18n/**', 'src/kernel/rpc/define.ts', 'src/app/contract.ts', 'src/**/messages.ts', 'src/**/messages/**', 'src/modules/*/*.ts', 'vite.config.ts', 'scripts/messages.ts'],
    make: async () => (await import('./build/web.ts')).makeWeb,
  },
  server: {
    reads: ['src/**/*.ts', 'sample/**/*.ts', 'package.json'],
    make: async () => (await import('./build/server.ts')).makeServer,
  },
}

/** A checksum of every file that the side is made of. */
const keyOf = (side: string, reads: string[]): string => {
  const files = globSync([...reads, 'package-lock.json', 'scripts/build.ts', `scripts/build/${side}.ts`], { cwd: root, withFileTypes: true })
    .filter(one => one.isFile() && !one.name.endsWith('.test.ts'))
    .map(one => join(one.parentPath, one.name))
  const hash = createHash('sha256').update(process.env.DOCKET_GALLERY ?? '')
  for (const file of new Set(files.sort())) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

for (const [side, { reads, make }] of Object.entries(sides)) {
  const out = join(root, 'dist', side)
  const kept = join(out, 'build.json')
  const key = keyOf(side, reads)
  if (existsSync(kept) && JSON.parse(readFileSync(kept, 'utf8')).key === key && !process.argv.includes('--force')) continue
  await (await make())(out)
  mkdirSync(out, { recursive: true })
  // Last, so that a build broken off is built again.
  writeFileSync(kept, JSON.stringify({ key }))
}
