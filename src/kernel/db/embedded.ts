import { spawn, spawnSync } from 'node:child_process'
import { chownSync, closeSync, existsSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { deriveKey, secretFile } from '../keys.ts'
import { StartError, type Tell } from '../start-error.ts'
import { type Home, openHome } from './home.ts'
import { isPostmaster } from './process.ts'
import { findProgram, type Program } from './program.ts'
import { exclusively, joinUsers } from './users.ts'

/** A running server of our own. `ownerUrl` names database `docket` and its superuser. */
export interface Embedded {
  ownerUrl: string
  /** True when the server ran before we came. */
  adopted: boolean
  /** Leaves; the last process on the folder stops the server. */
  stop(): Promise<void>
}

const admin = 'docket_admin'
const windows = process.platform === 'win32'

/**
 * Starts the PostgreSQL of a data folder, or joins the one that runs there already. Several processes may do so at once.
 * Data is never removed. Throws a `StartError` that says what to do.
 * @param settings further server settings (`fsync=off` for tests only)
 * @param launched called once the server's own process is on its way
 */
export const startEmbedded = async ({ dataDir, say, settings = [], launched }: { dataDir: string; say: Tell; settings?: string[]; launched?: () => void }): Promise<Embedded> => {
  const home = openHome(dataDir, say)
  return exclusively(home.lock, async () => {
    if (existsSync(home.data) && !existsSync(join(dataDir, 'secret'))) throw secretGone(dataDir)
    const password = deriveKey(await secretFile(dataDir), 'postgres').toString('base64url')
    const wanted = existsSync(home.data) ? Number(readFileSync(join(home.data, 'PG_VERSION'), 'utf8')) : undefined
    const program = findProgram(home.path, home.account, process.env.PATH ?? '', wanted)
    if (wanted === undefined) initialise(home, program, password, say)
    const adopted = await bringUp(home, program, { password, settings, say, launched })
    const user = joinUsers(home.users)
    const ownerUrl = await withDatabase(urlOf(home, password))
    const { port } = readPostmaster(home)!
    const leave = keep(home, say, () => bringUp(home, program, { password, settings, say, port }))
    const stop = (): Promise<void> => {
      leave()
      return exclusively(home.lock, async () => {
        if (!user.leave().others) await stopServer(home, program)
      })
    }
    return { ownerUrl, adopted, stop }
  })
}

/**
 * Looks every second whether the server lives and starts it again when it ended by itself (killed for its memory, a fault),
 * until the answer is called. Whoever stops it on purpose leaves first, and asks whether others stay.
 */
const keep = (home: Home, say: Tell, start: () => Promise<unknown>): (() => void) => {
  const folder = realpathSync(home.data)
  let left = false
  let busy = false
  let told = false
  const lives = (): boolean => {
    const found = readPostmaster(home)
    return found !== null && isPostmaster(found.pid, folder)
  }
  const look = async (): Promise<void> => {
    if (busy || lives()) return
    busy = true
    if (!told) say({ hant: '資料庫停了，正在重新啟動…', hans: '数据库停了，正在重新启动…', en: 'The database has ended; starting it again …' })
    told = true
    try {
      await exclusively(home.lock, async () => (left ? undefined : start()))
      told = false
    } catch {
      // The next look tries again; why it fails stands in its log.
    } finally {
      busy = false
    }
  }
  const timer = setInterval(() => void look(), 1000).unref()
  return () => {
    left = true
    clearInterval(timer)
  }
}

const secretGone = (dataDir: string): StartError =>
  new StartError({
    hant: `${dataDir} 裡有資料庫，卻沒有它的 secret 檔。請從備份還原 ${join(dataDir, 'secret')}。`,
    hans: `${dataDir} 里有数据库，却没有它的 secret 文件。请从备份恢复 ${join(dataDir, 'secret')}。`,
    en: `${dataDir} holds a database but not its secret. Restore ${join(dataDir, 'secret')} from a backup.`,
  })

/** In a folder of its own, renamed when whole: a start that was cut off leaves nothing half made behind. */
const initialise = (home: Home, program: Program, password: string, say: Tell): void => {
  say({ hant: '第一次啟動：正在建立資料庫（幾秒鐘）…', hans: '首次启动：正在建立数据库（几秒钟）…', en: 'First start: making the database (a few seconds) …' })
  const draft = `${home.data}.part`
  const passwordFile = join(home.path, 'password')
  rmSync(draft, { recursive: true, force: true })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (home.account !== undefined) chownSync(passwordFile, home.account.uid, home.account.gid)
  const locale = program.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C.UTF-8']
  const args = ['-D', draft, '-U', admin, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--no-instructions', ...locale]
  const run = spawnSync(join(program.bin, 'initdb'), args, { ...home.account, cwd: home.path, env: cleanEnv(), encoding: 'utf8' })
  rmSync(passwordFile, { force: true })
  if (run.status !== 0) throw failed(`${run.error?.message ?? ''} ${run.stdout}\n${run.stderr}`, home)
  renameSync(draft, home.data)
}

/** The server's own settings come from us alone, never from PG… variables around us. */
const cleanEnv = (): NodeJS.ProcessEnv => Object.fromEntries(Object.entries(process.env).filter(([k]) => !/^(PG|LC_|LANG)/.test(k)))

interface Postmaster {
  pid: number
  port: number
}
/** What `postmaster.pid` says (line 1 the process, line 4 the port); it may outlive its server. */
const readPostmaster = (home: Home): Postmaster | null => {
  try {
    const lines = readFileSync(join(home.data, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]) || 5432 }
  } catch {
    return null
  }
}

const urlOf = (home: Home, password: string, database = 'docket'): string => {
  const port = readPostmaster(home)?.port ?? 5432
  const at = windows ? '' : `?host=${encodeURIComponent(home.socket)}`
  return `postgres://${admin}:${password}@127.0.0.1:${port}/${database}${at}`
}

type Answer = 'ready' | 'starting' | 'silent' | 'refused'
const ask = async (url: string): Promise<Answer> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return 'ready'
  } catch (e) {
    const code = (e as { code?: string }).code
    return code === '57P03' ? 'starting' : code === '28P01' ? 'refused' : 'silent'
  } finally {
    await client.end().catch(() => undefined)
  }
}

