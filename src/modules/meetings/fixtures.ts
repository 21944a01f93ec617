import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { FixedClock } from '#kernel/clock/clock.ts'
import type { Config } from '#kernel/config.ts'
import type { Scope } from '#kernel/db/actor.ts'
import { Database, openPool } from '#kernel/db/database.ts'
import { openQueues } from '#kernel/db/queues.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import { openStore } from '#kernel/files/store.ts'
import { registerMessages } from '#kernel/i18n/say.ts'
import { buildRouter } from '#kernel/rpc/router.ts'
import { clientsContract } from '#modules/clients/contract.ts'
import { clientsService } from '#modules/clients/service.ts'
import { signoffMessages } from '#modules/signoff/messages/index.ts'
import { testDatabase } from '#test/setup/database.ts'
import { staffedAgency } from '#test/setup/staffed.ts'
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

  const { staff, as, director, client, contact, join: team, contactScope } = await staffedAgency<typeof contract>({ database, clock, router, bugs })
  const [ae, other, member] = [await staff('陳怡君', ['ae']), await staff('何必', ['ae']), await staff('許雅婷', ['member'])]
  const [pine, coffee] = [await client('松木家居'), await client('日昇咖啡')]
  await team(pine, ae, member)
  await team(coffee, other)
  const person = (of: string, name: string, mail: string): Promise<string> => contact(of, { name, mail, locale: 'zh-Hant' })
  const [lin, zhang, wang] = [await person(pine, '林若蘭', 'lin@pine.test'), await person(pine, '張大木', ''), await person(coffee, '王小姐', 'wang@coffee.test')]

  return {
    database, clock, as, ae, other, member, director, pine, coffee, lin, zhang, wang,
    read: <T>(scope: Scope, work: (tx: WalledTx) => Promise<T>): Promise<T> => database.read(scope, work),
    /** As the contact behind a link. */
    contact: (id: string, name: string): Scope => contactScope(pine, id, name),
    close: async () => {
      await boss.stop({ graceful: false })
      await pool.end()
      await made.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type Desk = Awaited<ReturnType<typeof openDesk>>
