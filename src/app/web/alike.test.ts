import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allMessages } from '#app/messages.ts'
import { type Lang, langs, type MessageKey } from '#kernel/i18n/messages.ts'
import { registerMessages, say } from '#kernel/i18n/say.ts'
import { foundBy } from '#kernel/ui/alike.ts'

registerMessages(allMessages())
const finds = (lang: Lang, typed: string, key: MessageKey): boolean => typed.split(' ').every((word) => foundBy(say(lang, key), say(lang, 'ui.alike')).includes(word.toLowerCase()))

test('what one can do is found by the words that people use for it', () => {
  for (const typed of ['contact report', 'minutes', 'report', 'write', 'new', 'new minutes', 'Call Report']) assert.ok(finds('en', typed, 'meetings.new'), typed)
  for (const typed of ['bought', 'vendor', 'new']) assert.ok(finds('en', typed, 'costs.buy'), typed)
  for (const typed of ['timesheet', 'hours']) assert.ok(finds('en', typed, 'costs.log'), typed)
  for (const typed of ['會議記錄', '聯絡報告', '新增', 'contact report']) assert.ok(finds('zh-Hant', typed, 'meetings.new'), typed)
  for (const typed of ['会议记录', '联络报告', '新建']) assert.ok(finds('zh-Hans', typed, 'meetings.new'), typed)
  for (const typed of ['工作單', '工單', 'brief']) assert.ok(finds('zh-Hant', typed, 'jobs.act.open'), typed)
  for (const typed of ['工作单', '工单']) assert.ok(finds('zh-Hans', typed, 'jobs.act.open'), typed)
  assert.ok(!finds('en', 'invoice', 'meetings.new'))
})
test('every group has two words or more, and none twice', () => {
  for (const lang of langs) {
    for (const line of say(lang, 'ui.alike').split('\n')) {
      const words = line.split(',').map((word) => word.trim())
      assert.ok(words.length > 1 && words.every((word) => word.length > 0) && new Set(words).size === words.length, `${lang}: ${line}`)
    }
  }
})
