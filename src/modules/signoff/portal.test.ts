import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { emptyPdf } from '#kernel/files/fixtures.ts'
import { publicKeys, shortKey } from '#kernel/record/checkpoint.ts'
import { plain } from '#test/setup/plain.ts'
import { openStudio, type Studio } from './fixtures.ts'
import type { Frozen } from './freeze.ts'
import { script, style } from './portal/assets.ts'
import { dialledOf } from './portal/page.ts'

let s: Studio
before(async () => {
  s = await openStudio()
})
after(() => s.close())

const at = (path: string, init: RequestInit = {}): Promise<Response> =>
  Promise.resolve(s.app.request(`http://localhost:4173${path}`, { ...init, headers: { host: 'localhost:4173', 'user-agent': 'Phone', ...(init.headers ?? {}) } }))
const fieldsOf = (page: string): URLSearchParams => {
  const form = page.slice(page.indexOf('<form id="sign"'), page.indexOf('</form>'))
  return new URLSearchParams([...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, k, v]) => [k!, v!]))
}
const post = (path: string, body: URLSearchParams): Promise<Response> =>
  at(path, { method: 'POST', body: body.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } })
const asked = async (contact = s.lin, subject: string = randomUUID(), days = 14, put: Parameters<Studio['put']>[1] = {}): Promise<{ frozen: Frozen; requestId: string; id: string; token: string; subject: string }> => {
  const frozen = await s.put(subject, put)
  const { requestId } = await s.askFor(frozen, [{ turn: 1, side: 'client', contactId: contact }], { days })
  return { frozen, requestId, subject, ...(await s.partyOf(requestId, contact)) }
}
const open = async (token: string, query = ''): Promise<{ text: string; fields: URLSearchParams; status: number }> => {
  const answer = await at(`/p/${token}${query}`)
  const text = await answer.text()
  return { text, fields: fieldsOf(text), status: answer.status }
}
const signed = async (id: string) => (await s.rows<{ name: string; sha256: string; mark: string; method: string; consent_lang: string; address: string; agent: string }>('select * from docket.signature where party_id = $1', id))[0]

test('a scanner that opens every link changes nothing', async () => {
  const { token, id, requestId } = await asked()
  const before = await s.rows('select p.*, r.state as r from docket.signature_party p join docket.signature_request r on r.id = p.request_id where p.id = $1', id)
  const records = await s.rows('select 1 from docket.record')
  for (const path of ['', '?lang=en', '/paper', '/sign', '/decline', '/opened', '?signed']) {
    for (const method of ['GET', 'HEAD']) await (await at(`/p/${token}${path}`, { method })).text()
  }
  assert.deepEqual(await s.rows('select p.*, r.state as r from docket.signature_party p join docket.signature_request r on r.id = p.request_id where p.id = $1', id), before)
  assert.equal((await s.rows('select 1 from docket.record')).length, records.length)
  // The address of an answer that was not taken, loaded again: the page once more.
  for (const answered of ['sign', 'decline']) {
    const again = await at(`/p/${token}/${answered}`)
    assert.deepEqual([again.status, again.headers.get('location')], [303, `/p/${token}`])
  }
  // Nor does a POST without the page's own token.
  assert.equal((await post(`/p/${token}/sign`, new URLSearchParams({ name: 'bot' }))).status, 422)
  assert.equal((await post(`/p/${token}/opened`, new URLSearchParams())).status, 204)
  assert.deepEqual((await s.rows<{ opened: number; state: string }>('select opened, state from docket.signature_party where id = $1', id))[0], { opened: 0, state: 'asked' })
  assert.equal(await signed(id), undefined)
  assert.ok(requestId)
})

