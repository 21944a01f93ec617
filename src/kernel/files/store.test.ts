import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { registerMessages, say } from '../i18n/say.ts'
import { filesMessages } from './messages.ts'
import { type FileStore, openStore } from './store.ts'

const agency = '01890000-0000-7000-8000-00000000000a'
let root: string
let store: FileStore
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'store-'))
  store = openStore(pathToFileURL(root).href)
})
after(() => rm(root, { recursive: true, force: true }))

const temporaries = (): Promise<string[]> => readdir(join(root, 'tmp')).catch(() => [])
const refusal = (code: string) => (e: unknown) => (e as { code: string }).code === code

test('what goes in comes out, under its checksum, in parts and whole', async () => {
  const bytes = Buffer.from('章'.repeat(100_000))
  const stored = await store.putStream(agency, Readable.from([bytes.subarray(0, 7), bytes.subarray(7)], { objectMode: false }), { limit: 1e6 })
  assert.equal(stored.sha256, createHash('sha256').update(bytes).digest('hex'))
  assert.equal(stored.size, bytes.length)
  assert.deepEqual(Buffer.from(stored.head), bytes.subarray(0, 64 * 1024))
  assert.deepEqual(await readFile(join(root, agency, stored.sha256.slice(0, 2), stored.sha256)), bytes)
  assert.deepEqual(await store.bytes(agency, stored.sha256), bytes)
  const part = await store.get(agency, stored.sha256, { start: 10, end: 19 })
  assert.equal(part.size, bytes.length)
  assert.deepEqual(Buffer.concat(await part.stream.toArray()), bytes.subarray(10, 20))
  assert.equal(await store.check(agency, stored.sha256), 'whole')
  assert.deepEqual(await temporaries(), [])
})

test('a web stream goes in as well, and the same bytes twice are one file', async () => {
  const a = await store.putStream(agency, new Blob(['same']).stream(), { limit: 100 })
  const b = await store.putBytes(agency, Buffer.from('same'))
  assert.equal(a.sha256, b.sha256)
  assert.deepEqual(await readdir(join(root, agency, a.sha256.slice(0, 2))), [a.sha256])
})

test('0 bytes, too many bytes and a broken line leave nothing behind', async () => {
  await assert.rejects(store.putBytes(agency, new Uint8Array()), refusal('files.empty'))
  const endless = new Readable({ read() { this.push(Buffer.alloc(65536)) } })
  await assert.rejects(store.putStream(agency, endless, { limit: 1_000_000 }), (e) => refusal('files.too_large')(e) && (e as { params: { limit: number } }).params.limit === 1_000_000)
  const broken = Readable.from((async function* () { yield Buffer.from('half'); throw new Error('line lost') })(), { objectMode: false })
  await assert.rejects(store.putStream(agency, broken, { limit: 100 }), /line lost/)
  assert.deepEqual(await temporaries(), [])
})

test('exactly the limit is allowed', async () => {
  assert.equal((await store.putStream(agency, Readable.from([Buffer.alloc(10)], { objectMode: false }), { limit: 10 })).size, 10)
})

test('a changed and a missing file are found', async () => {
  const { sha256 } = await store.putBytes(agency, Buffer.from('to be spoilt'))
  await writeFile(join(root, agency, sha256.slice(0, 2), sha256), 'spoilt')
  assert.equal(await store.check(agency, sha256), 'changed')
  await rm(join(root, agency, sha256.slice(0, 2), sha256))
  assert.equal(await store.check(agency, sha256), 'missing')
  await assert.rejects(store.get(agency, sha256), refusal('files.missing'))
})

test('nothing but a checksum is a key: no way out of the folder, none to another agency', async () => {
  const { sha256 } = await store.putBytes(agency, Buffer.from('mine'))
  await assert.rejects(store.get(agency, '../../etc/passwd'), /not a key/)
  await assert.rejects(store.get('..', sha256), /not a key/)
  await assert.rejects(store.get('01890000-0000-7000-8000-00000000000b', sha256), refusal('files.missing'))
})

