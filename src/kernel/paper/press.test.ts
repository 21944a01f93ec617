import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Press } from './press.ts'

/** A worker from its source: answers, throws, loops forever or dies, as it is told. */
const told = `data:text/javascript,${encodeURIComponent(`
  import { parentPort, threadId } from 'node:worker_threads'
  parentPort.on('message', ({ id, order }) => {
    if (order === 'loop') for (;;);
    if (order === 'die') process.exit(3)
    if (order === 'grow') { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)) }
    parentPort.postMessage(order === 'throw' ? { id, error: 'told to' } : { id, result: threadId })
  })`)}`
// Patience is short only where it is what is tested: a busy machine must not fail the others.
const press = (rest?: number, patience = 60_000) => new Press<string, number>(new URL(told), { patience, heap: 16, rest })

test('orders are done in turn by one worker, and an error refuses only its own order', async () => {
  const p = press()
  const [a, b, c] = await Promise.allSettled([p.print('a'), p.print('throw'), p.print('c')])
  assert.equal(a.status, 'fulfilled')
  assert.match(String(b.status === 'rejected' && b.reason), /told to/)
  assert.deepEqual(c, a)
})

for (const [trouble, words] of [
  ['loop', /took longer than 3000 ms/],
  ['die', /ended with 3/],
  ['grow', /memory/],
] as const) {
  test(`a worker told to ${trouble} is replaced, and who waits behind is served`, async () => {
    const p = press(undefined, trouble === 'loop' ? 3000 : undefined)
    const first = await p.print('a')
    const [bad, next] = await Promise.allSettled([p.print(trouble), p.print('b')])
    assert.match(String(bad.status === 'rejected' && bad.reason), words)
    assert.ok(next.status === 'fulfilled' && next.value !== first)
  })
}

test('an idle worker ends when it is told to rest', async () => {
  const p = press(20)
  const first = await p.print('a')
  await new Promise((done) => setTimeout(done, 120))
  assert.notEqual(await p.print('b'), first)
})
