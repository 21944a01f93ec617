import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, daysBetween, dueDate, isWorkday } from '#kernel/pure/calendar.ts'
import { calendarOf } from '#kernel/pure/holidays.ts'
import { currencyOf, formatMoney, maxMinor, taxOf, taxRates } from '#kernel/pure/money.ts'
import { Refusal } from '#kernel/pure/refusal.ts'
import { regions } from '#kernel/pure/region.ts'
import { readQuantity, writeQuantity } from './quantity.ts'
import { bucketOf, checkCredit, checkReceived, checkRequest, checkSettle, lineNet, openOf, restOf, spread, totals } from './rules.ts'

const refusedAs = (code: string, params: object = {}) => (no: unknown): boolean => no instanceof Refusal && no.code === code && Object.entries(params).every(([k, v]) => no.params[k] === v)
const line = fc.record({ quantityThousandths: fc.bigInt(1n, 10n ** 5n), unitMinor: fc.bigInt(0n, 10n ** 8n) })

test('L1 the total is the sum of the lines and one tax on it: 5% in Taiwan, 6% on the mainland, none in Hong Kong (G9)', () => {
  fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), fc.constantFrom(...regions), (lines, region) => {
    const net = lines.reduce((sum, l) => sum + lineNet(l), 0n)
    fc.pre(net > 0n)
    const made = totals(lines, region)
    assert.equal(made.net, net)
    assert.equal(made.total, made.net + made.tax)
    assert.equal(made.rateBp, { TW: 500, PRC: 600, HK: 0 }[region])
    // Half a unit at the most from the exact tax: 2 × |tax × 10000 − net × rate| ≤ 10000.
    const off = made.tax * 10_000n - net * taxRates[region]
    assert.ok((off < 0n ? -off : off) * 2n <= 10_000n)
  }))
  assert.deepEqual(totals([{ quantityThousandths: 1000n, unitMinor: 186_000n }], 'TW'), { net: 186_000n, tax: 9_300n, total: 195_300n, rateBp: 500 })
  assert.deepEqual(totals([{ quantityThousandths: 1500n, unitMinor: 10_010n }], 'PRC'), { net: 15_015n, tax: 901n, total: 15_916n, rateBp: 600 })
  assert.equal(totals([{ quantityThousandths: 1000n, unitMinor: 99n }], 'HK').tax, 0n)
  assert.throws(() => totals([{ quantityThousandths: 1n, unitMinor: 0n }], 'TW'), refusedAs('billing.zero'))
  assert.throws(() => totals([{ quantityThousandths: 10n ** 9n, unitMinor: 10n ** 15n }], 'TW'), refusedAs('money.too_large'))
})

test('L1 whatever lines are written, each sum fits a paper or the request is refused', () => {
  const wild = fc.record({ quantityThousandths: fc.bigInt(1n, 10n ** 9n), unitMinor: fc.bigInt(0n, maxMinor) })
  fc.assert(fc.property(fc.array(wild, { minLength: 1, maxLength: 100 }), fc.constantFrom(...regions), (lines, region) => {
    const net = lines.reduce((sum, l) => sum + lineNet(l), 0n)
    fc.pre(net > 0n)
    if (net + taxOf(net, region) > maxMinor) assert.throws(() => totals(lines, region), refusedAs('money.too_large'))
    else assert.equal(totals(lines, region).net, net)
  }))
  assert.throws(() => totals([{ quantityThousandths: 1000n, unitMinor: maxMinor }], 'TW'), refusedAs('money.too_large', { max: '1,000,000,000,000' }))
  assert.equal(totals([{ quantityThousandths: 1000n, unitMinor: maxMinor }], 'HK').total, maxMinor)
})

test('L1 Taiwan dollars are written without decimals, the others with two', () => {
  assert.deepEqual(regions.map((r) => formatMoney(123_456n, currencyOf[r])).toSorted(), ['HK$ 1,234.56', 'NT$ 123,456', '¥ 1,234.56'].toSorted())
})

