import { messages } from '../i18n/messages.ts'

/** Words of the refusals that the pure rules make. */
export const pureMessages = messages({
  'refusal.money.malformed': {
    hant: '這不是金額，請只填數字，例如 186,000。',
    hans: '这不是金额，请只填数字，例如 186,000。',
    en: 'This is not an amount. Write figures only, such as 186,000.',
  },
  'refusal.money.negative': { hant: '金額不能是負數。', hans: '金额不能是负数。', en: 'An amount cannot be negative.' },
  'refusal.money.fraction': {
    hant: '{digits, plural, =0 {這個幣別沒有小數，請填整數。} other {小數最多 # 位。}}',
    hans: '{digits, plural, =0 {该币种没有小数，请填整数。} other {小数最多 # 位。}}',
    en: '{digits, plural, =0 {This currency has no decimals; write a whole number.} other {At most # decimals.}}',
  },
  'refusal.money.too_large': {
    hant: '金額太大，上限是 {max}。',
    hans: '金额太大，上限是 {max}。',
    en: 'The amount is too large; the most is {max}.',
  },
  'refusal.calendar.range': {
    hant: '日期要在 1990 年到 2100 年之間。',
    hans: '日期须在 1990 年至 2100 年之间。',
    en: 'The date must be between 1990 and 2100.',
  },
  'refusal.state': {
    hant: '現在的狀態不能做這一步，請重新整理看看。',
    hans: '当前状态不能做这一步，请刷新后再看。',
    en: 'This step is not possible in the present state. Reload to see where it stands.',
  },
  'refusal.text.empty': { hant: '請填這一欄。', hans: '请填写此项。', en: 'Fill this in.' },
  'refusal.text.too_long': {
    hant: '太長了：{length} 個字，上限 {max} 個字。',
    hans: '太长了：{length} 个字，上限 {max} 个字。',
    en: 'Too long: {length} characters, at most {max}.',
  },
  'refusal.taxid.TW': {
    hant: '統一編號不對：應為 8 位數字，且檢查碼相符。',
    hans: '统一编号有误：应为 8 位数字，且校验码相符。',
    en: 'Not a Taiwan business number: 8 digits with a matching check.',
  },
  'refusal.taxid.PRC': {
    hant: '統一社會信用代碼不對：應為 18 位，且檢查碼相符。',
    hans: '统一社会信用代码有误：应为 18 位，且校验码相符。',
    en: 'Not a mainland unified social credit code: 18 characters with a matching check.',
  },
  'refusal.taxid.HK': {
    hant: '商業登記號碼不對：應為 8 位數字，可加「-」與 3 位分行號碼。',
    hans: '商业登记号码有误：应为 8 位数字，可加“-”和 3 位分行号码。',
    en: 'Not a Hong Kong business registration number: 8 digits, or 8-3 with the branch.',
  },
})
type M = typeof pureMessages
declare module '#kernel/i18n/messages.ts' {
  interface MessageKeys extends M {}
}
