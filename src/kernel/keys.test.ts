import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { deriveKey, linkToken, readRoot, seal, secretFile, tokenHash, unseal } from './keys.ts'

const root = Buffer.alloc(32, 7)

test('what is sealed comes back with the same key, and never with another or when a byte was changed', () => {
  const key = deriveKey(root, 'totp')
  const other = deriveKey(root, 'signing')
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (plain, at, flip) => {
      const sealed = seal(key, Buffer.from(plain))
      assert.deepEqual(unseal(key, sealed), Buffer.from(plain))
      assert.equal(unseal(other, sealed), null)
      const bytes = Buffer.from(sealed, 'base64url')
      const i = at % bytes.length
      bytes[i] = (bytes[i] as number) ^ flip
      assert.equal(unseal(key, bytes.toString('base64url')), null)
    }),
  )
  assert.equal(unseal(key, 'short'), null)
  assert.notEqual(seal(key, '章'), seal(key, '章'))
})

test('a link has 256 bits, differs by kind and id and root, and is the same each time', () => {
  const id = '01890000-0000-7000-8000-000000000001'
  const token = linkToken(root, 'party', id)
  assert.equal(Buffer.from(token, 'base64url').length, 32)
  assert.equal(token, linkToken(root, 'party', id))
  assert.equal(new Set([token, linkToken(root, 'ticket', id), linkToken(root, 'party', `${id}0`), linkToken(Buffer.alloc(32, 8), 'party', id)]).size, 4)
  assert.equal(tokenHash(token).length, 32)
})

test('all who ask for the secret of a new folder at once get the same one, and only its owner may read it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'docket-keys-'))
  try {
    const made = await Promise.all(Array.from({ length: 8 }, () => secretFile(folder)))
    assert.equal(new Set(made.map(String)).size, 1)
    assert.equal(statSync(join(folder, 'secret')).mode & 0o777, 0o600)
    assert.deepEqual(await readRoot({ databaseUrl: 'postgres://u@h/d', dataDir: folder }), made[0])
    writeFileSync(join(folder, 'secret'), 'cut')
    await assert.rejects(secretFile(folder), /restore that file from a backup/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('with a password in DATABASE_URL every process on that database has the same root, whatever its folder', async () => {
  const a = await readRoot({ databaseUrl: 'postgres://u:p%40ss@h/d', dataDir: '/nowhere' })
  assert.deepEqual(a, await readRoot({ databaseUrl: 'postgres://other:p%40ss@/d?host=/run', dataDir: '/elsewhere' }))
  assert.equal(a.length, 32)
  assert.notDeepEqual(a, await readRoot({ databaseUrl: 'postgres://u:other@h/d', dataDir: '/nowhere' }))
})
