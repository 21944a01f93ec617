import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { handsOf } from './hands.ts'
import { callsOf, type House, type Look, openHouse, screenOf } from './house.ts'
import { open, settled } from './sample.ts'

let house: House
before(async () => { house = await openHouse({ mail: false }) })
after(() => house.close())

const looks: Look[] = [{ lang: 'en', theme: 'light', width: 1440 }, { lang: 'zh-Hant', theme: 'dark', width: 390 }, { lang: 'zh-Hans', theme: 'light', width: 390 }]
for (const look of looks) {
  test(`what everybody may open is whole: the first page, its form, a contact's dead link, the API to read (${look.lang} ${look.theme} ${look.width})`, async () => {
    const page = await house.person(screenOf(look))
    const hands = handsOf(page, look.lang)
    await open(page, house.address, look)
    await hands.reads('people.welcome')
    await hands.whole()
    await hands.press('people.start_title')
    await hands.field('people.agency_name').waitFor()
    await hands.whole()
    assert.deepEqual(house.complaints(), [])
    // What is wrong with a field is said until it is written in.
    await hands.press('people.start_do')
    const wrong = page.getByText(hands.w('refusal.field.missing'), { exact: true })
    await wrong.first().waitFor()
    const all = await wrong.count()
    await hands.write('people.agency_name', 'A')
    await wrong.nth(all - 1).waitFor({ state: 'detached' })
    await open(page, `${house.address}/p/unknown`, look)
    await hands.reads('signoff.portal.unknown')
    await hands.whole()
    await page.goto(`${house.address}/api`)
    await page.locator('details').first().waitFor()
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true }))
    await hands.whole()
    // The browser writes to the console that the dead link answered 404.
    house.complaints()
    await page.context().close()
  })
}

test('the sample opens from the first page: a line shows how far it is, and the visitor’s language goes in and from person to person', async () => {
  const page = await house.person(screenOf({ lang: 'en', theme: 'light', width: 1440 }))
  await page.goto(house.address)
  await page.getByRole('button', { name: 'Open the sample agency' }).click()
  const began = Date.now()
  const line = page.getByRole('progressbar')
  await line.waitFor()
  // Coming back to the tab asks anew who is signed in; the page that waits must not be put up anew for it.
  await page.evaluate(() => dispatchEvent(new Event('visibilitychange')))
  await page.waitForTimeout(1500)
  const first = Number(await line.getAttribute('aria-valuenow'))
  await page.waitForFunction((was) => Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')) > was, first)
  await page.getByRole('navigation').getByRole('link', { name: 'Desk', exact: true }).waitFor({ timeout: 120_000 })
  await settled(page)
  assert.equal((await callsOf(page).people.me()).sampleStaff!.length, 14)
  const call = callsOf(page)
  let certified = 0
  for (const { id: client } of await call.clients.mine()) {
    const { rows } = await call.desk.thread({ client, most: 200 })
    assert.deepEqual(rows.map((r) => r.at), rows.map((r) => r.at).toSorted((a, b) => Number(b) - Number(a)), 'a thread goes back in time from line to line')
    for (const { at } of rows.filter((r) => r.what === 'signoff.certified')) certified += Number(at.getTime() < began)
    assert.equal(rows.filter((r) => r.what === 'signoff.certified' && r.at.getTime() >= began).length, 0, 'a certificate is of the hour of its tale')
  }
  assert.ok(certified > 10)
  await page.getByRole('button', { name: '陳怡君' }).click()
  await page.getByRole('menuitemradio', { name: '何淑芬' }).click()
  await page.getByRole('button', { name: '何淑芬' }).waitFor()
  await settled(page)
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  assert.deepEqual(house.complaints(), [])
  await page.context().close()
})
