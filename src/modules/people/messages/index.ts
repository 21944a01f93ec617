import { messages } from '#kernel/i18n/messages.ts'
import { peoplePageMessages } from './pages.ts'

/** Refusals, deeds and letters of the module; the words of its pages stand beside. */
export const peopleMessages = messages({
  'people.taxid.TW': { hant: '統一編號', hans: '统一编号', en: 'Unified Business No.' },
  'people.taxid.PRC': { hant: '統一社會信用代碼', hans: '统一社会信用代码', en: 'Unified Social Credit Code' },
  'people.taxid.HK': { hant: '商業登記號碼', hans: '商业登记号码', en: 'Business Registration No.' },
  'refusal.people.wrong': { hant: '電子郵件或密碼不對。', hans: '电子邮件或密码不对。', en: 'Mail address or password is not right.' },
  'refusal.people.series_taken': { hant: '字軌 {series} 已用於本公司的其他單據，請換一個。', hans: '系列 {series} 已用于本公司的其他单据，请换一个。', en: 'Series {series} numbers other papers of the house. Choose another.' },
  'refusal.people.wrong_code': { hant: '驗證碼不對，或已經用過。', hans: '验证码不对，或已经用过。', en: 'The code is not right, or was used before.' },
  'refusal.people.passkey_wrong': { hant: '這把通行金鑰在這裡不能用。', hans: '这个通行密钥在这里不能用。', en: 'This passkey does not work here.' },
  'refusal.people.challenge_old': { hant: '等太久了，請再做一次。', hans: '等得太久了，请再做一次。', en: 'That took too long. Please do it once more.' },
  'refusal.people.password_short': { hant: '密碼至少 {min} 個字。用一句只有你會說的話最好。', hans: '密码至少 {min} 个字符。用一句只有你会说的话最好。', en: 'A password has at least {min} characters. A sentence only you would say is best.' },
  'refusal.people.password_easy': { hant: '這個密碼太好猜：不要用姓名、郵件地址，或重複、連續的字。', hans: '这个密码太容易猜到：不要用姓名、邮件地址，或重复、连续的字符。', en: 'This one is easy to guess: no name, no mail address, nothing repeated or in a row.' },
  'refusal.people.secret_needed': { hant: '請輸入密碼，或使用通行金鑰。', hans: '请输入密码，或使用通行密钥。', en: 'Give a password, or use a passkey.' },
  'refusal.people.set_up_already': { hant: '這裡已經有一家公司了，請登入或請管理員邀請你。', hans: '这里已经有一家公司了，请登录或请管理员邀请你。', en: 'An agency stands here already. Sign in, or ask its administrator to invite you.' },
  'refusal.people.setup_code': { hant: '設定碼不對。它印在啟動 Docket 的終端機畫面上。', hans: '设置码不对。它显示在启动 Docket 的终端里。', en: 'The set-up code is not right. It stands in the terminal where Docket was started.' },
  'refusal.people.local_only': { hant: '只有範例公司、而且只在這台電腦上才能這樣做。', hans: '只有示例公司、而且只在这台电脑上才能这样做。', en: 'Only in the sample agency, and only on this machine.' },
  'refusal.people.proof_old': { hant: '請先再確認一次是你本人（15 分鐘內有效）。', hans: '请先再确认一次是你本人（15 分钟内有效）。', en: 'First show once more that it is you; that is good for 15 minutes.' },
  'refusal.people.needs_session': { hant: '這件事要本人在瀏覽器登入後做，API 金鑰不行。', hans: '这件事要本人在浏览器登录后做，API 密钥不行。', en: 'This is done signed in, in a browser; a key may not.' },
  'refusal.people.last_way_in': { hant: '這是你唯一的登入方式。請先設密碼或另加一把通行金鑰。', hans: '这是你唯一的登录方式。请先设密码或另加一个通行密钥。', en: 'This is your only way in. Set a password or add another passkey first.' },
  'refusal.people.totp_off': { hant: '還沒有開啟兩步驟驗證。', hans: '还没有开启两步验证。', en: 'The second factor is not on.' },
  'refusal.people.mail_taken': { hant: '這個郵件地址已經有人用了。', hans: '这个邮件地址已经有人用了。', en: 'Somebody here has this address already.' },
  'refusal.people.joined_already': { hant: '這個人已經接受邀請。', hans: '此人已经接受邀请。', en: 'This person has taken up the invitation already.' },
  'refusal.people.not_active': { hant: '這個人已經停用。', hans: '此人已停用。', en: 'This person is no longer active.' },
  'refusal.people.last_admin': { hant: '至少要留一位在職的管理員。', hans: '至少要留一位在职的管理员。', en: 'Keep at least one active administrator.' },
  'refusal.people.role_not_mine': { hant: '金鑰的角色不能超過你自己的。', hans: '密钥的角色不能超过你自己的。', en: 'A key cannot hold a role that you do not hold.' },

  'what.people.founded': { hant: '公司 {name} 開始使用 Docket', hans: '公司 {name} 开始使用 Docket', en: 'Started the agency {name}' },
  'what.people.sample_ready': { hant: '範例公司建立完成', hans: '示例公司建立完成', en: 'The sample agency was built' },
  'what.people.added': { hant: '{name} 成為成員', hans: '{name} 成为成员', en: '{name} became a member of staff' },
  'what.people.invited': { hant: '邀請 {name}', hans: '邀请 {name}', en: 'Invited {name}' },
  'what.people.invited_again': { hant: '再次邀請 {name}', hans: '再次邀请 {name}', en: 'Invited {name} again' },
  'what.people.joined': { hant: '{name} 接受邀請', hans: '{name} 接受邀请', en: '{name} took up the invitation' },
  'what.people.changed': { hant: '更改 {name} 的資料', hans: '更改 {name} 的资料', en: 'Changed {name}’s particulars' },
  'what.people.roles_set': { hant: '更改 {name} 的角色', hans: '更改 {name} 的角色', en: 'Changed {name}’s roles' },
  'what.people.deactivated': { hant: '停用 {name}', hans: '停用 {name}', en: 'Ended {name}’s access' },
  'what.people.reactivated': { hant: '恢復 {name}', hans: '恢复 {name}', en: 'Gave {name} access again' },
  'what.people.signed_in': { hant: '{name} 登入', hans: '{name} 登录', en: '{name} signed in' },
  'what.people.signed_out': { hant: '{name} 登出', hans: '{name} 退出登录', en: '{name} signed out' },
  'what.people.recovery_used': { hant: '{name} 用救援碼登入', hans: '{name} 用恢复码登录', en: '{name} signed in with a recovery code' },
  'what.people.link_asked': { hant: '有人為 {name} 要求登入連結', hans: '有人为 {name} 请求登录链接', en: 'A link was asked for {name}' },
  'what.people.password_set': { hant: '{name} 設定新密碼', hans: '{name} 设置新密码', en: '{name} set a new password' },
  'what.people.totp_on': { hant: '{name} 開啟兩步驟驗證', hans: '{name} 开启两步验证', en: '{name} turned the second factor on' },
  'what.people.totp_off': { hant: '{name} 關閉兩步驟驗證', hans: '{name} 关闭两步验证', en: '{name} turned the second factor off' },
  'what.people.codes_made': { hant: '{name} 產生新的救援碼', hans: '{name} 生成新的恢复码', en: '{name} made new recovery codes' },
  'what.people.passkey_added': { hant: '{name} 加入通行金鑰 {passkey}', hans: '{name} 添加通行密钥 {passkey}', en: '{name} added the passkey {passkey}' },
  'what.people.passkey_removed': { hant: '{name} 移除通行金鑰 {passkey}', hans: '{name} 移除通行密钥 {passkey}', en: '{name} removed the passkey {passkey}' },
  'what.people.sessions_ended': { hant: '{name} 結束 {count} 個登入', hans: '{name} 结束 {count} 个登录', en: '{name} ended {count, plural, one {# session} other {# sessions}}' },
  'what.people.key_made': { hant: '{name} 建立 API 金鑰 {key}', hans: '{name} 创建 API 密钥 {key}', en: '{name} made the API key {key}' },
  'what.people.keys_ended': { hant: '終止 {name} 的 {count} 把 API 金鑰', hans: '终止 {name} 的 {count} 个 API 密钥', en: 'Ended {count, plural, one {# API key} other {# API keys}} of {name}' },
  'what.people.key_ended': { hant: '{name} 終止一把 API 金鑰', hans: '{name} 终止一个 API 密钥', en: '{name} ended an API key' },
  'what.people.rate_set': { hant: '設定 {name} 自 {from} 起的費率', hans: '设置 {name} 自 {from} 起的费率', en: 'Set {name}’s rate from {from}' },
  'what.people.agency_changed': { hant: '更改公司資料', hans: '更改公司资料', en: 'Changed the agency’s particulars' },

  'people.letter.invitation.subject': { hant: '{agency} 邀請你使用 Docket', hans: '{agency} 邀请你使用 Docket', en: '{agency} invites you to Docket' },
  'people.letter.invitation.body': {
    hant: '{name}，你好：\n\n{agency} 邀請你一起使用 Docket。請在 14 天內開啟這個連結，設定你的登入方式：\n\n{link}\n\n若不認識 {agency}，不必理會這封信。',
    hans: '{name}，你好：\n\n{agency} 邀请你一起使用 Docket。请在 14 天内打开此链接，设置你的登录方式：\n\n{link}\n\n若不认识 {agency}，不必理会此邮件。',
    en: 'Dear {name},\n\n{agency} invites you to work with them in Docket. Open this link within 14 days to choose how you sign in:\n\n{link}\n\nIf you do not know {agency}, you need not do anything.',
  },
  'people.letter.reset.subject': { hant: '重設你在 {agency} 的 Docket 密碼', hans: '重设你在 {agency} 的 Docket 密码', en: 'A new password for Docket at {agency}' },
  'people.letter.reset.body': {
    hant: '{name}，你好：\n\n有人要求重設你在 {agency} 的密碼。請在一小時內開啟這個連結：\n\n{link}\n\n若不是你要求的，不必理會；原來的密碼照常可用。',
    hans: '{name}，你好：\n\n有人请求重设你在 {agency} 的密码。请在一小时内打开此链接：\n\n{link}\n\n若不是你请求的，不必理会；原来的密码照常可用。',
    en: 'Dear {name},\n\nsomebody asked for a new password for you at {agency}. Open this link within one hour:\n\n{link}\n\nIf it was not you, you need not do anything; your password stays as it is.',
  },
  ...peoplePageMessages,
})
type M = typeof peopleMessages
declare module '#kernel/i18n/messages.ts' {
  interface MessageKeys extends M {}
}
