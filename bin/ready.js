// Makes a fresh clone ready before `npm start`, `npm test` …: installs what is missing, builds the browser side.
// Plain JavaScript without dependencies, since it also runs on the system's old Node and before anything is installed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(folder, 'node_modules')
const noted = join(modules, '.docket-lock')
const windows = process.platform === 'win32'
const minutes = 8

// As `terminalLang` of src/kernel/config.ts: this runs before anything can be loaded.
const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
const lang = /^zh[_-]?(tw|hk|mo|hant)/i.test(locale) ? 'hant' : /^zh/i.test(locale) ? 'hans' : 'en'
// On stderr, as all that is run here: stdout belongs to the command that follows (`docket verify --json`).
const say = (words) => console.error(`· ${words[lang]}`)
const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null)
const lockText = read(join(folder, 'package-lock.json')) ?? ''
const lockSum = createHash('sha256').update(lockText).digest('hex')

/** Installed for this lockfile: by us (its checksum is noted), or by hand (npm's own list agrees with it). */
function installed() {
  if (read(noted) === lockSum) return true
  const list = read(join(modules, '.package-lock.json'))
  if (list === null || !agrees(JSON.parse(lockText).packages, JSON.parse(list).packages)) return false
  writeFileSync(noted, lockSum)
  return true
}

/** npm leaves out of its list what is optional and for another platform; all else must be there, in the same version. */
function agrees(wanted, found) {
  for (const [path, { version, optional, link }] of Object.entries(wanted)) {
    if (path === '' || link) continue
    if (found[path] === undefined ? !optional : found[path].version !== version) return false
  }
  return Object.keys(found).every((path) => wanted[path] !== undefined)
}

/** Runs a program to its end; gives its exit code, or null when it took too long and was stopped with all it started. */
function run(command, args, limit) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: folder, stdio: ['inherit', 2, 2], detached: limit !== undefined && !windows, shell: windows })
    const stop = (signal) => {
      try {
        process.kill(windows ? child.pid : -child.pid, signal)
      } catch {}
    }
    const timer = limit === undefined ? undefined : setTimeout(() => { stop('SIGKILL'); done(null) }, limit)
    const onward = (signal) => { stop(signal); process.exit(1) }
    if (timer) for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, onward)
    const end = (code) => {
      clearTimeout(timer)
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeListener(signal, onward)
      done(code ?? 1)
    }
    child.on('error', () => end(1))
    child.on('exit', end)
  })
}

async function install() {
  say({ hant: '正在安裝需要的套件（約一分鐘）…', hans: '正在安装需要的软件包（约一分钟）…', en: 'Installing what Docket needs (about a minute) …' })
  const npm = process.env.npm_execpath
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  for (const again of [false, true]) {
    if (again) say({ hant: '沒有成功，再試一次…', hans: '没有成功，再试一次…', en: 'That did not work; trying once more …' })
    // A copy cut off half-way must not pass for a whole one.
    rmSync(noted, { force: true })
    const code = npm?.endsWith('.js') ? await run(process.execPath, [npm, ...args], minutes * 60_000) : await run(windows ? 'npm.cmd' : 'npm', args, minutes * 60_000)
    if (code === 0) {
      mkdirSync(modules, { recursive: true })
      writeFileSync(noted, lockSum)
      return
    }
  }
  say({
    hant: '套件裝不起來。請檢查網路（npm ping），再執行一次。',
    hans: '软件包安装失败。请检查网络（npm ping），再运行一次。',
    en: 'The packages could not be installed. Check the network (npm ping) and run this again.',
  })
  process.exit(1)
}

/** The Node 24 that came with the packages; else the one that runs this, when it is new enough. */
function node() {
  const own = join(modules, '.bin', windows ? 'node.cmd' : 'node')
  if (existsSync(own)) return own
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  say({
    hant: `Docket 需要 Node 24，這裡是 ${process.version}，而這個平台沒有可隨套件安裝的版本。請到 nodejs.org 安裝 Node 24。`,
    hans: `Docket 需要 Node 24，当前是 ${process.version}，而此平台没有可随软件包安装的版本。请到 nodejs.org 安装 Node 24。`,
    en: `Docket needs Node 24; this is ${process.version}, and none comes with the packages on this platform. Install Node 24 from nodejs.org.`,
  })
  process.exit(1)
}

if (!installed()) await install()
const runtime = node()
if (existsSync(join(folder, 'scripts', 'build.ts'))) {
  if (!existsSync(join(folder, 'dist', 'server', 'build.json'))) say({ hant: '正在建置（幾秒鐘）…', hans: '正在构建（几秒钟）…', en: 'Building (a few seconds) …' })
  const code = await run(runtime, [join('scripts', 'build.ts')])
  if (code !== 0) {
    say({ hant: '沒有建好，原因在上面。', hans: '构建失败，原因见上。', en: 'It was not built; the reason is above.' })
    process.exit(1)
  }
}
