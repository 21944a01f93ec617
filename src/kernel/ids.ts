import { randomBytes } from 'node:crypto'

let lastMs = -1
let lastTail = 0n
const tailBits = 74n

/**
 * A UUIDv7 (RFC 9562) for the instant: ids sort as they were made. Within a process and a millisecond the 74
 * random bits are counted up by a random step (method 2), so that they neither tie nor can be guessed.
 */
export const newId = (now: Date): string => {
  const ms = now.getTime()
  if (!(ms >= 0 && ms < 2 ** 48)) throw new RangeError('the instant has no UUIDv7')
  if (ms === lastMs) lastTail += 1n + randomBits(32n)
  else lastTail = randomBits(tailBits - 1n)
  lastMs = ms
  // The top bit starts empty: it takes 2^41 ids in one millisecond to overflow the tail.
  const random = lastTail
  const value = (BigInt(ms) << 80n) | (7n << 76n) | ((random >> 62n) << 64n) | (2n << 62n) | (random & ((1n << 62n) - 1n))
  const hex = value.toString(16).padStart(32, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const randomBits = (bits: bigint): bigint => BigInt(`0x${randomBytes(16).toString('hex')}`) & ((1n << bits) - 1n)
