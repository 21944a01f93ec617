import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from './refusal.ts'
import { cleanName, cleanText, compareNames, sealOf, shortened, zName, zText } from './text.ts'

const refused = (run: () => unknown, code: string): Refusal => {
  let no: unknown
  assert.throws(() => {
    try {
      return run()
    } catch (e) {
      no = e
      throw e
    }
  }, Refusal)
  assert.equal((no as Refusal).code, code)
  return no as Refusal
}

test('rare characters and emoji survive', () => {
  for (const name of ['𠮷野家', '王堃', '👨‍👩‍👧 親子日', '🇹🇼', "O'Neil", '〇', 'ก็']) assert.equal(cleanName(name), name)
  assert.equal(cleanName('e\u0301'), 'é')
})

test('what cannot be seen is taken out', () => {
  assert.equal(cleanName('  陳\u202e怡\u2066君\u2069\u0000\ufeff '), '陳怡君')
  assert.equal(cleanName('one\n\ttwo\u3000three \u202e four'), 'one two three four')
  assert.equal(cleanText(' a\r\nb\rc\u2028d\te\u0007 ', 99), 'a\nb\nc\nd e')
  assert.equal(cleanName('a\ud800b'), 'a\ufffdb')
})

test('an empty one and a long one are refused, long counted in code points', () => {
  for (const t of ['', '   ', '\u200d', '\u202e\u2069', '\n', '\u3164']) refused(() => cleanName(t), 'text.empty')
  assert.equal(cleanName('𠮷'.repeat(5), 5), '𠮷'.repeat(5))
  assert.deepEqual(refused(() => cleanName('𠮷'.repeat(6), 5), 'text.too_long').params, { length: 6, max: 5 })
})

test('cleaning twice changes nothing, and nothing hidden is left', () => {
  const unit = fc.oneof(
    fc.constantFrom('\u202e', '\u2066', '\ufeff', '\r', '\n', '\t', ' ', '\u0301', '𠮷', 'é', '\u200d', '\u0085'),
    fc.integer({ min: 0, max: 0x10ffff }).map((n) => String.fromCodePoint(n)),
  )
  const text = fc.array(unit, { maxLength: 30 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, (t) => {
      for (const clean of [cleanName, (x: string) => cleanText(x, 500)]) {
        try {
          const once = clean(t)
          assert.equal(clean(once), once)
          assert.doesNotMatch(once.replaceAll('\n', ''), /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
        } catch (no) {
          if (!(no instanceof Refusal)) throw no
        }
      }
    }),
    { numRuns: 2000 },
  )
})

test('contracts clean, and name what is wrong by its message key', () => {
  assert.equal(zName.parse(' 陳怡君 '), '陳怡君')
  assert.equal(zText(3).parse('a\nb'), 'a\nb')
  assert.equal(zName.safeParse(' ').error?.issues[0]?.message, 'refusal.text.empty')
  assert.equal(zText(2).safeParse('abc').error?.issues[0]?.message, 'refusal.text.too_long')
  assert.equal(zName.safeParse(5).success, false)
  assert.equal(zName.safeParse('').error?.issues.length, 1)
})

test('the characters of a seal', () => {
  const seals = {
    陳怡君: '怡君',
    林芳: '林芳',
    歐陽娜娜: '娜娜',
    欧阳修: '修',
    司馬光: '光',
    諸葛亮: '亮',
    張簡廷芳: '廷芳',
    '陳 怡君': '怡君',
    王𠮷: '王𠮷',
    歐陽: '歐陽',
    'Ann Lee': 'AL',
    'Mary-Jane van der Berg': 'MB',
    madonna: 'M',
    '陳怡君 Amy': '怡君',
  }
  for (const [name, seal] of Object.entries(seals)) assert.equal(sealOf(name), seal, name)
})

test('strokes in Taiwan, pinyin on the mainland', () => {
  assert.deepEqual(['陳', '王', '丁', '林'].sort(compareNames('zh-Hant')), ['丁', '王', '林', '陳'])
  assert.deepEqual(['王', '陈', '赵', '丁'].sort(compareNames('zh-Hans')), ['陈', '丁', '王', '赵'])
  assert.deepEqual(['b', 'A', 'a10', 'a9'].sort(compareNames('en')), ['A', 'a9', 'a10', 'b'])
})

test('a long text says by an ellipsis that it goes on, and no word is cut through', () => {
  assert.equal(shortened('We want our leaf\nto stop people on the pavement', 26), 'We want our leaf to stop…')
  assert.equal(shortened('We want our leaf', 7), 'We want…')
  assert.equal(shortened('We want our leaf', 16), 'We want our leaf')
  assert.equal(shortened('我們要路過的人停下來', 6), '我們要路過的…')
  assert.equal(shortened('Donaudampfschifffahrt', 5), 'Donau…')
  assert.equal(shortened('👩‍🦰𠮷𠮷𠮷', 4), '👩‍🦰𠮷…')
})
