import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { filesByIds } from '#kernel/files/repo.ts'
import { meetingsContract } from '#modules/meetings/contract.ts'
import { meetingsService } from '#modules/meetings/service.ts'
import { frozenData, latestOf } from '#modules/signoff/index.ts'
import { madeWorld, refused, type World } from '#test/setup/world.ts'
import { moveDue } from './index.ts'
import { acceptedJob, issuedJob, jobsAs } from './fixtures.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())

/** All the words of a stored paper, without the spaces that line breaks leave. */
const printed = async (client: string, fileId: string): Promise<string> => {
  const [file] = await world.ae.tx((tx) => filesByIds(tx, client, [fileId]))
  const { stream } = await world.database.deps.store.get(world.agencyId, file!.sha256)
  const bytes = Buffer.concat(await stream.toArray())
  const reading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const document = await reading.promise
  const pages = await Promise.all(Array.from({ length: document.numPages }, async (_, n) => (await (await document.getPage(n + 1)).getTextContent()).items))
  await reading.destroy()
  return pages.flat().map((item) => ('str' in item ? item.str : '')).join('').replace(/\s+/g, '')
}

test('J8 an issued order prints with its number, the client’s words and three seals; the same order prints once (C6)', async () => {
  const meetings = world.ae.calls(meetingsContract, meetingsService)
  const itemId = randomUUID()
  const item = { id: itemId, kind: 'request' as const, text: '立牌要有直幅版面', quote: '門市那邊一定要有直的。', quotedContactId: world.contacts.approver, step: '出直幅', dueOn: '2026-11-30', ourOwnerId: world.ae.id }
  await meetings.create({ client: world.client, title: '策略會議', heldOn: '2026-11-23', place: '客戶辦公室', people: [world.ae.id], contacts: [world.contacts.approver], items: [item] })
  const { client, job, number, version } = await issuedJob(world, { itemId })
  const ae = jobsAs(world, 'ae')
  const { fileId } = await ae.paper({ client, job })
  const words = await printed(client, fileId)
  for (const word of [number, '秋季新品主視覺海報', '門市那邊一定要有直的。', '林若蘭', 'NT$190,000', '2026年12月1日', '陳怡君', '許雅婷', '何淑芬', '一張桌子，坐得下三代人。'])
    assert.ok(words.includes(word), `${word} in ${words}`)
  const last = await world.ae.tx((tx) => latestOf(tx, client, 'order', job))
  const data = (await world.ae.tx((tx) => frozenData(tx, client, last!.documentId, 1))) as { qr: string }
  assert.match(data.qr, /^<svg/)

  assert.deepEqual(await jobsAs(world, 'member').paper({ client, job }), { fileId })
  await ae.handOver({ client, job, version, ownerId: world.director.id })
  // The order names who owned it when it was issued: handed over, it is still the same paper.
  assert.deepEqual(await ae.paper({ client, job }), { fileId })
  assert.equal((await world.ae.tx((tx) => latestOf(tx, client, 'order', job)))?.version, 1)

  // What both sides signed later is another paper, which says so.
  await world.ae.tx((tx) => moveDue(tx, client, job, '2026-12-15', 2))
  const moved = await printed(client, (await ae.paper({ client, job })).fileId)
  assert.ok(moved.includes('2026年12月15日') && moved.includes('時間表第2版（2026年11月24日雙方簽好）'), moved)
})

test('J8 two who print at once get one paper; before finance there is none', async () => {
  const { client, job } = await issuedJob(world)
  const both = await Promise.all([jobsAs(world, 'ae').paper({ client, job }), jobsAs(world, 'finance').paper({ client, job })])
  assert.deepEqual(both[0], both[1])
  const early = await acceptedJob(world)
  await assert.rejects(jobsAs(world, 'ae').paper({ client: early.client, job: early.job }), refused('jobs.no_order'))
})
