import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withLogin } from '#kernel/db/bootstrap.ts'
import { startEmbedded } from '#kernel/db/embedded.ts'
import { exclusively } from '#kernel/db/users.ts'
import { deriveKey, secretFile } from '#kernel/keys.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { built } from './built.ts'
import { careless, type TestDatabase } from './database.ts'

const root = join(import.meta.dirname, '../..')
const kept = join(root, '.cache/test-sample')

/** A checksum of the day, since the sample ends today, and of all that it is made by. */
const keyOf = (): string => {
  const hash = createHash('sha256').update(localDate(new Date(), 'Asia/Taipei'))
  const files = globSync(['src/**', 'sample/**', 'migrations/**', 'package-lock.json'], { cwd: root, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  for (const file of files.sort()) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

/** With the owners of the files, who differ: as root the database belongs to another. */
const copy = (from: string, to: string): void => {
  if (process.platform === 'win32') cpSync(from, to, { recursive: true })
  else execFileSync('cp', ['-Rp', `${from}/.`, to])
}
const draft = (): string => mkdtempSync(join(tmpdir(), 'docket-sample-'))

const make = (at: string): void => {
  const folder = draft()
  const filled = spawnSync(process.execPath, [built('cli'), 'sample', '--json'], { cwd: root, env: { ...process.env, DATA_DIR: folder }, encoding: 'utf8' })
  if (filled.status !== 0) throw new Error(`the sample was not built:\n${filled.stderr}`)
  for (const old of readdirSync(kept)) if (old !== 'lock') rmSync(join(kept, old), { recursive: true })
  mkdirSync(`${at}.part`)
  copy(folder, `${at}.part`)
  renameSync(`${at}.part`, at)
  rmSync(folder, { recursive: true })
}

/** A data folder of one's own with the sample agency in it, as `docket sample` leaves an empty one: made once for a day and a state of the code, then copied. */
export const sampleFolder = async (): Promise<string> => {
  mkdirSync(kept, { recursive: true })
  return exclusively(join(kept, 'lock'), async () => {
    const at = join(kept, keyOf())
    if (!existsSync(at)) make(at)
    const folder = draft()
    copy(at, folder)
    return folder
  })
}

/** Such a folder with its database running. */
export const sampleDatabase = async (): Promise<TestDatabase & { folder: string }> => {
  const folder = await sampleFolder()
  const { ownerUrl, stop } = await startEmbedded({ dataDir: folder, say: () => undefined, settings: careless })
  const secret = await secretFile(folder)
  return {
    folder, ownerUrl, root: secret,
    appUrl: withLogin(ownerUrl, 'docket_app', deriveKey(secret, 'docket_app').toString('base64url')),
    drop: async () => {
      await stop()
      rmSync(folder, { recursive: true })
    },
  }
}
