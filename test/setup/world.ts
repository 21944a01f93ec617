import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract'
import { createRouterClient, ORPCError } from '@orpc/server'
import type pg from 'pg'
import { allMessages } from '#app/messages.ts'
import { subscriptions } from '#app/subscriptions.ts'
import { FixedClock } from '#kernel/clock/clock.ts'
import { readConfig } from '#kernel/config.ts'
import { beginSql, type Contact, type Person, type Scope } from '#kernel/db/actor.ts'
import { Database, openPool } from '#kernel/db/database.ts'
import { openQueues } from '#kernel/db/queues.ts'
import type { Subscriptions, WalledTx } from '#kernel/db/walled.ts'
import { openStore } from '#kernel/files/store.ts'
import { registerMessages } from '#kernel/i18n/say.ts'
import { newId } from '#kernel/ids.ts'
import type { Role } from '#kernel/pure/roles.ts'
import { buildRouter, type CallContext } from '#kernel/rpc/router.ts'
import type { Door, ServiceOf } from '#kernel/rpc/service.ts'
import { clientsContract } from '#modules/clients/contract.ts'
import { clientsService } from '#modules/clients/service.ts'
import { peopleContract } from '#modules/people/contract.ts'
import { addPerson, foundAgency, foundingScope, peopleService } from '#modules/people/index.ts'
import { testDatabase } from './database.ts'

/** Somebody of the agency, and what they do through the real procedures: roles, refusals and answers are checked as the server checks them. */
export interface Actor {
  id: string
  name: string
  roles: readonly Role[]
  /** As just signed in with a password. */
  scope(): Scope
  /** Procedures of a module as this person: `world.ae.calls(jobsContract, jobsService).issue({ … })`. Each call is a new intent unless a key is given in `context`. */
  calls<C extends AnyContractRouter>(contract: C, service: ServiceOf<C>): ContractRouterClient<C, { key?: string }>
  /** A transaction as this person, for index functions and repos. */
  tx<T>(work: (tx: WalledTx) => Promise<T>): Promise<T>
  /** Raw SQL in the server's own role behind this person's wall: what the database itself says, past every rule of ours. */
  sql(text: string, values?: unknown[]): Promise<pg.QueryResult>
}
type Names = 'ae' | 'director' | 'lead' | 'member' | 'finance' | 'traffic' | 'admin' | 'other'
const staff: Record<Names, { name: string; title: string; roles: readonly Role[] }> = {
  ae: { name: '陳怡君', title: '客戶執行', roles: ['ae'] },
  director: { name: '林正宏', title: '客戶總監', roles: ['director'] },
  lead: { name: '許雅婷', title: '創意總監', roles: ['lead'] },
  member: { name: '周柏翰', title: '美術', roles: ['member'] },
  finance: { name: '何淑芬', title: '財務', roles: ['finance'] },
  traffic: { name: '吳家豪', title: '流程', roles: ['traffic'] },
  admin: { name: '張惠美', title: '行政', roles: ['admin'] },
  other: { name: '黃詩涵', title: '客戶執行', roles: ['ae'] },
}
/** On the team of 松木家居; 黃詩涵 (`other`) is not, and is the AE of 沐日茶飲, whose team has only her, the director and finance. */
const teamOfPine: Names[] = ['ae', 'lead', 'member', 'traffic', 'admin']

/** The code with which a call was refused: `await assert.rejects(call, refused('jobs.incomplete'))`. */
export const refused = (code: string) => (error: unknown): boolean => codeOf(error) === code
export const codeOf = (error: unknown): string => {
  if (error instanceof ORPCError) return (error.data as { code?: string } | undefined)?.code ?? error.code
  return (error as { code?: string } | undefined)?.code ?? String(error)
}

const actor = (database: Database, agencyId: string, id: string, { name, roles }: (typeof staff)[Names]): Actor => {
  const scope = (): Scope => {
    const person: Person = { kind: 'person', id, name, roles, sessionId: null, method: 'password', provedAt: database.clock.now() }
    return { agencyId, actor: person, lang: 'zh-Hant', address: '192.0.2.7', agent: 'test' }
  }
  return {
    id, name, roles, scope,
    tx: (work) => database.write(scope(), work),
    sql: async (text, values = []) => {
      const client = await database.pool.connect()
      try {
        await client.query(beginSql(scope(), false))
        const result = await client.query(text, values)
        await client.query('commit')
        return result
      } catch (error) {
        await client.query('rollback')
        throw error
      } finally {
        client.release()
      }
    },
    calls: (contract, service) => {
      const bugs: unknown[] = []
      const router = buildRouter(contract, service, { strict: true, bug: (error) => bugs.push(error), unlisted: () => undefined, words: ({ code }) => code })
      const context = ({ key }: { key?: string }): CallContext =>
        ({ database, scope: scope(), door: {} as Door, idempotencyKey: key ?? randomUUID(), requestId: 'test', note: {} })
      const client = createRouterClient(router, {
        context: context as never,
        // What the server would answer with a number to quote, a test wants to read.
        interceptors: [(call) => call.next().catch((error: unknown) => Promise.reject(codeOf(error) === 'bug' ? bugs.at(-1) : error))],
      })
      return client as never
    },
  }
}

