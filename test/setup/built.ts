import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
let done = false

/** What `npm start` tells Node about memory. */
export const startFlags = (): string[] =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }).scripts.start.split(' ').filter((word) => word.startsWith('--'))

/** The file that `npm start` and `npm run docket` run, of the code as it stands now. */
export const built = (entry: 'server' | 'cli'): string => {
  if (!done) {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/build.ts'], { cwd: root, encoding: 'utf8' })
    if (status !== 0) throw new Error(`it was not built:\n${stderr}`)
    done = true
  }
  return join(root, 'dist/server', `${entry}.js`)
}
