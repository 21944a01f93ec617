import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { after, before, test } from 'node:test'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import { at, fn, openHouse, password } from './fixtures.ts'
import { peopleService } from './service.ts'
import { resolveSession } from './sessions.ts'

let house: Awaited<ReturnType<typeof openHouse>>
const service = peopleService(async () => undefined)
const none = undefined as never
before(async () => {
  house = await openHouse()
})
after(() => house.close())
const refused = (code: string) => (e: unknown) => (e as { code?: string }).code === code
const sha = (b: Uint8Array | string) => createHash('sha256').update(b).digest()
const b64 = (b: Uint8Array | string) => Buffer.from(b).toString('base64url')

/** An authenticator in software: ES256, user verified, no attestation. */
const authenticator = (origin = 'http://localhost:4173', rp = 'localhost') => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  let count = 0
  const head = (flags: number): Buffer => {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(++count)
    return Buffer.concat([sha(rp), Buffer.from([flags]), counter])
  }
  const client = (type: string, challenge: string) => Buffer.from(JSON.stringify({ type, challenge, origin }))
  return {
    id: b64(id),
    create: (challenge: string) => {
      const { x, y } = publicKey.export({ format: 'jwk' })
      const cose = isoCBOR.encode(new Map<number, number | Uint8Array>([[1, 2], [3, -7], [-1, 1], [-2, new Uint8Array(Buffer.from(x!, 'base64url'))], [-3, new Uint8Array(Buffer.from(y!, 'base64url'))]]) as never)
      const authData = Buffer.concat([head(0x45), Buffer.alloc(16), Buffer.from([0, 32]), id, cose])
      const attestationObject = isoCBOR.encode(new Map<string, unknown>([['fmt', 'none'], ['attStmt', new Map()], ['authData', new Uint8Array(authData)]]) as never)
      return { id: b64(id), rawId: b64(id), type: 'public-key' as const, clientExtensionResults: {}, response: { clientDataJSON: b64(client('webauthn.create', challenge)), attestationObject: b64(attestationObject), transports: ['internal'] } }
    },
    get: (challenge: string) => {
      const data = client('webauthn.get', challenge)
      const authenticatorData = head(0x05)
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha(data)]), privateKey)
      return { id: b64(id), rawId: b64(id), type: 'public-key' as const, clientExtensionResults: {}, response: { clientDataJSON: b64(data), authenticatorData: b64(authenticatorData), signature: b64(signature) } }
    },
  }
}
const challenge = async (to: 'register' | 'sign-in') => (await at(service.passkeyOptions)(house.browser(), { to, mail: 'p@k.test' })).challenge

test('an agency is founded with a passkey alone, which signs in and cannot be removed as the last way in', async () => {
  const device = authenticator()
  const door = house.browser()
  const made = device.create(await challenge('register'))
  await at(service.createAgency)(door, { name: '向陽', region: 'HK', locale: 'en', person: 'Pat Kwan', mail: 'p@k.test', password: undefined, passkey: made, setupCode: undefined })
  assert.equal((await resolveSession(house.database, door.token))?.scope.actor.method, 'passkey')

  const again = house.browser()
  const options = await challenge('sign-in')
  const answer = device.get(options)
  assert.deepEqual(await at(service.signInWithPasskey)(again, { passkey: answer }), { state: 'in' })
  await assert.rejects(at(service.signInWithPasskey)(house.browser(), { passkey: answer }), refused('people.passkey_wrong'), 'the counter stood still')
  await assert.rejects(at(service.signInWithPasskey)(house.browser(), { passkey: device.get(options) }), refused('people.challenge_old'), 'a challenge counts once')
  const [key] = await house.as(again, (tx) => fn(service.account.passkeys)(tx, none))
  await assert.rejects(house.as(again, (tx) => fn(service.account.removePasskey)(tx, { id: key!.id })), refused('people.last_way_in'))
})

test('wrong origin, foreign challenge, another purpose, another device and a late answer are refused', async () => {
  const { agencyId } = await house.found('q@k.test')
  assert.ok(agencyId)
  const door = house.browser()
  await at(service.signIn)(door, { mail: 'q@k.test', password, code: undefined, agency: undefined })
  const device = authenticator()
  const options = async (to: 'register' | 'prove') => (await house.as(door, (tx) => fn(service.account.passkeyOptions)(tx, { to }))).challenge
  const addWith = (passkey: ReturnType<typeof device.create>) => house.as(door, (tx) => fn(service.account.addPasskey)(tx, { name: '筆電', passkey }))
  await assert.rejects(addWith(authenticator('https://evil.test').create(await options('register'))), refused('people.passkey_wrong'))
  await assert.rejects(addWith(device.create(await challenge('register'))), refused('people.challenge_old'), 'made before sign-in')
  await assert.rejects(addWith(device.create(b64(randomBytes(40)))), refused('people.challenge_old'))
  await addWith(device.create(await options('register')))

  const late = device.get(await challenge('sign-in'))
  house.clock.advance(6)
  await assert.rejects(at(service.signInWithPasskey)(house.browser(), { passkey: late }), refused('people.challenge_old'))
  const stranger = authenticator()
  await assert.rejects(at(service.signInWithPasskey)(house.browser(), { passkey: stranger.get(await challenge('sign-in')) }), refused('people.passkey_wrong'))
  const forged = { ...stranger.get(await challenge('sign-in')), id: device.id, rawId: device.id }
  await assert.rejects(at(service.signInWithPasskey)(house.browser(), { passkey: forged }), refused('people.passkey_wrong'))

  house.clock.advance(30)
  const proof = device.get(await options('prove'))
  await assert.rejects(at(service.signInWithPasskey)(house.browser(), { passkey: proof }), refused('people.challenge_old'), 'a proof is no sign-in')
  await at(service.prove)(door, { passkey: device.get(await options('prove')), password: undefined, code: undefined })
  const found = await resolveSession(house.database, door.token)
  assert.deepEqual([found?.scope.actor.method, found?.scope.actor.provedAt], ['passkey', house.clock.now()])
})
