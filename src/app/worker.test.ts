import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { News } from '#kernel/db/news.ts'
import { openQueues } from '#kernel/db/queues.ts'
import { type Mailbox, openMailbox } from '#kernel/mail/fixtures.ts'
import { queueMail } from '#kernel/mail/outbox.ts'
import { unsentMail } from '#kernel/mail/repo.ts'
import { openTransport } from '#kernel/mail/send.ts'
import { madeWorld, type World } from '#test/setup/world.ts'
import { startWorker } from './worker.ts'

let world: World
let mailbox: Mailbox
before(async () => {
  world = await madeWorld()
  mailbox = await openMailbox({ refuses: { 'gone@client.test': 550 } })
})
after(async () => {
  await mailbox?.close()
  await world?.close()
})

test('many letters of one deed go out without a pause, and one that is refused holds up no other', async () => {
  const news = new News(world.appUrl)
  const boss = openQueues(world.database.pool, news)
  await boss.start()
  try {
    await startWorker(world.database, boss, pino({ level: 'silent' }), openTransport(mailbox.url))
    const to = ['gone', ...Array.from({ length: 24 }, (_, n) => `n${n}`)].map((name) => `${name}@client.test`)
    const { client } = world
      await world.database.write(world.systemScope(client), async (tx) => {
      for (const mail of to) await queueMail(tx, { client, to: { name: mail, mail }, subject: 'x', body: 'x' })
    })
    // With a pause after every letter it would be twice as long.
    for (const end = Date.now() + 12_000; mailbox.recipients.length < 24; await wait(50)) assert.ok(Date.now() < end, `${mailbox.recipients.length} of 24 went out`)
    const states = async () => (await world.database.read(world.systemScope(client), (tx) => unsentMail(tx, ['waiting', 'dead']))).map((row) => `${row.to_mail} ${row.state}`)
    for (const end = Date.now() + 10_000; (await states()).join() !== 'gone@client.test dead'; await wait(50)) assert.ok(Date.now() < end, (await states()).join())
    assert.equal(new Set(mailbox.recipients).size, 24)
  } finally {
    await boss.stop({ graceful: true })
    news.close()
  }
})
