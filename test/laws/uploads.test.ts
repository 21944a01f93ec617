import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { openBucket } from '../setup/bucket.ts'
import { freePort, type Served, serve } from './processes/servers.ts'
import { caller, openedAgency } from './processes/work.ts'

// Files that are not as they should be, through a real line to a real server.
let folder: string
let port: number
let server: Served
let client: string
let cookie: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-uploads-'))
  port = await freePort()
  server = await serve(folder, port)
  const agency = await openedAgency(port)
  client = agency.client
  cookie = await agency.signIn(port)
})
after(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

type Taken = Record<'id' | 'name' | 'type' | 'code', string> & { misnamed: boolean; risky: boolean; message: string }
/** Sends as a browser does: the size said before, all of it sent before the answer is read. A cut line is an error. */
const send = async (name: string, body: Buffer | Readable, size?: number, at = port): Promise<{ status: number } & Taken> => {
  const length = Buffer.isBuffer(body) ? body.length : size
  const call = request({ port: at, path: `/files?client=${client}`, method: 'POST', headers: { Cookie: cookie, Origin: `http://localhost:${at}`, Host: `localhost:${at}`, 'X-Docket': '1', 'X-File-Name': encodeURIComponent(name), ...(length === undefined ? {} : { 'Content-Length': length }) } })
  const answered = once(call, 'response') as Promise<[IncomingMessage]>
  const [[answer]] = await Promise.all([answered, pipeline(Buffer.isBuffer(body) ? Readable.from([body], { objectMode: false }) : body, call)])
  const json = JSON.parse(Buffer.concat(await answer.toArray()).toString()) as Taken & { data?: { code: string } }
  return { ...json, status: answer.statusCode!, code: json.data?.code ?? '' }
}
const zeros = (megabytes: number): Readable => {
  const part = Buffer.alloc(1024 * 1024, 7)
  return Readable.from((function* () { for (let n = 0; n < megabytes; n++) yield part })(), { objectMode: false })
}
const peakMegabytes = async (): Promise<number> => Number(/VmHWM:\s+(\d+) kB/.exec(await readFile(`/proc/${server.child.pid}/status`, 'utf8'))?.[1]) / 1024
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

test('200 MB are refused in words that the sender hears, with little memory; 90 MB go in', async () => {
  assert.equal((await send('small.png', png)).status, 201)
  const before_ = process.platform === 'linux' ? await peakMegabytes() : 0
  const large = await send('film.mov', zeros(200), 200 * 1024 * 1024)
  assert.deepEqual([large.status, large.code], [413, 'files.too_large'])
  assert.match(large.message, /\(100 MB\)/)
  const larger = await send('film.mov', zeros(400), 400 * 1024 * 1024)
  assert.deepEqual([larger.status, larger.code], [413, 'files.too_large'])
  const unsaid = await send('film.mov', zeros(130))
  assert.deepEqual([unsaid.status, unsaid.code], [413, 'files.too_large'])
  const taken = await send('layers.psd', zeros(90), 90 * 1024 * 1024)
  assert.equal(taken.status, 201)
  // Pieces that are waiting to be forgotten, never a file.
  if (process.platform === 'linux') assert.ok((await peakMegabytes()) - before_ < 250, `${before_} MB, then ${await peakMegabytes()} MB`)
  assert.deepEqual(await readdir(join(folder, 'files', 'tmp')), [])
})

test('an empty file is refused; a wrongly named one is kept as what it is and never shown as what it is not', async () => {
  const empty = await send('empty.pdf', Buffer.alloc(0))
  assert.deepEqual([empty.status, empty.code], [422, 'files.empty'])
  const files: [string, Buffer, name: string, type: string, how: RegExp, risky: boolean][] = [
    ['海報.pdf', png, '海報.pdf.png', 'image/png', /^inline/, false],
    ['logo.png', Buffer.from('<!doctype html><html><script>alert(document.cookie)</script></html>'), 'logo.png.html', 'text/html', /^attachment/, true],
    ['photo.jpg', Buffer.concat([Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1'), Buffer.alloc(200)]), 'photo.jpg.exe', 'application/x-msdownload', /^attachment/, true],
    ['mark.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'mark.png.svg', 'image/svg+xml', /^attachment/, true],
  ]
  for (const [claimed, bytes, name, type, how, risky] of files) {
    const taken = await send(claimed, bytes)
    assert.deepEqual([taken.status, taken.name, taken.type, taken.misnamed, taken.risky], [201, name, type, true, risky], claimed)
    const got = await fetch(`http://localhost:${port}/files/${client}/${taken.id}`, { headers: { Cookie: cookie } })
    assert.deepEqual([got.status, got.headers.get('content-type'), got.headers.get('x-content-type-options')], [200, type, 'nosniff'])
    assert.match(got.headers.get('content-security-policy')!, /^sandbox; default-src 'none'/)
    assert.match(got.headers.get('content-disposition')!, how)
    assert.deepEqual(Buffer.from(await got.arrayBuffer()), bytes)
  }
})

test('with a bucket in place of the disk a file goes in and comes out, and its secret is said nowhere', async () => {
  const bucket = await openBucket()
  const at = await freePort()
  const other = await serve(folder, at, { FILES_URL: bucket.url, ...bucket.env })
  try {
    const { id, status } = await send('海報.png', png, undefined, at)
    assert.equal(status, 201)
    assert.ok([...bucket.objects.values()].some((bytes) => bytes.equals(png)))
    const got = await fetch(`http://localhost:${at}/files/${client}/${id}`, { headers: { Cookie: cookie, Range: 'bytes=1-3' } })
    assert.deepEqual([got.status, await got.text()], [206, 'PNG'])
    assert.equal((await fetch(`http://localhost:${at}/files/${client}/${id}/thumb`, { headers: { Cookie: cookie } })).status, 200)
    assert.ok(other.said().includes('Docket is open at') && !other.said().includes(bucket.env.AWS_SECRET_ACCESS_KEY))
  } finally {
    await other.stop()
    await bucket.close()
  }
})

test('a full disk: said so, nothing half kept, and other work goes on', async (t) => {
  const small = join(folder, 'small')
  await mkdir(small)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'none', small], { encoding: 'utf8' })
  if (mounted.status !== 0) return t.skip(`no small disk could be mounted here: ${mounted.stderr || mounted.error}`)
  const at = await freePort()
  const other = await serve(folder, at, { FILES_URL: pathToFileURL(small).href })
  try {
    const full = await send('layers.psd', zeros(60), 60 * 1024 * 1024, at)
    assert.deepEqual([full.status, full.code], [507, 'files.disk_full'])
    assert.deepEqual(await readdir(join(small, 'tmp')), [])
    const { id } = await caller(at, { Cookie: cookie })('clients/addContact', { client, name: 'Meanwhile', seniority: 'staff', locale: 'en' })
    assert.ok(id)
    assert.equal((await send('small.png', png, undefined, at)).status, 201)
  } finally {
    await other.stop()
    spawnSync('umount', [small])
  }
})
