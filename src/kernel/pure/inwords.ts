import type { Lang } from '../i18n/messages.ts'
import { type Currency, digitsOf } from './money.ts'

interface Numerals {
  digits: string
  units: readonly (readonly [bigint, string])[]
  minus: string
}
// Taiwan counts 10^12 as 兆; on the mainland 兆 means 10^6, so it says 万亿.
const hant: Numerals = {
  digits: '零壹貳參肆伍陸柒捌玖',
  units: [
    [10n ** 12n, '兆'],
    [10n ** 8n, '億'],
    [10n ** 4n, '萬'],
    [1000n, '仟'],
    [100n, '佰'],
    [10n, '拾'],
  ],
  minus: '負',
}
const hans: Numerals = {
  digits: '零壹贰叁肆伍陆柒捌玖',
  units: [
    [10n ** 8n, '亿'],
    [10n ** 4n, '万'],
    [1000n, '仟'],
    [100n, '佰'],
    [10n, '拾'],
  ],
  minus: '负',
}
const names = {
  'zh-Hant': { TWD: '新臺幣', CNY: '人民幣', HKD: '港幣' },
  'zh-Hans': { TWD: '新台币', CNY: '人民币', HKD: '港币' },
  en: { TWD: 'New Taiwan Dollars', CNY: 'Renminbi Yuan', HKD: 'Hong Kong Dollars' },
}

const capitals = (n: bigint, numerals: Numerals): string => {
  for (const [size, unit] of numerals.units) {
    if (n < size) continue
    const rest = n % size
    // One 零 wherever the place right below the unit is empty, however many places are.
    const gap = rest > 0n && rest < size / 10n ? '零' : ''
    return capitals(n / size, numerals) + unit + gap + (rest > 0n ? capitals(rest, numerals) : '')
  }
  return numerals.digits[Number(n)] ?? ''
}

const chinese = (whole: bigint, minor: bigint, numerals: Numerals): string => {
  const jiao = minor / 10n
  const fen = minor % 10n
  const yuan = whole > 0n || minor === 0n ? `${capitals(whole, numerals)}元` : ''
  const gap = yuan && fen > 0n && jiao === 0n ? '零' : ''
  const small = (jiao > 0n ? `${capitals(jiao, numerals)}角` : '') + gap + (fen > 0n ? `${capitals(fen, numerals)}分` : '')
  return yuan + small + (fen > 0n ? '' : '整')
}

const small =
  'Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen'.split(' ')
const tens = '_ _ Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety'.split(' ')
const scales: readonly (readonly [bigint, string])[] = [
  [10n ** 15n, 'Quadrillion'],
  [10n ** 12n, 'Trillion'],
  [10n ** 9n, 'Billion'],
  [10n ** 6n, 'Million'],
  [1000n, 'Thousand'],
  [100n, 'Hundred'],
]

const english = (n: bigint): string => {
  for (const [size, word] of scales) {
    if (n < size) continue
    const rest = n % size
    return `${english(n / size)} ${word}${rest > 0n ? ` ${english(rest)}` : ''}`
  }
  if (n < 20n) return small[Number(n)] ?? ''
  return `${tens[Number(n / 10n)]}${n % 10n ? `-${small[Number(n % 10n)]}` : ''}`
}

/**
 * A sum in words for invoices and receipts: legal capitals in Chinese (新臺幣壹拾捌萬陸仟元整; places of 零 and
 * 整 as 支付结算办法, appendix 1, has them: 整 after 元 or 角, none after 分), words in English.
 */
export const inWords = (minor: bigint, currency: Currency, lang: Lang): string => {
  const size = minor < 0n ? -minor : minor
  const unit = 10n ** BigInt(digitsOf[currency])
  const whole = size / unit
  const part = size % unit
  const name = names[lang][currency]
  if (lang === 'en') {
    const cents = currency === 'CNY' ? 'Fen' : part === 1n ? 'Cent' : 'Cents'
    return `${name} ${minor < 0n ? 'Minus ' : ''}${english(whole)}${part > 0n ? ` and ${english(part)} ${cents}` : ''} Only`
  }
  const numerals = lang === 'zh-Hant' ? hant : hans
  return name + (minor < 0n ? numerals.minus : '') + chinese(whole, part, numerals)
}
