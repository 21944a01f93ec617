import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Lang, langs } from '#kernel/i18n/messages.ts'
import { registerMessages, say } from '#kernel/i18n/say.ts'
import { plain } from '#test/setup/plain.ts'
import type { Move } from './compare.ts'
import { schedulesMessages } from './messages/index.ts'
import { changeWords, sentenceOf, spanWords, type Told, toneOf } from './words.ts'

before(() => registerMessages(schedulesMessages))

const move = (name: string, change: Move['change'], days: number, also: Move['also'] = []) => ({ name, change, days, also })
const told = (moves: Told['moves'], shift: number | null): Told => ({ moves, steps: 6, deliveryOn: '2026-12-01', shift })
const inAll = (t: Told) => langs.map((lang: Lang) => plain(sentenceOf(t, lang, (key, values) => say(lang, key, values))))

test('B5 a revision in one sentence, in three languages', () => {
  assert.deepEqual(inAll(told([move('拍攝', 'later', 2), move('交付', 'same', 0)], 0)), ['拍攝晚 2 個工作天，交付日 12/1 不變', '拍攝晚 2 个工作日，交付日 12/1 不变', '拍攝 2 working days later; delivery stays 1 December'])
  assert.deepEqual(inAll(told([move('Proof', 'later', 1), move('Shooting', 'later', 3), move('Print', 'later', 1)], 1)), [
    'Shooting晚 3 個工作天，另有 2 步變動，交付日晚 1 個工作天到 12/1', 'Shooting晚 3 个工作日，另有 2 步变动，交付日晚 1 个工作日至 12/1', 'Shooting 3 working days later; 2 more steps change; delivery 1 working day later, on 1 December',
  ])
  assert.deepEqual(inAll(told([move('打樣', 'removed', 2), move('完稿', 'longer', 2)], -2))[0], '取消「打樣」，另有 1 步變動，交付日早 2 個工作天到 12/1')
})

test('a first schedule, one that only changes hands, and one that changes nothing', () => {
  assert.deepEqual(inAll(told([], null)), ['6 個步驟，12/1 交付', '6 个步骤，12/1 交付', '6 steps, delivery on 1 December'])
  assert.deepEqual(inAll(told([move('拍攝', 'same', 0, ['owner']), move('交付', 'same', 0)], 0)), [
    '日程不動，1 步改了內容或負責人，交付日 12/1 不變', '日程不动，1 步改了内容或负责人，交付日 12/1 不变', 'No dates move; 1 step has new detail or owners; delivery stays 1 December',
  ])
  assert.equal(inAll(told([move('交付', 'same', 0)], 0))[0], '和簽過的一樣，交付日 12/1 不變')
})

test('the word stands beside the colour', () => {
  const hant = (m: Pick<Move, 'change' | 'days' | 'also' | 'lasts'>) => plain(changeWords(m, (key, values) => say('zh-Hant', key, values)))
  assert.deepEqual([hant(move('', 'shorter', 3, ['owner'])), hant(move('', 'same', 0, ['detail'])), hant(move('', 'same', 0)), hant({ ...move('', 'later', 2, ['owner']), lasts: { before: 6, after: 8 } })], ['少 3 個工作天、換人', '改內容', '不變', '晚 2 個工作天、由 6 個工作天改為 8 個、換人'])
  assert.deepEqual((['later', 'longer', 'earlier', 'shorter', 'added', 'removed', 'same'] as const).map(toneOf), ['later', 'later', 'earlier', 'earlier', 'same', 'same', 'same'])
  assert.deepEqual([spanWords({ startsOn: '2026-10-28', endsOn: '2026-11-06' }, 'en'), spanWords({ startsOn: '2026-11-09', endsOn: '2026-11-11' }, 'en'), spanWords({ startsOn: '2026-12-01', endsOn: '2026-12-01' }, 'zh-Hant')].map(plain), ['28 Oct – 6 Nov', '9–11 Nov', '12/1'])
})
