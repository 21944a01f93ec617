import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Deps } from '#kernel/db/deps.ts'
import { deriveKey } from '#kernel/keys.ts'
import { refuse } from '#kernel/pure/refusal.ts'
import { challengeLasts } from './rules.ts'
import { throttleKey } from './secrets.ts'

/** Loaded with the first passkey: large, and many never make one. */
const webauthn = () => import('@simplewebauthn/server')

type Means = Pick<Deps, 'config' | 'root'>
/** For whom a challenge is: anybody before sign-in, or one session. */
export type Purpose = 'register' | 'sign-in' | `register:${string}` | `prove:${string}`

/** Passkeys belong to a host's name; on this machine that is `localhost`, since 127.0.0.1 is not one. */
export const passkeyHost = (means: Means): string => {
  const { hostname } = new URL(means.config.baseUrl)
  return /^127\.|^\[/.test(hostname) ? 'localhost' : hostname
}
const origins = (means: Means): string[] => {
  const url = new URL(means.config.baseUrl)
  url.hostname = passkeyHost(means)
  return [url.origin]
}

// A challenge carries its end and a seal over its purpose, so that nothing is stored until it is used.
const mark = (means: Means, head: Uint8Array, purpose: Purpose): Buffer => createHmac('sha256', deriveKey(means.root, 'challenge')).update(head).update(purpose).digest().subarray(0, 16)
const newChallenge = (means: Means, purpose: Purpose, now: Date): Uint8Array<ArrayBuffer> => {
  const head = Buffer.alloc(24)
  head.writeBigUInt64BE(BigInt(now.getTime() + challengeLasts))
  randomBytes(16).copy(head, 8)
  return new Uint8Array(Buffer.concat([head, mark(means, head, purpose)]))
}
/** When an own challenge ends, or null when it is not ours, not for this, or over. */
const challengeEnds = (means: Means, challenge: string, purpose: Purpose, now: Date): Date | null => {
  const bytes = Buffer.from(challenge, 'base64url')
  if (bytes.length !== 40 || !timingSafeEqual(bytes.subarray(24), mark(means, bytes.subarray(0, 24), purpose))) return null
  const ends = Number(bytes.readBigUInt64BE())
  return ends > now.getTime() ? new Date(ends) : null
}

/** What the browser needs to make a passkey. */
export const registerOptions = async (means: Means, purpose: Purpose, who: { mail: string; name: string; has: readonly string[] }, now: Date) => ({
  ...(await (await webauthn()).generateRegistrationOptions({
    rpName: 'Docket', rpID: passkeyHost(means), userName: who.mail, userDisplayName: who.name, challenge: newChallenge(means, purpose, now), attestationType: 'none',
    excludeCredentials: who.has.map((id) => ({ id })), authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })),
})
/** What the browser needs to sign a challenge; no list of credentials, so that nobody learns who has one. */
export const signInOptions = async (means: Means, purpose: Purpose, now: Date, has: readonly string[] = []) => ({
  ...(await (await webauthn()).generateAuthenticationOptions({
    rpID: passkeyHost(means), challenge: newChallenge(means, purpose, now), userVerification: 'required', allowCredentials: has.map((id) => ({ id })),
  })),
})

/** The challenge inside an answer, to be burnt by the caller: `key` in the table of tries, until `ends`. */
export interface Burnable {
  key: string
  ends: Date
}
const burnable = (means: Means, clientDataJSON: string, purpose: Purpose, now: Date): Burnable => {
  let challenge = ''
  try {
    challenge = String((JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as { challenge?: unknown }).challenge)
  } catch {
    throw refuse('people.passkey_wrong')
  }
  const ends = challengeEnds(means, challenge, purpose, now)
  if (!ends) throw refuse('people.challenge_old')
  return { key: throttleKey(means.root, 'challenge', challenge), ends }
}
// The library throws on what does not fit; whoever sends that learns no more than "wrong".
const wrong = (): never => {
  throw refuse('people.passkey_wrong')
}

/** Checks a new passkey. Refuses `people.passkey_wrong`, `people.challenge_old`. */
export const checkRegistration = async (means: Means, purpose: Purpose, response: unknown, now: Date) => {
  const answer = response as RegistrationResponseJSON
  const burn = burnable(means, answer.response.clientDataJSON, purpose, now)
  const { registrationInfo } = await (await webauthn()).verifyRegistrationResponse({
    response: answer, expectedChallenge: () => true, expectedOrigin: origins(means), expectedRPID: passkeyHost(means), requireUserVerification: true,
  }).catch(wrong)
  if (!registrationInfo) return wrong()
  const { id, publicKey, counter, transports } = registrationInfo.credential
  return { burn, credential: { credential_id: id, public_key: Buffer.from(publicKey), counter: BigInt(counter), transports: [...(transports ?? [])] } }
}

/** Checks a signature of a known passkey; answers its new counter. Refuses `people.passkey_wrong`, `people.challenge_old`. */
export const checkAssertion = async (means: Means, purpose: Purpose, response: unknown, known: { credential_id: string; public_key: Buffer; counter: bigint }, now: Date) => {
  const answer = response as AuthenticationResponseJSON
  const burn = burnable(means, answer.response.clientDataJSON, purpose, now)
  const { verified, authenticationInfo } = await (await webauthn()).verifyAuthenticationResponse({
    response: answer, expectedChallenge: () => true, expectedOrigin: origins(means), expectedRPID: passkeyHost(means), requireUserVerification: true,
    credential: { id: known.credential_id, publicKey: new Uint8Array(known.public_key), counter: Number(known.counter) },
  }).catch(wrong)
  return verified ? { burn, counter: BigInt(authenticationInfo.newCounter) } : wrong()
}
