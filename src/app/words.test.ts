import assert from 'node:assert/strict'
import { test } from 'node:test'
import { registerMessages } from '#kernel/i18n/say.ts'
import { roles } from '#kernel/pure/roles.ts'
import { allMessages } from './messages.ts'
import { refusalWords } from './words.ts'

test('a refusal over the API names roles in the reader’s language, as the pages do', () => {
  registerMessages(allMessages())
  const say = (lang: 'zh-Hant' | 'zh-Hans' | 'en') => refusalWords(lang, { code: 'role', params: { roles: ['admin', 'finance'] } })
  assert.deepEqual([say('zh-Hant'), say('zh-Hans'), say('en')], ['這一步要由管理員、財務來做。', '此操作由管理员、财务进行。', 'This step belongs to: Administrator, Finance.'])
  for (const role of [...roles, 'person']) assert.doesNotMatch(refusalWords('zh-Hant', { code: 'role', params: { roles: [role] } }), /[a-z]/, role)
  assert.equal(refusalWords('en', { code: 'clients.hand_over', params: { what: ['J-2026-0001', 'Poster'] } }), 'Still theirs: J-2026-0001, Poster. Hand over, sign or take back first.')
})
