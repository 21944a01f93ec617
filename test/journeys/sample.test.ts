import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { stages } from '#modules/jobs/rules.ts'
import { axeOf, callsOf, type House, openHouse, until } from './house.ts'
import { becomes, keyOpens, placesFor, show } from './sample.ts'

let house: House
before(async () => { house = await openHouse({ sample: true, mail: false }) })
after(() => house.close())

test('from a broken promise on the desk: the proposed reminder goes out with one press, and a new promise is waited for (G9)', async () => {
  const page = await house.person()
  await becomes(page, house, 'yijun')
  const call = callsOf(page)
  await show(page, `${house.address}/`, { lang: 'zh-Hant', theme: 'light', width: 1440 })
  await page.getByRole('link', { name: '蔡明哲答應的款沒有進來' }).click()
  const collection = page.locator('#collection')
  await collection.getByText('再次提醒：').waitFor()
  assert.ok(await collection.getByRole('heading', { name: '催款' }).evaluate((head) => head.getBoundingClientRect().top < 200), 'the page stands where the desk pointed')
  assert.equal((await call.desk.outbox()).mails.filter((m) => m.subject.startsWith('再次提醒')).length, 0)
  await collection.getByRole('button', { name: '寄出第二次催款' }).click()
  await collection.getByText('第二次催款寄給蔡明哲').waitFor()
  assert.equal((await call.desk.outbox()).mails.filter((m) => m.subject.startsWith('再次提醒')).length, 1)

  await collection.getByRole('button', { name: '記下答應的付款' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '答應付款日' }).fill(new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10))
  assert.deepEqual(await axeOf(page), [])
  await dialog.getByRole('button', { name: '記下答應的付款' }).click()
  await collection.getByText('等候中').waitFor()
  await until('the desk to wait for the client', async () => (await call.desk.today()).rows.every((row) => row.task !== 'promise_broken'))
  assert.deepEqual(house.complaints(), [])
  await page.context().close()
})

test('the sample shows a job in every state there is, and one that finance holds', async () => {
  const page = await house.person()
  await becomes(page, house, 'zhenghong')
  const { jobs } = callsOf(page)
  const there = await Promise.all(stages.map(async (stage) => [stage, (await jobs.list({ stage, most: 1 })).rows.length] as const))
  assert.deepEqual(there, stages.map((stage) => [stage, 1]))
  assert.equal((await jobs.list({ held: true, most: 1 })).rows.length, 1)
  await page.context().close()
})

test('holidays have their names where a day is chosen and where a plan is drawn', async () => {
  const page = await house.person()
  await becomes(page, house, 'peiwen')
  const job = (await callsOf(page).jobs.list({ stage: 'ordered', most: 20 })).rows.find((j) => j.title === '通勤系列海報')!
  await show(page, `${house.address}/clients/${job.client}/jobs/${job.id}/schedule`, { lang: 'zh-Hant', theme: 'light', width: 1440 })
  const main = page.getByRole('main')
  await main.getByRole('radio', { name: '從開始日往後' }).check({ force: true })
  await main.getByRole('button', { name: '用海報常用的步驟' }).click()
  const first = main.getByRole('textbox', { name: '開始日' })
  await first.fill('2026-12-25')
  await main.getByText('行憲紀念日', { exact: true }).waitFor()
  await first.fill('2026-12-23')
  await main.getByText('12/25 行憲紀念日、1/1 中華民國開國紀念日').waitFor()
  assert.deepEqual([...new Set(await main.locator('svg rect title').allTextContents())], ['行憲紀念日', '中華民國開國紀念日'])
  await main.getByRole('button', { name: '開始日: 打開月曆' }).click()
  await page.getByRole('dialog').getByText('12/25 行憲紀念日').waitFor()
  assert.deepEqual(await axeOf(page), [])
  await page.context().close()
})

