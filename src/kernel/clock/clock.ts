/** Where time comes from: passed in everywhere, so that tests and the sample agency can move it. */
export interface Clock {
  now(): Date
}
export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands until it is moved. */
export class FixedClock implements Clock {
  #at: Date
  constructor(at: string | Date) {
    this.#at = new Date(at)
  }
  now(): Date {
    return new Date(this.#at)
  }
  set(at: string | Date): void {
    this.#at = new Date(at)
  }
  advance(minutes: number): void {
    this.#at = new Date(this.#at.getTime() + minutes * 60_000)
  }
}
