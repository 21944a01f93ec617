import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { sign } from './act.ts'
import { makeCertificate, sweepCertificates } from './certificate.ts'
import { openStudio, type Studio } from './fixtures.ts'

let s: Studio
before(async () => {
  s = await openStudio()
})
after(() => s.close())

const textOf = async (pdf: Uint8Array): Promise<string> => {
  const reading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 })
  const document = await reading.promise
  let text = ''
  for (let n = 1; n <= document.numPages; n++) {
    const { items } = await (await document.getPage(n)).getTextContent()
    text += items.map((item) => ('str' in item ? item.str : '')).join('')
  }
  await reading.destroy()
  return text.replace(/\s/gu, '')
}

test('the certificate is made once, holds every name and hash, and goes to both sides', async () => {
  const subject = randomUUID()
  const frozen = await s.put(subject)
  const { requestId } = await s.askFor(frozen, [{ turn: 1, side: 'agency', personId: s.ae.actor.id }, { turn: 1, side: 'client', contactId: s.zhang }])
  const [mine, zhang] = [await s.partyOf(requestId, s.ae.actor.id), await s.partyOf(requestId, s.zhang)]
  const job = { agencyId: s.agency.agencyId, clientId: s.pine, requestId }
  assert.equal(await makeCertificate(s.database, job), 'gone')
  await s.as(s.ae, 'signoff', 'sign', { client: s.pine, party: mine.id, sha256: frozen.sha256, consentVersion: 1, mark: 'M1 1L30 30L60 10' })
  await s.database.write({ ...s.contactScope(s.zhang, '張𠮷堃'), lang: 'zh-Hans' }, (tx) =>
    sign(tx, { client: s.pine, partyId: zhang.id, sha256: frozen.sha256, consentVersion: 1, method: 'link', provedAt: null, name: '王代簽', mark: '' }))
  // The job is lost: the sweep finds the request five minutes later.
  await s.rows("delete from pgboss.job where name = 'certificate'")
  s.clock.advance(6)
  assert.equal(await sweepCertificates(s.database.pool, s.boss, s.clock.now()), 1)
  assert.equal(await sweepCertificates(s.database.pool, s.boss, s.clock.now()), 0)
  const made = await Promise.all([makeCertificate(s.database, job), makeCertificate(s.database, job)])
  assert.deepEqual(made.toSorted(), ['gone', 'made'])
  const [file] = await s.rows<{ sha256: string; type: string; id: string }>('select f.* from docket.file f join docket.signature_request r on r.certificate_file_id = f.id where r.id = $1', requestId)
  const text = await textOf(await s.store.bytes(s.agency.agencyId, file!.sha256))
  for (const word of ['陳怡君', '張𠮷堃', '王代簽', frozen.sha256.slice(0, 20), '198.51.100.7', '2026/11/2410:00:00+08:00']) assert.ok(text.includes(word), `${word} is missing in\n${text}`)
  const letters = await s.rows<{ to_name: string; file_ids: string[]; subject: string }>('select * from docket.mail where about_id = $1 and link_kind is null order by to_name', subject)
  assert.deepEqual(letters.map((l) => [l.to_name, l.file_ids]), [['張𠮷堃', [file!.id, frozen.fileId]], ['陳怡君', [file!.id, frozen.fileId]]])
  assert.match(letters[0]!.subject, /已签齐/)
})
