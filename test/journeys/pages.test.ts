import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { StaffName } from '#sample/cast.ts'
import { axeOf, callsOf, type House, type Look, openHouse } from './house.ts'
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
