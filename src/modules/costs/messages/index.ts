import { messages } from '#kernel/i18n/messages.ts'

export const costsMessages = messages({
  'costs.title': { hant: '成本', hans: '成本', en: 'Cost' },
  'costs.week': { hant: '工時表', hans: '工时表', en: 'Timesheet' },
  'costs.time': { hant: '工時', hans: '工时', en: 'Time' },
  'costs.bought': { hant: '外購', hans: '外购', en: 'Bought' },
  'costs.ceiling': { hant: '上限 {ceiling} 的 {percent}%', hans: '上限 {ceiling} 的 {percent}%', en: '{percent}% of the ceiling of {ceiling}' },
  'costs.over_ceiling': { hant: '超出上限 {over}', hans: '超出上限 {over}', en: '{over} over the ceiling' },
  'costs.log': { hant: '記工時', hans: '记工时', en: 'Log time' },
  'costs.buy': { hant: '記外購', hans: '记外购', en: 'Enter a bought cost' },
  'costs.minutes': { hant: '分鐘', hans: '分钟', en: 'Minutes' },
  'costs.note': { hant: '做了什麼', hans: '做了什么', en: 'What was done' },
  'costs.day': { hant: '日期', hans: '日期', en: 'Day' },
  'costs.vendor': { hant: '廠商', hans: '供应商', en: 'Vendor' },
  'costs.what': { hant: '項目', hans: '项目', en: 'Item' },
  'costs.paper_number': { hant: '單據號碼', hans: '单据号码', en: 'Paper number' },
  'costs.paper': { hant: '廠商單據', hans: '供应商单据', en: 'Vendor’s paper' },
  'costs.net': { hant: '未稅金額', hans: '不含税金额', en: 'Net amount' },
  'costs.rate': { hant: '時薪成本', hans: '小时成本', en: 'Rate per hour' },
  'costs.strike': { hant: '劃掉', hans: '划掉', en: 'Strike out' },
  'costs.struck': { hant: '已劃掉：{reason}', hans: '已划掉：{reason}', en: 'Struck out: {reason}' },
  'costs.total': { hant: '合計', hans: '合计', en: 'Total' },
  'costs.empty': { hant: '還沒有記任何工時或外購。', hans: '还没有记任何工时或外购。', en: 'No time or bought cost yet.' },
  'refusal.costs.future': { hant: '不能記在未來的日子。', hans: '不能记在未来的日期。', en: 'The day lies in the future.' },
  'refusal.costs.day_full': { hant: '一天只有二十四小時，這天還能記 {left} 分鐘。', hans: '一天只有二十四小时，当天还能记 {left} 分钟。', en: 'A day has 24 hours; {left} minutes are left on this one.' },
  'refusal.costs.no_rate': { hant: '這天還沒有你的時薪成本，請財務先設定。', hans: '这天还没有你的小时成本，请财务先设定。', en: 'There is no rate for you on that day yet; ask finance to set one.' },
  'refusal.costs.not_yours': { hant: '這筆工時是別人記的。', hans: '这笔工时是别人记的。', en: 'Somebody else logged this time.' },
  'refusal.costs.paper_missing': { hant: '請附上廠商的單據。', hans: '请附上供应商的单据。', en: 'Attach the vendor’s paper.' },
  'what.costs.logged': { hant: '在「{title}」記 {minutes} 分鐘', hans: '在“{title}”记 {minutes} 分钟', en: 'Logged {minutes, plural, one {# minute} other {# minutes}} on “{title}”' },
  'what.costs.changed': { hant: '工時由 {from} 分鐘改為 {to} 分鐘', hans: '工时由 {from} 分钟改为 {to} 分钟', en: 'Changed an entry from {from} to {to} minutes' },
  'what.costs.struck': { hant: '劃掉 {minutes} 分鐘工時', hans: '划掉 {minutes} 分钟工时', en: 'Struck out {minutes, plural, one {# minute} other {# minutes}}' },
  'what.costs.bought': { hant: '「{title}」外購：{vendor}，{what}', hans: '“{title}”外购：{vendor}，{what}', en: 'Bought for “{title}”: {vendor}, {what}' },
  'what.costs.bought_struck': { hant: '劃掉外購 {vendor}：{reason}', hans: '划掉外购 {vendor}：{reason}', en: 'Struck out the cost from {vendor}: {reason}' },
})
type M = typeof costsMessages
declare module '#kernel/i18n/messages.ts' {
  interface MessageKeys extends M {}
}
