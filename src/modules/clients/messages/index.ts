import { messages } from '#kernel/i18n/messages.ts'

export const clientsMessages = messages({
  'refusal.clients.approver_needs_mail': { hant: '授權簽核人要有自己的電子郵件。', hans: '授权确认人必须有自己的电子邮件。', en: 'An authorised approver needs a mail address of their own.' },
  'refusal.clients.on_team_already': { hant: '這個人已經在團隊裡。', hans: '此人已在团队中。', en: 'This person is on the team already.' },
  'refusal.clients.inactive_person': { hant: '這個人已經停用。', hans: '此人已停用。', en: 'This person is no longer active.' },
  'refusal.clients.last_keeper': { hant: '團隊裡至少要留一位管理員或客戶總監，否則再也沒人能加人。', hans: '团队中至少要保留一位管理员或客户总监，否则再也没人能加人。', en: 'Keep at least one administrator or account director on the team, or nobody could add people again.' },
  'what.clients.created': { hant: '新增客戶 {name}', hans: '新增客户 {name}', en: 'Opened the client {name}' },
  'what.clients.changed': { hant: '更改客戶資料', hans: '更改客户资料', en: 'Changed the client’s particulars' },
  'what.clients.contact_added': { hant: '新增聯絡人 {name}', hans: '新增联系人 {name}', en: 'Added the contact {name}' },
  'what.clients.contact_changed': { hant: '更改聯絡人 {name}', hans: '更改联系人 {name}', en: 'Changed the contact {name}' },
  'what.clients.joined': { hant: '{name} 加入團隊', hans: '{name} 加入团队', en: '{name} joined the team' },
  'what.clients.left': { hant: '{name} 離開團隊', hans: '{name} 离开团队', en: '{name} left the team' },
  'what.clients.days_set': { hant: '更新休假日曆', hans: '更新休假日历', en: 'Updated the calendar of days off' },
  'clients.seniority.board': { hant: '董事、總經理級', hans: '董事、总经理级', en: 'Board' },
  'clients.seniority.head': { hant: '部門主管', hans: '部门负责人', en: 'Head of department' },
  'clients.seniority.manager': { hant: '經理', hans: '经理', en: 'Manager' },
  'clients.seniority.staff': { hant: '專員', hans: '专员', en: 'Staff' },
})
type M = typeof clientsMessages
declare module '#kernel/i18n/messages.ts' {
  interface MessageKeys extends M {}
}