test('the contact reads, opens the paper, writes a name, draws and signs; a second press is answered alike', async () => {
  const { token, id, frozen } = await asked()
  const page = await open(token)
  assert.equal(page.status, 200)
  assert.match(page.text, /<html lang="zh-Hant">/)
  assert.match(page.text, /這個連結是給林若蘭的/)
  assert.match(page.text, /陳怡君寄給林若蘭，松木家居/)
  const paper = await at(`/p/${token}/paper`)
  assert.equal(paper.headers.get('etag'), `"${frozen.sha256}"`)
  assert.equal((await post(`/p/${token}/opened`, page.fields)).status, 204)
  assert.equal((await s.rows<{ opened: number }>('select opened from docket.signature_party where id = $1', id))[0]!.opened, 1)
  const blank = await post(`/p/${token}/sign`, new URLSearchParams([...page.fields, ['name', '  ']]))
  assert.equal(blank.status, 422)
  assert.match(await blank.text(), /請寫您的姓名/)
  const body = new URLSearchParams([...page.fields, ['name', '林若蘭'], ['mark', 'M10.0 10.0L50.5 20.1']])
  const answers = await Promise.all([post(`/p/${token}/sign`, body), post(`/p/${token}/sign`, body), post(`/p/${token}/sign`, body)])
  assert.deepEqual(answers.map((a) => a.status), [303, 303, 303])
  const kept = await signed(id)
  assert.equal(kept!.sha256, frozen.sha256)
  assert.deepEqual([kept!.name, kept!.mark, kept!.method, kept!.consent_lang, kept!.agent], ['林若蘭', 'M10.0 10.0L50.5 20.1', 'link', 'zh-Hant', 'Phone'])
  const done = await open(token, '?signed')
  assert.match(done.text, /您已經簽好了/)
  assert.match(plain(done.text), /林若蘭　2026 年 11 月 24 日 10:00/)
  assert.match(done.text, /class="drawn big fresh"[^>]*><path d="M10.0 10.0L50.5 20.1"/)
  assert.doesNotMatch(done.text, /<form/)
  assert.equal((await at(`/p/${token}/paper`)).status, 200)
})

test('a forwarded link is clearly refused to whoever is somebody else, signing and objecting alike, and loses nothing', async () => {
  const { token, id } = await asked()
  const { fields } = await open(token)
  s.events.length = 0
  const other = await post(`/p/${token}/sign`, new URLSearchParams([...fields, ['name', '\u202e王\u200b大明<b>'], ['mark', 'M1 1L20 20']]))
  const told = await other.text()
  assert.equal(other.status, 422)
  assert.match(told, /role="alert">這個連結是給林若蘭的，還沒有送出，您寫的都還在。您若是別人，請寄件人另寄一個連結給您/)
  assert.match(told, /name="name" value="王大明&lt;b&gt;"/)
  assert.match(told, /name="mark" value="M1 1L20 20"/)
  const no = await post(`/p/${token}/decline`, new URLSearchParams([...fields, ['name', '王大明'], ['item.a1', '日期不對'], ['reason', '預算也不對']]))
  const kept = await no.text()
  assert.equal(no.status, 422)
  assert.match(kept, /<details open>/)
  for (const words of ['日期不對</textarea>', '預算也不對</textarea>', 'value="王大明"', 'role="alert">這個連結是給林若蘭的']) assert.ok(kept.includes(words), words)
  assert.deepEqual([await signed(id), s.events], [undefined, []])
  assert.equal((await s.rows<{ state: string }>('select state from docket.signature_party where id = $1', id))[0]!.state, 'asked')
  // Whoever it was made for goes on from there, however they write their name; the name of the link is kept.
  assert.equal((await post(`/p/${token}/sign`, new URLSearchParams([...fieldsOf(told), ['name', '林 若蘭']]))).status, 303)
  assert.equal((await signed(id))!.name, '林若蘭')
  // Nor is somebody else told that they have signed.
  assert.equal((await post(`/p/${token}/sign`, new URLSearchParams([...fields, ['name', '王大明']]))).status, 422)
})

test('in the language that the contact chose, and the consent is kept in it', async () => {
  const { token, id } = await asked(s.zhang)
  assert.match((await open(token)).text, /<html lang="zh-Hans">/)
  const { text, fields } = await open(token, '?lang=en')
  assert.match(text, /This link was made for 張𠮷堃/)
  const wrong = new URLSearchParams([...fields, ['name', '張𠮷堃']])
  wrong.set('lang', 'zh-Hans')
  assert.equal((await post(`/p/${token}/sign`, wrong)).status, 422)
  assert.equal((await post(`/p/${token}/sign`, new URLSearchParams([...fields, ['name', '張𠮷堃']]))).status, 303)
  assert.equal((await signed(id))!.consent_lang, 'en')
})

