import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { pageOf, placeOf, zAfter } from './page.ts'

const rows = fc.array(fc.record({ key: fc.date({ noInvalidDate: true, min: new Date('1990-01-01'), max: new Date('2100-12-31') }).map((d) => d.toISOString()), id: fc.uuid({ version: 7 }) }), { maxLength: 12 })

test('page by page every row comes once, and every place is taken back', () => {
  fc.assert(fc.property(rows, fc.integer({ min: 1, max: 5 }), (all, most) => {
    const seen: string[] = []
    let from = 0
    for (;;) {
      const { rows: page, next } = pageOf(all.slice(from, from + most + 1), most, (r) => r)
      seen.push(...page.map((r) => r.id))
      from += page.length
      if (next === null) break
      assert.deepEqual(placeOf(zAfter.parse(next)), { after: { key: page.at(-1)!.key, id: page.at(-1)!.id } })
    }
    assert.deepEqual(seen, all.map((r) => r.id))
  }))
})

test('a place that is none is refused before it comes to a query', () => {
  const id = '01934c1e-7f00-7000-8000-000000000000'
  assert.ok(zAfter.safeParse(`2026-11-24|${id}`).success)
  for (const bad of ['', 'x', '|', 'yesterday|x', `0000-01-01|${id}`, `0000-01-01T00:00:00Z|${id}`, `2026-02-31|${id}`, `2026-11-24|${id}|`, `|${id}`, '2026-11-24|', `2026-11-24|${id}'`]) assert.equal(zAfter.safeParse(bad).success, false, bad)
  assert.deepEqual(placeOf(undefined), {})
})
