import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { compose, HeaderInjection, type Letter, toEml } from './compose.ts'
import { openMailbox, parse } from './fixtures.ts'
import type { MailRow } from './row.ts'
import { openTransport, sendMail } from './send.ts'

const row = (over: Partial<MailRow> = {}): MailRow => ({
  agency_id: '01890000-0000-7000-8000-00000000000a', client_id: '01890000-0000-7000-8000-00000000000c',
  id: '01890000-0000-7000-8000-000000000001', to_name: '王 𠮷堃', to_mail: 'wang@client.test', subject: '請簽認：日昇咖啡 第三版海報 🎨 確認單（2026 年 11 月），請於週五前回覆，謝謝您',
  body: '王小姐 您好，\n\n海報 <第三版> & 說明請見：\n{{link}}\n\n謝謝。', link_kind: 'party', link_id: '01890000-0000-7000-8000-000000000002', file_ids: [],
  message_id: '<01890000-0000-7000-8000-000000000001@desk.test>', about_kind: '', about_id: null, state: 'waiting', attempts: 0, error: '',
  created_by: null, created_at: new Date('2026-11-24T02:00:00Z'), sent_at: null, ...over,
})
const poster = Buffer.from('%PDF-1.7 海報'.repeat(5000))
const letter = (over: Partial<Letter> = {}): Letter => ({
  sender: { name: '向陽廣告股份有限公司', mail: 'desk@agency.test' }, link: 'https://desk.test/p/abc?x=1&y=2',
  attachments: [{ name: '海報 第三版（定稿）🎨 𠮷野家 最終確認版本請務必於週五之前回覆.pdf', type: 'application/pdf', open: async () => Readable.from([poster], { objectMode: false }) }],
  ...over,
})
const quick = { connection: 400, socket: 600 }

test('an accepted letter is read back as it was written: Chinese subject, names and attachment', async (t) => {
  const box = await openMailbox()
  t.after(box.close)
  assert.deepEqual(await sendMail(openTransport(box.url)!, row(), letter()), { kind: 'sent' })
  assert.deepEqual(box.recipients, ['wang@client.test'])
  const { message, parts } = parse(box.received[0]!)
  assert.equal(message.get('subject'), row().subject)
  assert.match(message.get('from')!, /向陽廣告股份有限公司"? <desk@agency\.test>/)
  assert.match(message.get('to')!, /王 𠮷堃"? <wang@client\.test>/)
  assert.equal(message.get('message-id'), row().message_id)
  assert.equal(message.get('auto-submitted'), 'auto-generated')
  assert.equal(message.get('list-unsubscribe'), undefined)
  assert.equal(new Date(message.get('date')!).getTime(), row().created_at.getTime())
  assert.deepEqual(parts.map((p) => p.type), ['text/plain', 'text/html', 'application/pdf'])
  assert.match(parts[0]!.body.toString(), /海報 <第三版> & 說明請見：\r?\nhttps:\/\/desk\.test\/p\/abc\?x=1&y=2/)
  assert.match(parts[1]!.body.toString(), /海報 &lt;第三版&gt; &amp; 說明請見：<br><a href="https:\/\/desk\.test\/p\/abc\?x=1&amp;y=2"/)
  assert.equal(parts[2]!.filename, letter().attachments[0]!.name)
  assert.deepEqual(parts[2]!.body, poster)
})

test('a refused recipient and a refused message are permanent, a full mailbox is not', async (t) => {
  const box = await openMailbox({ refuses: { 'gone@client.test': 550, 'full@client.test': 452 } })
  t.after(box.close)
  const transport = openTransport(box.url)!
  const gone = await sendMail(transport, row({ to_mail: 'gone@client.test' }), letter())
  assert.equal(gone.kind, 'permanent')
  assert.match((gone as { error: string }).error, /550 answer 550/)
  assert.equal((await sendMail(transport, row({ to_mail: 'full@client.test' }), letter())).kind, 'temporary')
  assert.equal(box.received.length, 0)
  const strict = await openMailbox({ answers: 554 })
  t.after(strict.close)
  assert.equal((await sendMail(openTransport(strict.url)!, row(), letter())).kind, 'permanent')
  const busy = await openMailbox({ answers: 451 })
  t.after(busy.close)
  assert.equal((await sendMail(openTransport(busy.url)!, row(), letter())).kind, 'temporary')
})

test('a refused sender is our setting and not the end of the letter', async (t) => {
  const box = await openMailbox({ sender: 550 })
  t.after(box.close)
  assert.equal((await sendMail(openTransport(box.url)!, row(), letter())).kind, 'temporary')
})

test('a server that is down, and then up', async (t) => {
  const first = await openMailbox()
  await first.close()
  const transport = openTransport(first.url)!
  assert.deepEqual({ ...(await sendMail(transport, row(), letter())), error: '' }, { kind: 'temporary', why: 'server', error: '' })
  const again = await openMailbox({ port: first.port })
  t.after(again.close)
  assert.equal((await sendMail(transport, row(), letter())).kind, 'sent')
  assert.equal(again.received.length, 1)
})

test('a server that takes the message and then says nothing is given up', async (t) => {
  const box = await openMailbox({ slow: 1500 })
  t.after(box.close)
  const outcome = await sendMail(openTransport(box.url, quick)!, row(), letter())
  assert.equal(outcome.kind, 'temporary')
  assert.equal((outcome as { why: string }).why, 'timeout')
})

test('a name, subject or address that would write a header is never sent', async (t) => {
  const box = await openMailbox()
  t.after(box.close)
  const forged: Partial<MailRow>[] = [
    { subject: 'x\r\nBcc: all@client.test' }, { to_name: 'x\nBcc: all@client.test' }, { to_mail: 'a@client.test>\r\nRCPT TO:<b@client.test' },
    { to_mail: 'a@client.test, b@client.test' }, { message_id: '<x>\r\nX: y' },
  ]
  for (const over of forged) {
    assert.throws(() => compose(row(over), letter()), HeaderInjection)
    assert.equal((await sendMail(openTransport(box.url)!, row(over), letter())).kind, 'permanent')
  }
  assert.equal(box.received.length, 0)
})

test('an attachment that cannot be read leaves no half letter, and the letter waits', async (t) => {
  const box = await openMailbox()
  t.after(box.close)
  const lost = letter({ attachments: [{ name: 'a.pdf', type: 'application/pdf', open: async () => Promise.reject(new Error('store is away')) }] })
  const outcome = await sendMail(openTransport(box.url)!, row(), lost)
  assert.equal(outcome.kind, 'temporary')
  assert.match((outcome as { error: string }).error, /store is away/)
  assert.equal(box.received.length, 0)
})

test('the .eml to read in the Outbox holds everything but the secret link', async () => {
  const eml = (await toEml(row(), letter({ link: null }))).toString()
  const { parts } = parse(eml)
  assert.doesNotMatch(parts[0]!.body.toString(), /https?:|\{\{link\}\}/)
  assert.doesNotMatch(parts[1]!.body.toString(), /<a |\{\{link\}\}/)
  assert.deepEqual(parts[2]!.body, poster)
})

test('without SMTP_URL there is no way out; a wrong one says what to write', () => {
  assert.equal(openTransport(undefined), null)
  assert.equal(openTransport(''), null)
  assert.throws(() => openTransport('mail.agency.test'), /SMTP_URL must look like this: smtp:\/\//)
})