test('a page is read while the hand rests on its link, once, and not for passing over it', async () => {
  const page = await house.person()
  await becomes(page, house, 'peiwen')
  await show(page, `${house.address}/jobs`, { lang: 'zh-Hant', theme: 'light', width: 1440 })
  const asked: string[] = []
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname
    if (path === '/rpc/jobs/get') asked.push(path)
  })
  const rows = page.getByRole('main').getByRole('row').filter({ has: page.getByRole('link') })
  const boxes = await Promise.all([0, 1, 2, 3].map((n) => rows.nth(n).boundingBox()))
  // All of it at once: on a busy machine the hand would rest on each row until the next move is asked for.
  await Promise.all(boxes.map((box) => page.mouse.move(box!.x + 300, box!.y + box!.height / 2)))
  await until('the row under the hand to be read', () => asked.length > 0)
  await page.waitForTimeout(200)
  assert.equal(asked.length, 1)
  const link = rows.nth(3).getByRole('link')
  const title = (await link.textContent())!
  await link.click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  assert.equal(asked.length, 1, 'what was read ahead is what is shown')
  await page.context().close()
})

test('without a line a page that was never opened says so, and opens by itself when the line is back', async () => {
  const page = await house.person()
  await becomes(page, house, 'yijun')
  await show(page, `${house.address}/`, { lang: 'zh-Hant', theme: 'light', width: 1440 })
  await page.context().setOffline(true)
  await page.getByRole('link', { name: '工時表' }).first().click()
  await page.getByRole('heading', { name: '這一頁還沒載入' }).waitFor()
  await page.context().setOffline(false)
  await page.getByRole('heading', { name: /^這週/ }).waitFor()
  // That the browser could not fetch is what this is about.
  house.complaints()
  await page.context().close()
})

