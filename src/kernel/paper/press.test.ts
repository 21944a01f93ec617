import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Press } from './press.ts'

/** A process from its source: answers, throws, loops forever or dies, as it is told. */
const folder = mkdtempSync(join(tmpdir(), 'docket-press-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const told = join(folder, 'told.mjs')
writeFileSync(told, `
  import { work } from ${JSON.stringify(import.meta.resolve('./work.ts'))}
  work((order) => {
    if (order === 'loop') for (;;);
    if (order === 'die') process.exit(3)
    if (order === 'grow') { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)) }
    if (order === 'throw') throw new Error('told to')
    return order === 'environment' ? Object.keys(process.env).length : process.pid
  })`)
// Patience is short only where it is what is tested: a busy machine must not fail the others.
const press = (rest?: number, patience = 60_000) => new Press<string, number>(pathToFileURL(told), { patience, heap: 16, rest })

test('orders are done in turn by one process, and an error refuses only its own order', async () => {
  const p = press()
  const [a, b, c] = await Promise.allSettled([p.print('a'), p.print('throw'), p.print('c')])
  assert.equal(a.status, 'fulfilled')
  assert.match(String(b.status === 'rejected' && b.reason), /told to/)
  assert.deepEqual(c, a)
})

for (const [trouble, words] of [
  ['loop', /took longer than 3000 ms/],
  ['die', /ended with 3/],
  ['grow', /ended with SIG/],
] as const) {
  test(`a process told to ${trouble} is replaced, and who waits behind is served`, async () => {
    const p = press(undefined, trouble === 'loop' ? 3000 : undefined)
    const first = await p.print('a')
    const [bad, next] = await Promise.allSettled([p.print(trouble), p.print('b')])
    assert.match(String(bad.status === 'rejected' && bad.reason), words)
    assert.ok(next.status === 'fulfilled' && next.value !== first)
  })
}

test('an idle process ends when it is told to rest', async () => {
  const p = press(20)
  const first = await p.print('a')
  await new Promise((done) => setTimeout(done, 120))
  assert.notEqual(await p.print('b'), first)
})

test('what reads strangers\' files holds none of our settings, and is gone when it is ended', async () => {
  const p = press()
  assert.equal(await p.print('environment'), 0)
  const pid = await p.print('a')
  p.end()
  const there = (): boolean => {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }
  for (let n = 0; n < 200 && there(); n++) await wait(25)
  assert.equal(there(), false)
})
