import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spoken } from './spoken.ts'

const word = (key: string) => `<${key}>`

test('what a refusal or a deed tells is said in the reader’s language', () => {
  assert.deepEqual(spoken({ names: ['甲', '乙'], roles: ['ae', 'finance'] }, word, 'zh-Hant'), { names: '甲<ui.list_comma>乙', roles: '<ui.role.ae><ui.list_comma><ui.role.finance>' })
  assert.deepEqual(spoken({ day: '2026-11-02', minutes: 90, leftMinutes: 15 }, word, 'en'), { day: '2\u00a0November\u00a02026', minutes: '1.5\u00a0h', leftMinutes: '0.25\u00a0h' })
  assert.deepEqual(spoken({ day: '2026-11-02' }, word, 'zh-Hans'), { day: '2026年11月2日' })
  assert.deepEqual(spoken({ reason: '' }, word, 'en'), { reason: '', reasoned: 'false' })
})
test('a title that looks like a date is left as it was written', () => {
  assert.deepEqual(spoken({ title: '2026-11-02', minutes: '九十' }, word, 'en'), { title: '2026-11-02', minutes: '九十' })
})
