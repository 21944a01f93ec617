import { randomBytes } from 'node:crypto'
import { FixedClock } from '#kernel/clock/clock.ts'
import type { Config } from '#kernel/config.ts'
import type { Scope } from '#kernel/db/actor.ts'
import { Database, openPool } from '#kernel/db/database.ts'
import type { Deps } from '#kernel/db/deps.ts'
import { openQueues } from '#kernel/db/queues.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import type { FileStore } from '#kernel/files/store.ts'
import { registerMessages } from '#kernel/i18n/say.ts'
import { newId } from '#kernel/ids.ts'
import type { Role } from '#kernel/pure/roles.ts'
import type { Door, Public } from '#kernel/rpc/service.ts'
import { testDatabase } from '#test/setup/database.ts'
import { addPerson, foundAgency, foundingScope } from './founding.ts'
import { peopleMessages } from './messages/index.ts'
import { hashPassword } from './secrets.ts'
import { resolveSession } from './sessions.ts'

export const password = '今天的海很藍而且很安靜'

/** A browser for tests: keeps the cookie as a real one does. */
export interface Browser extends Door {
  token: string | null
}

/** A database of its own, on a clock that stands, as reached from this machine or (`open`) from elsewhere. */
export const openHouse = async () => {
  registerMessages(peopleMessages)
  const made = await testDatabase()
  const pool = openPool(made.appUrl, 6)
  const boss = openQueues(pool)
  await boss.start()
  const clock = new FixedClock('2026-11-24T02:00:00Z')
  const root = randomBytes(32)
  const config = { loopback: true, baseUrl: 'http://localhost:4173' } as Config
  const deps: Deps = { config, root, boss, store: {} as FileStore }
  const database = new Database(pool, clock, deps)
  const browser = (over: Partial<Door> = {}): Browser => {
    const door: Browser = {
      database, address: '192.0.2.7', agent: 'test', local: true, token: null,
      setSession: (token) => {
        door.token = token
      },
      ...over,
    }
    return door
  }
  return {
    database, clock, root, deps, browser, ownerUrl: made.ownerUrl,
    /** Founds an agency with one administrator who signs in with `password`. */
    found: async (mail: string, over: { name?: string; sample?: boolean; roles?: readonly Role[] } = {}) => {
      const scope = foundingScope(newId(clock.now()), 'zh-Hant')
      const passwordHash = await hashPassword(password)
      const id = await database.write(scope, async (tx) => {
        await foundAgency(tx, { name: over.name ?? '向陽廣告', region: 'TW', locale: 'zh-Hant', sample: over.sample })
        return addPerson(tx, { mail, name: '陳怡君', locale: 'zh-Hant', roles: over.roles ?? ['admin', 'ae'], passwordHash, joined: true })
      })
      return { agencyId: scope.agencyId, id }
    },
    /** Runs a procedure as whoever is signed in there. */
    as: async <T>(door: Browser, work: (tx: WalledTx) => Promise<T>): Promise<T> => {
      const found = await resolveSession(database, door.token, {}, door.local)
      if (!found) throw new Error('nobody is signed in')
      return database.write(found.scope as Scope, work)
    },
    close: async () => {
      await boss.stop({ graceful: false })
      await pool.end()
      await made.drop()
    },
  }
}

type Call<S> = S extends { door(door: Door, input: infer I): Promise<infer O> } ? (door: Door, input: I) => Promise<O> : never
/** The door of a public procedure. */
export const at = <S>(served: S): Call<S> => ((door: Door, input: unknown) => (served as Public<unknown, unknown>).door(door, input)) as Call<S>
type Walled<S> = Extract<S, (tx: WalledTx, input: never) => unknown>
/** The plain function of a procedure behind sign-in. */
export const fn = <S>(served: S): Walled<S> => served as Walled<S>
