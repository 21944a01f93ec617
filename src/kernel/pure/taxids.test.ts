import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from './refusal.ts'
import type { Region } from './region.ts'
import { checkTaxNumber } from './taxids.ts'

const ok = (region: Region, text: string): boolean => {
  try {
    return checkTaxNumber(region, text).length > 0
  } catch (no) {
    if (no instanceof Refusal && no.code === `taxid.${region}`) return false
    throw no
  }
}

test('Taiwan: known companies, numbers of the new rule, and the seventh digit 7', () => {
  // TSMC, Hon Hai, Chunghwa Telecom; then sums of 30, 25 (new rule only), 29 (by the seventh digit), 40.
  for (const n of ['22099131', '04541302', '96979933', '10458575', '10458570', '10458574', '04595257']) assert.ok(ok('TW', n), n)
  for (const n of ['22099132', '10458573', '1234567', '123456789', '00000000', '2209913A', '']) assert.equal(ok('TW', n), false, n)
  assert.equal(checkTaxNumber('TW', ' ２２０９ ９１３１ '), '22099131')
})

test('Taiwan: the last digit off by one is found', () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 1, max: 99_999_999 })
        .map((n) => String(n).padStart(8, '0'))
        .filter((n) => n[6] !== '7' && ok('TW', n)),
      (n) => {
        const last = (Number(n[7]) + 1) % 10
        return !ok('TW', n.slice(0, 7) + last)
      },
    ),
  )
})

test('mainland: known companies, and any single changed character is found', () => {
  // Alibaba (China), Tencent (Shenzhen), Huawei Technologies.
  const known = ['91330100799655058B', '9144030071526726XG', '914403001922038216']
  for (const n of known) assert.ok(ok('PRC', n), n)
  assert.equal(checkTaxNumber('PRC', '9144030071526726xg'), '9144030071526726XG')
  const chars = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  fc.assert(
    fc.property(
      fc.constantFrom(...known),
      fc.nat(17),
      fc.constantFrom(...chars),
      (n, at, c) => c === n[at] || !ok('PRC', n.slice(0, at) + c + n.slice(at + 1)),
    ),
  )
  for (const n of ['91330100799655058', '91330100799655058I', '']) assert.equal(ok('PRC', n), false, n)
})

test('Hong Kong: eight digits, with or without the branch', () => {
  for (const n of ['12345678', '12345678-000', '１２３４５６７８']) assert.ok(ok('HK', n), n)
  for (const n of ['1234567', '12345678-00', '12345678000', 'A2345678']) assert.equal(ok('HK', n), false, n)
})
