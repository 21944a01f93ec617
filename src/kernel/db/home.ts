import { createHash } from 'node:crypto'
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { StartError, type Tell } from '../start-error.ts'
import { type Account, openToAll } from './program.ts'

/** Where the embedded server lives: `<data folder>/postgres`, with `data`, `socket` and `log` in it. */
export interface Home {
  path: string
  data: string
  socket: string
  log: string
  users: string
  lock: string
  account: Account | undefined
}

/** Makes a folder unless it is there, or another start has just made it. Not `recursive`: below /proc Node would try for ever. */
const makeOnce = (folder: string): void => {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** The data folder, made where it is missing. Throws a `StartError` where there can be none. */
const openFolder = (dataDir: string): string => {
  try {
    mkdirSync(dirname(resolve(dataDir)), { recursive: true })
    makeOnce(dataDir)
    if (!statSync(dataDir).isDirectory()) throw new Error(`${dataDir} is no folder`)
    return realpathSync(resolve(dataDir))
  } catch (error) {
    throw new StartError({
      hant: `DATA_DIR 要是一個可以寫入的資料夾；${dataDir} 不是，也建立不了。`,
      hans: `DATA_DIR 要是一个可以写入的文件夹；${dataDir} 不是，也创建不了。`,
      en: `DATA_DIR must be a folder that can be written to; ${dataDir} is none and cannot be made one.`,
    }, error)
  }
}

/** Makes the folders that are missing, owned by the account that will run the server. */
export const openHome = (dataDir: string, say: Tell): Home => {
  const root = process.getuid?.() === 0
  const folder = openFolder(dataDir)
  // Only entering is opened to others, not listing: the server's own user must reach its folder below.
  if (root && (statSync(folder).mode & 0o001) === 0) chmodSync(folder, (statSync(folder).mode & 0o777) | 0o011)
  const at = join(folder, 'postgres')
  if (!existsSync(at)) {
    if (root && !openToAll(folder)) symlinkSync(elsewhere(at, say), at)
    else mkdirSync(at, { mode: 0o700 })
  }
  const path = realpathSync(at)
  const account = root ? accountFor(path) : undefined
  if (account !== undefined) chownSync(path, account.uid, account.gid)
  return {
    path,
    data: join(path, 'data'),
    socket: socketFolder(path, account),
    log: join(path, 'log'),
    users: join(folder, 'users'),
    lock: join(folder, 'starting'),
    account,
  }
}

/** As root below a closed folder (/root): PostgreSQL, which must not be root, could never reach the data there. */
const elsewhere = (at: string, say: Tell): string => {
  mkdirSync('/var/lib/docket', { recursive: true, mode: 0o755 })
  const place = mkdtempSync('/var/lib/docket/postgres-')
  say({
    hant: `資料庫不能以 root 執行，而 ${at} 只有 root 進得去，所以資料庫放在 ${place}（有連結指過去）。備份時請一起備份。`,
    hans: `数据库不能以 root 运行，而 ${at} 只有 root 进得去，所以数据库放在 ${place}（有链接指过去）。备份时请一并备份。`,
    en: `The database must not run as root, and only root can enter ${at}: it is kept in ${place}, with a link to it. Back that folder up as well.`,
  })
  return place
}

/** Whoever owns the data already, else `nobody`, who exists on every system. */
const accountFor = (path: string): Account => {
  const owner = statSync(path)
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const people = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'))
  const entry = people.find((p) => p[0] === 'nobody') ?? people.find((p) => Number(p[2]) > 0)
  if (entry === undefined)
    throw new StartError({
      hant: '資料庫不能以 root 執行，而這個系統沒有別的使用者。請建立一個使用者，或設定 DATABASE_URL。',
      hans: '数据库不能以 root 运行，而这个系统没有别的用户。请创建一个用户，或设置 DATABASE_URL。',
      en: 'The database must not run as root, and this system has no other user. Add one, or set DATABASE_URL.',
    })
  return { uid: Number(entry[2]), gid: Number(entry[3]) }
}

/** A socket's path may have 107 bytes: deep data folders get a private folder among the temporary ones. */
const socketFolder = (path: string, account: Account | undefined): string => {
  const uid = account?.uid ?? process.getuid?.() ?? 0
  const near = join(path, 'socket')
  const long = Buffer.byteLength(join(near, '.s.PGSQL.5432')) > 100
  const at = long ? join(tmpdir(), `docket-${createHash('sha256').update(path).digest('hex').slice(0, 16)}`) : near
  if (!existsSync(at)) {
    mkdirSync(at, { mode: 0o700 })
    if (account !== undefined) chownSync(at, account.uid, account.gid)
  }
  const found = lstatSync(at)
  if (!found.isDirectory() || (process.platform !== 'win32' && found.uid !== uid))
    throw new StartError({
      hant: `${at} 屬於別人。請移走它，再啟動一次。`,
      hans: `${at} 属于别人。请移走它，再启动一次。`,
      en: `${at} belongs to somebody else. Move it away and start again.`,
    })
  chmodSync(at, 0o700)
  return at
}
