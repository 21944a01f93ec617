import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'
import { startEmbedded } from '#kernel/db/embedded.ts'
import { mark } from '#kernel/db/process.ts'
import { cli, freePort, type Served, serve } from './processes/servers.ts'
import { caller, type Kept, openedAgency, writer } from './processes/work.ts'

// PostgreSQL goes away and comes back while people work: the server goes on by itself.
let folder: string
let port: number
let server: Served
let agency: Awaited<ReturnType<typeof openedAgency>>
const letters: string[] = []
const post = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData: (stream, _, done) => {
    let text = ''
    stream.on('data', (part: Buffer) => (text += part)).on('end', () => {
      letters.push(text)
      done()
    })
  },
})
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-restart-'))
  post.listen(0, '127.0.0.1')
  await once(post.server, 'listening')
  port = await freePort()
  server = await serve(folder, port, { SMTP_URL: `smtp://127.0.0.1:${(post.server.address() as AddressInfo).port}`, MAIL_FROM: 'docket@forest.test' })
  agency = await openedAgency(port)
})
after(async () => {
  await server?.stop()
  await new Promise<void>((done) => post.close(done))
  await rm(folder, { recursive: true, force: true })
})

/** Ends the database as an administrator (SIGINT) or a fault (SIGQUIT) would, leaves it away for a while and starts it again. */
const restart = async (signal: 'SIGINT' | 'SIGQUIT'): Promise<void> => {
  const pid = Number((await readFile(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8')).split('\n')[0])
  process.kill(pid, signal)
  while (mark(pid) !== null) await wait(20)
  await wait(1500)
  const { stop } = await startEmbedded({ dataDir: folder, say: () => undefined })
  await stop()
}
const until = async (what: string, holds: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> => {
  for (const end = Date.now() + ms; !(await holds()); await wait(50)) assert.ok(Date.now() < end, what)
}

/** The line of news, taken up again as a browser does; answers what came in. */
const follow = (cookie: string) => {
  const stop = new AbortController()
  const heard = { text: '', opened: 0, statuses: new Set<number>() }
  const following = (async () => {
    for (; !stop.signal.aborted; await wait(200)) {
      try {
        const answer = await fetch(`http://localhost:${port}/events`, { headers: { Cookie: cookie }, signal: stop.signal })
        heard.statuses.add(answer.status)
        if (answer.status !== 200) continue
        heard.opened++
        for await (const part of answer.body!) heard.text += Buffer.from(part).toString()
      } catch (error) {
        if (!stop.signal.aborted) assert.fail(`the line of news broke: ${error}`)
      }
    }
  })()
  return { heard, end: () => { stop.abort(); return following } }
}

test('PostgreSQL restarted under load: 503 with Retry-After or done, nothing acknowledged is lost, and all goes on by itself', async () => {
  const key = await cli(folder, 'key', 'lin@forest.test')
  assert.equal(key.code, 0, key.err)
  const kept: Kept[] = []
  const wrong: string[] = []
  const seen = new Map<number, number>()
  const hear = (answer: Response | Error): void => {
    if (answer instanceof Error) return void wrong.push(`${answer.name} ${answer.message}`)
    seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
    if (!answer.ok && answer.status !== 409 && !(answer.status === 503 && Number(answer.headers.get('retry-after')) > 0)) wrong.push(`${answer.status} retry-after ${answer.headers.get('retry-after')}`)
  }
  const cookie = await agency.signIn(port)
  const news = follow(cookie)
  const writers = [1, 2, 3].map(() => writer(key.out.trim(), agency.client, [port], kept, hear))
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    const before_ = kept.length
    await until('work is under way', () => kept.length > before_ + 2)
    await restart(signal)
    const [here, opened] = [kept.length, news.heard.opened]
    await until(`work goes on after ${signal}`, () => kept.length > here + 3)
    await until(`browsers hear again after ${signal}`, () => news.heard.opened > opened || news.heard.text.includes('topics'))
  }
  for (const w of writers) await w.stop()
  assert.deepEqual(wrong, [])
  assert.ok((seen.get(503) ?? 0) > 0, 'while it was away, callers were told to come again')
  assert.equal(server.child.exitCode, null)

  // What was done is still told to open browsers, and letters still go out.
  const lin = caller(port, { Cookie: cookie })
  await until('the line of news stands', async () => ((await fetch(`http://localhost:${port}/readyz`)).status === 200))
  await wait(1200)
  news.heard.text = ''
  await lin('clients/addContact', { client: agency.client, name: 'After', seniority: 'staff', locale: 'en' })
  await until('news come in', () => news.heard.text.includes(`client:${agency.client}`))
  await news.end()
  assert.deepEqual([...news.heard.statuses].filter((s) => s !== 200 && s !== 503), [])
  letters.length = 0
  await lin('people/staff/invite', { name: 'New', mail: 'new@forest.test', locale: 'en', roles: ['member'] })
  await until('the letter goes out', () => letters.some((text) => text.includes('new@forest.test')))

  const contacts = new Set(((await lin('clients/get', { client: agency.client })) as unknown as { contacts: { id: string }[] }).contacts.map((c) => c.id))
  assert.deepEqual(kept.filter((k) => k.kind === 'contact' && !contacts.has(k.id)), [])
  for (const k of kept.filter((one) => one.kind === 'job')) await lin('jobs/get', { client: agency.client, job: k.id })
  const numbers = kept.flatMap((k) => k.number ?? [])
  assert.equal(new Set(numbers).size, numbers.length)
  const checked = await cli(folder, 'verify', '--json')
  assert.equal(checked.code, 0, checked.out + checked.err)
  console.log(`2 restarts: ${kept.length} acknowledged, answers ${[...seen].map(([status, n]) => `${status}: ${n}`).join(', ')}`)
})
