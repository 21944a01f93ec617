import { messages } from '#kernel/i18n/messages.ts'

export const archiveMessages = messages({
  'archive.title': { hant: '檔案', hans: '档案', en: 'The file' },
  'archive.there': { hant: '在', hans: '已有', en: 'There' },
  'archive.missing': { hant: '缺', hans: '缺', en: 'Missing' },
  'archive.not_needed': { hant: '不需要', hans: '无需', en: 'Not needed' },
  'archive.content.minutes': { hant: '客戶確認的會議記錄', hans: '客户确认的会议记录', en: 'Minutes the client confirmed' },
  'archive.content.order': { hant: '核發的工作單', hans: '核发的工单', en: 'The issued order' },
  'archive.content.schedule': { hant: '雙方簽字的時間表', hans: '双方签字的时间表', en: 'The schedule signed by both sides' },
  'archive.content.deliverables': { hant: '客戶簽認的作品', hans: '客户签字的作品', en: 'Deliverables the client approved' },
  'archive.content.vendors': { hant: '廠商單據', hans: '供应商单据', en: 'Vendors’ papers' },
  'archive.content.card': { hant: '截取的卡片', hans: '截取的卡片', en: 'The closed card' },
  'archive.content.request': { hant: '請款單', hans: '请款单', en: 'Payment request' },
  'archive.content.invoice': { hant: '發票', hans: '发票', en: 'Invoice' },
  'archive.content.receipt': { hant: '收款', hans: '收款', en: 'Payment in full' },
  'archive.content.place': { hant: '紙本的位置', hans: '纸本的位置', en: 'Place of the paper' },
  'archive.room': { hant: '房間', hans: '房间', en: 'Room' },
  'archive.shelf': { hant: '架', hans: '架', en: 'Shelf' },
  'archive.box': { hant: '盒', hans: '盒', en: 'Box' },
  'archive.place': { hant: '記下位置', hans: '记下位置', en: 'Note the place' },
  'archive.put': { hant: '歸檔', hans: '归档', en: 'File it' },
  'archive.filed': { hant: '已歸檔', hans: '已归档', en: 'Filed' },
  'archive.moved_from': { hant: '以前在 {where}', hans: '以前在 {where}', en: 'Before in {where}' },
  'archive.in_room': { hant: '房間 {room}', hans: '房间 {room}', en: 'room {room}' },
  'archive.on_shelf': { hant: '架 {shelf}', hans: '架 {shelf}', en: 'shelf {shelf}' },
  'archive.in_box': { hant: '盒 {box}', hans: '盒 {box}', en: 'box {box}' },
  'archive.no_place': { hant: '還沒記下紙本放在哪裡。', hans: '尚未记下纸本放在哪里。', en: 'Nobody has noted yet where the paper stands.' },
  'archive.lacks': { hant: '還缺：{what}', hans: '还缺：{what}', en: 'Still missing: {what}' },
  'archive.count': { hant: '{of} 項中有 {there} 項', hans: '{of} 项中已有 {there} 项', en: '{there} of {of} there' },
  'archive.only': { hant: '由客戶執行、客戶總監、財務或流程來做。', hans: '由客户执行、客户总监、财务或流程办理。', en: 'The account executive, director, finance or traffic does this.' },
  'refusal.archive.incomplete': { hant: '檔案還不齊，不能歸檔。', hans: '档案尚不齐全，不能归档。', en: 'The file is incomplete and cannot be filed.' },
  'refusal.archive.filed_already': { hant: '已經歸檔。', hans: '已经归档。', en: 'Filed already.' },
  'what.archive.placed': { hant: '「{title}」的紙本放在 {where}', hans: '“{title}”的纸本放在 {where}', en: 'The paper of “{title}” stands in {where}' },
  'what.archive.filed': { hant: '「{title}」歸檔', hans: '“{title}”归档', en: 'Filed “{title}”' },
})
type M = typeof archiveMessages
declare module '#kernel/i18n/messages.ts' {
  interface MessageKeys extends M {}
}
