import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { call } from '@orpc/server'
import { FixedClock } from '#kernel/clock/clock.ts'
import type { Config } from '#kernel/config.ts'
import type { Scope } from '#kernel/db/actor.ts'
import { Database, openPool } from '#kernel/db/database.ts'
import { openQueues } from '#kernel/db/queues.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import { openStore } from '#kernel/files/store.ts'
import { registerMessages } from '#kernel/i18n/say.ts'
import { newId } from '#kernel/ids.ts'
import type { Role } from '#kernel/pure/roles.ts'
import { buildRouter, type CallContext } from '#kernel/rpc/router.ts'
import { clientsContract } from '#modules/clients/contract.ts'
import { clientsService } from '#modules/clients/service.ts'
import { addPerson, foundAgency, foundingScope } from '#modules/people/index.ts'
import { signoffMessages } from '#modules/signoff/messages/index.ts'
import { testDatabase } from '#test/setup/database.ts'
import { meetingsContract } from './contract.ts'
import { hearSignoff, meetingsHearDeciding } from './hear.ts'
import { meetingsMessages } from './messages/index.ts'
import { meetingsService } from './service.ts'

const contract = { clients: clientsContract, meetings: meetingsContract }
const services = { clients: clientsService, meetings: meetingsService }

/** An agency with two clients, one behind a wall, as the server runs it: real database, files, queue, router and listeners. */
export const openDesk = async () => {
  registerMessages({ ...signoffMessages, ...meetingsMessages })
  const made = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'minutes-'))
  const pool = openPool(made.appUrl, 6)
  const boss = openQueues(pool)
  await boss.start()
  const clock = new FixedClock('2026-11-24T02:00:00Z')
  const deps = { config: { loopback: true, baseUrl: 'http://localhost:4173' } as Config, root: made.root, boss, store: openStore(pathToFileURL(folder).href) }
  const heard = { 'signoff.deciding': [meetingsHearDeciding], 'signoff.completed': [hearSignoff], 'signoff.declined': [hearSignoff], 'signoff.withdrawn': [hearSignoff] }
  const database = new Database(pool, clock, deps, heard)
  const bugs: unknown[] = []
  const router = buildRouter(contract, services, { strict: true, bug: (e) => bugs.push(e), unlisted: () => undefined, words: ({ code }) => code })

  const agency = foundingScope(newId(clock.now()), 'zh-Hant')
  await database.write(agency, (tx) => foundAgency(tx, { name: '海棠廣告', region: 'TW', locale: 'zh-Hant' }))
  const staff = async (name: string, roles: readonly Role[]): Promise<Scope> => {
    const id = await database.write(agency, (tx) => addPerson(tx, { mail: `${randomUUID()}@begonia.test`, name, title: '', locale: 'zh-Hant', roles, joined: true }))
    return { agencyId: agency.agencyId, lang: 'zh-Hant', actor: { kind: 'person', id, name, roles, sessionId: null, method: 'password', provedAt: clock.now() } }
  }

  /** Calls a procedure as the API does: roles, shapes, idempotency, refusals. Answers or throws `{ code, params }`. */
  const as = async <M extends keyof typeof contract>(scope: Scope, module: M, name: keyof (typeof contract)[M], input: unknown, key: string = randomUUID()): Promise<never> => {
    const context: CallContext = { database, scope, door: {} as never, idempotencyKey: key, requestId: 'test', note: {} }
    try {
      return (await call((router[module] as never)[name], input as never, { context } as never)) as never
    } catch (error) {
      const { data } = error as { data?: { code?: string } }
      throw data?.code === 'bug' ? bugs.at(-1) : (data ?? error)
    }
  }
  const director = await staff('周明', ['director', 'admin'])
  const client = async (name: string): Promise<string> => {
    const { id } = (await as(director, 'clients', 'create', { name, locale: 'zh-Hant', region: 'TW' })) as { id: string }
    return id
  }
  const contact = async (of: string, name: string, mail: string): Promise<string> => {
    const { id } = (await as(director, 'clients', 'addContact', { client: of, name, title: '經理', seniority: 'manager', mail, locale: 'zh-Hant' })) as { id: string }
    return id
  }
  const [ae, other, member] = [await staff('陳怡君', ['ae']), await staff('何必', ['ae']), await staff('許雅婷', ['member'])]
  const [pine, coffee] = [await client('松木家居'), await client('日昇咖啡')]
  for (const [of, who] of [[pine, ae], [pine, member], [coffee, other]] as const) await as(director, 'clients', 'join', { client: of, person: who.actor.id })
  const [lin, zhang, wang] = [await contact(pine, '林若蘭', 'lin@pine.test'), await contact(pine, '張大木', ''), await contact(coffee, '王小姐', 'wang@coffee.test')]

  return {
    database, clock, as, ae, other, member, director, pine, coffee, lin, zhang, wang,
    read: <T>(scope: Scope, work: (tx: WalledTx) => Promise<T>): Promise<T> => database.read(scope, work),
    /** As the contact behind a link. */
    contact: (id: string, name: string): Scope => ({ agencyId: agency.agencyId, lang: 'zh-Hant', actor: { kind: 'contact', id, name, clientId: pine }, address: '198.51.100.7', agent: 'test' }),
    close: async () => {
      await boss.stop({ graceful: false })
      await pool.end()
      await made.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type Desk = Awaited<ReturnType<typeof openDesk>>
