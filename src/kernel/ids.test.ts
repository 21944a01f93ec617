import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { newId } from './ids.ts'

test('an id is a UUIDv7 that carries its millisecond', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (ms) => {
      const id = newId(new Date(ms))
      assert.ok(z.uuidv7().safeParse(id).success, id)
      assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), ms)
    }),
  )
  assert.throws(() => newId(new Date(Number.NaN)), RangeError)
  assert.throws(() => newId(new Date(-1)), RangeError)
})

test('ids of one millisecond are unique and in order', () => {
  const now = new Date('2026-11-24T04:00:00Z')
  const ids = Array.from({ length: 20_000 }, () => newId(now))
  assert.equal(new Set(ids).size, ids.length)
  assert.deepEqual(ids, [...ids].sort())
})

test('a clock set back still gives unique ids', () => {
  const times = [5, 4, 5, 4, 5, 4].map((n) => new Date(1_700_000_000_000 + n))
  const ids = Array.from({ length: 1_000 }, (_, n) => newId(times[n % 6] as Date))
  assert.equal(new Set(ids).size, ids.length)
})
