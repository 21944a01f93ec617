import type { Page } from 'playwright-core'
import { openBrowser } from '#test/setup/browser.ts'
import { type Figures, figuresOf } from './load.ts'

/** Clicks what is named and gives the milliseconds until what it leads to is there and painted, by the browser's own clock. */
const painted = (page: Page, click: string, answer: { heading: string; rows: number }): Promise<number> =>
  page.evaluate(async ({ click, heading, rows }) => {
    const frame = (): Promise<number> => new Promise(requestAnimationFrame)
    const there = (): boolean => document.querySelector('h1')?.textContent?.includes(heading) === true && document.querySelectorAll('[role=row], tr').length >= rows && document.querySelector('[aria-busy=true]') === null
    const from = performance.now()
    document.querySelector<HTMLElement>(click)!.click()
    do {
      await frame()
      if (performance.now() - from > 10_000) throw new Error(`${click} leads to no ${heading}`)
    } while (!there())
    // What that frame draws is on the screen when the task after it runs.
    await new Promise<void>((done) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => done()
      port2.postMessage(0)
    })
    return performance.now() - from
  }, { click, ...answer })

/** From the list of jobs into a job and back, each time another one: asked of the server anew, its page already loaded. */
export const clicks = async (address: string, cookie: string, times: number): Promise<{ job: Figures; list: Figures }> => {
  const browser = await openBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en' })
    const [name, value] = cookie.split('=') as [string, string]
    await context.addCookies([{ name, value, url: address }])
    const page = await context.newPage()
    await page.goto(`${address}/jobs`)
    const took = { job: [] as number[], list: [] as number[] }
    for (let i = 0; i < times + 3; i++) {
      await page.getByRole('row').nth(10).waitFor()
      const link = page.getByRole('row').getByRole('link').nth(i % 40)
      const [title, href] = [await link.textContent(), await link.getAttribute('href')]
      const job = await painted(page, `[role=row] a[href="${href}"], tr a[href="${href}"]`, { heading: title!.trim(), rows: 0 })
      const list = await painted(page, 'a[href="/jobs"]', { heading: 'Every job', rows: 40 })
      // The first few load their code.
      if (i < 3) continue
      took.job.push(job)
      took.list.push(list)
    }
    return { job: figuresOf(took.job), list: figuresOf(took.list) }
  } finally {
    await browser.close()
  }
}
