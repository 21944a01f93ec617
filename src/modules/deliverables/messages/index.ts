import { messages } from '#kernel/i18n/messages.ts'

export const deliverablesMessages = messages({
  'deliverables.title': { hant: '作品', hans: '作品', en: 'Deliverables' },
  'deliverables.version': { hant: '第 {no} 版', hans: '第 {no} 版', en: 'Version {no}' },
  'deliverables.add': { hant: '放入作品', hans: '放入作品', en: 'Put a deliverable in' },
  'deliverables.add_version': { hant: '放入新版', hans: '放入新版', en: 'Put the next version in' },
  'deliverables.name': { hant: '作品名稱', hans: '作品名称', en: 'Title' },
  'deliverables.note': { hant: '改了什麼', hans: '改了什么', en: 'What changed' },
  'deliverables.file': { hant: '檔案', hans: '文件', en: 'File' },
  'deliverables.send': { hant: '送給客戶簽認', hans: '发给客户签字确认', en: 'Send for client approval' },
  'deliverables.take_back': { hant: '收回', hans: '撤回', en: 'Take back' },
  'deliverables.slip': { hant: '列印簽核單', hans: '打印签核单', en: 'Print the sign-off slip' },
  'deliverables.approver': { hant: '授權簽核人', hans: '授权确认人', en: 'Authorised approver' },
  'deliverables.stage.copy': { hant: '文案', hans: '文案', en: 'Copy' },
  'deliverables.stage.art': { hant: '美術', hans: '美术', en: 'Art' },
  'deliverables.stage.lead': { hant: '主創', hans: '主创', en: 'Lead’s check' },
  'deliverables.stage.ae': { hant: '客戶執行', hans: '客户执行', en: 'Account executive' },
  'deliverables.state.in_stages': { hant: '內部簽核中', hans: '内部签核中', en: 'In internal sign-off' },
  'deliverables.state.ready': { hant: '可送客戶', hans: '可送客户', en: 'Ready for the client' },
  'deliverables.state.with_client': { hant: '等客戶簽認', hans: '待客户签字', en: 'With the client' },
  'deliverables.state.approved': { hant: '客戶已簽認', hans: '客户已签字', en: 'Approved by the client' },
  'deliverables.state.returned': { hant: '退回', hans: '退回', en: 'Returned' },
  'deliverables.state.superseded': { hant: '已有新版', hans: '已有新版', en: 'Superseded' },
  'deliverables.empty': { hant: '還沒有作品。放入第一版，參與的人就會被請來簽核。', hans: '还没有作品。放入第一版，参与的人就会被请来签核。', en: 'Nothing made yet. Put the first version in and everybody who took part is asked to sign.' },
  'refusal.deliverables.stage_empty': { hant: '每一關至少要有一個人：{stage}', hans: '每一关至少要有一个人：{stage}', en: 'Every stage needs somebody: {stage}' },
  'refusal.deliverables.maker_checks': { hant: '做的人不能是唯一檢查的主創。', hans: '制作者不能是唯一检查的主创。', en: 'Whoever made it cannot be the only one to check it.' },
  'refusal.deliverables.off_team': { hant: '簽核的人要在這個客戶的團隊裡。', hans: '签核的人须在该客户的团队中。', en: 'Those who sign must be on the client’s team.' },
  'refusal.deliverables.unsigned': { hant: '還缺簽字，不能送給客戶。', hans: '还缺签字，不能发给客户。', en: 'Signatures are missing; it cannot go to the client.' },
  'refusal.deliverables.not_approver': { hant: '這位聯絡人不是授權簽核人。', hans: '此联系人不是授权确认人。', en: 'This contact is not an authorised approver.' },
  'what.deliverables.put_in': { hant: '放入「{title}」第 {no} 版', hans: '放入“{title}”第 {no} 版', en: 'Put in “{title}” version {no}' },
  'what.deliverables.stages_signed': { hant: '「{title}」第 {no} 版內部簽核完成', hans: '“{title}”第 {no} 版内部签核完成', en: '“{title}” version {no} passed internal sign-off' },
  'what.deliverables.sent': { hant: '「{title}」第 {no} 版送{to}簽認', hans: '“{title}”第 {no} 版发{to}签字确认', en: 'Sent “{title}” version {no} to {to}' },
  'what.deliverables.taken_back': { hant: '收回「{title}」第 {no} 版：{reason}', hans: '撤回“{title}”第 {no} 版：{reason}', en: 'Took back “{title}” version {no}: {reason}' },
  'what.deliverables.approved': { hant: '客戶簽認「{title}」第 {no} 版', hans: '客户签字确认“{title}”第 {no} 版', en: 'The client approved “{title}” version {no}' },
  'what.deliverables.returned': { hant: '退回「{title}」第 {no} 版：{reason}', hans: '退回“{title}”第 {no} 版：{reason}', en: '“{title}” version {no} was returned: {reason}' },
  'what.deliverables.slip_printed': { hant: '列印「{title}」第 {no} 版簽核單', hans: '打印“{title}”第 {no} 版签核单', en: 'Printed the sign-off slip of “{title}” version {no}' },
})
type M = typeof deliverablesMessages
declare module '#kernel/i18n/messages.ts' {
  interface MessageKeys extends M {}
}
