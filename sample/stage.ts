import { FixedClock } from '#kernel/clock/clock.ts'
import type { Contact, Person, Scope } from '#kernel/db/actor.ts'
import { Database } from '#kernel/db/database.ts'
import type { Subscriptions, WalledTx } from '#kernel/db/walled.ts'
import { receiveFile } from '#kernel/files/receive.ts'
import { addFile } from '#kernel/files/repo.ts'
import type { Lang } from '#kernel/i18n/messages.ts'
import { addWorkdays, type Day, localDate } from '#kernel/pure/calendar.ts'
import { calendarOf } from '#kernel/pure/holidays.ts'
import type { Role } from '#kernel/pure/roles.ts'
import type { Public, Slow } from '#kernel/rpc/service.ts'
import { certificateQueue } from '#modules/signoff/index.ts'

export interface Player {
  id: string
  name: string
  roles: readonly Role[]
}
/** A procedure of a module's service, as the router takes it. */
// biome-ignore lint/suspicious/noExplicitAny: what is prepared is between prepare and run
export type Command<I, O> = ((tx: WalledTx, input: I) => Promise<O>) | Slow<I, any, O> | Public<I, O>

const zone = 'Asia/Taipei'
const cal = calendarOf('TW')

/** Where the sample is played: the real services on the real database, with a clock that is set before each deed. */
export class Stage {
  readonly database: Database
  readonly agencyId: string
  readonly clock: FixedClock
  readonly today: Day

  constructor(database: Database, agencyId: string, heard: Subscriptions) {
    this.agencyId = agencyId
    this.clock = new FixedClock(database.clock.now())
    this.today = localDate(this.clock.now(), zone)
    // Certificates are printed by the play itself, at the hour of the tale; the worker, which sees them queued, would date them today.
    const { boss } = database.deps
    const queued = Object.create(boss, { send: { value: (queue: string, ...of: unknown[]) => (queue === certificateQueue ? null : Reflect.apply(boss.send, boss, [queue, ...of])) } })
    this.database = new Database(database.pool, this.clock, { ...database.deps, boss: queued }, heard)
  }

  /** The day so many working days before today (or after, if negative). */
  day(ago: number): Day {
    return addWorkdays(cal, this.today, -ago)
  }

  /** Sets the clock: a working day before today, and an hour in Taipei. Never later than now. */
  at(ago: number, time: string): void {
    this.clock.set(`${this.day(ago)}T${time}:00+08:00`)
  }

  /** A member of staff does something, some minutes after the last deed. */
  async does<I, O>(player: Player, command: Command<I, O>, input: I): Promise<O> {
    this.clock.advance(3)
    const person: Person = { kind: 'person', id: player.id, name: player.name, roles: player.roles, sessionId: null, method: 'password', provedAt: this.clock.now() }
    return this.#run({ agencyId: this.agencyId, actor: person, lang: 'zh-Hant', address: '203.0.113.20', agent: 'Docket sample' }, command, input)
  }

  /** A client's contact does something by their link. */
  async answers<O>(contact: { id: string; name: string; clientId: string; lang: Lang }, work: (tx: WalledTx) => Promise<O>): Promise<O> {
    this.clock.advance(3)
    const actor: Contact = { kind: 'contact', id: contact.id, name: contact.name, clientId: contact.clientId }
    return this.database.write({ agencyId: this.agencyId, actor, lang: contact.lang, address: '198.51.100.7', agent: 'Docket sample' }, work)
  }

  /** A member of staff puts bytes into the store and behind the client's wall, as an upload does; answers the file's id. */
  async uploads(player: Player, client: string, name: string, bytes: Uint8Array): Promise<string> {
    const received = await receiveFile(this.database.deps.store, this.agencyId, new Blob([bytes as BlobPart]).stream(), name, 100_000_000)
    return (await this.does(player, (tx) => addFile(tx, client, received), undefined)).id
  }

  /** A member of staff reads. */
  reads<I, O>(player: Player, command: Command<I, O>, input: I): Promise<O> {
    if (typeof command !== 'function') throw new Error('only a plain procedure reads')
    const person: Person = { kind: 'person', id: player.id, name: player.name, roles: player.roles, sessionId: null, method: 'password', provedAt: null }
    return this.database.read({ agencyId: this.agencyId, actor: person, lang: 'zh-Hant' }, (tx) => command(tx, input))
  }

  async #run<I, O>(scope: Scope, command: Command<I, O>, input: I): Promise<O> {
    if (typeof command === 'function') return this.database.write(scope, (tx) => command(tx, input))
    if (!('run' in command)) throw new Error('the sample plays no procedure of the door')
    const prepared = await command.prepare({ read: (work) => this.database.read(scope, work), deps: this.database.deps, scope, now: this.clock.now() }, input)
    return this.database.write(scope, (tx) => command.run(tx, input, prepared))
  }
}
