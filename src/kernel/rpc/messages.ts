import { messages } from '../i18n/messages.ts'

/** What may be wrong with a field, whatever the form: `refusal.<code>` of the codes in `fields`. */
export const rpcMessages = messages({
  'refusal.field.missing': { hant: '請填這一欄。', hans: '请填写此项。', en: 'Fill this in.' },
  'refusal.field.wrong': { hant: '這一欄的內容不對。', hans: '此项内容不对。', en: 'This is not right.' },
  'refusal.field.small': { hant: '太小或太少。', hans: '太小或太少。', en: 'Too small or too few.' },
  'refusal.field.large': { hant: '太大或太多。', hans: '太大或太多。', en: 'Too large or too many.' },
  'refusal.field.form': { hant: '格式不對。', hans: '格式不对。', en: 'Not in the right form.' },
  'refusal.field.choice': { hant: '請從可選的項目中選。', hans: '请从可选的项目中选。', en: 'Choose one of the given values.' },
  'refusal.too_large': { hant: '送來的內容太大，沒有處理。', hans: '发来的内容太大，没有处理。', en: 'What was sent is too large; nothing was done.' },
  'refusal.foreign_page': { hant: '這個請求來自別的網頁，沒有處理。', hans: '这个请求来自别的网页，没有处理。', en: 'This request came from another page; nothing was done.' },
  'refusal.foreign_host': { hant: '請用 BASE_URL 設定的網址開啟 Docket。', hans: '请用 BASE_URL 设置的网址打开 Docket。', en: 'Open Docket at the address that BASE_URL names.' },
})
type M = typeof rpcMessages
declare module '#kernel/i18n/messages.ts' {
  interface MessageKeys extends M {}
}
