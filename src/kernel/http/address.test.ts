import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addressOf, hostAllowed, isLoopback, ownPage } from './address.ts'
import { Limits } from './limits.ts'

test('a proxy is believed only behind https, from nearby, and only for the address that it added itself', () => {
  assert.equal(addressOf('::ffff:127.0.0.1', '203.0.113.9', false), '127.0.0.1')
  assert.equal(addressOf('127.0.0.1', '6.6.6.6, 203.0.113.9', true), '203.0.113.9')
  assert.equal(addressOf('10.0.0.7', '203.0.113.9', true), '203.0.113.9')
  assert.equal(addressOf('198.51.100.1', '203.0.113.9', true), '198.51.100.1')
  assert.equal(addressOf('127.0.0.1', 'not an address', true), '127.0.0.1')
  assert.ok(isLoopback('127.0.0.5') && isLoopback('::1') && !isLoopback('10.0.0.1'))
})

test('our names are ours, figures are nobody else\'s, and other names are not ours', () => {
  const base = 'https://docket.example.com'
  for (const host of ['docket.example.com', 'localhost:4173', '127.0.0.1:4173', '[::1]:4173', '192.168.1.5']) assert.ok(hostAllowed(host, base), host)
  for (const host of ['evil.test', 'docket.example.com.evil.test', 'localhost.evil.test', '127.0.0.1.evil.test', '', undefined, 'a b']) assert.ok(!hostAllowed(host, base), host)
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
