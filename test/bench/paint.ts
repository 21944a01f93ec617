import { setTimeout as wait } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'
import { openBrowser } from '#test/setup/browser.ts'
import { type Figures, figuresOf } from './load.ts'

/** A hand that has found its link rests on it for a tenth of a second before it presses. */
const rest = 100

/** Clicks a link as a hand does and gives the milliseconds from the click until what it leads to is there and painted, by the browser's own clock. */
const painted = async (page: Page, link: Locator, answer: { heading: string; rows: number }): Promise<number> => {
  // The answer of an evaluation is waited for: what it returns must not be the promise itself.
  const watch = await page.evaluateHandle(({ heading, rows }) => {
    const frame = (): Promise<number> => new Promise(requestAnimationFrame)
    const there = (): boolean => document.querySelector('h1')?.textContent?.includes(heading) === true && document.querySelectorAll('[role=row], tr').length >= rows && document.querySelector('[aria-busy=true]') === null
    const took = new Promise<number>((done, fail) => {
      const begin = async ({ timeStamp: from }: MouseEvent): Promise<void> => {
        do {
          await frame()
          if (performance.now() - from > 10_000) return fail(new Error(`nothing leads to ${heading}`))
        } while (!there())
        // What that frame draws is on the screen when the task after it runs.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => done(performance.now() - from)
        port2.postMessage(0)
      }
      document.addEventListener('click', (event) => void begin(event), { capture: true, once: true })
    })
    return { took }
  }, answer)
  await link.hover()
  await wait(rest)
  await page.mouse.down()
  await page.mouse.up()
  return watch.evaluate(({ took }) => took)
}

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
      const title = (await link.textContent())!.trim()
      const job = await painted(page, link, { heading: title, rows: 0 })
      const list = await painted(page, page.locator('a[href="/jobs"]').first(), { heading: 'Every job', rows: 40 })
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
