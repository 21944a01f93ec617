import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshId } from './ids.ts'

test('ids are UUIDv7 and none comes twice', () => {
  const ids = Array.from({ length: 1000 }, freshId)
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(new Set(ids).size, ids.length)
  assert.ok(Math.abs(Number.parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16) - Date.now()) < 60_000)
})
