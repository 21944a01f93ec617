import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigError, readConfig, terminalLang } from './config.ts'

test('without settings Docket listens on this machine only and keeps everything in ./data', () => {
  const c = readConfig({})
  assert.deepEqual([c.port, c.host, c.loopback, c.baseUrl], [4173, '127.0.0.1', true, 'http://localhost:4173'])
  assert.match(c.dataDir, /^\/.*\/data$|^[A-Z]:\\.*\\data$/)
  assert.match(c.filesUrl, /^file:\/\/\/.*\/data\/files$/)
  assert.deepEqual([c.databaseUrl, c.smtpUrl, c.metrics, c.lang], [undefined, undefined, false, 'en'])
})

test('an empty setting counts as not given', () => {
  assert.equal(readConfig({ PORT: '', DATABASE_URL: ' ' }).port, 4173)
})

test('settings are taken as given, addresses without the last slash', () => {
  const c = readConfig({ HOST: '0.0.0.0', PORT: '80', BASE_URL: 'https://d.example.com/', METRICS: '1', SMTP_URL: 'smtp://u:p@h:25', MAIL_FROM: '合眾 <ae@example.com>', DATABASE_URL: 'postgres://u:p@/d?host=/run/pg' })
  assert.deepEqual([c.loopback, c.baseUrl, c.metrics, c.mailFrom, c.port], [false, 'https://d.example.com', true, '合眾 <ae@example.com>', 80])
  assert.equal(readConfig({ HOST: '::1' }).loopback, true)
})

const wrong: Record<string, string[]> = {
  PORT: ['0', '65536', 'web', '80.5', '-1'],
  HOST: ['a b', 'http://x', '300.1.1.1', 'ex_ample:80'],
  BASE_URL: ['docket.example.com', 'https://x.example/docket', 'ftp://x'],
  DATABASE_URL: ['mysql://u:geheim@h/d', 'postgres://u:geheim@h', 'geheim'],
  SMTP_URL: ['mail.example.com', 'http://h'],
  MAIL_FROM: ['Docket', 'Docket <a@b', 'a@b\r\nBcc: c@d'],
  FILES_URL: ['/var/files', 's3://', 'file://host/x', 's3://key:geheim@bucket', 's3://bucket?secret=geheim', 's3://bucket/folder', 's3://bucket?endpoint=minio', 's3://bucket?endpoint=http://key:geheim@h'],
  METRICS: ['yes', 'true'],
}
for (const [name, values] of Object.entries(wrong))
  test(`a wrong ${name} is refused with a sentence in three languages that names it`, () => {
    for (const value of values)
      assert.throws(
        () => readConfig({ [name]: value }),
        (e) => e instanceof ConfigError && Object.values(e.words).every((w) => w.includes(name) && !w.includes('geheim')) && new Set(Object.values(e.words)).size === 3,
        value,
      )
  })

test('SMTP_URL asks for MAIL_FROM', () => {
  assert.throws(() => readConfig({ SMTP_URL: 'smtp://h' }), /MAIL_FROM/)
})

test('the terminal speaks the language of its locale', () => {
  assert.deepEqual(['zh_TW.UTF-8', 'zh_HK', 'zh_CN.UTF-8', 'zh-Hant', 'C', ''].map((LANG) => terminalLang({ LANG })), ['zh-Hant', 'zh-Hant', 'zh-Hans', 'zh-Hant', 'en', 'en'])
  assert.equal(terminalLang({ LC_ALL: 'en_US', LANG: 'zh_TW' }), 'en')
})
