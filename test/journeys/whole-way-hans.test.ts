import { wholeWay } from './whole-way.ts'

wholeWay({
  look: { lang: 'zh-Hans', theme: 'dark', width: 390 }, region: 'PRC', agency: '北辰广告', me: '林晓雯', mate: '周子昂', client: '青禾茶业', contact: '刘敏',
  meeting: '春茶上市策略会议', decision: '春茶于三月一日上市', objection: '上市日是三月八日', mended: '春茶于三月八日上市',
  request: '做一张春茶海报', quote: '看到海报，就要闻到茶香。', told: '门店二月底换新招牌', step: '提出创意方向',
  job: '春茶主视觉海报', material: '200 克铜版纸', work: '主视觉海报', change: '茶汤颜色再浅一点', changed: '茶汤颜色调浅', vendor: '光合摄影', bought: '茶山摄影', hours: '草图', reason: '摄影师改期', held: '上一张发票还没付',
})
