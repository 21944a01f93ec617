import { z } from 'zod'
import { refuse } from './refusal.ts'
import type { Region } from './region.ts'

/** Sums are `bigint` minor units (dollars for TWD, fen for CNY, cents for HKD), always beside their currency. */
export const currencies = ['TWD', 'CNY', 'HKD'] as const
export type Currency = (typeof currencies)[number]
export const zCurrency = z.enum(currencies)

/** The largest sum, in minor units, that anybody enters or a paper comes to: NT$ 1,000,000,000,000. Sums of millions of such still fit PostgreSQL's bigint. */
export const maxMinor = 10n ** 12n
const bigint = 2n ** 63n - 1n

/** A sum on the wire: a bigint, an integer, or its decimal text, as large as the database holds. */
export const zMinor = z
  .union([z.bigint(), z.int(), z.string().regex(/^-?\d{1,19}$/)])
  .transform((v) => BigInt(v))
  .pipe(z.bigint().min(-bigint).max(bigint))

/** A sum that is entered: not below nothing, and no larger than `maxMinor`. */
export const zAmount = zMinor.refine((n) => n >= 0n, 'refusal.money.negative').refine((n) => n <= maxMinor, 'refusal.field.large')

/** Refuses a computed sum that no paper takes; what a person enters is measured by `zAmount`. */
export const checkSum = (minor: bigint, currency: Currency): bigint => {
  if (minor > maxMinor) throw refuse('money.too_large', { max: formatAmount(maxMinor, currency) })
  return minor
}

/** Minor digits in daily use: invoices in Taiwan carry no decimals. */
export const digitsOf: Record<Currency, number> = { TWD: 0, CNY: 2, HKD: 2 }

export const currencyOf: Record<Region, Currency> = { TW: 'TWD', PRC: 'CNY', HK: 'HKD' }

export const signOf: Record<Currency, string> = { TWD: 'NT$', CNY: '¥', HKD: 'HK$' }
const typedSigns: Record<Currency, RegExp> = {
  TWD: /^(NT\$|TWD|NTD|\$)/i,
  CNY: /^(RMB¥?|CNY|¥)/i,
  HKD: /^(HK\$|HKD|\$)/i,
}

/**
 * Reads what a person typed or pasted, full-width forms included, into minor units.
 * Refuses `money.negative`, `money.fraction`, `money.too_large` and `money.malformed`. Another
 * currency's sign is malformed: a sum in the wrong currency must not slip in.
 */
export const parseAmount = (text: string, currency: Currency): bigint => {
  const digits = digitsOf[currency]
  const bare = text
    .normalize('NFKC')
    .trim()
    .replace(/^[-−–]\s*/, '')
    .replace(typedSigns[currency], '')
    .trim()
  const negative = /^\s*[-−–]/.test(text.normalize('NFKC')) || /^[-−–]/.test(bare)
  const found = /^[-−–]?(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?\s*[元圓圆]?$/.exec(bare)
  if (!found) throw refuse('money.malformed')
  if (negative) throw refuse('money.negative')
  const whole = (found[1] ?? '').replaceAll(',', '').replace(/^0+(?=\d)/, '')
  const fraction = (found[2] ?? '').replace(/0+$/, '')
  if (fraction.length > digits) throw refuse('money.fraction', { digits, currency })
  // Counted before BigInt sees it, so that a pasted page of digits costs nothing.
  return checkSum(whole.length > 16 ? maxMinor + 1n : BigInt(whole + fraction.padEnd(digits, '0')), currency)
}

/** `186,000`, `1,234.50`; a negative sum carries a minus sign (U+2212), as wide as a digit. */
export const formatAmount = (minor: bigint, currency: Currency): string => {
  const digits = digitsOf[currency]
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${minor < 0n ? '−' : ''}${whole}${digits ? `.${text.slice(-digits)}` : ''}`
}

/** `NT$ 186,000`, `¥ 1,234.50`, `HK$ −20.00`. */
export const formatMoney = (minor: bigint, currency: Currency): string => `${signOf[currency]} ${formatAmount(minor, currency)}`

/**
 * THE rounding rule of the product: to the nearest unit, a half away from zero 「四捨五入」, as Taiwan's
 * Business Tax Act art. 14 asks of the tax. Every division of money goes through here.
 * @throws RangeError when `den` is not above zero
 */
export const roundHalfUp = (num: bigint, den: bigint): bigint => {
  if (den <= 0n) throw new RangeError('the denominator must be above zero')
  const size = num < 0n ? -num : num
  const rounded = (size * 2n + den) / (den * 2n)
  return num < 0n ? -rounded : rounded
}

/** `minor × num ÷ den`, rounded once, at the end. */
export const mulDiv = (minor: bigint, num: bigint, den: bigint): bigint => roundHalfUp(minor * num, den)

/**
 * Tax on an agency's services, in basis points.
 * TW 5%: 加值型及非加值型營業稅法 art. 10 (5% as set by the Executive Yuan).
 * PRC 6%: 增值税法 (in force 2026-01-01) art. 10(3), services of a general taxpayer.
 * HK 0: there is no tax on sales; the Inland Revenue Ordinance taxes profits only.
 */
export const taxRates: Record<Region, bigint> = { TW: 500n, PRC: 600n, HK: 0n }

/** The tax on a net sum, computed once on the total of a paper and not line by line. */
export const taxOf = (net: bigint, region: Region): bigint => mulDiv(net, taxRates[region], 10_000n)

/** What minutes of work cost at a rate per hour (minor units), rounded per entry (C3). */
export const labourCost = (minutes: number, ratePerHour: bigint): bigint => mulDiv(ratePerHour, BigInt(minutes), 60n)
