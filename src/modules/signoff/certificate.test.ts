import assert from 'node:assert/strict'
import { createPublicKey, randomUUID, verify } from 'node:crypto'
import { after, before, test } from 'node:test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { publicKeys } from '#kernel/record/checkpoint.ts'
import { printOf, sign } from './act.ts'
import { makeCertificate, sweepCertificates } from './certificate.ts'
import { openStudio, type Studio } from './fixtures.ts'

let s: Studio
before(async () => {
  s = await openStudio()
})
after(() => s.close())

/** What a PDF says, without the gaps, and what it says aloud of its pictures. */
const readOf = async (pdf: Uint8Array): Promise<{ text: string; pictures: string[] }> => {
  const reading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 })
  const document = await reading.promise
  let text = ''
  const pictures: string[] = []
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n)
    const { items } = await page.getTextContent()
    text += items.map((item) => ('str' in item ? item.str : '')).join('')
    pictures.push(...[...JSON.stringify(await page.getStructTree()).matchAll(/"alt":"([^"]*)"/g)].map(([, alt]) => alt!))
  }
  await reading.destroy()
  return { text: text.replace(/\s/gu, ''), pictures }
}

test('the certificate is made once, holds all that a signature keeps, and goes to both sides', async () => {
  const subject = randomUUID()
  const frozen = await s.put(subject)
  const { requestId } = await s.askFor(frozen, [{ turn: 1, side: 'agency', personId: s.ae.actor.id }, { turn: 1, side: 'client', contactId: s.zhang }])
  const [mine, zhang] = [await s.partyOf(requestId, s.ae.actor.id), await s.partyOf(requestId, s.zhang)]
  const job = { agencyId: s.agency.agencyId, clientId: s.pine, requestId }
  assert.equal(await makeCertificate(s.database, job), 'gone')
  s.clock.advance(3)
  await s.as({ ...s.ae, address: '203.0.113.24', agent: 'Desk/147 (Macintosh)' }, 'signoff', 'sign', { client: s.pine, party: mine.id, sha256: frozen.sha256, consentVersion: 1, mark: 'M1 1L30 30L60 10' })
  s.clock.advance(4)
  await s.database.write({ ...s.contactScope(s.zhang, '張𠮷堃'), lang: 'zh-Hans', agent: 'Phone/19 (iPhone)' }, (tx) =>
    sign(tx, { client: s.pine, partyId: zhang.id, sha256: frozen.sha256, consentVersion: 1, method: 'link', provedAt: null, name: '張𠮷堃', mark: '' }))
  // The job is lost: the sweep finds the request five minutes later.
  await s.rows("delete from pgboss.job where name = 'certificate'")
  s.clock.advance(6)
  assert.equal(await sweepCertificates(s.database.pool, s.boss, s.clock.now()), 1)
  assert.equal(await sweepCertificates(s.database.pool, s.boss, s.clock.now()), 0)
  const made = await Promise.all([makeCertificate(s.database, job), makeCertificate(s.database, job)])
  assert.deepEqual(made.toSorted(), ['gone', 'made'])
  const [file] = await s.rows<{ sha256: string; type: string; id: string }>('select f.* from docket.file f join docket.signature_request r on r.certificate_file_id = f.id where r.id = $1', requestId)
  const { text, pictures } = await readOf(await s.store.bytes(s.agency.agencyId, file!.sha256))
  const print = printOf(frozen.sha256).replace(/\s/gu, '')
  // Of each party, in the order of the paper: who, the sentence agreed to with its version and language, when, known by what, from where, with what.
  const said = [
    '陳怡君', '海棠廣告', `按下即表示我看過這一份（指紋${print}），並代表海棠廣告同意。`, '同意文字第1版，繁體中文', '2026/11/2410:03:00+08:00', '密碼登入，15分鐘內確認過2026/11/2410:00:00+08:00', '203.0.113.24', 'Desk/147(Macintosh)', frozen.sha256,
    '𠮷堃', '張𠮷堃', `按下即表示我看过这一份（指纹${print}），并代表松木家居同意。`, '同意文字第1版，簡體中文', '2026/11/2410:07:00+08:00', '寄到本人信箱的專屬連結', '198.51.100.7', 'Phone/19(iPhone)', frozen.sha256,
  ]
  let from = text.indexOf('簽署人')
  for (const word of said) {
    const at = text.indexOf(word, from)
    assert.ok(from >= 0 && at >= from, `${word} is missing in\n${text.slice(from)}`)
    from = at + word.length
  }
  // The mark that was drawn is a picture with its name; a typed one is the seal, read above.
  assert.ok(pictures.includes('陳怡君') && !pictures.includes('張𠮷堃'), `${pictures}`)
  assert.ok(text.indexOf(frozen.sha256) < text.indexOf('簽署人'), 'the hash of the file stands at its head')
  // Nothing but the paper is needed to check where its chain ended; the key on it is the agency's own.
  const [, chain, signature, printed, key] = /記錄鏈末端(\{.+?\})簽章([\w+/]{86}==)公鑰([\w+/]{43}=)公鑰編號([\da-f-]{36})/.exec(text)!
  const { publicKey } = (await s.database.read(s.ae, publicKeys)).find((k) => k.id === key)!
  const onPaper = createPublicKey(`-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA${printed}\n-----END PUBLIC KEY-----`)
  assert.ok(onPaper.equals(createPublicKey(publicKey)))
  assert.ok(verify(null, Buffer.from(chain!), onPaper, Buffer.from(signature!, 'base64')))
  const end = JSON.parse(chain!) as { client: string; seq: string; hash: string }
  const [link] = await s.rows<{ hash: string; what: string }>("select encode(hash, 'hex') as hash, what from docket.record where client_id = $1 and seq = $2", end.client, end.seq)
  assert.deepEqual([end.client, link], [s.pine, { hash: end.hash, what: 'signoff.completed' }])
  const letters = await s.rows<{ to_name: string; file_ids: string[]; subject: string }>('select * from docket.mail where about_id = $1 and link_kind is null order by to_name', subject)
  assert.deepEqual(letters.map((l) => [l.to_name, l.file_ids]), [['張𠮷堃', [file!.id, frozen.fileId]], ['陳怡君', [file!.id, frozen.fileId]]])
  assert.match(letters[0]!.subject, /已签齐/)
})
