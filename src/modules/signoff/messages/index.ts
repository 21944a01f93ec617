import { messages } from '#kernel/i18n/messages.ts'
import { portalMessages } from './portal.ts'
import { signoffUiMessages } from './ui.ts'

/** Words of refusals, of the thread, of consent sentences and of letters; of the portal and of pages in the files beside. */
export const signoffMessages = messages({
  'signoff.papers': { hant: '文件', hans: '文件', en: 'Papers' },
  'signoff.document.minutes': { hant: '會議記錄', hans: '会议记录', en: 'Contact report' },
  'signoff.document.order': { hant: '工作單', hans: '工单', en: 'Job order' },
  'signoff.document.schedule': { hant: '時間表', hans: '时间表', en: 'Timing plan' },
  'signoff.document.deliverable': { hant: '作品', hans: '稿件', en: 'Deliverable' },
  'signoff.document.slip': { hant: '簽核單', hans: '签核单', en: 'Sign-off slip' },
  'signoff.document.request': { hant: '請款單', hans: '请款单', en: 'Payment request' },
  'signoff.document.invoice': { hant: '發票', hans: '发票', en: 'Invoice' },
  'signoff.document.label': { hant: '檔案標籤', hans: '档案标签', en: 'File label' },
  'signoff.document.receipt': { hant: '收據', hans: '收据', en: 'Receipt' },
  ...portalMessages,
  ...signoffUiMessages,
  'refusal.signoff.prove_again': { hant: '請再確認一次是你本人（{minutes} 分鐘內有效）。', hans: '请再确认一次是你本人（{minutes} 分钟内有效）。', en: 'Confirm once more that it is you (good for {minutes} minutes).' },
  'refusal.signoff.not_by_key': { hant: 'API 金鑰不能簽，也不能拒簽；請本人登入後做。', hans: 'API 密钥不能签，也不能拒签；请本人登录后做。', en: 'An API key can neither sign nor decline. Sign in yourself.' },
  'refusal.signoff.mark': { hant: '筆跡讀不出來，請清掉重畫，或改用姓名章。', hans: '笔迹无法读取，请清除后重画，或改用姓名章。', en: 'The drawn mark cannot be read. Clear it and draw again, or sign with your initials.' },
  'refusal.signoff.already_signed': { hant: '你已經簽過了。', hans: '你已经签过了。', en: 'You have signed already.' },
  'refusal.signoff.already_declined': { hant: '你已經表示不簽。', hans: '你已经表示不签。', en: 'You have declined already.' },
  'refusal.signoff.declined_by_other': { hant: '另一方已表示不簽，這一次簽署結束了。', hans: '另一方已表示不签，这次签署已结束。', en: 'Another party declined; this request has ended.' },
  'refusal.signoff.replaced': { hant: '這一份剛被新的版本取代，沒有簽到。請看新的再簽。', hans: '这一份刚被新版本取代，没有签上。请看新的再签。', en: 'This version was replaced a moment ago and was not signed. Read the new one, then sign.' },
  'refusal.signoff.withdrawn': { hant: '寄件人收回了這一份，沒有簽到。', hans: '发件人收回了这一份，没有签上。', en: 'The sender took this back; it was not signed.' },
  'refusal.signoff.not_your_turn': { hant: '還沒輪到你簽，要等前面的人簽完。', hans: '还没轮到你签，要等前面的人签完。', en: 'It is not your turn yet; others sign before you.' },
  'signoff.contact_gone': { hant: '{name} 不能再簽這一份', hans: '{name} 不能再签这一份', en: '{name} may not sign this any more' },
  'refusal.signoff.not_entitled': { hant: '您已不能代表貴公司簽這一份，沒有簽到。', hans: '您已不能代表贵公司签这一份，没有签上。', en: 'You may not sign this for your company any more; nothing was signed.' },
  'refusal.signoff.another_name': {
    hant: '這個連結是給{name}的，還沒有送出，您寫的都還在。您若是別人，請寄件人另寄一個連結給您；您若是{name}，請寫這個名字。',
    hans: '此链接是给{name}的，尚未提交，您写的内容都还在。如果您是其他人，请发件人另发一个链接给您；如果您是{name}，请写这个姓名。',
    en: 'This link was made for {name}. Nothing was sent, and what you wrote is still here. If you are somebody else, ask the sender for a link of your own; if you are {name}, write that name.',
  },
  'refusal.signoff.expired': { hant: '連結過期了，沒有簽到。請寄件人重寄一個。', hans: '链接已过期，没有签上。请发件人重发一个。', en: 'The link has expired and nothing was signed. Ask the sender for a new one.' },
  'refusal.signoff.link_expired': { hant: '連結已過期，請重寄新的。', hans: '链接已过期，请重发新的。', en: 'The link has expired; send a new one.' },
  'refusal.signoff.ended': { hant: '這一次簽署已經結束。', hans: '这次签署已经结束。', en: 'This request has ended already.' },
  'refusal.signoff.not_asked': { hant: '現在不是在等這個人簽。', hans: '现在不是在等此人签。', en: 'This party is not being waited for.' },
  'refusal.signoff.reminded_lately': { hant: '不久前才請過或提醒過，一天最多提醒一次。', hans: '不久前才请过或提醒过，一天最多提醒一次。', en: 'Asked or reminded less than a day ago; the next reminder may go tomorrow.' },
  'refusal.signoff.contact_without_mail': { hant: '{name}沒有電子郵件，或已停用，寄不了連結。', hans: '{name}没有电子邮件，或已停用，无法发送链接。', en: '{name} has no email address or is no longer active, so no link can be sent.' },
  'refusal.signoff.already_asked': { hant: '這一份已經送出，正在等簽。', hans: '这一份已经发出，正在等待签署。', en: 'This version is out for signature already.' },
  'refusal.signoff.no_parties': { hant: '至少要請一個人簽。', hans: '至少要请一个人签。', en: 'Ask at least one party.' },

  'what.signoff.frozen': { hant: '定稿〈{title}〉{version, plural, =1 {} other {第 # 版}}', hans: '定稿《{title}》{version, plural, =1 {} other {第 # 版}}', en: 'Finalised “{title}”{version, plural, =1 {} other {, version #}}' },
  'what.signoff.asked': { hant: '〈{title}〉送請{names}簽署', hans: '《{title}》请{names}签署', en: 'Sent “{title}” to {names} for signature' },
  'what.signoff.signed': { hant: '{name}簽了〈{title}〉', hans: '{name}签了《{title}》', en: '{name} signed “{title}”' },
  'what.signoff.completed': { hant: '〈{title}〉全部簽齊', hans: '《{title}》全部签齐', en: '“{title}” is signed by all' },
  'what.signoff.declined': { hant: '{name}不簽〈{title}〉：{reason}', hans: '{name}不签《{title}》：{reason}', en: '{name} declined “{title}”: {reason}' },
  'what.signoff.withdrawn': { hant: '收回〈{title}〉{version, plural, =1 {} other {第 # 版}}的簽署', hans: '收回《{title}》{version, plural, =1 {} other {第 # 版}}的签署', en: 'Took back “{title}”{version, plural, =1 {} other {, version #}}' },
  'what.signoff.reminded': { hant: '提醒{name}簽〈{title}〉', hans: '提醒{name}签《{title}》', en: 'Reminded {name} of “{title}”' },
  'what.signoff.resent': { hant: '重寄〈{title}〉的連結給{name}', hans: '重发《{title}》的链接给{name}', en: 'Sent {name} a new link to “{title}”' },
  'what.signoff.certified': { hant: '〈{title}〉的簽署證明做好了，寄給各方', hans: '《{title}》的签署证明已生成，发给各方', en: 'The certificate of “{title}” was made and emailed to everybody' },

  'signoff.consent.sign': { hant: '按下即表示我看過這一份（指紋 {print}），並代表{side}同意。', hans: '按下即表示我看过这一份（指纹 {print}），并代表{side}同意。', en: 'By pressing “Sign”, I state that I have read this document (fingerprint {print}) and agree to it for {side}.' },
  'signoff.consent.confirm': { hant: '按下即表示我看過這一份（指紋 {print}），並代表{side}確認內容無誤。', hans: '按下即表示我看过这一份（指纹 {print}），并代表{side}确认内容无误。', en: 'By pressing “Confirm”, I state that I have read this document (fingerprint {print}) and confirm for {side} that it is right.' },
  'signoff.consent.minutes': { hant: '按下即表示我看過這份會議記錄（指紋 {print}），並代表{side}確認所記的決議、需求與期限無誤。', hans: '按下即表示我看过这份会议记录（指纹 {print}），并代表{side}确认所记的决议、需求与期限无误。', en: 'By pressing “Confirm”, I state that I have read this contact report (fingerprint {print}) and confirm for {side} that the decisions, requests and dates in it are right.' },
  'signoff.consent.schedule': { hant: '按下即表示我看過這份時間表（指紋 {print}），並代表{side}同意依此進行。', hans: '按下即表示我看过这份时间表（指纹 {print}），并代表{side}同意按此执行。', en: 'By pressing “Sign”, I state that I have read this timing plan (fingerprint {print}) and agree for {side} to proceed by it.' },
  'signoff.consent.deliverable': { hant: '按下即表示我看過這一版作品（指紋 {print}），並代表{side}確認可依此製作、發佈。', hans: '按下即表示我看过这一版稿件（指纹 {print}），并代表{side}确认可按此制作、发布。', en: 'By pressing “Approve”, I state that I have looked at this version of the work (fingerprint {print}) and approve it for {side} to be produced and published.' },
  // Stages as their module keys them; a stage that is not one of these is named as it stands.
  'signoff.stage': { hant: '{stage, select, copy {文案} art {美術} lead {主創} ae {客戶執行} other {{stage}}}', hans: '{stage, select, copy {文案} art {美术} lead {主创} ae {客户执行} other {{stage}}}', en: '{stage, select, copy {copy} art {art} lead {the lead’s check} ae {account executive} other {{stage}}}' },
  'signoff.consent.stage': { hant: '按下即表示我參與了「{stage}」這一關，檢查過這一版（指紋 {print}），並為它負責。', hans: '按下即表示我参与了“{stage}”这一环节，检查过这一版（指纹 {print}），并为它负责。', en: 'By pressing “Sign”, I state that I took part in the stage “{stage}”, have checked this version (fingerprint {print}) and answer for it.' },

  'signoff.mail.subject': { hant: '請簽〈{title}〉', hans: '请签《{title}》', en: 'For your signature: {title}' },
  'signoff.mail.sign': {
    hant: '{name}您好：\n\n{sender}（{agency}）請您簽署〈{title}〉，全文在附件。看過以後，請從這裡簽，或寫下您的意見：\n\n{link}\n\n連結只給您一個人，有效到 {until}。',
    hans: '{name}，您好：\n\n{sender}（{agency}）请您签署《{title}》，全文见附件。看过之后，请从这里签，或写下您的意见：\n\n{link}\n\n链接仅供您本人使用，有效期至 {until}。',
    en: 'Dear {name},\n\n{sender} of {agency} asks you to sign “{title}”. The document is attached. When you have read it, sign here, or write what is not right:\n\n{link}\n\nThe link is for you alone and works until {until}.',
  },
  'signoff.mail.confirm': {
    hant: '{name}您好：\n\n{sender}（{agency}）請您確認〈{title}〉，全文在附件。看過以後，請從這裡確認，或寫下您的意見：\n\n{link}\n\n連結只給您一個人，有效到 {until}。',
    hans: '{name}，您好：\n\n{sender}（{agency}）请您确认《{title}》，全文见附件。看过之后，请从这里确认，或写下您的意见：\n\n{link}\n\n链接仅供您本人使用，有效期至 {until}。',
    en: 'Dear {name},\n\n{sender} of {agency} asks you to confirm “{title}”. The document is attached. When you have read it, confirm here, or write what is not right:\n\n{link}\n\nThe link is for you alone and works until {until}.',
  },
  'signoff.mail.reminder_subject': { hant: '提醒：{subject}', hans: '提醒：{subject}', en: 'Reminder: {subject}' },
  'signoff.mail.reminder': { hant: '前一封信可能沒看到，再寄一次給您。', hans: '上一封信您可能没看到，再发一次给您。', en: 'In case you missed the earlier email, here it is again.' },
  'signoff.mail.colleague': {
    hant: '{name}您好：\n\n{client}的〈{title}〉（{number}）還在等您{staged, select, true {簽「{stage}」這一關} other {簽}}。請登入 Docket 看過後簽，或寫下原因退回：\n\n{address}\n\n{sender}',
    hans: '{name}，您好：\n\n{client}的《{title}》（{number}）还在等您{staged, select, true {签“{stage}”这一环节} other {签}}。请登录 Docket 看过后签，或写明原因退回：\n\n{address}\n\n{sender}',
    en: 'Dear {name},\n\n“{title}” ({number}) for {client} still awaits your signature{staged, select, true { for “{stage}”} other {}}. Look at it in Docket and sign, or send it back with your reason:\n\n{address}\n\n{sender}',
  },
  'signoff.mail.certificate_subject': { hant: '已簽齊：〈{title}〉{number}', hans: '已签齐：《{title}》{number}', en: 'Signed: {title} {number}' },
  'signoff.mail.certificate': {
    hant: '{name}您好：\n\n〈{title}〉已由各方簽齊。附上簽署證明{withPaper, select, true {與所簽的文件} other {}}，請留存。\n\n文件指紋（SHA-256）：\n{sha256}',
    hans: '{name}，您好：\n\n《{title}》已由各方签齐。附上签署证明{withPaper, select, true {及所签文件} other {}}，请留存。\n\n文件指纹（SHA-256）：\n{sha256}',
    en: 'Dear {name},\n\n“{title}” has been signed by everybody who was asked. The certificate {withPaper, select, true {and the document that was signed are} other {is}} attached for your records.\n\nFingerprint of the document (SHA-256):\n{sha256}',
  },
})
type M = typeof signoffMessages
declare module '#kernel/i18n/messages.ts' {
  interface MessageKeys extends M {}
}