test('what a crash left is swept once it is old, a file that is still coming in is not', async () => {
  await writeFile(join(root, 'tmp', 'left-behind'), 'half')
  await utimes(join(root, 'tmp', 'left-behind'), new Date('2026-11-01'), new Date('2026-11-01'))
  await writeFile(join(root, 'tmp', 'coming-in'), 'half')
  assert.equal(await store.sweep(new Date('2026-11-02')), 1)
  assert.deepEqual(await temporaries(), ['coming-in'])
  await rm(join(root, 'tmp', 'coming-in'))
})

test('killed in the middle: nothing under a key, only a temporary file, which is swept', { skip: process.platform === 'win32' }, async () => {
  const folder = await mkdtemp(join(root, 'killed-'))
  const child = spawn(process.execPath, ['--input-type=module', '-e', `
    import { openStore } from '${new URL('./store.ts', import.meta.url).href}'
    import { Readable } from 'node:stream'
    const source = Readable.from((async function* () {
      yield Buffer.alloc(300_000)
      setTimeout(() => console.log('half'), 50)
      await new Promise((r) => setTimeout(r, 60_000))
    })(), { objectMode: false })
    await openStore('${pathToFileURL(folder).href}').putStream('${agency}', source, { limit: 1e9 })`], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  assert.deepEqual(await readdir(folder), ['tmp'])
  assert.equal((await readdir(join(folder, 'tmp'))).length, 1)
  assert.equal(await openStore(pathToFileURL(folder).href).sweep(new Date(Date.now() + 1000)), 1)
  assert.deepEqual(await readdir(join(folder, 'tmp')), [])
})

const fill = (folder: string): string => `
  import { openStore } from '${new URL('./store.ts', import.meta.url).href}'
  import { readdirSync } from 'node:fs'
  const store = openStore('${pathToFileURL(folder).href}')
  const full = await store.putBytes('${agency}', new Uint8Array(8_000_000).fill(7)).then(() => 'stored', (e) => e.code)
  const small = await store.putBytes('${agency}', new Uint8Array(1000)).then((s) => s.size, (e) => e.code)
  console.log(JSON.stringify([full, small, readdirSync('${folder}/tmp').length]))`

test('a file size that the system does not allow is refused as a full disk, and the next file goes in', { skip: process.platform === 'win32' }, () => {
  const run = spawnSync('bash', ['-c', 'ulimit -f 2000; exec "$0" --input-type=module -e "$1"', process.execPath, fill(root)], { encoding: 'utf8' })
  assert.equal(run.stdout.trim(), '["files.disk_full",1000,0]', run.stderr)
})

test('a disk that is really full is refused, nothing half is left, and the next file goes in', async (t) => {
  const small = await mkdtemp(join(tmpdir(), 'full-'))
  t.after(() => rm(small, { recursive: true, force: true }))
  const script = 'mount -t tmpfs -o size=2m none "$2" || exit 77; exec "$0" --input-type=module -e "$1"'
  const run = spawnSync('unshare', ['-m', 'bash', '-c', script, process.execPath, fill(small), small], { encoding: 'utf8' })
  if (run.error || run.status === 77 || /unshare/.test(run.stderr)) return t.skip(`no small disk could be mounted here: ${run.stderr || run.error}`)
  assert.equal(run.stdout.trim(), '["files.disk_full",1000,0]', run.stderr)
})

test('a wrong FILES_URL says what to write', () => {
  assert.throws(() => openStore('/var/files'), /FILES_URL must look like this: file:\/\/\//)
})

test('the refusals can be said in the three languages', () => {
  registerMessages(filesMessages)
  assert.equal(say('zh-Hant', 'refusal.files.too_large', { limit: 209_715_200, megabytes: 200 }), '檔案超過上限（200 MB），沒有存下。')
  assert.match(say('en', 'refusal.files.too_large', { limit: 1e9, megabytes: 1000 }), /1,000 MB/)
})
