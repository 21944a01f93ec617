import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, daysBetween, dueDate, isWorkday } from '#kernel/pure/calendar.ts'
import { calendarOf } from '#kernel/pure/holidays.ts'
import { currencyOf, formatMoney, maxMinor, taxOf, taxRates } from '#kernel/pure/money.ts'
import { Refusal } from '#kernel/pure/refusal.ts'
import { regions } from '#kernel/pure/region.ts'
import { readQuantity, writeQuantity } from './quantity.ts'
import { bucketOf, checkAfterIssue, checkReceived, checkRequest, checkSettle, checkSources, creditOf, dsoOf, lineNet, openOf, printedSign, restOf, spread, totals } from './rules.ts'

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

test('L2 L8 whatever receipts and credit notes come in any order, what is settled never passes the total, and the notes’ tax is the tax of what they credit together', () => {
  const taking = fc.record({ how: fc.constantFrom('receipt', 'credit'), amount: fc.oneof(fc.bigInt(1n, 30n), fc.bigInt(1n, 3_000n)) })
  fc.assert(fc.property(fc.bigInt(1n, 10_000n), fc.constantFrom(...regions), fc.array(taking, { maxLength: 40 }), (net, region, takings) => {
    const { tax, total: totalMinor, rateBp } = totals([{ quantityThousandths: 1000n, unitMinor: net }], region)
    let [settledMinor, creditedMinor, creditedTax] = [0n, 0n, 0n]
    for (const { how, amount } of takings) {
      const invoice = { kind: 'invoice' as const, currency: 'TWD' as const, totalMinor, settledMinor, rateBp, creditedMinor }
      const open = { open: formatMoney(openOf(invoice), 'TWD') }
      if (how === 'receipt') {
        if (amount > openOf(invoice)) assert.throws(() => checkSettle(invoice, amount), refusedAs('billing.above_open', open))
        else {
          checkSettle(invoice, amount)
          settledMinor += amount
        }
      } else {
        const together = taxOf(creditedMinor + amount, region)
        if (amount + together - creditedTax > openOf(invoice)) {
          assert.throws(() => creditOf(invoice, amount), refusedAs('billing.credit_above_open', open))
          continue
        }
        const note = creditOf(invoice, amount)
        assert.deepEqual(note, { tax: together - creditedTax, total: amount + together - creditedTax })
        assert.ok(note.tax >= 0n)
        creditedMinor += amount
        creditedTax += note.tax
        settledMinor += note.total
      }
      assert.ok(settledMinor <= totalMinor && creditedMinor <= net && creditedTax <= tax)
    }
  }))
  // Nine and nine: neither alone makes a whole unit of tax, both together do.
  const small = { kind: 'invoice' as const, currency: 'TWD' as const, totalMinor: 105n, settledMinor: 0n, rateBp: 500 }
  assert.deepEqual([creditOf({ ...small, creditedMinor: 0n }, 9n).tax, creditOf({ ...small, creditedMinor: 9n, settledMinor: 9n }, 9n).tax], [0n, 1n])
  const note = { kind: 'credit_note' as const, currency: 'TWD' as const, totalMinor: 10n, settledMinor: 0n }
  assert.throws(() => checkSettle(note, 1n), refusedAs('billing.not_an_invoice'))
  assert.throws(() => creditOf({ ...note, rateBp: 500, creditedMinor: 0n }, 1n), refusedAs('billing.not_an_invoice'))
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
})

test('L12 money is entered within a year of its coming, never before it, and settles no invoice that was issued later', () => {
  const days = fc.integer({ min: -800, max: 400 })
  fc.assert(fc.property(days, days, (at, issued) => {
    const [on, issuedOn] = [addDays('2026-11-24', at), addDays('2026-11-24', issued)]
    const check = () => checkReceived(on, '2026-11-24')
    if (at > 0) assert.throws(check, refusedAs('billing.future'))
    else if (at < -366) assert.throws(check, refusedAs('billing.long_past'))
    else check()
    const settles = () => checkAfterIssue(on, { number: 'INV-2026-0001', issuedOn })
    if (at < issued) assert.throws(settles, refusedAs('billing.before_invoice', { number: 'INV-2026-0001' }))
    else settles()
  }))
})

test('L13 a line comes from its own job or from what was bought for it, or says nothing of where it comes from', () => {
  const line = fc.record({ sourceKind: fc.constantFrom('', 'fee', 'time', 'bought', 'job'), sourceId: fc.constantFrom(null, 'job', 'cost', 'stranger') })
  fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
    const good = lines.every(({ sourceKind: kind, sourceId: id }) => (kind === '' ? id === null : kind === 'bought' ? id === 'cost' : id === null || id === 'job'))
    if (good) checkSources(lines, 'job', ['cost'])
    else assert.throws(() => checkSources(lines, 'job', ['cost']), refusedAs('billing.source_unknown'))
  }))
})

test('the ageing columns begin and end where their heads say', () => {
  const edges: [number, string][] = [[-1, 'notDue'], [0, 'notDue'], [1, 'to30'], [30, 'to30'], [31, 'to60'], [60, 'to60'], [61, 'to90'], [90, 'to90'], [91, 'over90']]
  for (const [days, bucket] of edges) assert.equal(bucketOf(days), bucket)
})

test('days sales outstanding: what is open in days of billing, none where nothing was billed (G9)', () => {
  assert.equal(dsoOf(0n, 100n), 0)
  assert.equal(dsoOf(100n, 200n), 45)
  assert.equal(dsoOf(5n, 0n), null)
  fc.assert(fc.property(fc.bigInt(0n, maxMinor), fc.bigInt(1n, maxMinor), (open, billed) => {
    const days = BigInt(dsoOf(open, billed)!)
    const off = days * billed - open * 90n
    assert.ok((off < 0n ? -off : off) * 2n <= billed)
  }))
})

test('a quantity is read as it is written: halves, full-width figures, nothing else', () => {
  fc.assert(fc.property(fc.bigInt(1n, 10n ** 9n), (q) => assert.equal(readQuantity(writeQuantity(q)), q)))
  assert.equal(readQuantity('１．５'), 1500n)
  for (const bad of ['', '0', '-1', '1.2345', '1e3', 'NaN', '10000001']) assert.equal(readQuantity(bad), null)
})

test('a red invoice of the mainland prints its figures negative, no other paper does', () => {
  assert.deepEqual(regions.map((region) => [region, printedSign('invoice', region), printedSign('credit_note', region)]), [['TW', 1n, 1n], ['PRC', 1n, -1n], ['HK', 1n, 1n]])
})
