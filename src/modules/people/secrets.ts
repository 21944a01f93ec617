import { createHmac, timingSafeEqual } from 'node:crypto'
import { hash, parseOptions, verify } from '@node-rs/argon2'
import { Secret, TOTP } from 'otpauth'
import { deriveKey, linkToken, seal, tokenHash, unseal } from '#kernel/keys.ts'
import { plainPassword } from './rules.ts'

// Argon2id, 19 MiB, 2 passes, 1 lane: OWASP Password Storage Cheat Sheet, first choice. Argon2id is the library's default.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Argon2id in its encoded form, off the event loop. */
export const hashPassword = (password: string): Promise<string> => hash(plainPassword(password), cost)

/** A hash that no password has: verified in place of a missing one, so that the answer takes as long. */
let nobody: Promise<string> | undefined
/** Whether it is the password; takes as long when there is none. */
export const isPassword = async (stored: string | null, password: string): Promise<boolean> => {
  nobody ??= hash(deriveKey(Buffer.alloc(32), 'nobody').toString('hex'), cost)
  const right = await verify(stored ?? (await nobody), plainPassword(password))
  return right && stored !== null
}
/** True when the hash was made with other costs than today's and is to be made anew at this sign-in. */
export const isOutdated = (stored: string): boolean => {
  const was = parseOptions(stored)
  return was.memoryCost !== cost.memoryCost || was.timeCost !== cost.timeCost || was.parallelism !== cost.parallelism
}

const totpKey = (root: Buffer): Buffer => deriveKey(root, 'totp')
const totpOf = (secret: Secret, label: string): TOTP => new TOTP({ issuer: 'Docket', label, secret, algorithm: 'SHA1', digits: 6, period: 30 })

/** The secret of one attempt to set up TOTP: derived, so that nothing unconfirmed is at rest. */
export const setupSecret = (root: Buffer, person: string, setup: string): Secret =>
  new Secret({ buffer: new Uint8Array(createHmac('sha256', totpKey(root)).update(`${person}:${setup}`).digest().subarray(0, 20)).buffer })
export const totpUri = (secret: Secret, mail: string): string => totpOf(secret, mail).toString()
export const sealTotp = (root: Buffer, secret: Secret): string => seal(totpKey(root), secret.base32)
export const unsealTotp = (root: Buffer, sealed: string): Secret | null => {
  const text = unseal(totpKey(root), sealed)?.toString()
  return text ? Secret.fromBase32(text) : null
}
/** The time step of a right code (now, or one before or after), or null. The caller takes a step only once. */
export const totpStep = (secret: Secret, code: string, now: Date): bigint | null => {
  const token = code.normalize('NFKC').replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = totpOf(secret, '').validate({ token, timestamp: now.getTime(), window: 1 })
  return delta === null ? null : BigInt(Math.floor(now.getTime() / 30_000) + delta)
}

// Without letters that read alike.
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'
const readable = (bytes: Uint8Array, groups: number): string => {
  const letters = [...bytes.subarray(0, groups * 5)].map((b) => alphabet[b % alphabet.length])
  return Array.from({ length: groups }, (_, g) => letters.slice(g * 5, g * 5 + 5).join('')).join('-')
}
const derived = (root: Buffer, purpose: string, what: string): Buffer => createHmac('sha256', deriveKey(root, purpose)).update(what).digest()

/** The ten codes of a batch, about 74 bits each, derived so that they can be shown again for a moment and are nowhere at rest. */
export const recoveryCodes = (root: Buffer, person: string, batch: string): string[] =>
  Array.from({ length: 10 }, (_, n) => readable(derived(root, 'recovery', `${person}:${batch}:${n}`), 3))
export const recoveryHash = (code: string): Buffer => tokenHash(code.normalize('NFKC').toLowerCase().replace(/[^a-z0-9]/g, ''))

/** An API key: its id and a derived 256-bit secret; the database keeps SHA-256 of it. */
export const apiKey = (root: Buffer, id: string): string => `dk_${id.replaceAll('-', '')}_${derived(root, 'api key', id).toString('base64url')}`

export const ticketToken = (root: Buffer, id: string): string => linkToken(root, 'ticket', id)

/** The code that set-up asks for when others can reach the server; the same in all processes of one database. */
export const setupCode = (root: Buffer): string => readable(derived(root, 'set-up code', ''), 2)

/** Compares in constant time, whatever the lengths. */
export const same = (a: string, b: string): boolean => timingSafeEqual(tokenHash(a), tokenHash(b))

/** What throttling counts under: nobody reads addresses and mails out of that table. */
export const throttleKey = (root: Buffer, ...parts: string[]): string => derived(root, 'throttle', JSON.stringify(parts)).toString('base64url')

