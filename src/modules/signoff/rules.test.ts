import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { refusalOf } from '#test/setup/refusal.ts'
import { checkMark, markLimit } from './mark.ts'
import { after, checkName, methodOf, obstacle, type PartyState, sameName } from './rules.ts'
import { stampOf } from './certificate-data.ts'

test('a mark is path data and nothing else', () => {
  for (const good of ['', 'M1 2L3 4', 'M 12,62 C 20,20 34,12 38,40', 'M0 0L0.5 .5L-3 4', 'M1 2L3 4 5 6M7 8Q1 1 2 2']) assert.equal(refusalOf(() => checkMark(good)), null, good)
  for (const bad of [
    'L1 2', 'M1 2', 'M1', 'M1 2L3', 'M1 2Z', 'm1 2l3 4', 'M1 2h0.1', 'M1 2L3 4"/><script>', 'M1 2L3 4 url(#a)', 'M1 2L99999 4', 'M1 2L3.1234 4', 'M1 2L1e9 4', 'M1 2L2001 4', 'M1 2L3 4\n',
    `M1 2${'L3 4'.repeat(markLimit / 4)}`,
  ]) assert.equal(refusalOf(() => checkMark(bad)), 'signoff.mark', bad.slice(0, 40))
})

test('any list of strokes near the box is a mark; anything put into it is not', () => {
  const n = fc.integer({ min: -3000, max: 4000 }).map((v) => (v / 10).toFixed(1))
  const stroke = fc.tuple(n, n, fc.array(fc.tuple(n, n), { minLength: 1, maxLength: 20 })).map(([x, y, rest]) => `M${x} ${y}${rest.map(([a, b]) => `L${a} ${b}`).join('')}`)
  fc.assert(fc.property(fc.array(stroke, { minLength: 1, maxLength: 10 }), (strokes) => refusalOf(() => checkMark(strokes.join(''))) === null))
  fc.assert(fc.property(stroke, fc.constantFrom('<', '"', '&', '#', '(', 'a', 'é', '\0', '%'), fc.nat(), (path, evil, where) => {
    const at = where % (path.length + 1)
    return refusalOf(() => checkMark(path.slice(0, at) + evil + path.slice(at))) === 'signoff.mark'
  }))
})

test('staff sign when they proved themselves within fifteen minutes; a key never signs; the switch only in the sample', () => {
  const now = new Date('2026-11-24T02:00:00Z')
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  assert.equal(methodOf({ method: 'password', provedAt: ago(15) }, now, false), 'password')
  assert.equal(methodOf({ method: 'passkey', provedAt: ago(0) }, now, false), 'passkey')
  assert.equal(refusalOf(() => methodOf({ method: 'password+totp', provedAt: ago(15.1) }, now, false)), 'signoff.prove_again')
  assert.equal(refusalOf(() => methodOf({ method: 'password', provedAt: null }, now, true)), 'signoff.prove_again')
  assert.equal(refusalOf(() => methodOf({ method: 'key', provedAt: ago(1) }, now, true)), 'signoff.not_by_key')
  assert.equal(refusalOf(() => methodOf({ method: 'switch', provedAt: ago(1) }, now, false)), 'signoff.prove_again')
  assert.equal(methodOf({ method: 'switch', provedAt: null }, now, true), 'switch')
})

test('one name, however it is written; another name never, and only a contact is held to it', () => {
  const wide = (name: string) => name.replaceAll(/[!-~]/g, (c) => String.fromCodePoint(c.codePointAt(0)! + 0xfee0)).replaceAll(' ', '\u3000')
  const ways = [(n: string) => n, (n: string) => n.toUpperCase(), (n: string) => n.toLowerCase(), wide, (n: string) => n.normalize('NFD'), (n: string) => ` ${[...n].join(' ')} `, (n: string) => n.replaceAll(' ', ''), (n: string) => `\u200b${n}\u202c`]
  const letters = fc.constantFrom(...'陳怡君林若蘭𠮷堃歐陽娜ABzéßŁø -.·')
  const name = fc.array(letters, { minLength: 1, maxLength: 12 }).map((all) => all.join('')).filter((n) => n.trim() !== '')
  const way = fc.constantFrom(...ways)
  fc.assert(fc.property(name, way, way, (n, one, other) => sameName(one(n), other(n)) && sameName(other(n), one(n))))
  const plain = (n: string) => n.replaceAll(' ', '').toLowerCase().replaceAll('ß', 'ss')
  fc.assert(fc.property(name, name, way, (one, other, write) => sameName(one, write(other)) === (plain(one) === plain(other))))
  for (const [one, other] of [['林若蘭', '林若兰'], ['林若蘭', '王大明'], ['Mia Wong', 'Mia Wang'], ['José', 'Jose'], ['林若蘭', '林若']] as const) assert.equal(sameName(one, other), false, `${one} ${other}`)
  assert.equal(refusalOf(() => checkName({ contact_id: 'c', name: 'Mia Wong' }, 'ＭＩＡ　wong')), null)
  assert.equal(refusalOf(() => checkName({ contact_id: 'c', name: 'Mia Wong' }, '')), 'signoff.another_name')
  assert.equal(refusalOf(() => checkName({ contact_id: null, name: '陳怡君' }, '陳怡均')), null)
})

test('a turn opens when all of the former have signed, and no turn is skipped', () => {
  const state = fc.constantFrom<PartyState>('waiting', 'signed')
  fc.assert(fc.property(fc.integer({ min: 1, max: 4 }), fc.array(fc.record({ turn: fc.integer({ min: 1, max: 6 }), state }), { minLength: 1 }), (turn, parties) => {
    const next = after(turn, parties)
    if (parties.some((p) => p.turn === turn && p.state === 'waiting')) return next === 'await'
    const waiting = parties.filter((p) => p.state === 'waiting').map((p) => p.turn)
    return waiting.length === 0 ? next === 'complete' : typeof next === 'object' && next.turn === Math.min(...waiting)
  }))
})

test('what stands against signing is told in the order of who has to know', () => {
  const now = new Date('2026-11-24T02:00:00Z')
  const s = (request: object = {}, party: object = {}, shown = 'a') =>
    obstacle({ request: { state: 'open', turn: 1, sha256: 'a', ...request }, party: { state: 'asked', turn: 1, expires_at: null, ...party }, shown, now })
  assert.equal(s(), null)
  assert.equal(s({}, {}, 'b'), 'signoff.replaced')
  assert.equal(s({ state: 'void' }), 'signoff.replaced')
  assert.equal(s({ state: 'void' }, { state: 'signed' }), 'signoff.already_signed')
  assert.equal(s({ state: 'withdrawn' }), 'signoff.withdrawn')
  assert.equal(s({ state: 'declined' }), 'signoff.declined_by_other')
  assert.equal(s({}, { state: 'waiting', turn: 2 }), 'signoff.not_your_turn')
  assert.equal(s({}, { expires_at: now }), 'signoff.expired')
})

test('certificates say the second and the distance from UTC', () => {
  const at = new Date('2026-11-27T07:02:44Z')
  assert.equal(stampOf(at, 'Asia/Taipei'), '2026/11/27 15:02:44 +08:00')
  assert.equal(stampOf(at, 'UTC'), '2026/11/27 07:02:44 +00:00')
})
