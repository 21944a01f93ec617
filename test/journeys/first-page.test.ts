import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { callsOf, type House, openHouse, screenOf } from './house.ts'

let house: House
before(async () => { house = await openHouse({ mail: false }) })
after(() => house.close())

test('the sample opens from the first page: a line shows how far it is, and the visitor’s language goes in and from person to person', async () => {
  const page = await house.person(screenOf({ lang: 'en', theme: 'light', width: 1440 }))
  await page.goto(house.address)
  await page.getByRole('button', { name: 'Open the sample agency' }).click()
  const line = page.getByRole('progressbar')
  await line.waitFor()
  // Coming back to the tab asks anew who is signed in; the page that waits must not be put up anew for it.
  await page.evaluate(() => dispatchEvent(new Event('visibilitychange')))
  await page.waitForTimeout(1500)
  const first = Number(await line.getAttribute('aria-valuenow'))
  await page.waitForFunction((was) => Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')) > was, first)
  await page.getByRole('navigation').getByRole('link', { name: 'Desk', exact: true }).waitFor({ timeout: 120_000 })
  const { sampleStaff, name } = await callsOf(page).people.me()
  assert.equal(sampleStaff!.length, 14)
  const other = sampleStaff!.find((one) => one.name !== name)!
  await callsOf(page).people.switchTo({ person: other.id })
  await page.reload()
  await page.getByRole('navigation').getByRole('link', { name: 'Desk', exact: true }).waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  assert.deepEqual(house.complaints(), [])
  await page.context().close()
})