test('objecting item by item: the reasons arrive by item, and the page says so', async () => {
  const { token, id } = await asked()
  const { fields } = await open(token)
  for (const lacks of [[], [['name', '林若蘭']], [['reason', '不對']]]) assert.equal((await post(`/p/${token}/decline`, new URLSearchParams([...fields, ...lacks]))).status, 422)
  s.events.length = 0
  assert.equal((await post(`/p/${token}/decline`, new URLSearchParams([...fields, ['name', '林若蘭'], ['item.a1', '日期不對'], ['item.a\u0000b', '不是我們的'], ['reason', '']]))).status, 303)
  const event = s.events.at(-1)!
  assert.deepEqual(event.type === 'signoff.declined' && [event.reason, event.answer], ['日期不對', { items: { a1: '日期不對' } }])
  assert.match((await open(token)).text, /您的意見已送達/)
  assert.equal((await post(`/p/${token}/sign`, new URLSearchParams([...fields, ['name', '林若蘭']]))).status, 409)
  assert.equal(await signed(id), undefined)
})

test('replaced a second ago: nothing is signed, the page says what happened and shows no content', async () => {
  const { token, id, subject } = await asked()
  const { fields } = await open(token)
  await s.put(subject, { text: 'SECRETVERSION' })
  const answer = await post(`/p/${token}/sign`, new URLSearchParams([...fields, ['name', '林若蘭']]))
  assert.equal(answer.status, 409)
  assert.match(await answer.text(), /這一份已有新的版本/)
  assert.equal(await signed(id), undefined)
  const later = await open(token)
  assert.equal(later.status, 410)
  assert.doesNotMatch(later.text, /<form|SECRETVERSION/)
  const paper = await at(`/p/${token}/paper`)
  assert.equal(paper.status, 410)
  assert.match(paper.headers.get('content-type')!, /text\/html/)
})

test('who has signed reads the key to check the certificate with, by their own link and for as long as it lives', async () => {
  const { token } = await asked(s.lin, randomUUID(), 1)
  const page = await open(token)
  const keys = (await s.database.read(s.ae, publicKeys)).map((k) => shortKey(k.publicKey))
  assert.ok(keys.length > 0 && keys.every((k) => /^[\w+/]{43}=$/.test(k) && !page.text.includes(k)))
  await post(`/p/${token}/sign`, new URLSearchParams([...page.fields, ['name', '林若蘭']]))
  const { text } = await open(token)
  for (const k of keys) assert.ok(text.includes(`<code>${k}</code>`), k)
  s.clock.advance(24 * 60)
  assert.doesNotMatch((await open(token)).text, /<code>/)
})

test('what was signed keeps its number when a newer version has another', async () => {
  const { token, subject } = await asked(s.lin, randomUUID(), 14, { number: 'T-1' })
  const page = await open(token)
  assert.equal((await post(`/p/${token}/sign`, new URLSearchParams([...page.fields, ['name', '林若蘭'], ['mark', '']]))).status, 303)
  await s.put(subject, { number: 'T-2' })
  const { text } = await open(token)
  assert.match(text, /T-1/)
  assert.doesNotMatch(text, /T-2/)
})

test('expired, withdrawn, unknown: calm pages, and strangers all learn the same', async () => {
  const old = await asked(s.lin, randomUUID(), 1)
  const { fields } = await open(old.token)
  s.clock.advance(24 * 60 - 1)
  assert.equal((await open(old.token)).status, 200)
  s.clock.advance(1)
  const late = await open(old.token)
  assert.equal(late.status, 410)
  assert.match(late.text, /這個連結過期了/)
  // It leads on to whoever can send a new one.
  assert.match(late.text, /<a [^>]*href="mailto:[^"@]+@[^"]+">/)
  assert.notEqual((await post(`/p/${old.token}/sign`, new URLSearchParams([...fields, ['name', '林若蘭']]))).status, 303)
  assert.equal(await signed(old.id), undefined)
  const back = await asked()
  await s.as(s.ae, 'signoff', 'withdraw', { client: s.pine, request: back.requestId })
  assert.match((await open(back.token)).text, /寄件人收回了這一份/)
  const strangers = await Promise.all(['x', 'A'.repeat(43), '../../etc', 'B'.repeat(43), `${back.token}x`].map((t) => open(encodeURIComponent(t))))
  for (const page of strangers) {
    assert.equal(page.status, 404)
    assert.equal(page.text, strangers[0]!.text)
    assert.doesNotMatch(page.text, /海棠|松木/)
  }
})

