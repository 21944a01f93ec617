import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compiledMessages, faultsOf } from '../../scripts/messages.ts'

test('every word of the product exists in three languages and asks for the same values in each', () => {
  const texts = compiledMessages()
  assert.deepEqual(Object.keys(texts), ['zh-Hant', 'zh-Hans', 'en'])
})
test('a fault in the words is named', () => {
  const faults = faultsOf({
    good: { hant: '{n} 張', hans: '{n} 张', en: '{n, plural, one {# job} other {# jobs}}' },
    empty: { hant: '好', hans: ' ', en: 'good' },
    other: { hant: '{name}好', hans: '{name}好', en: 'Hello {who}' },
    inner: { hant: '{n} 張', hans: '{n} 张', en: '{n, plural, one {{who} has one} other {# jobs}}' },
    broken: { hant: '{n', hans: '好', en: 'good' },
  })
  assert.equal(faults.filter(one => one.startsWith('good')).length, 0)
  for (const key of ['empty', 'other', 'inner', 'broken']) assert.ok(faults.some(one => one.startsWith(key)), key)
})
