import { messages } from '#kernel/i18n/messages.ts'

/** Labels of the printed order, in the client's language. */
export const jobsPaperMessages = messages({
  'jobs.paper.to': { hant: '客戶', hans: '客户', en: 'Client' },
  'jobs.paper.qr': { hant: '掃描開啟工作單', hans: '扫码打开工单', en: 'Scan to open' },
  'jobs.paper.opened': { hant: '開單日', hans: '开单日期', en: 'Opened' },
  'jobs.paper.recognised': { hant: '財務認可', hans: '财务认可', en: 'Recognised by finance' },
  'jobs.paper.financeNumber': { hant: '財務對應號', hans: '财务对应号', en: 'Finance number' },
  'jobs.paper.due': { hant: '交付日', hans: '交付日', en: 'Due' },
  'jobs.paper.due_by': { hant: '交付日依據', hans: '交付日依据', en: 'Due date set by' },
  'jobs.paper.due_by_schedule': { hant: '時間表第 {n} 版（{day} 雙方簽好）', hans: '时间表第 {n} 版（{day}双方签订）', en: 'revision {n} of the timing plan (signed {day})' },
  'jobs.paper.budget': { hant: '預算上限', hans: '预算上限', en: 'Budget ceiling' },
  'jobs.paper.source': { hant: '客戶的話', hans: '客户的话', en: 'The client’s words' },
  'jobs.paper.source_by': { hant: '會議記錄 {number} 第 {no} 項，{day}', hans: '会议记录 {number} 第 {no} 项，{day}', en: 'contact report {number}, item {no}, {day}' },
  'jobs.paper.comma': { hant: '，', hans: '，', en: ', ' },
  'jobs.paper.brief': { hant: '要解決什麼', hans: '要解决什么', en: 'The brief' },
  'jobs.paper.message': { hant: '只說一件事', hans: '核心信息', en: 'Single-minded message' },
  'jobs.paper.brand': { hant: '品牌', hans: '品牌', en: 'Brand' },
  'jobs.paper.product': { hant: '產品', hans: '产品', en: 'Product' },
  'jobs.paper.purpose': { hant: '目的', hans: '目的', en: 'Purpose' },
  'jobs.paper.audience': { hant: '對誰說', hans: '目标受众', en: 'Audience' },
  'jobs.paper.mustHaves': { hant: '一定要有', hans: '必含内容', en: 'Must-haves' },
  'jobs.paper.mustNots': { hant: '一定不要', hans: '禁忌', en: 'Must-nots' },
  'jobs.paper.make': { hant: '要做出什麼', hans: '要做出什么', en: 'What to make' },
  'jobs.paper.sizes': { hant: '尺寸', hans: '尺寸', en: 'Sizes' },
  'jobs.paper.quantity': { hant: '數量', hans: '数量', en: 'Quantity' },
  'jobs.paper.material': { hant: '材質或媒體', hans: '材质或媒介', en: 'Material or media' },
  'jobs.paper.languages': { hant: '文案語言', hans: '文案语言', en: 'Languages' },
  'jobs.paper.delivery': { hant: '交付格式', hans: '交付格式', en: 'Delivery format' },
  'jobs.paper.references': { hant: '參考檔案', hans: '参考文件', en: 'Reference files' },
  'jobs.paper.owner': { hant: '負責', hans: '负责人', en: 'Owner' },
  'jobs.paper.lead': { hant: '主創', hans: '主创', en: 'Lead' },
  'jobs.paper.submitted': { hant: '開單', hans: '开单', en: 'submitted it' },
  'jobs.paper.accepted': { hant: '接單', hans: '接单', en: 'accepted it' },
  'jobs.paper.issued': { hant: '認可', hans: '认可', en: 'recognised it' },
})
type M = typeof jobsPaperMessages
declare module '#kernel/i18n/messages.ts' {
  interface MessageKeys extends M {}
}
