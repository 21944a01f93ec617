import { randomUUID } from 'node:crypto'
import { call } from '@orpc/server'
import type { Clock } from '#kernel/clock/clock.ts'
import type { Person, Scope } from '#kernel/db/actor.ts'
import type { Database } from '#kernel/db/database.ts'
import { newId } from '#kernel/ids.ts'
import type { Role } from '#kernel/pure/roles.ts'
import type { BuiltRouter, CallContext } from '#kernel/rpc/router.ts'
import { addPerson, foundAgency, foundingScope } from '#modules/people/index.ts'

interface House {
  database: Database
  clock: Clock
  router: BuiltRouter
  /** What the router called a bug: thrown as it was. */
  bugs: readonly unknown[]
}

/** 海棠廣告 on a database of its own, before it has anybody; its router serves the contract `C`, the clients' among it. */
export const staffedAgency = async <C extends { clients: object }>({ database, clock, router, bugs }: House) => {
  const agency = foundingScope(newId(clock.now()), 'zh-Hant')
  await database.write(agency, (tx) => foundAgency(tx, { name: '海棠廣告', region: 'TW', locale: 'zh-Hant' }))

  const staff = async (name: string, roles: readonly Role[]): Promise<Scope & { actor: Person }> => {
    const id = await database.write(agency, (tx) => addPerson(tx, { mail: `${randomUUID()}@begonia.test`, name, title: '', locale: 'zh-Hant', roles, joined: true }))
    return { agencyId: agency.agencyId, lang: 'zh-Hant', actor: { kind: 'person', id, name, roles, sessionId: null, method: 'password', provedAt: clock.now() } }
  }
  /** Calls a procedure as the API does: roles, shapes, idempotency, refusals. Answers, or throws `{ code, params }`. */
  const as = async <M extends keyof C>(scope: Scope, module: M, name: keyof C[M], input: unknown, key: string = randomUUID()): Promise<never> => {
    const context: CallContext = { database, scope, door: {} as never, idempotencyKey: key, requestId: 'test', note: {} }
    try {
      return (await call((router[module as string] as never)[name], input as never, { context } as never)) as never
    } catch (error) {
      const { data } = error as { data?: { code?: string } }
      throw data?.code === 'bug' ? bugs.at(-1) : (data ?? error)
    }
  }
  const director = await staff('周明', ['director', 'admin'])
  const made = async (name: string, input: object): Promise<string> => ((await as(director, 'clients', name as never, input)) as { id: string }).id

  return {
    agency, staff, as, director,
    client: (name: string): Promise<string> => made('create', { name, locale: 'zh-Hant', region: 'TW' }),
    contact: (client: string, form: { name: string; mail: string; locale: string }): Promise<string> => made('addContact', { client, title: '經理', seniority: 'manager', ...form }),
    join: (client: string, ...scopes: Scope[]): Promise<unknown> => Promise.all(scopes.map((who) => as(director, 'clients', 'join' as never, { client, person: who.actor.id }))),
    /** As the contact behind a link. */
    contactScope: (client: string, id: string, name: string): Scope => ({ agencyId: agency.agencyId, lang: 'zh-Hant', actor: { kind: 'contact', id, name, clientId: client }, address: '198.51.100.7', agent: 'test' }),
  }
}
