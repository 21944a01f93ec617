import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { receiveFile } from './receive.ts'
import { disposition, fileResponse, rangeOf, type Served } from './serve.ts'
import { slice } from './slice.ts'
import { type FileStore, openStore } from './store.ts'

const agency = '01890000-0000-7000-8000-00000000000a'
let root: string
let store: FileStore
let row: Served
const bytes = Buffer.from('0123456789')
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'serve-'))
  store = openStore(pathToFileURL(root).href)
  row = { agency_id: agency, sha256: (await store.putBytes(agency, bytes)).sha256, name: '海報 “終” 🎨.png', type: 'image/png' }
})
after(() => rm(root, { recursive: true, force: true }))

const ask = (over: Partial<Served> = {}, headers: Record<string, string> = {}, more: { method?: string; query?: string } = {}): Promise<Response> =>
  fileResponse(store, { ...row, ...over }, new Request(`https://desk.test/files/1${more.query ?? ''}`, { headers, method: more.method ?? 'GET' }))

test('a picture is shown in place, everything a browser could run is only saved', async () => {
  const res = await ask()
  assert.equal(res.status, 200)
  assert.equal(await res.text(), '0123456789')
  assert.equal(res.headers.get('content-length'), '10')
  assert.equal(res.headers.get('x-content-type-options'), 'nosniff')
  assert.match(res.headers.get('content-security-policy')!, /^sandbox; default-src 'none'/)
  assert.equal(res.headers.get('cross-origin-resource-policy'), 'same-origin')
  assert.match(res.headers.get('content-disposition')!, /^inline;/)
  for (const type of ['text/html', 'image/svg+xml', 'text/plain', 'application/x-msdownload', 'application/octet-stream', 'text/csv']) {
    const saved = await ask({ type })
    assert.match(saved.headers.get('content-disposition')!, /^attachment;/, type)
    assert.match(saved.headers.get('content-security-policy')!, /^sandbox/, type)
  }
  assert.match((await ask({}, {}, { query: '?download' })).headers.get('content-disposition')!, /^attachment;/)
  assert.match((await ask({ type: 'application/pdf' })).headers.get('content-security-policy')!, /default-src 'none'/)
})

test('names in Chinese, with emoji, quotes and percent signs arrive whole', () => {
  const line = disposition('attachment', '海報 "終" 100% 🎨(一).pdf')
  assert.match(line, /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w%.~!-]+$/)
  assert.equal(decodeURIComponent(line.split("''")[1]!), '海報 "終" 100% 🎨(一).pdf')
})

test('ranges: first, last, open, beyond, several, backwards', async () => {
  const cases: [string, number, string, string | null][] = [
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'], ['bytes=7-', 206, '789', 'bytes 7-9/10'], ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=5-99', 206, '56789', 'bytes 5-9/10'], ['bytes=10-', 416, '', 'bytes */10'], ['bytes=-0', 416, '', 'bytes */10'],
    ['bytes=0-1,3-4', 200, '0123456789', null], ['bytes=5-3', 200, '0123456789', null], ['lines=1-2', 200, '0123456789', null],
  ]
  for (const [range, status, text, shown] of cases) {
    const res = await ask({}, { range })
    assert.deepEqual([res.status, await res.text(), res.headers.get('content-range')], [status, text, shown], range)
  }
  assert.equal(rangeOf('bytes=-', 10), null)
})

test('what a browser already has is not sent again, a changed file not in part', async () => {
  const etag = `"${row.sha256}"`
  assert.equal((await ask({}, { 'if-none-match': `"x", W/${etag}` })).status, 304)
  assert.equal((await ask({}, { range: 'bytes=0-1', 'if-range': '"other"' })).status, 200)
  assert.equal((await ask({}, { range: 'bytes=0-1', 'if-range': etag })).status, 206)
  const head = await ask({}, {}, { method: 'HEAD' })
  assert.deepEqual([head.status, head.headers.get('content-length'), await head.text()], [200, '10', ''])
  await assert.rejects(ask({ sha256: 'a'.repeat(64) }), (e) => (e as { code: string }).code === 'files.missing')
})

test('a range out of a stream that only reads forward is the same range', async () => {
  for (let start = 0; start < 10; start++)
    for (let end = start; end < 10; end++) {
      const source = Readable.from([bytes.subarray(0, 4), bytes.subarray(4, 5), bytes.subarray(5)], { objectMode: false })
      assert.deepEqual(Buffer.concat(await slice(source, { start, end }).toArray()), bytes.subarray(start, end + 1))
    }
})

test('an upload is taken in whole: type, name, size as seen, thumbnail', async () => {
  const turned = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#b3261e' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  const got = await receiveFile(store, agency, Readable.from([turned], { objectMode: false }), '../打樣.png', 1e7)
  assert.deepEqual([got.type, got.name, got.misnamed, got.width, got.height], ['image/jpeg', '打樣.png.jpg', true, 800, 1200])
  const thumb = await sharp(await store.bytes(agency, got.thumbSha256!)).metadata()
  assert.deepEqual([thumb.format, thumb.width, thumb.height], ['webp', 427, 640])
})

test('a picture that cannot be drawn is kept without a thumbnail', async () => {
  const whole = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 30 } } }).png().toBuffer()
  const half = await receiveFile(store, agency, Readable.from([whole.subarray(0, whole.length / 2)], { objectMode: false }), 'half.png', 1e7)
  assert.deepEqual([half.type, half.thumbSha256], ['image/png', null])
  const huge = await sharp({ create: { width: 10_001, height: 10_000, channels: 3, background: '#fff' }, limitInputPixels: false }).png().toBuffer()
  const kept = await receiveFile(store, agency, Readable.from([huge], { objectMode: false }), 'huge.png', 1e7)
  assert.deepEqual([kept.type, kept.thumbSha256, await store.check(agency, kept.sha256)], ['image/png', null, 'whole'])
})
