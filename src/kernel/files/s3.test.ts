import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { type Bucket, openBucket } from '#test/setup/bucket.ts'
import { readConfig } from '../config.ts'
import { isBusy } from '../rpc/errors.ts'
import { type FileStore, openStore } from './store.ts'

const agency = '01890000-0000-7000-8000-00000000000a'
let bucket: Bucket
let store: FileStore
const kept = { ...process.env }
before(async () => {
  bucket = await openBucket()
  Object.assign(process.env, bucket.env)
  store = openStore(readConfig({ FILES_URL: bucket.url }).filesUrl)
})
after(async () => {
  process.env = kept
  await bucket.close()
})
const refusal = (code: string) => (e: unknown) => (e as { code: string }).code === code

test('in a bucket what goes in comes out, whole and in parts, under the key of its agency and checksum', async () => {
  const bytes = Buffer.from('章'.repeat(100_000))
  const stored = await store.putStream(agency, Readable.from([bytes.subarray(0, 7), bytes.subarray(7)], { objectMode: false }), { limit: 1e6 })
  const key = `${agency}/${stored.sha256.slice(0, 2)}/${stored.sha256}`
  assert.deepEqual([...bucket.objects.keys()], [key])
  assert.deepEqual(bucket.objects.get(key), bytes)
  assert.deepEqual(await store.bytes(agency, stored.sha256), bytes)
  const part = await store.get(agency, stored.sha256, { start: 10, end: 19 })
  assert.equal(part.size, bytes.length)
  assert.deepEqual(Buffer.concat(await part.stream.toArray()), bytes.subarray(10, 20))
  assert.equal(await store.check(agency, stored.sha256), 'whole')
  bucket.objects.set(key, Buffer.from('spoilt'))
  assert.equal(await store.check(agency, stored.sha256), 'changed')
  bucket.objects.delete(key)
  assert.equal(await store.check(agency, stored.sha256), 'missing')
  await assert.rejects(store.get(agency, stored.sha256), refusal('files.missing'))
})

test('what is refused never reaches the bucket, and leaves nothing on the disk', async () => {
  const before_ = bucket.calls.length
  await assert.rejects(store.putBytes(agency, new Uint8Array()), refusal('files.empty'))
  await assert.rejects(store.putStream(agency, Readable.from([Buffer.alloc(11)], { objectMode: false }), { limit: 10 }), refusal('files.too_large'))
  assert.equal(bucket.calls.length, before_)
  assert.deepEqual(await readdir(join(tmpdir(), 'docket-files')), [])
})

test('another secret\'s bucket, a bucket that is ill and one that is away keep nothing and say so', async () => {
  const stranger = openStore(bucket.url.replace('docket-files', 'other-files'))
  await assert.rejects(stranger.putBytes(agency, Buffer.from('x')))
  bucket.ill = 403
  await assert.rejects(store.putBytes(agency, Buffer.from('x')), (e) => !isBusy(e))
  bucket.ill = 503
  await assert.rejects(store.putBytes(agency, Buffer.from('x')), refusal('busy'))
  bucket.ill = null
  const away = await openBucket()
  await away.close()
  await assert.rejects(openStore(away.url).putBytes(agency, Buffer.from('x')), isBusy)
  assert.deepEqual([...bucket.objects.keys()], [])
  assert.ok((await store.putBytes(agency, Buffer.from('x'))).size === 1)
})
