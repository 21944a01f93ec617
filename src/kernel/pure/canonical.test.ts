import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from './canonical.ts'

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([k, v]) => [k, shuffled(v)]),
  )
}
const json = fc.jsonValue({ stringUnit: 'grapheme' })

test('the order of keys does not matter, and nothing is lost', () => {
  fc.assert(
    fc.property(json, (v) => {
      const text = canonicalJson(v)
      assert.equal(canonicalJson(shuffled(v)), text)
      assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(v)))
      assert.equal(canonicalJson(JSON.parse(text)), text)
    }),
  )
})

test('different values have different texts', () => {
  fc.assert(
    fc.property(json, json, (a, b) => (canonicalJson(a) === canonicalJson(b)) === (JSON.stringify(asPairs(a)) === JSON.stringify(asPairs(b)))),
  )
})
const asPairs = (v: unknown): unknown =>
  Array.isArray(v)
    ? v.map(asPairs)
    : v !== null && typeof v === 'object'
      ? Object.entries(v)
          .map(([k, x]) => ({ k, x: asPairs(x) }))
          .sort((a, b) => (a.k < b.k ? -1 : 1))
          .concat({ k: 'object', x: null })
      : v

test('the example of RFC 8785, section 3.2.3', () => {
  const value = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew',
    '1': 'One',
    '\ud83d\ude00': 'Emoji',
    '\u0080': 'Control',
    '\u00f6': 'o',
  }
  assert.deepEqual(Object.values(JSON.parse(canonicalJson(value)) as object).slice(0, 2), ['One', 'Carriage Return'])
  const keys = [...canonicalJson(value).matchAll(/"([^"]*)":/g)].map((m) => JSON.parse(`"${m[1]}"`))
  assert.deepEqual(keys, ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'])
  assert.equal(canonicalJson([Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0]), '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]')
})

test('sums, instants and missing members', () => {
  const at = new Date('2026-11-24T04:00:00Z')
  assert.equal(canonicalJson({ b: 186_000n, a: at, c: undefined, 名: '𠮷' }), '{"a":"2026-11-24T04:00:00.000Z","b":"186000","名":"𠮷"}')
})

test('what has no JSON form is refused', () => {
  const ring: { self?: unknown } = {}
  ring.self = ring
  for (const v of [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    () => 1,
    Symbol('s'),
    undefined,
    [undefined],
    new Array(1),
    new Map(),
    new Date(Number.NaN),
    '\ud800',
    { '\udc00': 1 },
    ring,
  ])
    assert.throws(() => canonicalJson({ v }) === '{}' && canonicalJson(v), TypeError)
  const twice = { a: 1 }
  assert.equal(canonicalJson([twice, twice]), '[{"a":1},{"a":1}]')
})

test('a hundred levels are written, deeper ones refused at once', () => {
  const nested = (depth: number): unknown => {
    let inner: unknown = 1
    for (let n = 0; n < depth; n++) inner = n % 2 ? [inner] : { inner }
    return inner
  }
  assert.equal(JSON.stringify(JSON.parse(canonicalJson(nested(100)))), canonicalJson(nested(100)))
  for (const depth of [101, 100_000]) assert.throws(() => canonicalJson(nested(depth)), TypeError)
})
