import assert from 'node:assert/strict'
import { test } from 'node:test'
import { behindAgent, deviceName } from './device.ts'

test('a device is named by its browser and system, by the first mark that tells it from its relatives', () => {
  const chrome = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
  assert.deepEqual(behindAgent(`${chrome} Edg/140.0.0.0`), { browser: 'Edge', system: 'macOS' })
  assert.equal(deviceName(chrome, '王志明'), 'Chrome · macOS')
  assert.equal(deviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1', ''), 'Safari · iOS')
  assert.equal(deviceName('curl/8', '王志明'), '王志明')
})
