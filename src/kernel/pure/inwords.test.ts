import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { inWords } from './inwords.ts'
import { maxMinor } from './money.ts'

test('legal capitals, zeros included', () => {
  const tw: [bigint, string][] = [
    [186_000n, '壹拾捌萬陸仟元整'],
    [0n, '零元整'],
    [10n, '壹拾元整'],
    [105n, '壹佰零伍元整'],
    [1_005n, '壹仟零伍元整'],
    [1_050n, '壹仟零伍拾元整'],
    [100_005n, '壹拾萬零伍元整'],
    [10_500n, '壹萬零伍佰元整'],
    [15_000_000n, '壹仟伍佰萬元整'],
    [100_010_000n, '壹億零壹萬元整'],
    [100_000_001n, '壹億零壹元整'],
    [maxMinor, '壹兆元整'],
    [-36n, '負參拾陸元整'],
  ]
  for (const [n, words] of tw) assert.equal(inWords(n, 'TWD', 'zh-Hant'), `新臺幣${words}`)
})

test('角 and 分', () => {
  const cn: [bigint, string][] = [
    [18_600_000n, '壹拾捌万陆仟元整'],
    [140_950n, '壹仟肆佰零玖元伍角整'],
    [600_714n, '陆仟零柒元壹角肆分'],
    [1_640_902n, '壹万陆仟肆佰零玖元零贰分'],
    [50n, '伍角整'],
    [5n, '伍分'],
    [55n, '伍角伍分'],
    [32_504n, '叁佰贰拾伍元零肆分'],
    [maxMinor, '壹佰亿元整'],
    [10_000_500_000_000n, '壹仟亿零伍佰万元整'],
  ]
  for (const [n, words] of cn) assert.equal(inWords(n, 'CNY', 'zh-Hans'), `人民币${words}`)
  assert.equal(inWords(123_450n, 'HKD', 'zh-Hant'), '港幣壹仟貳佰參拾肆元伍角整')
})

test('English words', () => {
  assert.equal(inWords(186_000n, 'TWD', 'en'), 'New Taiwan Dollars One Hundred Eighty-Six Thousand Only')
  assert.equal(inWords(123_401n, 'HKD', 'en'), 'Hong Kong Dollars One Thousand Two Hundred Thirty-Four and One Cent Only')
  assert.equal(inWords(1_050n, 'CNY', 'en'), 'Renminbi Yuan Ten and Fifty Fen Only')
  assert.equal(inWords(-2_000_000n, 'TWD', 'en'), 'New Taiwan Dollars Minus Two Million Only')
  assert.equal(inWords(0n, 'TWD', 'en'), 'New Taiwan Dollars Zero Only')
})

/** An independent reader of capitals: what is written must mean the sum. */
const read = (text: string, digits: string): bigint => {
  for (const [unit, size] of [
    ['兆', 10n ** 12n],
    ['億', 10n ** 8n],
    ['亿', 10n ** 8n],
    ['萬', 10n ** 4n],
    ['万', 10n ** 4n],
  ] as const) {
    const at = text.lastIndexOf(unit)
    if (at >= 0 && (unit !== '万' || !text.includes('亿'))) return read(text.slice(0, at), digits) * size + read(text.slice(at + 1), digits)
  }
  let sum = 0n
  let digit = 0n
  for (const c of text) {
    const unit = { 仟: 1000n, 佰: 100n, 拾: 10n }[c]
    if (unit) {
      sum += digit * unit
      digit = 0n
    } else digit = BigInt(digits.indexOf(c))
  }
  return sum + digit
}

test('what is written in capitals reads back as the sum, without a doubled or hanging 零', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.bigInt(1n, maxMinor), fc.bigInt(1n, 10n ** 6n), fc.constantFrom(...Array.from({ length: 15 }, (_, i) => 10n ** BigInt(i) + 1n))),
      (n) => {
        const tw = inWords(n, 'TWD', 'zh-Hant').slice(3, -2)
        const cn = inWords(n, 'TWD', 'zh-Hans').slice(3, -2)
        assert.equal(read(tw, '零壹貳參肆伍陸柒捌玖'), n, tw)
        assert.equal(read(cn, '零壹贰叁肆伍陆柒捌玖'), n, cn)
        assert.doesNotMatch(tw + cn, /零零|零[萬億兆万亿]/)
      },
    ),
  )
})
