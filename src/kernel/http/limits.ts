/** How many calls at once, and how many a second over time. */
export interface Rate {
  burst: number
  perSecond: number
}
interface Bucket {
  left: number
  at: number
}

/**
 * Token buckets in memory, one per key: a brake against a flood from one session or address, kept by each process for
 * itself. Guessing of passwords is counted elsewhere, in the database.
 */
export class Limits {
  readonly #rate: Rate
  readonly #now: () => number
  readonly #buckets = new Map<string, Bucket>()
  /** Nobody can fill the memory with keys: beyond this the oldest go. */
  readonly #most: number
  constructor(rate: Rate, now: () => number = Date.now, most = 10_000) {
    this.#rate = rate
    this.#now = now
    this.#most = most
  }

  /** Takes one; answers 0, or the seconds after which there is one again. */
  take(key: string): number {
    const { burst, perSecond } = this.#rate
    const now = this.#now()
    const found = this.#buckets.get(key)
    const left = found ? Math.min(burst, found.left + ((now - found.at) / 1000) * perSecond) : burst
    const bucket = { left: left >= 1 ? left - 1 : left, at: now }
    this.#buckets.delete(key)
    this.#buckets.set(key, bucket)
    if (this.#buckets.size > this.#most) this.#buckets.delete(this.#buckets.keys().next().value as string)
    return left >= 1 ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond))
  }
}