test('what was written and not sent stands again after a reload, and is forgotten once it is sent', async () => {
  const page = await house.person()
  await becomes(page, house, 'yijun')
  const { client } = await placesFor(page)
  await show(page, `${house.address}/clients/${client}`, { lang: 'zh-Hant', theme: 'light', width: 1440 })
  const dialog = page.getByRole('dialog')
  const add = page.getByRole('main').getByRole('button', { name: '新增聯絡人' })
  const name = dialog.getByRole('textbox', { name: '姓名' })
  await add.click()
  await name.fill('周文彬')
  await page.reload()
  await add.click()
  await dialog.getByText('沒存的草稿').waitFor()
  assert.equal(await name.inputValue(), '周文彬')
  assert.deepEqual(await axeOf(page), [])
  await dialog.getByRole('button', { name: '新增聯絡人' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await add.click()
  assert.equal(await name.inputValue(), '')
  assert.deepEqual(house.complaints(), [])
  await page.context().close()
})

test('who signs in over the page of another finds neither their words nor their page', async () => {
  const page = await house.person()
  await becomes(page, house, 'yijun')
  const { client } = await placesFor(page)
  await show(page, `${house.address}/clients/${client}`, { lang: 'zh-Hant', theme: 'light', width: 1440 })
  await page.getByRole('main').getByRole('button', { name: '新增聯絡人' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: '姓名' }).fill('周文彬')
  await callsOf(page).people.signOut()
  await page.getByRole('dialog', { name: '登入已結束' }).waitFor()
  // In another tab.
  await becomes(page, house, 'zhenghong')
  const { id } = await callsOf(page).people.me()
  await page.evaluate(() => dispatchEvent(new Event('focus')))
  await page.waitForURL(`${house.address}/`)
  const kept = await page.evaluate(() => Object.entries(localStorage).filter(([, text]) => text.includes('周文彬')).map(([key]) => key))
  assert.equal(kept.length, 1)
  assert.ok(!kept[0]!.includes(id), 'kept for whom it is')
  // What the open page asked for after its session had ended was refused, and nothing else went wrong.
  assert.ok(house.complaints().every((said) => said.includes('status of 401')))
  await page.context().close()
})

test('what a client asks by word of mouth is noted with one key, and waits to be ordered or declined (C2)', async () => {
  const page = await house.person()
  await becomes(page, house, 'yijun')
  await show(page, `${house.address}/jobs`, { lang: 'zh-Hant', theme: 'light', width: 1440 })
  const dialog = page.getByRole('dialog', { name: '記下客戶的口頭需求' })
  await keyOpens(page, 'c', dialog)
  await dialog.getByRole('button', { name: '請選 客戶' }).click()
  await page.getByRole('option', { name: '沐日茶飲' }).click()
  await dialog.getByRole('button', { name: /誰說的/ }).click()
  await page.getByRole('option', { name: /蔡明哲/ }).click()
  await dialog.getByRole('textbox', { name: '要什麼' }).fill('門市要加一張外送的桌牌')
  assert.deepEqual(await axeOf(page), [])
  await dialog.getByRole('button', { name: '記下來' }).click()
  await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/)
  const [, client, meeting] = /clients\/([^/]+)\/meetings\/([^/]+)$/.exec(page.url())!
  const kept = await callsOf(page).meetings.get({ client: client!, meeting: meeting! })
  assert.deepEqual([kept.state, kept.title, kept.items.map((i) => [i.kind, i.text, i.outcome])], ['draft', '蔡明哲的口頭需求', [['request', '門市要加一張外送的桌牌', '']]])
  assert.deepEqual(house.complaints(), [])
  await page.context().close()
})

test('from a job of one client the switcher leads to the page of another, and the palette finds a contact by name', async () => {
  const page = await house.person()
  await becomes(page, house, 'yijun')
  const { rows } = await callsOf(page).jobs.list({ most: 50 })
  const names = new Map((await callsOf(page).clients.mine()).map((one) => [one.id, one.name]))
  const job = rows.find((one) => names.get(one.client) === '松木家居')!
  await show(page, `${house.address}/clients/${job.client}/jobs/${job.id}`, { lang: 'zh-Hant', theme: 'light', width: 1440 })
  await page.getByRole('button', { name: '我的客戶: 松木家居' }).click()
  await page.getByRole('menuitemradio', { name: '沐日茶飲' }).click()
  await page.getByRole('heading', { level: 1, name: '沐日茶飲' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: '要找什麼、做什麼' }).fill('蔡明哲')
  await page.getByRole('menuitem', { name: /蔡明哲/ }).waitFor()
  // What one can do is found by the words that people use for it, and does it.
  await page.getByRole('textbox', { name: '要找什麼、做什麼' }).fill('聯絡報告 新增')
  await page.getByRole('menuitem', { name: '寫會議記錄' }).click()
  await page.getByRole('dialog', { name: '寫會議記錄' }).waitFor()
  assert.deepEqual(house.complaints(), [])
  await page.context().close()
})

test('where the link to a contact report has expired, its page says so and sends a new one', async () => {
  const page = await house.person()
  await becomes(page, house, 'yijun')
  const call = callsOf(page)
  const [me, clients] = await Promise.all([call.people.me(), call.clients.mine()])
  const client = clients.find((one) => one.name === '沐日茶飲')!.id
  const to = (await call.clients.get({ client })).contacts.find((one) => one.name === '蔡明哲')!
  const item = { id: crypto.randomUUID(), kind: 'information' as const, text: '門市週日不營業', quote: '' }
  const { id: meeting, version } = await call.meetings.create({ client, title: '門市電話會議', heldOn: '2026-11-20', place: '電話', people: [me.id], contacts: [to.id], items: [item] })
  await call.meetings.send({ client, meeting, version, contacts: [to.id] })
  const party = async () => (await call.meetings.get({ client, meeting })).revisions[0]!.requests[0]!.parties[0]!
  const end = (await party()).expiresAt!
  await page.clock.setFixedTime(new Date(end.getTime() + 86_400_000))
  await show(page, `${house.address}/clients/${client}/meetings/${meeting}`, { lang: 'zh-Hant', theme: 'light', width: 1440 })
  await page.getByText('連結已過期', { exact: true }).waitFor()
  await page.getByRole('button', { name: '重寄連結' }).click()
  await until('the new link', async () => (await party()).expiresAt! > end)
  assert.deepEqual(await axeOf(page), [])
  assert.deepEqual(house.complaints(), [])
  await page.context().close()
})

test('money received is entered where receipts stand: whose it is first, then which invoices it settles', async () => {
  const page = await house.person()
  await becomes(page, house, 'shufen')
  await show(page, `${house.address}/receipts`, { lang: 'zh-Hant', theme: 'light', width: 1440 })
  const dialog = page.getByRole('dialog', { name: '登記收款' })
  await keyOpens(page, 'n', dialog)
  await dialog.getByRole('button', { name: /客戶/ }).click()
  await page.getByRole('option', { name: '沐日茶飲' }).click()
  await dialog.getByRole('textbox', { name: '金額', exact: true }).fill('1000')
  assert.deepEqual(await axeOf(page), [])
  await dialog.getByRole('button', { name: '登記收款' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('table').getByText('NT$ 1,000', { exact: true }).waitFor()
  assert.deepEqual(house.complaints(), [])
  await page.context().close()
})