test('a link of one client opens nothing of another, and its form is worth nothing there', async () => {
  const mine = await asked()
  const frozen = await s.put(randomUUID(), { client: s.coffee, by: s.rival })
  const { requestId } = await s.askFor(frozen, [{ turn: 1, side: 'client', contactId: s.wang }], { client: s.coffee, by: s.rival })
  const other = await s.partyOf(requestId, s.wang)
  const { fields } = await open(mine.token)
  assert.equal((await post(`/p/${other.token}/sign`, new URLSearchParams([...fields, ['name', '林若蘭']]))).status, 422)
  assert.equal(await signed(other.id), undefined)
  assert.doesNotMatch((await open(other.token)).text, /松木|林若蘭/)
})

const paperOf = (pages: number) => ({ name: '簽核.pdf', type: 'application/pdf', bytes: emptyPdf(pages), pages })

test('pictures of the paper\'s pages come by the link alone, for as long as the paper may be read', async () => {
  const { token, subject, requestId } = await asked(s.lin, randomUUID(), 1, { paper: paperOf(2) })
  for (const n of [1, 2]) {
    const picture = await at(`/p/${token}/page/${n}`)
    assert.deepEqual([picture.status, picture.headers.get('content-type'), picture.headers.get('x-content-type-options'), picture.headers.get('set-cookie')], [200, 'image/webp', 'nosniff', null])
    assert.match(picture.headers.get('content-security-policy')!, /default-src 'none'/)
    assert.equal(picture.headers.get('referrer-policy'), 'no-referrer')
    const { format, width, height } = await sharp(Buffer.from(await picture.arrayBuffer())).metadata()
    assert.ok(format === 'webp' && Math.abs(width / height - 595 / 842) < 0.01, `page ${n}: ${format} ${width} × ${height}`)
    const again = await at(`/p/${token}/page/${n}`, { headers: { 'if-none-match': picture.headers.get('etag')! } })
    assert.deepEqual([again.status, (await again.arrayBuffer()).byteLength], [304, 0])
  }
  for (const n of ['0', '3', '-1', '1.5', '2e0x', '99999999999999999999', '%31%30', 'x']) assert.equal((await at(`/p/${token}/page/${n}`)).status, 404, n)
  for (const wrong of ['A'.repeat(43), `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, requestId]) {
    const no = await at(`/p/${wrong}/page/1`)
    assert.deepEqual([no.status, no.headers.get('content-type')], [404, 'text/html; charset=utf-8'])
    assert.doesNotMatch(await no.text(), /海棠|松木|簽核/)
  }
  // A link asked for pictures of what has none: words.
  assert.equal((await at(`/p/${(await asked()).token}/page/1`)).status, 404)
  // Replaced: the old link shows nothing any more, the new one the new paper.
  const next = await asked(s.lin, subject, 1, { paper: paperOf(1) })
  assert.equal((await at(`/p/${token}/page/1`)).status, 410)
  assert.deepEqual([(await at(`/p/${next.token}/page/1`)).status, (await at(`/p/${next.token}/page/2`)).status], [200, 404])
  s.clock.advance(24 * 60)
  const late = await at(`/p/${next.token}/page/1`)
  assert.equal(late.status, 410, 'a drawn picture that is still in memory is not given out either')
  assert.match(await late.text(), /這個連結過期了/)
})

test('light, and nothing from elsewhere', async () => {
  const { token } = await asked()
  const answer = await at(`/p/${token}`)
  const policy = answer.headers.get('content-security-policy')!
  assert.match(policy, /default-src 'none'/)
  assert.equal(answer.headers.get('referrer-policy'), 'no-referrer')
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  const text = await answer.text()
  assert.doesNotMatch(text, /style="|<script(?! src)|onclick|https?:\/\//)
  const bytes = text.length + style.body.length + script.body.length
  assert.ok(bytes < 60_000, `${bytes} bytes`)
  assert.ok(gzipSync(text + style.body + script.body).length < 12_000)
  for (const asset of [style, script]) {
    const got = await at(`/p/-/${asset.name}`)
    assert.equal(got.status, 200)
    assert.match(got.headers.get('cache-control')!, /immutable/)
  }
})

test('a telephone dials the number in whatever way it is written, and nothing where there is none', () => {
  const dialled: [string, string][] = [
    ['02-2345-6789', '0223456789'], ['(02) 2345-6789', '0223456789'], ['（02）2345-6789', '0223456789'], ['電話 02-2345-6789', '0223456789'],
    ['Tel: +886 2 2345 6789', '+886223456789'], ['０２－２３４５－６７８９', '0223456789'], ['02-2345-6789 分機 12', '0223456789'], ['請寫信', ''], ['', ''],
  ]
  for (const [written, number] of dialled) assert.equal(dialledOf(written), number, written)
})
