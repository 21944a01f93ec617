import { refuse } from './refusal.ts'
import type { Region } from './region.ts'

const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
const digitSum = (n: number): number => Math.floor(n / 10) + (n % 10)

/**
 * 統一編號. Ministry of Finance, rule in force since 2023-04-01: the digit sums of the weighted digits add up to a
 * multiple of 5 (until then of 10, which stays within it); when the seventh digit is 7, its 28 → 10 may
 * count as 1 or as 0.
 */
const taiwan = (text: string): boolean => {
  if (!/^\d{8}$/.test(text) || text === '00000000') return false
  const weights = [1, 2, 1, 2, 1, 2, 4, 1]
  const sum = weights.reduce((all, weight, at) => all + digitSum(Number(text[at]) * weight), 0)
  // digitSum(28) is 10: one digit sum further it is 1 (sum − 9 ≡ sum + 1 in fives), and the other reading is 0.
  return sum % 5 === 0 || (text[6] === '7' && (sum + 1) % 5 === 0)
}

const prcAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** 统一社会信用代码, GB 32100-2015: 18 of 31 characters (no I, O, S, V, Z), the last one checks by 31. */
const mainland = (text: string): boolean => {
  if (!/^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/.test(text)) return false
  let sum = 0
  for (let at = 0, weight = 1; at < 17; at++, weight = (weight * 3) % 31) sum += prcAlphabet.indexOf(text[at] ?? '') * weight
  return prcAlphabet[(31 - (sum % 31)) % 31] === text[17]
}

/** Business Registration number, since 2023-12-27 also the Unique Business Identifier: 8 digits, or 8-3 with the branch. */
const hongKong = (text: string): boolean => /^\d{8}(-\d{3})?$/.test(text)

const checks: Record<Region, (text: string) => boolean> = { TW: taiwan, PRC: mainland, HK: hongKong }

/**
 * The tax number of a region as it is kept: half-width, without spaces, capitals.
 * Refuses `taxid.TW`, `taxid.PRC`, `taxid.HK`.
 */
export const checkTaxNumber = (region: Region, text: string): string => {
  const number = plain(text)
  if (!checks[region](number)) throw refuse(`taxid.${region}`)
  return number
}
