import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { allMessages } from '#app/messages.ts'
import { registerMessages } from '#kernel/i18n/say.ts'
import { issuedJob } from '#modules/jobs/fixtures.ts'
import { madeWorld, type World } from '#test/setup/world.ts'
import { plain } from '#test/setup/plain.ts'
import { deliverablesAs, signInside, stagesFor, workFile } from './fixtures.ts'
import { deliverablePortal } from './portal.ts'

let world: World
before(async () => {
  world = await madeWorld()
  registerMessages(allMessages())
})
after(() => world.close())

test('the approver sees the work, which version it is, what changed and whose hands it passed; nothing of it can break out of its place', async () => {
  const { client, job } = await issuedJob(world)
  const { id, versionId } = await deliverablesAs(world, 'member').add({ client, job, title: '<b>主視覺</b>', fileId: await workFile(world, client, 'seen'), note: '標題改成\n<script>', stages: stagesFor(world) })
  await signInside(world, client, versionId)
  const data = { job: 'J-2026-0001', jobTitle: '秋季海報', deliverable: '<b>主視覺</b>', no: 2, note: '標題改成\n<script>', file: { name: 'x.png', type: 'image/png', size: 1n, sha256: '' } }
  const shown = (lang: 'zh-Hant' | 'zh-Hans' | 'en', pictures: string[]) => world.database.read(world.contactScope(client, world.contacts.approver, '林若蘭'), async (tx) =>
    plain(String(await deliverablePortal.view(tx, { client, subjectId: versionId, version: 1, data, lang, paper: '/p/t/paper', type: 'image/png', pictures }))))
  const page = await shown('zh-Hant', ['/p/t/page/1'])
  for (const part of ['第 2 版', '<img src="/p/t/page/1"', '代理商簽核', '文案　陳怡君', '美術　周柏翰', '主創　許雅婷', '客戶執行　陳怡君', '2026', '&lt;script&gt;']) assert.ok(page.includes(part), part)
  assert.ok(!page.includes('<script>') && !page.includes('<b>主視覺'))
  assert.ok((await shown('en', [])).includes('cannot be shown here'))
  const many = await shown('zh-Hans', Array.from({ length: 30 }, (_, n) => `/p/t/page/${n + 1}`))
  assert.ok(many.includes('第 24 页，共 30 页') && !many.includes('/p/t/page/25') && many.includes('还有 6 页'))
  assert.ok(id)
})
