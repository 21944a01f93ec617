import { wholeWay } from './whole-way.ts'

wholeWay({
  look: { lang: 'zh-Hant', theme: 'light', width: 1440 }, region: 'TW', agency: '向陽廣告', me: '陳怡君', mate: '周柏翰', client: '松木家居', contact: '王美玲',
  meeting: '秋季新品策略會議', decision: '新品在十二月一日上市', objection: '上市日是十二月八日', mended: '新品在十二月八日上市',
  request: '做一張秋季新品的海報', quote: '路過的人，要先看到木頭。', told: '門市十一月底換新招牌', step: '提出創意方向',
  job: '秋季新品主視覺海報', material: '200 磅雪銅紙', work: '主視覺海報', change: '木紋再清楚一點', changed: '木紋加深', vendor: '光合攝影', bought: '餐桌攝影', hours: '草圖', reason: '攝影師改期', held: '上一張發票還沒付',
})
