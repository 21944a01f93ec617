import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { StaffName } from '#sample/cast.ts'
import { axeOf, callsOf, type House, type Look, openHouse, screenOf } from './house.ts'
import { becomes, filled, listedPages, placesFor, show } from './sample.ts'

let house: House
let listed: Awaited<ReturnType<typeof listedPages>>
before(async () => { [house, listed] = await Promise.all([openHouse({ sample: true }), listedPages()]) })
after(() => house.close())

const langs = ['zh-Hant', 'zh-Hans', 'en'] as const
/** Each page in every language, on both papers and at both widths, without walking all twelve combinations of each. */
const looks: Record<'yijun' | 'shufen' | 'zhiyuan', (n: number) => Look[]> = {
  yijun: (n) => [{ lang: langs[n % 3]!, theme: 'light', width: 1440 }, { lang: langs[(n + 1) % 3]!, theme: 'dark', width: 390 }],
  shufen: (n) => [{ lang: langs[(n + 2) % 3]!, theme: n % 2 ? 'light' : 'dark', width: n % 2 ? 390 : 1440 }],
  zhiyuan: (n) => [{ lang: langs[n % 3]!, theme: 'dark', width: 1440 }, { lang: langs[(n + 1) % 3]!, theme: 'light', width: 390 }],
}
/** What the administrator alone may change; for all other pages others stand in. */
const administered = ({ path, rail }: { path: string; rail?: { roles?: readonly string[] } }): boolean => rail?.roles?.includes('admin') === true || path === '/settings/agency'

for (const who of ['yijun', 'shufen', 'zhiyuan'] as const satisfies StaffName[]) {
  test(`every page is whole for ${who}${who === 'zhiyuan' ? ', who administers the agency' : ''}: no complaint, no sideways scrolling, nothing that axe finds`, async (t) => {
    const page = await house.person()
    await becomes(page, house, who)
    const places = await placesFor(page)
    // The form of an order stands only while it is a draft; finance reads there whose it is.
    const draft = who === 'yijun' ? (await callsOf(page).jobs.open({ client: places.client!, title: '新工作' })).id : places.job!
    const paths = listed.filter((one) => who !== 'zhiyuan' || administered(one)).map((one) => filled(one.path, one.path.endsWith('/order') ? { ...places, job: draft } : places))
    for (const [n, path] of paths.entries()) {
      for (const look of looks[who](n)) {
        const { lang, theme, width } = look
        await t.test(`${path.replaceAll(/[0-9a-f-]{36}/g, '…')} ${lang} ${theme} ${width}`, async () => {
          await show(page, house.address + path, look)
          const found = await axeOf(page)
          const wide = await page.evaluate(() => document.documentElement.scrollWidth)
          assert.deepEqual({ found, wide, said: house.complaints() }, { found: [], wide: width, said: [] })
        })
      }
    }
    await page.context().close()
  })
}

test('on a phone a row is two lines whatever its names, the filters wait behind one button, and a thumb finds each button', async () => {
  const look: Look = { lang: 'en', theme: 'light', width: 390 }
  const page = await house.person(screenOf(look))
  await becomes(page, house, 'zhiyuan')
  const call = callsOf(page)
  const { id: client } = await call.clients.create({ name: '海'.repeat(59), locale: 'zh-Hant', region: 'TW' })
  await call.jobs.open({ client, title: 'Ferry '.repeat(17).trim() })

  await show(page, `${house.address}/jobs`, look)
  const list = page.getByRole('group').filter({ has: page.getByRole('table', { name: 'Job orders' }) })
  const row = list.getByRole('row').filter({ hasText: '海'.repeat(59) })
  await row.waitFor()
  assert.equal(await list.evaluate((one) => one.scrollWidth - one.clientWidth), 0, 'nothing runs off the screen')
  const due = list.getByRole('row').filter({ hasText: '冬季熱飲海報' })
  const [title, day, whole] = await Promise.all([due.getByRole('cell').first().boundingBox(), due.locator('time').first().boundingBox(), due.boundingBox()])
  assert.ok(day!.y < title!.y + title!.height, 'the day stands beside the title')
  assert.ok(Math.abs(day!.x + day!.width - whole!.x - whole!.width) < 2, 'at the end of its line')

  const filters = page.getByRole('button', { name: /^Filters/ })
  const open = page.getByRole('checkbox', { name: 'Not yet filed' })
  assert.deepEqual([await open.isVisible(), await filters.getAttribute('aria-expanded')], [false, 'false'])
  await filters.tap()
  await page.locator('label').filter({ has: open }).tap()
  await page.getByRole('button', { name: 'Filters (1)' }).waitFor()
  assert.equal(await filters.getAttribute('aria-expanded'), 'true')
  assert.deepEqual(await axeOf(page), [])

  await becomes(page, house, 'shufen')
  await show(page, `${house.address}/receipts`, look)
  const heights = await page.getByRole('table').getByRole('button').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
  assert.ok(heights.length > 1 && heights.every((height) => height >= 44), `a thumb asks for 44: ${heights.join(', ')}`)
  await page.context().close()
})
