import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { StartError } from '../start-error.ts'
import { startEmbedded } from './embedded.ts'
import { openHome } from './home.ts'
import { alive, isPostmaster, mark } from './process.ts'
import { copied, packaged } from './program.ts'
import { exclusively } from './users.ts'

const base = mkdtempSync(join(tmpdir(), 'docket-test-'))
chmodSync(base, 0o711)
const dataDir = join(base, 'data')
const pidFile = join(dataDir, 'postgres', 'data', 'postmaster.pid')
const said: string[] = []
const say = (w: { en: string }): void => void said.push(w.en)
const start = () => startEmbedded({ dataDir, say })
const serverPid = (): number => Number(readFileSync(pidFile, 'utf8').split('\n')[0])
const serverPidOr = (): number | undefined => (existsSync(pidFile) ? serverPid() : undefined)
const serverRuns = (): boolean => existsSync(pidFile) && isPostmaster(serverPid(), realpathSync(join(dataDir, 'postgres', 'data')))

const query = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

/** Another Docket process on the same folder: starts, says so, stops on SIGTERM. */
const another = async (): Promise<ChildProcess> => {
  const code = `import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}
    const e = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, say() {} })
    process.once('SIGTERM', () => e.stop().then(() => process.exit(0)))
    setInterval(() => {}, 1000); console.log(e.adopted)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout as NodeJS.ReadableStream, 'data')
  return child
}
const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  child.kill(signal)
  await once(child, 'exit')
}

after(async () => {
  if (serverRuns()) process.kill(serverPid(), 'SIGINT')
  for (let n = 0; n < 200 && existsSync(pidFile); n++) await new Promise((r) => setTimeout(r, 20))
  rmSync(base, { recursive: true, force: true })
})

test('the first start makes a database that only its password opens, by a private socket, and that waits for the disk', async () => {
  const draft = `${openHome(dataDir, say).data}.part` // as a start that was cut off leaves it
  mkdirSync(draft)
  writeFileSync(join(draft, 'half'), 'made')
  const e = await start()
  assert.equal(existsSync(draft), false)
  assert.equal(e.adopted, false)
  assert.match(said.join(), /First start/)
  const shown = []
  for (const s of ['fsync', 'listen_addresses', 'full_page_writes', 'synchronous_commit', 'password_encryption', 'shared_buffers']) shown.push(...(await query(e.ownerUrl, `show ${s}`)))
  assert.deepEqual(shown, ['on', '', 'on', 'on', 'scram-sha-256', '16MB'])
  assert.deepEqual(await query(e.ownerUrl, 'select current_database()'), ['docket'])
  await assert.rejects(query(e.ownerUrl.replace(/:[^:@]+@/, ':wrong@'), 'select 1'), /password authentication failed/)
  assert.equal(statSync(join(dataDir, 'secret')).mode & 0o777, 0o600)
  assert.equal(statSync(join(dataDir, 'postgres', 'socket')).mode & 0o777, 0o700)
  assert.ok(!readFileSync(join(dataDir, 'postgres', 'log'), 'utf8').includes(new URL(e.ownerUrl).password))
  await query(e.ownerUrl, 'create table kept (t text)')
  await query(e.ownerUrl, "insert into kept values ('one')")
  await e.stop()
  assert.equal(serverRuns(), false)
})

test('a second handle joins the running server; the last to leave stops it', async () => {
  const a = await start()
  const b = await start()
  assert.deepEqual([a.adopted, b.adopted], [false, true])
  await a.stop()
  assert.deepEqual(await query(b.ownerUrl, 'select t from kept'), ['one'])
  await b.stop()
  assert.equal(serverRuns(), false)
})

test('two processes starting at once share one server; one killed leaves it to the other, who stops it', async () => {
  const [a, b] = await Promise.all([another(), another()])
  const pid = serverPid()
  await end(a, 'SIGKILL')
  const mine = await start()
  assert.equal(mine.adopted, true)
  assert.equal(serverPid(), pid)
  await end(b, 'SIGTERM')
  assert.ok(serverRuns())
  await mine.stop()
  assert.equal(serverRuns(), false)
  assert.deepEqual(readdirSync(join(dataDir, 'users')), [])
})

test('a server that ends by itself is started again under the same address, and not once everybody has left', async () => {
  const mine = await start()
  await query(mine.ownerUrl, 'create table again as select 1 as n')
  const told = said.length
  for (const signal of ['SIGKILL', 'SIGQUIT', 'SIGINT'] as const) {
    const before = serverPid()
    process.kill(before, signal)
    for (let n = 0; n < 400 && (serverPidOr() === before || !(await query(mine.ownerUrl, 'select 1').then(() => true, () => false))); n++) await new Promise((r) => setTimeout(r, 50))
    assert.deepEqual(await query(mine.ownerUrl, 'select n from again'), [1], signal)
    assert.notEqual(serverPid(), before)
  }
  assert.deepEqual([...new Set(said.slice(told))], ['The database has ended; starting it again …'])
  await query(mine.ownerUrl, 'drop table again')
  await mine.stop()
  await new Promise((r) => setTimeout(r, 1500))
  assert.equal(serverRuns(), false)
})

test('after kill -9 of every process nothing committed is lost and it opens by itself', async () => {
  const a = await start()
  await query(a.ownerUrl, "insert into kept values ('two')")
  const pid = serverPid()
  process.kill(pid, 'SIGKILL')
  const b = await start() // postmaster.pid still names the dead one
  assert.notEqual(serverPid(), pid)
  assert.deepEqual(await query(b.ownerUrl, 'select t from kept order by t'), ['one', 'two'])
  await b.stop()
  await a.stop()
  assert.equal(serverRuns(), false)
})

test('a postmaster.pid with the number of another living program, or of a zombie, does not stop the start', { skip: process.platform !== 'linux' }, async () => {
  const zombie = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [line] = (await once(zombie.stdout, 'data')) as [Buffer]
  const dead = Number(line.toString())
  try {
    for (let n = 0; n < 200 && mark(dead) !== null; n++) await new Promise((r) => setTimeout(r, 20))
    assert.match(readFileSync(`/proc/${dead}/stat`, 'utf8'), /\) Z /)
    assert.equal(mark(dead), null)
    for (const pid of [dead, zombie.pid, process.pid]) {
      writeFileSync(pidFile, `${pid}\n${join(dataDir, 'postgres', 'data')}\n1700000000\n5432\n\n\n\n`)
      const e = await start()
      assert.equal(e.adopted, false)
      assert.deepEqual(await query(e.ownerUrl, 'select count(*)::int from kept'), [2])
      await e.stop()
    }
  } finally {
    zombie.kill('SIGKILL')
  }
})

test('a data folder without its secret is refused with a sentence, and not touched', async () => {
  const secret = join(dataDir, 'secret')
  renameSync(secret, `${secret}.away`)
  await assert.rejects(start(), (e) => e instanceof StartError && /Restore .*secret/.test(e.words.en) && e.words.hant.includes('secret'))
  assert.equal(existsSync(secret), false)
  renameSync(`${secret}.away`, secret)
})

test('a data folder that cannot be one is refused in a sentence, at once', async () => {
  const file = join(base, 'a file')
  writeFileSync(file, '')
  const no = [file, join(file, 'below'), ...(process.platform === 'linux' ? ['/proc/docket'] : [])]
  for (const dataDir of no) assert.throws(() => openHome(dataDir, say), (e) => e instanceof StartError && e.words.en.includes(dataDir), dataDir)
})

test('a deep data folder gets a socket with a short path', () => {
  const home = openHome(join(base, 'deep'.repeat(20), 'd'.repeat(30)), say)
  assert.ok(Buffer.byteLength(join(home.socket, '.s.PGSQL.5432')) <= 100)
  assert.equal(statSync(home.socket).mode & 0o777, 0o700)
  rmSync(home.socket, { recursive: true })
})

test('as root below a closed folder the database lies elsewhere, with a link and a word about it', { skip: process.getuid?.() !== 0 }, () => {
  const closed = mkdtempSync(join(tmpdir(), 'docket-closed-'))
  const heard: string[] = []
  const home = openHome(join(closed, 'data'), (w) => heard.push(w.en))
  try {
    assert.ok(lstatSync(join(closed, 'data', 'postgres')).isSymbolicLink())
    assert.match(home.path, /^\/var\/lib\/docket\//)
    assert.ok(heard.join().includes(home.path))
  } finally {
    rmSync(home.path, { recursive: true })
    rmSync(closed, { recursive: true })
  }
})

test('the programs run from a copy of theirs, when the checkout is closed to the account that runs them', { skip: packaged() === null }, () => {
  const home = openHome(join(base, 'copy'), say)
  const bin = join(copied(packaged() as string, home.path), 'bin')
  for (const name of ['initdb', 'postgres']) assert.match(execFileSync(join(bin, name), ['--version'], { ...home.account, cwd: '/', encoding: 'utf8' }), /PostgreSQL\) 18/)
  for (const entry of readdirSync(join(bin, '..', 'lib'))) {
    const at = join(bin, '..', 'lib', entry)
    if (lstatSync(at).isSymbolicLink()) assert.ok(!isAbsolute(readlinkSync(at)), entry)
  }
})

test('a lock is held by one at a time and taken over from a holder that is gone', async () => {
  const path = join(base, 'lock')
  writeFileSync(path, '999999 1 gone')
  let inside = 0
  let most = 0
  await Promise.all(
    Array.from({ length: 5 }, () =>
      exclusively(path, async () => {
        most = Math.max(most, ++inside)
        await new Promise((r) => setTimeout(r, 5))
        inside--
      }),
    ),
  )
  assert.equal(most, 1)
  assert.equal(existsSync(path), false)
})

test('a process mark outlives no process and is not fooled by the number alone', () => {
  const me = mark(process.pid) as string
  assert.ok(alive(me))
  assert.equal(alive(`${process.pid} 1 another-boot`), false)
  assert.equal(alive('not a mark'), false)
})
