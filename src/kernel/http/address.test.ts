import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addressOf, asksHere, hostCheck, netOf, ownPage } from './address.ts'
import { Limits } from './limits.ts'

test('a proxy is believed only behind https, from nearby, and only for the address that it added itself', () => {
  assert.equal(addressOf('::ffff:127.0.0.1', '203.0.113.9', false), '127.0.0.1')
  assert.equal(addressOf('127.0.0.1', '6.6.6.6, 203.0.113.9', true), '203.0.113.9')
  assert.equal(addressOf('10.0.0.7', '203.0.113.9', true), '203.0.113.9')
  assert.equal(addressOf('198.51.100.1', '203.0.113.9', true), '198.51.100.1')
  assert.equal(addressOf('127.0.0.1', 'not an address', true), '127.0.0.1')
})

test('this machine asks only by its own connection, and not when a proxy relays somebody', () => {
  const none = () => undefined
  for (const peer of ['127.0.0.5', '::1', '::ffff:127.0.0.1']) assert.ok(asksHere(peer, none), peer)
  for (const peer of ['10.0.0.1', '198.51.100.1', '', undefined]) assert.ok(!asksHere(peer, none), peer)
  for (const relayed of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via', 'x-forwarded-host', 'x-forwarded-proto']) {
    assert.ok(!asksHere('127.0.0.1', (name) => (name === relayed ? '127.0.0.1' : undefined)), relayed)
    assert.ok(!asksHere('198.51.100.1', (name) => (name === relayed ? '127.0.0.1' : undefined)), relayed)
  }
})

test('addresses of one /64 count as one caller, however they are written, and no two networks do', () => {
  const group = fc.integer({ min: 0, max: 0xffff })
  const eight = fc.array(group, { minLength: 8, maxLength: 8 })
  const text = (groups: number[]) => groups.map((g) => g.toString(16)).join(':')
  fc.assert(
    fc.property(eight, eight, (a, b) => {
      const same = a.slice(0, 4).every((g, at) => g === b[at])
      assert.equal(netOf(text(a)) === netOf(text(b)), same)
      assert.equal(netOf(text([...a.slice(0, 4), ...b.slice(4)])), netOf(text(a).toUpperCase()))
    }),
  )
  assert.equal(netOf('2001:db8::1'), netOf('2001:db8:0:0:ffff::2%eth0'))
  assert.equal(netOf('203.0.113.9'), '203.0.113.9')
  assert.equal(netOf('::ffff:203.0.113.9'), '203.0.113.9')
  assert.equal(netOf('::ffff:cb00:7109'), '203.0.113.9')
  assert.equal(netOf(''), '')
})

test('our names are ours, figures are nobody else\'s, and other names are not ours', () => {
  const base = 'https://docket.example.com'
  const isOurs = hostCheck(base)
  for (const host of ['docket.example.com', 'localhost:4173', '127.0.0.1:4173', '[::1]:4173', '192.168.1.5']) assert.ok(isOurs(host), host)
  for (const host of ['evil.test', 'docket.example.com.evil.test', 'localhost.evil.test', '127.0.0.1.evil.test', '', undefined, 'a b']) assert.ok(!isOurs(host), host)
})

test('no origin but our own passes, however it is written', () => {
  const baseUrl = 'http://localhost:4173'
  fc.assert(
    fc.property(fc.webUrl(), (url) => {
      const origin = new URL(url).origin
      return ownPage({ site: undefined, origin, host: 'localhost:4173', baseUrl }) === (origin === baseUrl)
    }),
  )
  for (const site of ['cross-site', 'same-site', 'none', 'x']) assert.ok(!ownPage({ site, origin: baseUrl, host: 'localhost:4173', baseUrl }))
})

test('a bucket never gives more than its burst and what has dripped in since', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 10 }), fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 60 }), (burst, perSecond, pauses) => {
      let now = 0
      const limits = new Limits({ burst, perSecond }, () => now)
      let given = 0
      for (const pause of pauses) {
        now += pause
        if (limits.take('one') === 0) given++
        assert.ok(given <= burst + (now / 1000) * perSecond + 1e-6)
      }
      return true
    }),
  )
  let now = 0
  const limits = new Limits({ burst: 1, perSecond: 1 }, () => now)
  assert.equal(limits.take('a'), 0)
  const wait = limits.take('a')
  now += wait * 1000
  assert.equal(limits.take('a'), 0)
})