export type World = Awaited<ReturnType<typeof madeWorld>>

/**
 * An agency in Taipei on a database of its own and a clock that stands on Tuesday 24 November 2026, 10:00 there: staff of every
 * role, two clients behind their walls with contacts. Made through the services; files stand in a folder of its own.
 */
export const madeWorld = async (heard: Subscriptions = subscriptions) => {
  registerMessages(allMessages())
  const made = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'docket-world-'))
  const config = readConfig({ DATA_DIR: folder })
  const pool = openPool(made.appUrl, 24)
  const boss = openQueues(pool)
  await boss.start()
  const clock = new FixedClock('2026-11-24T02:00:00Z')
  const database = new Database(pool, clock, { config, root: made.root, store: openStore(config.filesUrl), boss }, heard)

  const founding = foundingScope(newId(clock.now()), 'zh-Hant')
  const { agencyId } = founding
  await database.write(founding, (tx) => foundAgency(tx, { name: '向陽廣告', region: 'TW', locale: 'zh-Hant' }))
  const people = {} as Record<Names, Actor>
  for (const [name, who] of Object.entries(staff) as [Names, (typeof staff)[Names]][]) {
    const id = await database.write(founding, (tx) => addPerson(tx, { mail: `${name}@sun.test`, name: who.name, title: who.title, locale: 'zh-Hant', roles: who.roles, joined: true }))
    people[name] = actor(database, agencyId, id, who)
  }

  // Without a rate nobody logs time: an hour costs NT$ 600 and is charged at NT$ 1,800 for everybody.
  const { setRate } = people.finance.calls(peopleContract, peopleService(async () => undefined)).staff
  for (const { id } of Object.values(people)) await setRate({ id, from: '2026-01-01', version: 0, costMinor: 600n, chargeMinor: 1800n })

  const clients = people.director.calls(clientsContract, clientsService)
  const pine = await clients.create({ name: '松木家居', legalName: '松木家居股份有限公司', trade: '家具', taxNumber: '04595257', locale: 'zh-Hant', region: 'TW' })
  const tea = await clients.create({ name: '沐日茶飲', legalName: '沐日茶饮有限公司', trade: '茶飲', locale: 'zh-Hans', region: 'PRC' })
  for (const name of teamOfPine) await clients.join({ client: pine.id, person: people[name].id })
  await clients.join({ client: tea.id, person: people.other.id })
  const contact = async (client: string, mail: string, form: { name: string; title: string; seniority: 'head' | 'manager' | 'staff'; approverSince?: string; locale: 'zh-Hant' | 'zh-Hans' }) =>
    (await clients.addContact({ client, mail: `${mail}@client.test`, ...form })).id
  const contacts = {
    /** 松木家居's authorised approver. */
    approver: await contact(pine.id, 'ruolan', { name: '林若蘭', title: '行銷經理', seniority: 'manager', approverSince: '2026-01-01', locale: 'zh-Hant' }),
    /** Of 松木家居 as well, and may not approve. */
    assistant: await contact(pine.id, 'zhiming', { name: '王志明', title: '行銷專員', seniority: 'staff', locale: 'zh-Hant' }),
    /** 沐日茶飲's authorised approver. */
    tea: await contact(tea.id, 'xiaoyan', { name: '赵晓燕', title: '品牌总监', seniority: 'head', approverSince: '2026-01-01', locale: 'zh-Hans' }),
  }

  return {
    ...people, people, agencyId, database, clock, config, boss, contacts, ownerUrl: made.ownerUrl, appUrl: made.appUrl,
    /** The client whose team is everybody but `other`. */
    client: pine.id,
    /** The client of `other`: for the rest, but the director and finance, it does not exist. */
    otherClient: tea.id,
    /** The scope of a contact who came by a link. */
    contactScope: (client: string, id: string, name: string): Scope => ({ agencyId, actor: { kind: 'contact', id, name, clientId: client } satisfies Contact, lang: 'zh-Hant', address: '198.51.100.4', agent: 'phone' }),
    /** The scope of the worker within a client. */
    systemScope: (client: string): Scope => ({ agencyId, actor: { kind: 'system', id: null, name: 'Docket', clientId: client }, lang: 'zh-Hant' }),
    close: async () => {
      await boss.stop({ graceful: false })
      await pool.end()
      await made.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