/**
 * Brings the server up and tells whether it was up before. A server that is recovering is waited for as long as it lives;
 * one that will not start is tried again for ten seconds, since the last children of a killed one need a moment to go.
 * One that lives and says nothing for a minute is given up. `port` is the one it had, for whoever knows it by its address.
 */
const bringUp = async (home: Home, program: Program, { password, settings, say, launched, port }: { password: string; settings: string[]; say: Tell; launched?: () => void; port?: number }): Promise<boolean> => {
  const folder = realpathSync(home.data)
  let started: ReturnType<typeof launch> | undefined
  let told = false
  let heard = Date.now()
  const begun = Date.now()
  for (;;) {
    const answer = await ask(urlOf(home, password, 'postgres'))
    if (answer === 'ready') return started === undefined
    if (answer === 'refused') throw secretGone(home.path)
    const found = readPostmaster(home)
    const lives = (found !== null && isPostmaster(found.pid, folder)) || (started !== undefined && started.ended() === null)
    const waited = Date.now() - begun
    if (answer === 'starting') heard = Date.now()
    if (Date.now() - heard > 60_000) throw failed(tail(home), home)
    if (lives && waited > 3000 && !told) {
      told = true
      say({ hant: '資料庫正在整理上次未寫完的紀錄，請稍候…', hans: '数据库正在整理上次未写完的记录，请稍候…', en: 'The database is putting its last writes in order; please wait …' })
    }
    if (!lives) {
      if (waited > 10_000) throw failed(tail(home), home)
      if (started !== undefined) await wait(300)
      // Its number now belongs to another program, or to a dead child nobody has buried: PostgreSQL would believe it alive.
      if (found !== null) rmSync(join(home.data, 'postmaster.pid'), { force: true })
      started = launch(home, program, settings, port ?? (windows ? await freePort() : 5432))
    }
    launched?.()
    await wait(answer === 'starting' ? 100 : 25)
  }
}

const launch = (home: Home, program: Program, settings: string[], port: number): { ended(): number | null } => {
  if (existsSync(home.log) && statSync(home.log).size > 5_000_000) renameSync(home.log, `${home.log}.old`)
  const log = openSync(home.log, 'a')
  const all = [
    windows ? 'listen_addresses=127.0.0.1' : 'listen_addresses=',
    `port=${port}`,
    ...(windows ? [] : [`unix_socket_directories=${home.socket}`, 'unix_socket_permissions=0700']),
    'password_encryption=scram-sha-256',
    'shared_buffers=16MB',
    'max_connections=100',
    'max_wal_size=256MB',
    'jit=off',
    'max_logical_replication_workers=0',
    'timezone=UTC',
    'log_timezone=UTC',
    // The log must not repeat a client's words: no statements, no details with values.
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    ...(program.major >= 18 ? ['io_method=sync'] : []),
    ...settings,
  ]
  // Detached: Ctrl-C in the terminal must reach Docket, which first finishes what it does, and only then the database.
  const child = spawn(join(program.bin, 'postgres'), ['-D', home.data, ...all.flatMap((s) => ['-c', s])], {
    ...home.account,
    cwd: home.path,
    env: cleanEnv(),
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  let code: number | null = null
  child.on('error', () => (code = -1))
  child.on('exit', (c) => (code = c ?? -1))
  child.unref()
  return { ended: () => code }
}

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const probe = createServer().on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

/** Database `docket` of the server, made when it is missing; gives its address back. */
const withDatabase = async (url: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url.replace('/docket?', '/postgres?').replace(/\/docket$/, '/postgres') })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = 'docket'")
    if (rowCount === 0) await client.query('create database docket')
  } finally {
    await client.end()
  }
  return url
}

/** SIGINT is PostgreSQL's "fast" stop: transactions are rolled back, everything committed is on disk. */
const stopServer = async (home: Home, program: Program): Promise<void> => {
  const found = readPostmaster(home)
  const folder = realpathSync(home.data)
  if (found === null || !isPostmaster(found.pid, folder)) return
  if (windows) spawnSync(join(program.bin, 'pg_ctl'), ['stop', '-m', 'fast', '-D', home.data])
  else process.kill(found.pid, 'SIGINT')
  for (let n = 0; n < 3000 && isPostmaster(found.pid, folder); n++) await wait(10)
}

const tail = (home: Home): string => (existsSync(home.log) ? readFileSync(home.log, 'utf8').trim().split('\n').slice(-5).join('\n') : '')

const failed = (why: string, home: Home): StartError =>
  new StartError({
    hant: `資料庫沒有啟動。紀錄在 ${home.log}，最後寫的是：\n${why.trim()}`,
    hans: `数据库没有启动。日志在 ${home.log}，最后写的是：\n${why.trim()}`,
    en: `The database did not start. Its log is ${home.log}; it ends with:\n${why.trim()}`,
  })
