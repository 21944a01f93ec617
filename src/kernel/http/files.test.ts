import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Planted, plant } from '../db/fixtures.ts'
import { type Opened, open } from './fixtures.ts'

let p: Planted
let o: Opened
before(async () => {
  p = await plant()
  o = open(p, {}, {})
})
after(() => p.close())

interface Taken {
  id: string
  name: string
  type: string
  size: number
}
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const put = (as: string, client: string, name: string, body: Uint8Array | string) =>
  o.call(`/files?client=${client}`, { method: 'POST', as, body: body as BodyInit, headers: { 'X-File-Name': encodeURIComponent(name) } })

test('a file is taken in, seen by its own team and by nobody else', async () => {
  const answer = await put('mei', p.tea, '海報 𠮷.png', png)
  assert.equal(answer.status, 201)
  const file = (await answer.json()) as Taken
  assert.equal(file.name, '海報 𠮷.png')
  assert.equal(file.type, 'image/png')
  assert.equal(file.size, png.length)
  const path = `/files/${p.tea}/${file.id}`
  const got = await o.call(path, { as: 'mei' })
  assert.deepEqual(Buffer.from(await got.arrayBuffer()), png)
  assert.match(got.headers.get('content-security-policy') ?? '', /sandbox/)
  assert.equal((await o.call(`${path}/thumb`, { as: 'mei' })).headers.get('content-type'), 'image/webp')
  for (const as of ['kai', 'stranger']) {
    for (const end of ['', '/thumb', '/page/1']) {
      const no = await o.call(path + end, { as })
      assert.equal(no.status, 404, as + end)
      assert.doesNotMatch(await no.text(), /png|海報/)
    }
  }
  // Under a client of one's own it is not there either.
  assert.equal((await o.call(`/files/${p.coffee}/${file.id}`, { as: 'kai' })).status, 404)
  assert.equal((await o.call(path)).status, 401)
})

test('of a torn picture or paper there is the file, and no page to look at', async () => {
  for (const [name, bytes] of [['torn.png', png.subarray(0, 40)], ['torn.pdf', Buffer.from('%PDF-1.7 torn')]] as const) {
    const { id } = (await (await put('mei', p.tea, name, bytes)).json()) as Taken
    assert.equal((await o.call(`/files/${p.tea}/${id}`, { as: 'mei' })).status, 200)
    assert.equal((await o.call(`/files/${p.tea}/${id}/page/1`, { as: 'mei' })).status, 404, name)
  }
})

test('the same bytes under the same name are the same file; under another name or at another client they are not', async () => {
  const ids = await Promise.all([1, 2, 3].map(async () => ((await (await put('mei', p.tea, 'twice.txt', 'words')).json()) as Taken).id))
  assert.equal(new Set(ids).size, 1)
  assert.notEqual(((await (await put('mei', p.tea, 'other.txt', 'words')).json()) as Taken).id, ids[0])
  assert.notEqual(((await (await put('kai', p.coffee, 'twice.txt', 'words')).json()) as Taken).id, ids[0])
})

test('nothing is taken in for a client behind the wall, empty, too large or under a torn name', async () => {
  for (const client of [p.coffee, p.other, 'x', '']) assert.equal((await put('mei', client, 'a.txt', 'words')).status, 404)
  const empty = await put('mei', p.tea, 'a.txt', '')
  assert.equal(((await empty.json()) as { data: { code: string } }).data.code, 'files.empty')
  const large = await o.call(`/files?client=${p.tea}`, { method: 'POST', as: 'mei', body: 'x', headers: { 'Content-Length': String(101 * 1024 * 1024), 'X-File-Name': 'a' } })
  assert.equal(large.status, 413)
  assert.equal(large.headers.get('connection'), 'close')
  assert.deepEqual(((await large.json()) as { data: { params: object } }).data.params, { limit: 104_857_600, megabytes: 100 })
  assert.equal((await o.call(`/files?client=${p.tea}`, { method: 'POST', as: 'mei', body: 'x', headers: { 'X-File-Name': '%E4%' } })).status, 422)
  const { rows } = await p.owner.query("select count(*)::int as n from docket.file where client_id = $1 and name = 'a.txt'", [p.coffee])
  assert.equal(rows[0].n, 0)
})

test('a foreign page cannot put a file in', async () => {
  const no = await o.call(`/files?client=${p.tea}`, { method: 'POST', as: 'mei', body: 'x', headers: { 'Sec-Fetch-Site': 'cross-site', 'X-File-Name': 'a' } })
  assert.equal(no.status, 403)
})