test('L2 whatever receipts and credit notes come in any order, what is settled never passes the total, nor falls', () => {
  const taking = fc.record({ how: fc.constantFrom('receipt', 'credit'), amount: fc.bigInt(1n, 3_000n) })
  fc.assert(fc.property(fc.bigInt(1n, 10_000n), fc.array(taking, { maxLength: 40 }), (totalMinor, takings) => {
    let settledMinor = 0n
    for (const { how, amount } of takings) {
      const invoice = { kind: 'invoice' as const, currency: 'TWD' as const, totalMinor, settledMinor }
      const check = () => (how === 'receipt' ? checkSettle : checkCredit)(invoice, amount)
      if (amount > openOf(invoice)) {
        assert.throws(check, refusedAs(how === 'receipt' ? 'billing.above_open' : 'billing.credit_above_open', { open: formatMoney(openOf(invoice), 'TWD') }))
        continue
      }
      check()
      settledMinor += amount
      assert.ok(settledMinor <= totalMinor)
    }
  }))
  const note = { kind: 'credit_note' as const, currency: 'TWD' as const, totalMinor: 10n, settledMinor: 0n }
  assert.throws(() => checkSettle(note, 1n), refusedAs('billing.not_an_invoice'))
  assert.throws(() => checkCredit(note, 1n), refusedAs('billing.not_an_invoice'))
})

test('L3 not one unit of a receipt is lost: allocated, kept as credit, or refused with the difference in words', () => {
  fc.assert(fc.property(fc.bigInt(1n, 10n ** 9n), fc.bigInt(0n, 10n ** 9n), fc.boolean(), (amount, allocated, keep) => {
    if (allocated === amount || (allocated < amount && keep)) assert.equal(restOf(amount, allocated, keep, 'CNY'), amount - allocated)
    else assert.throws(() => restOf(amount, allocated, keep, 'CNY'), refusedAs('billing.overpaid', { rest: formatMoney(allocated > amount ? allocated - amount : amount - allocated, 'CNY') }))
  }))
  fc.assert(fc.property(fc.bigInt(0n, 10_000n), fc.array(fc.bigInt(1n, 3_000n), { maxLength: 12 }), (amount, open) => {
    const { parts, rest } = spread(amount, open)
    assert.equal(parts.reduce((sum, p) => sum + p, 0n) + rest, amount)
    assert.ok(parts.every((p, i) => p >= 0n && p <= open[i]!))
    assert.ok(rest === 0n || parts.every((p, i) => p === open[i]))
    // In order: an invoice gets something only when those before it are settled.
    assert.ok(parts.every((p, i) => p === 0n || parts.slice(0, i).every((q, j) => q === open[j])))
  }))
})

test('L4 an invoice falls due 45 days on or on the next working day after, and never on a free day (G9)', () => {
  const cal = calendarOf('TW')
  const days = fc.integer({ min: 0, max: 420 }).map((n) => addDays('2026-01-01', n))
  fc.assert(fc.property(days, (issued) => {
    const due = dueDate(cal, issued, 45)
    assert.ok(isWorkday(cal, due))
    assert.ok(daysBetween(issued, due) >= 45)
    for (let day = addDays(issued, 45); day < due; day = addDays(day, 1)) assert.equal(isWorkday(cal, day), false)
  }))
  // 45 days from 7 October is Saturday 21 November: Monday the 23rd.
  assert.equal(dueDate(cal, '2026-10-07', 45), '2026-11-23')
})

test('L5 only a closed card is billed, and one request waits at a time (G8)', () => {
  checkRequest({ closedAt: new Date(0), filedAt: null }, 0)
  assert.throws(() => checkRequest({ closedAt: null, filedAt: null }, 0), refusedAs('billing.card_open'))
  assert.throws(() => checkRequest({ closedAt: new Date(0), filedAt: null }, 1), refusedAs('billing.request_open'))
  assert.throws(() => checkRequest({ closedAt: new Date(0), filedAt: new Date(0) }, 0), refusedAs('billing.filed'))
  checkReceived('2026-11-24', '2026-11-24')
  assert.throws(() => checkReceived('2026-11-25', '2026-11-24'), refusedAs('billing.future'))
})

test('the ageing columns begin and end where their heads say', () => {
  const edges: [number, string][] = [[-1, 'notDue'], [0, 'notDue'], [1, 'to30'], [30, 'to30'], [31, 'to60'], [60, 'to60'], [61, 'to90'], [90, 'to90'], [91, 'over90']]
  for (const [days, bucket] of edges) assert.equal(bucketOf(days), bucket)
})

test('a quantity is read as it is written: halves, full-width figures, nothing else', () => {
  fc.assert(fc.property(fc.bigInt(1n, 10n ** 9n), (q) => assert.equal(readQuantity(writeQuantity(q)), q)))
  assert.equal(readQuantity('１．５'), 1500n)
  for (const bad of ['', '0', '-1', '1.2345', '1e3', 'NaN', '10000001']) assert.equal(readQuantity(bad), null)
})
