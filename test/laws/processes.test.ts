import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { type Mailbox, openMailbox, parse } from '#kernel/mail/fixtures.ts'
import { cli, freePort, type Served, serve } from './processes/servers.ts'
import { caller, type Kept, openedAgency, writer } from './processes/work.ts'

// Many processes on one database are one Docket, and one that is killed in the midst of its work leaves nothing half done.
const kills = Number(process.env.KILLS ?? 3)
let folder: string
let ports: [number, number]
let servers: [Served, Served]
let agency: Awaited<ReturnType<typeof openedAgency>>
let mailbox: Mailbox
const open = (which: 0 | 1): Promise<Served> => serve(folder, ports[which], { SMTP_URL: mailbox.url, MAIL_FROM: 'Docket <docket@forest.test>' })
before(async () => {
  mailbox = await openMailbox()
  folder = await mkdtemp(join(tmpdir(), 'docket-many-'))
  ports = [await freePort(), await freePort()]
  // Both at once on an empty folder: one of them makes the database, the other finds it.
  servers = await Promise.all([open(0), open(1)])
  agency = await openedAgency(ports[0])
})
after(async () => {
  for (const server of servers ?? []) await server.stop()
  await mailbox.close()
  await rm(folder, { recursive: true, force: true })
})

test('a session made on one works on the other, and is ended there for both', async () => {
  const session = await agency.signIn(ports[0])
  const [here, there] = ports.map((port) => caller(port, { Cookie: session }))
  assert.equal((await there!('people/me')).name, 'Lin')
  const { ended } = await there!('people/account/endOthers')
  assert.ok(ended >= 1)
  await there!('people/signOut')
  await assert.rejects(here!('people/me'), /signed_out/)
})

test('the same key on both is one deed, and both are told the same', async () => {
  const key = `both-${Date.now()}`
  const form = { name: 'One of a kind', locale: 'en', region: 'HK', termsDays: 45 }
  const [cookie] = [await agency.signIn(ports[1])]
  const calls = ports.map((port) => caller(port, { Cookie: cookie, 'Idempotency-Key': key }))
  const answers = await Promise.all(Array.from({ length: 6 }, async (_, n) => {
    for (;;) {
      // The second is told that the first is at work, and asks again.
      const answer = await calls[n % 2]!('clients/create', form).catch((error: Error) => (error.message.includes('in_flight') ? null : Promise.reject(error)))
      if (answer) return answer.id as string
      await wait(30)
    }
  }))
  assert.equal(new Set(answers).size, 1)
  const mine = (await calls[0]!('clients/mine')) as unknown as { name: string }[]
  assert.equal(mine.filter((c) => c.name === form.name).length, 1)
})

test('the line of news on one tells what was done on the other', async () => {
  const cookie = await agency.signIn(ports[0])
  const stop = new AbortController()
  const answer = await fetch(`http://localhost:${ports[1]}/events`, { headers: { Cookie: cookie }, signal: stop.signal })
  assert.equal(answer.status, 200)
  await caller(ports[0], { Cookie: cookie })('clients/addContact', { client: agency.client, name: 'Somebody', seniority: 'staff', locale: 'en' })
  let text = ''
  for await (const part of answer.body!) {
    text += Buffer.from(part).toString()
    if (text.includes(`client:${agency.client}`)) break
  }
  stop.abort()
  assert.match(text, /topics/)
})

test('letters written on either go out once, by whichever server is there', async () => {
  const cookie = await agency.signIn(ports[0])
  const invite = (which: number, n: number) => caller(ports[which]!, { Cookie: cookie })('people/staff/invite', { mail: `new${n}@forest.test`, name: `New ${n}`, locale: 'en', roles: ['member'] })
  const arrived = async (count: number) => {
    for (const end = Date.now() + 30_000; new Set(mailbox.recipients).size < count && Date.now() < end;) await wait(50)
    await wait(300)
    return mailbox.recipients.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  }
  const all = Array.from({ length: 12 }, (_, n) => `new${n}@forest.test`)
  await Promise.all(Array.from({ length: 8 }, (_, n) => invite(n % 2, n)))
  assert.deepEqual(await arrived(8), all.slice(0, 8))
  await servers[0].stop()
  await Promise.all([8, 9, 10, 11].map((n) => invite(1, n)))
  assert.deepEqual(await arrived(12), all)
  assert.equal(new Set(mailbox.received.map((letter) => parse(letter).message.get('message-id'))).size, 12)
  servers[0] = await open(0)
})

test(`killed ${kills} times under load: nothing acknowledged is lost, numbers have no gap, it opens by itself and verifies`, async () => {
  const key = await cli(folder, 'key', 'lin@forest.test')
  assert.equal(key.code, 0, key.err)
  const kept: Kept[] = []
  for (let round = 0; round < kills; round++) {
    // One writer for each server, and one that goes to both in turn, with its own keys.
    const writers = [writer(key.out.trim(), agency.client, [ports[0]], kept), writer(key.out.trim(), agency.client, [ports[1]], kept), writer(key.out.trim(), agency.client, ports, kept)]
    await wait(500 + Math.random() * 700)
    const victim = (round % 2) as 0 | 1
    const before_ = kept.length
    servers[victim].kill()
    await wait(400)
    const began = Date.now()
    servers[victim] = await open(victim)
    await wait(200)
    for (const w of writers) await w.stop()
    assert.ok(kept.length > before_, 'work went on at the other while one was dead, and at both after')
    assert.ok(Date.now() - began < 20_000)
  }
  // Both at once, and with them the database's guardian: as when the machine is switched off.
  for (const server of servers) server.kill()
  servers = await Promise.all([open(0), open(1)])
  const read = caller(ports[1], { Authorization: `Bearer ${key.out.trim()}` })
  const contacts = new Set(((await read('clients/get', { client: agency.client })) as unknown as { contacts: { id: string }[] }).contacts.map((c) => c.id))
  const lost = kept.filter((k) => k.kind === 'contact' && !contacts.has(k.id))
  assert.deepEqual(lost, [])
  for (const k of kept.filter((one) => one.kind === 'job')) await read('jobs/get', { client: agency.client, job: k.id })
  const numbers = kept.flatMap((k) => (k.number ? [Number(k.number.split('-').at(-1))] : []))
  assert.equal(new Set(numbers).size, numbers.length, 'no number was given twice')
  const checked = await cli(folder, 'verify', '--json')
  assert.equal(checked.code, 0, checked.out + checked.err)
  const { ok, links } = JSON.parse(checked.out) as { ok: boolean; links: number }
  assert.ok(ok && links >= kept.length)
  console.log(`${kills} kills: ${kept.length} acknowledged writes, ${numbers.length} numbers (highest ${Math.max(...numbers)}), ${links} links verified`)
})
