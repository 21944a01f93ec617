import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

/** Who hears a channel. */
export interface Ear {
  /** What was announced, once each, in the order of the commits. */
  hear(payload: string): void
  /** The line stands, for the first time or anew: what was said before was not heard. */
  begun?(): void
  /** The line broke, or an attempt to make it failed; it is tried again in a second. */
  lost?(): void
}

/**
 * The one connection of a process that listens: what any process announces (`pg_notify`) comes in here, for open pages and
 * for the queues. It is made with the first ear, and again whenever it is lost; nobody depends on it for more than haste.
 */
export class News {
  readonly #connectionString: string
  readonly #beatMs: number
  readonly #ears = new Map<string, Ear>()
  #client: pg.Client | null = null
  #first: Promise<void> | null = null
  #closed = false

  /** `beatMs`: how often the line is asked whether it still answers, in milliseconds. */
  constructor(connectionString: string, beatMs = 15_000) {
    this.#connectionString = connectionString
    this.#beatMs = beatMs
  }

  /**
   * Hears a channel until closed; a channel has one ear. Resolves when it hears or when that has failed for now: `begun` tells
   * when it hears.
   */
  async listen(channel: string, ear: Ear): Promise<{ close(): Promise<void> }> {
    if (this.#ears.has(channel)) throw new Error(`${channel} is heard already`)
    this.#ears.set(channel, ear)
    // Should it break just now, that is heard as its end.
    if (this.#client) await this.#begin(this.#client, channel, ear).catch(() => undefined)
    this.#first ??= this.#connect()
    await this.#first
    return {
      // Nothing is asked of the database: a line that has fallen silent would hold up whoever stops.
      close: async () => {
        this.#ears.delete(channel)
      },
    }
  }

  /** Ends the line and hears no more, without waiting for an answer; ears are not told. */
  close(): void {
    this.#closed = true
    this.#ears.clear()
    void this.#client?.end().catch(() => undefined)
  }

  async #connect(): Promise<void> {
    if (this.#closed) return
    const client = new pg.Client({ connectionString: this.#connectionString, application_name: 'docket news', connectionTimeoutMillis: 5000, keepAlive: true, keepAliveInitialDelayMillis: 10_000 })
    let lost = false
    const lose = (): void => {
      if (lost) return
      lost = true
      if (this.#client === client) this.#client = null
      void client.end().catch(() => undefined)
      for (const ear of this.#ears.values()) ear.lost?.()
      void wait(1000, undefined, { ref: false }).then(() => this.#connect())
    }
    client.on('error', () => undefined)
    client.on('end', lose)
    client.on('notification', ({ channel, payload }) => this.#ears.get(channel)?.hear(payload ?? ''))
    try {
      await client.connect()
      this.#client = client
      await Promise.all([...this.#ears].map(([channel, ear]) => this.#begin(client, channel, ear)))
      if (this.#closed) await client.end()
      else void this.#watch(client).catch(lose)
    } catch {
      lose()
    }
  }

  /** Throws when the line has fallen silent: a peer that is gone without a word, or hangs, would otherwise be listened to for ever. */
  async #watch(client: pg.Client): Promise<void> {
    for (;;) {
      await wait(this.#beatMs, undefined, { ref: false })
      if (this.#client !== client) return
      const late = wait(this.#beatMs, undefined, { ref: false }).then(() => {
        throw new Error('the line is silent')
      })
      await Promise.race([client.query('select 1'), late])
    }
  }

  async #begin(client: pg.Client, channel: string, ear: Ear): Promise<void> {
    await client.query(`listen ${pg.escapeIdentifier(channel)}`)
    ear.begun?.()
  }
}
