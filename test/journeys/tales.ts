import type { Region } from '#kernel/pure/region.ts'
import type { Look } from './house.ts'

/** One walk of the whole way: on which screen, in which language and country, and what people there say. */
export interface Tale {
  look: Look
  region: Region
  agency: string
  me: string
  mate: string
  client: string
  contact: string
  meeting: string
  decision: string
  objection: string
  mended: string
  request: string
  quote: string
  told: string
  step: string
  job: string
  material: string
  work: string
  change: string
  changed: string
  vendor: string
  bought: string
  hours: string
  reason: string
  held: string
}

/** Between them: every language, both widths, both papers, all three countries. */
export const tales: readonly Tale[] = [
  {
    look: { lang: 'zh-Hant', theme: 'light', width: 1440 }, region: 'TW', agency: '向陽廣告', me: '陳怡君', mate: '周柏翰', client: '松木家居', contact: '王美玲',
    meeting: '秋季新品策略會議', decision: '新品在十二月一日上市', objection: '上市日是十二月八日', mended: '新品在十二月八日上市',
    request: '做一張秋季新品的海報', quote: '路過的人，要先看到木頭。', told: '門市十一月底換新招牌', step: '提出創意方向',
    job: '秋季新品主視覺海報', material: '200 磅雪銅紙', work: '主視覺海報', change: '木紋再清楚一點', changed: '木紋加深', vendor: '光合攝影', bought: '餐桌攝影', hours: '草圖', reason: '攝影師改期', held: '上一張發票還沒付',
  },
  {
    look: { lang: 'zh-Hans', theme: 'dark', width: 390 }, region: 'PRC', agency: '北辰广告', me: '林晓雯', mate: '周子昂', client: '青禾茶业', contact: '刘敏',
    meeting: '春茶上市策略会议', decision: '春茶于三月一日上市', objection: '上市日是三月八日', mended: '春茶于三月八日上市',
    request: '做一张春茶海报', quote: '看到海报，就要闻到茶香。', told: '门店二月底换新招牌', step: '提出创意方向',
    job: '春茶主视觉海报', material: '200 克铜版纸', work: '主视觉海报', change: '茶汤颜色再浅一点', changed: '茶汤颜色调浅', vendor: '光合摄影', bought: '茶山摄影', hours: '草图', reason: '摄影师改期', held: '上一张发票还没付',
  },
  {
    look: { lang: 'en', theme: 'light', width: 390 }, region: 'HK', agency: 'Harbour Advertising', me: 'Anna Ng', mate: 'Ben Carter', client: 'Pinewood Home', contact: 'Mary Wong',
    meeting: 'Autumn range: strategy', decision: 'The range is launched on 1 December', objection: 'The launch is on 8 December', mended: 'The range is launched on 8 December',
    request: 'A poster for the autumn range', quote: 'Whoever passes by must see the wood first.', told: 'The shops get new signs in November', step: 'Show a creative direction',
    job: 'Key visual of the autumn range', material: '200 g coated', work: 'Key visual', change: 'The grain must be plainer', changed: 'Grain made darker', vendor: 'Lumen Photography', bought: 'Table shoot', hours: 'Sketches', reason: 'The photographer moved the shoot', held: 'The last invoice is unpaid',
  },
]
