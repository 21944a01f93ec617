import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'

const source = join(import.meta.dirname, '..', 'bin', 'ready.js')
const skip = process.platform === 'win32'
let folder: string

const lock = (version: string): string => JSON.stringify({ packages: { '': {}, 'node_modules/a': { version }, 'node_modules/other-platform': { version: '1.0.0', optional: true } } })
/** An npm of our own, which notes each call and fails as many times as told. */
const npm = (fails: number): void => {
  writeFileSync(
    join(folder, 'path', 'npm'),
    `#!/bin/sh\necho "$1" >> calls\n[ $(wc -l < calls) -gt ${fails} ] || exit 1\nmkdir -p node_modules/.bin && ln -sf ${process.execPath} node_modules/.bin/node\n`,
  )
  chmodSync(join(folder, 'path', 'npm'), 0o755)
}
const ready = (lang = ''): { status: number | null; calls: number; out: string; stdout: string } => {
  const run = spawnSync(process.execPath, ['bin/ready.js'], { cwd: folder, encoding: 'utf8', env: { PATH: `${join(folder, 'path')}:/usr/bin:/bin`, LANG: lang } })
  const calls = existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n').length : 0
  return { status: run.status, calls, out: run.stdout + run.stderr, stdout: run.stdout }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docket-ready-'))
  for (const name of ['bin', 'path', 'scripts']) mkdirSync(join(folder, name))
  copyFileSync(source, join(folder, 'bin', 'ready.js'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'package-lock.json'), lock('1.0.0'))
  writeFileSync(join(folder, 'scripts', 'build.ts'), `const v: string = process.version; console.log('built with', v)`)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a fresh clone is installed once and built with Node 24; the next start installs nothing', { skip }, () => {
  npm(0)
  const first = ready()
  assert.deepEqual([first.status, first.calls], [0, 1])
  assert.match(first.out, /^· Installing/m)
  assert.match(first.out, /^· Building/m)
  assert.match(first.out, /built with v24\./)
  assert.equal(first.stdout, '', 'stdout belongs to the command that follows')
  assert.deepEqual(ready().calls, 1)
})

test('it speaks the language of the terminal, as the server does', { skip }, () => {
  npm(0)
  for (const [lang, words] of [['zh_CN.UTF-8', /^· 正在安装/m], ['zh_TW.UTF-8', /^· 正在安裝/m], ['zh_HK.UTF-8', /^· 正在安裝/m], ['de_DE', /^· Installing/m]] as const) {
    rmSync(join(folder, 'node_modules'), { recursive: true, force: true })
    assert.match(ready(lang).out, words)
  }
})

test('a changed lockfile is installed; what was installed by hand is not installed again', { skip }, () => {
  npm(0)
  ready()
  writeFileSync(join(folder, 'package-lock.json'), lock('2.0.0'))
  assert.equal(ready().calls, 2)
  writeFileSync(join(folder, 'package-lock.json'), lock('3.0.0'))
  writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: { 'node_modules/a': { version: '3.0.0' } } }))
  assert.equal(ready().calls, 2)
})

test('a failed install is tried once more, then given up with a sentence, and nothing is built', { skip }, () => {
  npm(1)
  assert.deepEqual([ready().status, ready().calls], [0, 2])
  rmSync(join(folder, 'node_modules'), { recursive: true })
  rmSync(join(folder, 'calls'))
  npm(9)
  const { status, calls, out } = ready()
  assert.deepEqual([status, calls], [1, 2])
  assert.match(out, /could not be installed/)
  assert.doesNotMatch(out, /built/)
})

test('a build that fails stops the start', { skip }, () => {
  mkdirSync(join(folder, 'node_modules', '.bin'), { recursive: true })
  symlinkSync(process.execPath, join(folder, 'node_modules', '.bin', 'node'))
  npm(0)
  writeFileSync(join(folder, 'scripts', 'build.ts'), 'process.exit(3)')
  const { status, out } = ready()
  assert.equal(status, 1)
  assert.match(out, /was not built/)
})
