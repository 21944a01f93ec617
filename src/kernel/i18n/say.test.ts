import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MessageKey } from './messages.ts'
import { registerMessages, say } from './say.ts'

test('no line ends between a figure and its measure word, nor between 第 or “item” and the figure', () => {
  registerMessages({
    orders: { hant: '等認可的 {n} 張工作單', hans: '待认可的 {n} 张工作单', en: '{n, plural, one {# order} other {# orders}} to recognise' },
    item: { hant: '{number} 第 {no} 項', hans: '{number} 第 {no} 项', en: 'report {number}, item {no}' },
  })
  const said = (lang: 'zh-Hant' | 'zh-Hans' | 'en', key: string) => say(lang, key as MessageKey, { n: 2, no: 3, number: 'M-1' }).replaceAll('\u00a0', '~')
  assert.deepEqual((['zh-Hant', 'zh-Hans', 'en'] as const).map((lang) => said(lang, 'orders')), ['等認可的 2~張工作單', '待认可的 2~张工作单', '2~orders to recognise'])
  assert.deepEqual((['zh-Hant', 'zh-Hans', 'en'] as const).map((lang) => said(lang, 'item')), ['M-1 第~3~項', 'M-1 第~3~项', 'report M-1, item~3'])
})
