import assert from 'node:assert/strict'
import { mkdtemp, mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { type Planted, plant } from '../db/fixtures.ts'
import { read, write } from '../rpc/define.ts'
import type { ServiceOf } from '../rpc/service.ts'
import { type Opened, open, token } from './fixtures.ts'
import { Limits } from './limits.ts'
import { routes } from './routes.ts'

const contract = {
  enter: write({ path: '/enter', summary: 'Sign in', tag: 'test', wall: 'public' }).input(z.object({ out: z.boolean() })).output(z.object({ ok: z.literal(true) })),
  mine: read({ path: '/mine', summary: 'Mine', tag: 'test' }).output(z.object({ name: z.string() })),
  change: write({ path: '/mine', method: 'PUT', summary: 'Change', tag: 'test', roles: ['ae'], refusals: ['test.no'] }).input(z.object({ text: z.string() })).output(z.object({ ok: z.literal(true) })),
}
const services: ServiceOf<typeof contract> = {
  enter: {
    door: async (door, { out }) => {
      door.setSession(out ? null : token('mei'))
      return { ok: true }
    },
  },
  mine: async (tx) => ({ name: tx.person.name }),
  change: async () => ({ ok: true }),
}

let p: Planted
let o: Opened
before(async () => {
  p = await plant()
  o = open(p, contract, services)
})
after(() => p.close())

test('what a stranger\'s page sends in our person\'s name is refused, whatever it says of itself', async () => {
  const bad: Record<string, string>[] = [
    { 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }, { 'Sec-Fetch-Site': 'none' }, { 'X-Docket': '' },
    { 'Sec-Fetch-Site': '', Origin: 'http://evil.test' }, { 'Sec-Fetch-Site': '', Origin: 'null' }, { 'Sec-Fetch-Site': '', Origin: 'http://localhost:9999' },
  ]
  for (const headers of bad) {
    const no = await o.rpc('change', { text: 'x' }, { as: 'mei', headers })
    assert.equal(no.status, 403, JSON.stringify(headers))
    assert.equal(no.json.data?.code, 'foreign_page')
  }
  assert.equal((await o.rpc('change', { text: 'x' }, { as: 'mei' })).status, 200)
  assert.equal((await o.rpc('change', { text: 'x' }, { as: 'mei', headers: { 'Sec-Fetch-Site': '' } })).status, 200)
  const rest = { method: 'PUT', as: 'mei', body: '{"text":"x"}' }
  assert.equal((await o.call('/api/v1/mine', { ...rest, headers: { 'Sec-Fetch-Site': 'cross-site', 'Content-Type': 'application/json', 'Idempotency-Key': 'foreign-1' } })).status, 403)
})

test('a key needs no page of ours', async () => {
  const headers = { Authorization: `Bearer ${token('mei')}`, 'Sec-Fetch-Site': '', Origin: '', 'X-Docket': '', 'Content-Type': 'application/json', 'Idempotency-Key': 'by-bearer-1' }
  assert.equal((await o.call('/api/v1/mine', { method: 'PUT', body: '{"text":"x"}', headers })).status, 200)
  assert.equal((await o.call('/api/v1/mine', { headers: { ...headers, Authorization: 'Bearer nobody-0123456789abcdef' } })).status, 401)
})

test('no other Authorization header switches the look at the page off, and a key never comes with the cookie', async () => {
  for (const Authorization of ['Basic eDp5', 'Bearer', 'Bearer short', 'Bearer a b c', 'x'])
    assert.equal((await o.rpc('change', { text: 'x' }, { as: 'mei', headers: { Authorization, 'Sec-Fetch-Site': 'cross-site' } })).status, 403, Authorization)
  assert.equal((await o.rpc('change', { text: 'x' }, { as: 'mei', headers: { Authorization: 'Basic eDp5' } })).status, 200)
  assert.equal((await o.rpc('mine', undefined, { as: 'mei', headers: { Authorization: 'Bearer nobody-0123456789abcdef' } })).status, 401)
})

test('a name that was made to point here is not ours', async () => {
  assert.equal((await o.call('/rpc/mine', { method: 'POST', as: 'mei', headers: { Host: 'evil.test:4173', Origin: 'http://evil.test:4173' } })).status, 421)
  assert.equal((await o.call('/healthz', { headers: { Host: 'balancer' } })).status, 200)
})

test('a session begins and ends with a cookie that scripts cannot read; under https its name is pinned to the host', async () => {
  const cookie = (await o.rpc('enter', { out: false })).headers.get('set-cookie') ?? ''
  assert.match(cookie, new RegExp(`^docket=${token('mei')}; Max-Age=\\d+; Path=/; HttpOnly; SameSite=Lax$`))
  assert.match((await o.rpc('enter', { out: true })).headers.get('set-cookie') ?? '', /^docket=; Max-Age=0; Path=\/;/)
  const https = open(p, contract, services, { baseUrl: 'https://docket.example.test' })
  const headers = { Host: 'docket.example.test', Origin: 'https://docket.example.test' }
  const secure = await https.rpc('enter', { out: false }, { headers })
  assert.match(secure.headers.get('set-cookie') ?? '', /^__Host-docket=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  assert.match(secure.headers.get('strict-transport-security') ?? '', /max-age=\d+/)
  assert.equal((await o.call('/healthz')).headers.get('strict-transport-security'), null)
})

test('a flood is braked by session and says when to come back', async () => {
  const braked = open(p, contract, services, { limits: new Limits({ burst: 3, perSecond: 0.5 }, () => 0) })
  for (let n = 0; n < 3; n++) assert.equal((await braked.rpc('mine', undefined, { as: 'mei' })).status, 200)
  const no = await braked.rpc('mine', undefined, { as: 'mei' })
  assert.equal(no.status, 429)
  assert.equal(no.headers.get('retry-after'), '2')
  assert.equal((await braked.rpc('mine', undefined, { as: 'kai' })).status, 200)
})

test('whoever asks from this machine is not braked; a header that says so changes nothing, and an IPv6 network is one caller', async () => {
  const braked = () => open(p, contract, services, { limits: new Limits({ burst: 1, perSecond: 0.5 }, () => 0), baseUrl: 'https://docket.example.test' })
  const ask = async (o: Opened, peer: string, forwarded = '') => (await o.call('/api/v1/mine', { peer, headers: { Host: 'localhost', 'X-Forwarded-For': forwarded } })).status
  const [near, spoofed, net] = [braked(), braked(), braked()]
  assert.deepEqual([await ask(near, '127.0.0.1'), await ask(near, '::1')], [401, 401])
  assert.deepEqual([await ask(spoofed, '10.0.0.9', '127.0.0.1'), await ask(spoofed, '127.0.0.1', '127.0.0.1')], [401, 429])
  assert.deepEqual([await ask(net, '2001:db8::1'), await ask(net, '2001:db8::2:3')], [401, 429])
})

test('more than a megabyte of text is too much, announced or not', async () => {
  const big = JSON.stringify({ json: { text: 'x'.repeat(1_100_000) } })
  const announced = await o.rpc('change', null, { as: 'mei', body: big })
  assert.deepEqual([announced.status, announced.headers.get('connection')], [413, 'close'])
  const stream = new Blob([big]).stream()
  const no = await o.call('/rpc/change', { method: 'POST', as: 'mei', body: stream, duplex: 'half', headers: { 'Transfer-Encoding': 'chunked' } } as RequestInit)
  assert.equal(no.status, 413)
})

test('the log has one line a request: who and what, never an address with a secret or anybody\'s words', async () => {
  const from = o.lines.length
  await o.rpc('mine', undefined, { as: 'mei' })
  await o.call('/p/secret-token-of-a-contact?note=words')
  await o.call('/no/such/page?q=words', { headers: { Authorization: `Bearer ${token('kai')}` } })
  const [first, second, ...rest] = o.lines.slice(from)
  assert.equal(first?.route, 'rpc mine')
  assert.equal(first?.status, 200)
  assert.equal(first?.actor, p.mei.actor.id)
  assert.equal(first?.agency, p.agency)
  assert.equal(second?.route, '/p')
  assert.equal(rest.length, 1)
  assert.doesNotMatch(JSON.stringify(o.lines), /secret-token|words|0123456789abcdef/)
})

test('metrics count by procedure, and only when asked for', async () => {
  const text = await (await o.call('/metrics')).text()
  assert.match(text, /docket_request_milliseconds_count\{route="rpc mine",status="200"\} \d+/)
  assert.doesNotMatch(text, new RegExp(`${p.agency}|mei`))
  // Each bucket holds those of the buckets before it.
  const buckets = [...text.matchAll(/_bucket\{route="rpc mine",status="200",le="[^"]+"\} (\d+)/g)].map((m) => Number(m[1]))
  const [all] = /_count\{route="rpc mine",status="200"\} (\d+)/.exec(text)!.slice(1).map(Number)
  assert.deepEqual(buckets, buckets.toSorted((a, b) => a - b))
  assert.equal(buckets.at(-1), all)
  assert.equal(buckets.at(-2), all)
  assert.equal((await open(p, contract, services, { showMetrics: false }).call('/metrics')).status, 404)
})

test('the OpenAPI document tells of every procedure, its key, its refusals; the page reads it', async () => {
  const document = (await (await o.call('/api/v1/openapi.json')).json()) as { openapi: string; paths: Record<string, Record<string, { parameters?: { name: string }[]; security: unknown[]; 'x-refusals': string[]; responses: Record<string, { $ref?: string }> }>>; components: { responses: Record<string, object> } }
  assert.match(document.openapi, /^3\.1/)
  const put = document.paths['/mine']?.put
  assert.ok(put?.parameters?.some((x) => x.name === 'Idempotency-Key'))
  assert.deepEqual(put?.['x-refusals'], ['test.no'])
  assert.deepEqual(put?.security, [{ key: [] }])
  assert.deepEqual(Object.keys(put?.responses ?? {}), ['200', '400', '401', '403', '404', '409', '413', '422', '429', '500', '503'])
  for (const { $ref } of Object.values(put?.responses ?? {}).slice(1)) assert.ok(document.components.responses[$ref?.split('/').at(-1) ?? ''], $ref)
  assert.deepEqual(document.paths['/enter']?.post?.security, [])
  const page = await o.call('/api')
  const html = await page.text()
  assert.match(html, /id="mine"/)
  const nonce = /<style nonce="([^"]+)"/.exec(html)?.[1]
  assert.ok(nonce && page.headers.get('content-security-policy')?.includes(`'nonce-${nonce}'`))
  assert.doesNotMatch(html, /https?:\/\/(?!localhost)|<script/)
})

test('the page comes with a nonce of its own, in the reader\'s language; assets are kept for good', async () => {
  const webDir = await mkdtemp(join(tmpdir(), 'docket-web-'))
  await mkdir(join(webDir, 'assets'))
  await writeFile(join(webDir, 'index.html'), '<html lang="%LANG%" data-theme="%THEME%"><script nonce="%NONCE%" src="/assets/a-1.js"></script>')
  await writeFile(join(webDir, 'assets/a-1.js'), 'plain')
  await writeFile(join(webDir, 'assets/a-1.js.br'), 'packed')
  await writeFile(join(webDir, 'secret.txt'), 'no')
  const web = open(p, contract, services, { webDir })
  const first = await web.call('/jobs/1', { headers: { 'Accept-Language': 'zh-CN,zh;q=0.9', Cookie: 'theme=dark' } })
  const html = await first.text()
  const nonce = /nonce="([^"]+)"/.exec(html)?.[1]
  assert.match(html, /lang="zh-Hans" data-theme="dark"/)
  assert.match(first.headers.get('content-security-policy') ?? '', new RegExp(`script-src 'self' 'nonce-${nonce?.replace(/[+/]/g, '\\$&')}'`))
  assert.doesNotMatch(first.headers.get('content-security-policy') ?? '', /unsafe/)
  assert.notEqual(/nonce="([^"]+)"/.exec(await (await web.call('/')).text())?.[1], nonce)
  const packed = await web.call('/assets/a-1.js', { headers: { 'Accept-Encoding': 'gzip, br' } })
  assert.equal(await packed.text(), 'packed')
  assert.equal(packed.headers.get('content-encoding'), 'br')
  assert.match(packed.headers.get('cache-control') ?? '', /immutable/)
  assert.equal(await (await web.call('/assets/a-1.js')).text(), 'plain')
  for (const path of ['/assets/none.js', '/assets/%2e%2e/secret.txt', '/assets/..%2fsecret.txt', '/assets/a-1.js.br']) assert.doesNotMatch(await (await web.call(path)).text(), /^(no|packed)$/, path)
  assert.equal((await o.call('/')).status, 503)
})

test('every answer says that it must not be sniffed, framed or kept', async () => {
  for (const path of ['/healthz', '/api', '/nowhere', '/api/v1/mine', '/p/x']) {
    const { headers } = await o.call(path)
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.equal(headers.get('x-frame-options'), 'DENY')
    assert.ok(headers.get('content-security-policy')?.includes("frame-ancestors 'none'"))
    assert.equal(headers.get('referrer-policy'), path.startsWith('/p/') ? 'no-referrer' : 'same-origin')
    assert.ok(headers.get('x-request-id'))
  }
})

test('each route of the list answers something else than the page', async () => {
  assert.equal(new Set(routes.map((r) => `${r.method} ${r.path}`)).size, routes.length)
  for (const { method, path, wall } of routes) {
    const { status, headers } = await o.call(path.replace(':client', p.tea).replace(':id', p.tea).replace(':n', '1'), { method })
    if (wall !== 'public') assert.equal(status, 401, path)
    assert.notEqual(headers.get('content-type'), 'text/html', path)
  }
})
