import { messages } from '../i18n/messages.ts'

/** Why a letter is not queued. */
export const mailMessages = messages({
  'refusal.mail.address': { hant: '「{mail}」不是可以寄送的電子郵件地址。', hans: '“{mail}”不是可以发送的电子邮件地址。', en: '“{mail}” is not an address that mail can be sent to.' },
})
type M = typeof mailMessages
declare module '#kernel/i18n/messages.ts' {
  interface MessageKeys extends M {}
}
