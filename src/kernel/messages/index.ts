import { messages } from '../i18n/messages.ts'

/** Words that no module owns: refusals of the kernel and the words of every form. */
export const kernelMessages = messages({
  'refusal.not_found': { hant: '找不到，或不在你的範圍內。', hans: '找不到，或不在你的范围内。', en: 'Not found, or not yours to see.' },
  'refusal.stale': { hant: '剛剛有人改過這一份。你寫的還在，請看過新的再存。', hans: '刚刚有人改过此项。你写的还在，请看过新内容再保存。', en: 'Somebody changed this a moment ago. What you wrote is still here; look at the new text, then save.' },
  'refusal.signed_out': { hant: '登入已結束，請再登入；草稿還在。', hans: '登录已结束，请重新登录；草稿还在。', en: 'Your session has ended. Sign in again; your draft is kept.' },
  'refusal.key_unknown': { hant: '這把 API 金鑰沒有人用、已經停用，或過了期限。請在設定裡另做一把。', hans: '此 API 密钥不存在、已停用或已过期。请在设置中另建一把。', en: 'This API key is unknown, ended or past its day. Make another in the settings.' },
  'refusal.role': { hant: '這一步要由{roles}來做。', hans: '此操作由{roles}进行。', en: 'This step belongs to: {roles}.' },
  'refusal.invalid': { hant: '有欄位不對，請看標示的地方。', hans: '有字段不对，请看标示的地方。', en: 'Some fields are not right; see where they are marked.' },
  'refusal.idempotency_key_missing': { hant: '缺少 Idempotency-Key 標頭。', hans: '缺少 Idempotency-Key 标头。', en: 'The Idempotency-Key header is missing.' },
  'refusal.idempotency_key_reused': { hant: '同一個 Idempotency-Key 帶了不同的內容。', hans: '同一个 Idempotency-Key 带了不同的内容。', en: 'This Idempotency-Key came before with other content.' },
  'refusal.in_flight': { hant: '同一個請求還在處理，請稍候。', hans: '同一请求仍在处理，请稍候。', en: 'The same request is still being worked on.' },
  'refusal.too_many': { hant: '次數太多，請在 {seconds} 秒後再試。', hans: '次数太多，请在 {seconds} 秒后再试。', en: 'Too many tries. Try again in {seconds} seconds.' },
  'refusal.busy': { hant: '資料庫正忙，沒有寫入任何東西，請再試一次。', hans: '数据库正忙，没有写入任何东西，请再试一次。', en: 'The database is busy; nothing was written. Try again.' },
  'refusal.bug': { hant: '出了我們沒料到的錯。請告訴我們這個號碼：{id}', hans: '发生了意外的错误。请告诉我们这个编号：{id}', en: 'Something went wrong that we did not expect. Quote this number: {id}' },
})
type M = typeof kernelMessages
declare module '#kernel/i18n/messages.ts' {
  interface MessageKeys extends M {}
}
