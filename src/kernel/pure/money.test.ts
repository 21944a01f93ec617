import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkSum, currencies, formatAmount, formatMoney, labourCost, maxMinor, mulDiv, parseAmount, roundHalfUp, taxOf, zAmount, zMinor } from './money.ts'
import { Refusal } from './refusal.ts'

const sum = fc.bigInt(0n, maxMinor)
const currency = fc.constantFrom(...currencies)
const refuses = (code: string) => (e: unknown) => e instanceof Refusal && e.code === code

test('what is formatted is read back', () => {
  fc.assert(fc.property(sum, currency, (n, c) => parseAmount(formatMoney(n, c), c) === n && parseAmount(formatAmount(n, c), c) === n))
})

test('amounts are read as people type them', () => {
  assert.equal(parseAmount('１８６，０００', 'TWD'), 186_000n)
  assert.equal(parseAmount('  NT$186,000 元', 'TWD'), 186_000n)
  assert.equal(parseAmount('186000.00', 'TWD'), 186_000n)
  assert.equal(parseAmount('￥１,２３４．５', 'CNY'), 123_450n)
  assert.equal(parseAmount('RMB¥ 0.05', 'CNY'), 5n)
  assert.equal(parseAmount('HK$ 007', 'HKD'), 700n)
  assert.equal(parseAmount('0', 'TWD'), 0n)
})

test('amounts that are none are refused by name', () => {
  for (const t of ['', ' ', 'abc', '1,23', '1,2345', '1 000', '1.2.3', '12e3', '.', '5.', 'HK$ 5', '0x10', '一百'])
    assert.throws(() => parseAmount(t, 'TWD'), refuses('money.malformed'), JSON.stringify(t))
  for (const t of ['-5', '−5', '－５', '-NT$ 5', 'NT$ −5', '-0']) assert.throws(() => parseAmount(t, 'TWD'), refuses('money.negative'), t)
  assert.throws(() => parseAmount('1.5', 'TWD'), refuses('money.fraction'))
  assert.throws(() => parseAmount('1.005', 'CNY'), refuses('money.fraction'))
  assert.throws(() => parseAmount('1000000000001', 'TWD'), refuses('money.too_large'))
  assert.throws(() => parseAmount('9'.repeat(1_000_000), 'CNY'), refuses('money.too_large'))
  assert.equal(parseAmount('1,000,000,000,000', 'TWD'), maxMinor)
})

test('any text is a sum or a refusal', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789,.-−$¥ ') })), currency, (t, c) => {
      try {
        const n = parseAmount(t, c)
        return n >= 0n && n <= maxMinor
      } catch (e) {
        return e instanceof Refusal
      }
    }),
  )
})

test('sums are shown with separators, minor digits and a true minus', () => {
  assert.equal(formatAmount(186_000n, 'TWD'), '186,000')
  assert.equal(formatAmount(123_450n, 'CNY'), '1,234.50')
  assert.equal(formatAmount(-5n, 'HKD'), '−0.05')
  assert.equal(formatMoney(-2_000n, 'HKD'), 'HK$ −20.00')
  assert.equal(formatMoney(999n, 'TWD'), 'NT$ 999')
})

test('rounding is half away from zero, and symmetric', () => {
  assert.deepEqual(
    [5n, 15n, 25n, 14n, -5n, -15n, -14n].map((n) => roundHalfUp(n, 10n)),
    [1n, 2n, 3n, 1n, -1n, -2n, -1n],
  )
  assert.throws(() => roundHalfUp(1n, 0n), RangeError)
  fc.assert(
    fc.property(fc.bigInt(-maxMinor, maxMinor), fc.bigInt(0n, 10_000n), fc.bigInt(1n, 10_000n), (n, a, b) => {
      const r = mulDiv(n, a, b)
      const miss = r * b - n * a
      return r === -mulDiv(-n, a, b) && 2n * (miss < 0n ? -miss : miss) <= b
    }),
  )
})

test('tax by region', () => {
  assert.equal(taxOf(186_000n, 'TW'), 9_300n)
  assert.equal(taxOf(10n, 'TW'), 1n)
  assert.equal(taxOf(9n, 'TW'), 0n)
  assert.equal(taxOf(100_000n, 'PRC'), 6_000n)
  assert.equal(taxOf(100_000n, 'HK'), 0n)
})

test('labour is minutes by the hour rate', () => {
  assert.equal(labourCost(90, 1_200n), 1_800n)
  assert.equal(labourCost(1, 1_000n), 17n)
  assert.equal(labourCost(0, 1_000n), 0n)
})

test('a sum on the wire', () => {
  assert.equal(zMinor.parse('-5'), -5n)
  assert.equal(zMinor.parse(7), 7n)
  assert.equal(zMinor.parse(String(2n ** 63n - 1n)), 2n ** 63n - 1n)
  for (const v of ['1.5', '', ' 1', 'x', '１００', '1e5', 1.5, Number.NaN, 2 ** 60, 2n ** 63n, true, null]) assert.equal(zMinor.safeParse(v).success, false, String(v))
  for (const v of [0n, maxMinor]) assert.equal(zAmount.parse(v), v)
  for (const v of [-1n, maxMinor + 1n]) assert.equal(zAmount.safeParse(v).success, false, String(v))
})

test('what many sums come to is told in full, as far as the database counts', () => {
  fc.assert(fc.property(fc.array(sum, { minLength: 1, maxLength: 1000 }), (many) => {
    const all = many.reduce((a, b) => a + b, 0n)
    return zMinor.parse(all) === all && zMinor.parse(String(-all)) === -all
  }))
})

test('a computed sum is as large as a paper takes, or refused', () => {
  fc.assert(fc.property(fc.bigInt(0n, maxMinor * 2n), currency, (n, c) => {
    if (n <= maxMinor) return checkSum(n, c) === n
    assert.throws(() => checkSum(n, c), refuses('money.too_large'))
  }))
})
