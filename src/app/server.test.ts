import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const at = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
let folder: string
let port: number
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-start-'))
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  port = (probe.address() as { port: number }).port
  probe.close()
})
after(() => rm(folder, { recursive: true, force: true }))

interface Ran {
  child: ChildProcess
  out: () => string
  err: () => string
  ended: Promise<number | null>
}
const start = (script: string, args: string[] = [], env: Record<string, string> = {}): Ran => {
  const child = spawn(process.execPath, [at(script), ...args], { env: { PATH: process.env.PATH, LANG: 'en', DATA_DIR: folder, PORT: String(port), ...env } })
  let out = ''
  let err = ''
  child.stdout.on('data', (text) => (out += text))
  child.stderr.on('data', (text) => (err += text))
  return { child, out: () => out, err: () => err, ended: once(child, 'exit').then(([code]) => code as number | null) }
}
const opened = async (ran: Ran): Promise<void> => {
  for (let n = 0; n < 600 && !ran.out().includes('Docket is open at'); n++) {
    assert.equal(ran.child.exitCode, null, ran.out() + ran.err())
    await wait(50)
  }
}

test('on an empty folder: it starts, says one address, refuses a second port politely, finishes what has begun and stops', async () => {
  const server = start('server.ts')
  await opened(server)
  assert.match(server.out(), new RegExp(`Docket is open at http://localhost:${port}\\n`))
  assert.deepEqual(await (await fetch(`http://127.0.0.1:${port}/readyz`)).json(), { ready: true })

  const second = start('server.ts')
  assert.equal(await second.ended, 1)
  assert.match(second.err(), new RegExp(`Port ${port} is taken`))
  assert.equal((await fetch(`http://127.0.0.1:${port}/readyz`)).status, 200, 'the one that gave up has not stopped the database')

  const clash = start('cli.ts', ['verify', '--json'])
  assert.equal(await clash.ended, 0, clash.err())
  assert.equal((JSON.parse(clash.out()) as { ok: boolean }).ok, true)

  server.child.kill('SIGTERM')
  assert.equal(await server.ended, 0)
  assert.match(server.out(), /Stopping/)
  await assert.rejects(fetch(`http://127.0.0.1:${port}/healthz`))
})

test('the terminal\'s commands ask nothing and say no with a code', async () => {
  const all = [start('cli.ts', ['help']), start('cli.ts', ['no-such-word']), start('cli.ts', ['key']), start('cli.ts', ['key', 'nobody@agency.test']), start('cli.ts', ['migrate', '--json'])]
  assert.deepEqual(await Promise.all(all.map((r) => r.ended)), [0, 2, 2, 1, 0])
  assert.match(all[0]!.err(), /Usage/)
  assert.match(all[3]!.err(), /Nobody here/)
  assert.deepEqual(JSON.parse(all[4]!.out()), { ran: [] })
})

test('with HOST open to others the terminal shows the code that the first set-up asks for; a wrong setting is a sentence', async () => {
  const server = start('server.ts', [], { HOST: '0.0.0.0' })
  await opened(server)
  assert.match(server.out(), /first set-up asks for this code: \S+/)
  server.child.kill('SIGINT')
  assert.equal(await server.ended, 0)
  const wrong = start('server.ts', [], { PORT: 'eighty' })
  assert.equal(await wrong.ended, 1)
  assert.match(wrong.err(), /^PORT must be/)
})
