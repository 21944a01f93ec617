import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { frozenData, requestsOf } from '#modules/signoff/index.ts'
import { madeWorld, type World } from '#test/setup/world.ts'
import { plain } from '#test/setup/plain.ts'
import { draft, issued, posterSteps, send, signed } from './fixtures.ts'
import { schedulesPortal } from './portal.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())

test('B5 the contact reads what moves, the old dates struck through, in the language they choose, and nothing runs as markup', async () => {
  const ref = await issued(world)
  const steps = posterSteps(world)
  await signed(world, ref, steps)
  const shoot = steps[2]!
  await draft(world, ref, steps.map((s) => (s === shoot ? { ...s, days: 5, detail: '<script>alert(1)</script>' } : s)), '木料到貨遲')
  await send(world, ref)
  const page = (lang: 'zh-Hant' | 'en') => world.database.read(world.contactScope(world.client, world.contacts.approver, '林若蘭'), async (tx) => {
    const document = (await requestsOf(tx, ref.client, 'schedule', ref.job))!
    const data = await frozenData(tx, ref.client, document.id, 2)
    return plain(String(await schedulesPortal.view(tx, { client: ref.client, subjectId: ref.job, version: 2, data, lang, paper: '/p/x/paper', type: 'application/pdf', pictures: [] })))
  })
  const hant = await page('zh-Hant')
  assert.match(hant, /<h1>拍攝晚 2 個工作天，另有 2 步變動，交付日晚 2 個工作天到 12\/17<\/h1>/)
  assert.match(hant, /<b>拍攝<\/b><em class="later">晚 2 個工作天、由 3 個工作天改為 5 個、改內容<\/em><span class="num small"><s><span class="hidden-text">原為 <\/span>12\/4–12\/8<\/s> 12\/4–12\/10/)
  assert.match(hant, /木料到貨遲/)
  assert.match(hant, /&lt;script&gt;/)
  assert.doesNotMatch(hant, /<script/)
  assert.match(await page('en'), /<h1>拍攝 2 working days later; 2 more steps change; delivery 2 working days later, on 17 December<\/h1>/)
})
