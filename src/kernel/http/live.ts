import { sql } from 'kysely'
import type { Scope } from '../db/actor.ts'
import type { Database } from '../db/database.ts'
import type { News } from '../db/news.ts'

/** One open browser. */
interface Listener {
  scope: Scope
  clients: ReadonlySet<string>
  send(text: string): void
  end(): void
  /** Whether the session is still good. */
  check(): Promise<boolean>
}
interface Options {
  database: Database
  news: News
  /** What to fetch again when a thing of this kind changes: names of modules. */
  modulesOf(kind: string): readonly string[]
  heartbeatMs?: number
}
const perPerson = 12

/**
 * Tells open browsers what to fetch again, each only of the clients in its own walls. PostgreSQL carries the news from
 * any process to all of them (`pg_notify` in the transaction of a deed). Nothing depends on it: when the line to the
 * database breaks, all browsers are let go, come back, and ask anew.
 */
export class Live {
  readonly #options: Options
  readonly #listeners = new Set<Listener>()
  readonly #timer: NodeJS.Timeout
  #line: { close(): Promise<void> } | undefined
  #listening = false
  #hearing: Promise<void> = Promise.resolve()

  constructor(options: Options) {
    this.#options = options
    this.#timer = setInterval(() => void this.#beat(), options.heartbeatMs ?? 20_000)
    this.#timer.unref()
  }
  get count(): number {
    return this.#listeners.size
  }
  /** Whether news come in; without, a browser is asked to come back later. */
  get listening(): boolean {
    return this.#listening
  }

  /** Resolves when news come in or when that has failed for now; `listening` tells which. */
  async start(): Promise<void> {
    this.#line = await this.#options.news.listen('docket', {
      // One after another: what follows a change of walls is heard behind the new ones.
      hear: (payload) => {
        const hear = (): Promise<void> => this.#hear(payload)
        this.#hearing = this.#hearing.then(hear, hear)
      },
      begun: () => {
        this.#listening = true
      },
      lost: () => {
        this.#listening = false
        this.#endAll()
      },
    })
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.#listening = false
    this.#endAll()
    await this.#line?.close()
  }

  /** A stream of server-sent events for one person. `check` is asked now and then whether the session still stands. */
  async open(scope: Scope, check: () => Promise<boolean>): Promise<ReadableStream<Uint8Array>> {
    const encoder = new TextEncoder()
    const clients = await this.#clientsOf(scope)
    let listener: Listener
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        listener = {
          scope, clients, check,
          send: (text) => {
            // Whoever reads nothing for long is let go rather than remembered for.
            if ((controller.desiredSize ?? 0) < -100_000) listener.end()
            else controller.enqueue(encoder.encode(text))
          },
          end: () => {
            if (this.#listeners.delete(listener)) controller.close()
          },
        }
        const same = [...this.#listeners].filter((l) => l.scope.actor.id === scope.actor.id)
        if (same.length >= perPerson) same[0]?.end()
        this.#listeners.add(listener)
        listener.send('retry: 3000\n\n')
      },
      cancel: () => {
        this.#listeners.delete(listener)
      },
    }, new ByteLengthQueuingStrategy({ highWaterMark: 16_384 }))
  }

  async #clientsOf(scope: Scope): Promise<ReadonlySet<string>> {
    const ids = await this.#options.database.read(scope, async (tx) => {
      const { rows } = await sql<{ ids: string[] }>`select docket.my_clients() as ids`.execute(tx.db())
      return rows[0]?.ids ?? []
    })
    return new Set(ids)
  }

  /** `agency client job|- kind`, as `record` writes it. */
  async #hear(payload: string): Promise<void> {
    const [agency, client, job, kind] = payload.split(' ')
    if (!agency || !client || !job || !kind) return
    const here = [...this.#listeners].filter((l) => l.scope.agencyId === agency)
    // A new client's team is there with it, and no deed of its own says so.
    const moved = kind === 'team' ? here : kind === 'client' ? here.filter((l) => !l.clients.has(client)) : []
    await Promise.all(moved.map((l) => this.#walls(l)))
    const topics = [`client:${client}`, ...(job === '-' ? [] : [`job:${job}`]), ...this.#options.modulesOf(kind)]
    const text = `data: ${JSON.stringify({ topics })}\n\n`
    // One may have left while the walls were read.
    for (const listener of here) if (this.#listeners.has(listener) && listener.clients.has(client)) listener.send(text)
  }

  /** Somebody joined or left a team: reads the walls again, and tells whose walls moved, without saying which client. */
  async #walls(listener: Listener): Promise<void> {
    try {
      const now = await this.#clientsOf(listener.scope)
      const moved = now.symmetricDifference(listener.clients).size > 0
      listener.clients = now
      if (moved) listener.send(`data: ${JSON.stringify({ topics: this.#options.modulesOf('team') })}\n\n`)
    } catch {
      listener.end()
    }
  }

  async #beat(): Promise<void> {
    for (const listener of [...this.#listeners]) {
      const good = await listener.check().catch(() => true)
      if (good) listener.send(': here\n\n')
      else listener.end()
    }
  }

  #endAll(): void {
    for (const listener of [...this.#listeners]) listener.end()
  }
}
