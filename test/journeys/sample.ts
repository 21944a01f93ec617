import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { createServer } from 'vite'
import type { Page as Listed } from '#kernel/ui/pages.ts'
import { staff, type StaffName } from '#sample/cast.ts'
import { callsOf, type House, type Look, until } from './house.ts'

/** Signs a browser in as somebody of the sample agency, by its switch. */
export const becomes = async (page: Page, house: House, who: StaffName): Promise<void> => {
  if (!page.url().startsWith(house.address)) await page.goto(`${house.address}/sign-in`)
  const call = callsOf(page)
  await until('the sample', async () => (await call.people.openSample()).state === 'in', 60)
  const { sampleStaff } = await call.people.me()
  await call.people.switchTo({ person: sampleStaff!.find((p) => p.name === staff[who].name)!.id })
}

/** Opens an address in a language, on light or dark paper, at a width, and waits until it has all that it shows. */
export const open = async (page: Page, address: string, { lang, theme, width }: Look): Promise<void> => {
  const url = new URL(address).origin
  await page.context().addCookies([{ name: 'lang', value: lang, url }, { name: 'theme', value: theme, url }])
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height: width < 600 ? 844 : 900 })
  await page.goto(address)
  await settled(page)
  assert.equal(await page.locator('html').getAttribute('lang'), lang)
}

/** The same for somebody who is signed in, who reads the language of their account. */
export const show = async (page: Page, address: string, look: Look): Promise<void> => {
  await callsOf(page).people.account.setLanguage({ locale: look.lang })
  await open(page, address, look)
}

/** Nothing is being loaded any more: words stand, no skeleton does, the letters have come. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => {
    const skeleton = [...document.querySelectorAll('[role=status] > i')].length
    return document.querySelector('main')?.innerText.trim() && skeleton === 0 && document.fonts.status === 'loaded'
  })
  await page.waitForTimeout(150)
}

/** Presses a key until what it opens stands: the part of the page that hears it is loaded after the page itself. */
export const keyOpens = (page: Page, key: string, opens: Locator): Promise<boolean> => until(`what ${key} opens`, async () => {
  if (await opens.isVisible()) return true
  await page.keyboard.press(key)
  return opens.isVisible()
})

/** The browser app's own list of pages, read as the app is built; of a browser it wants no more than to be able to listen. */
export const listedPages = async (): Promise<readonly Listed[]> => {
  Object.assign(globalThis, { addEventListener: () => undefined })
  const reader = await createServer({ configFile: 'vite.config.ts', logLevel: 'error', appType: 'custom', server: { middlewareMode: true, ws: false, watch: null }, optimizeDeps: { noDiscovery: true }, ssr: { noExternal: [/^@fontsource/] } })
  try {
    return ((await reader.ssrLoadModule('/pages.ts')) as { pages: readonly Listed[] }).pages
  } finally {
    await reader.close()
  }
}

/** What stands in the sample for each part of an address, for somebody: real ids, so that each page has something to show. */
export const placesFor = async (page: Page): Promise<Record<string, string>> => {
  const call = callsOf(page)
  const { rows } = await call.jobs.list({ most: 200 })
  const { rows: invoices } = await call.billing.invoices({ most: 50 })
  const billed = invoices.find((i) => i.kind === 'invoice' && i.settledMinor > 0n) ?? invoices[0]!
  const job = rows.find((j) => j.id === billed.job)!
  const { meetingId } = await call.jobs.get({ client: job.client, job: job.id })
  const { deliverables } = await call.deliverables.forJob({ client: job.client, job: job.id })
  return { client: job.client, job: job.id, invoice: billed.id, meeting: meetingId!, number: job.number!, deliverable: deliverables[0]!.id, token: 'unknown' }
}
/** An address of a listed page; refuses a part that nobody gave a value. */
export const filled = (path: string, places: Record<string, string>): string =>
  path.replace(/:(\w+)/g, (_, part: string) => {
    const value = places[part]
    if (!value) throw new Error(`nothing in the sample stands for :${part} in ${path}`)
    return value
  })
