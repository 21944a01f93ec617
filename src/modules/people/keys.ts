import type { Database } from '#kernel/db/database.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import { newId } from '#kernel/ids.ts'
import { tokenHash } from '#kernel/keys.ts'
import { notFound } from '#kernel/pure/refusal.ts'
import type { Role } from '#kernel/pure/roles.ts'
import { record } from '#kernel/record/record.ts'
import type { ServiceOf } from '#kernel/rpc/service.ts'
import { browser, proved } from './account.ts'
import type { peopleContract } from './contract.ts'
import * as doors from './doors.ts'
import * as repo from './repo.ts'
import { checkKeyRoles, revealLasts, within } from './rules.ts'
import { apiKey } from './secrets.ts'
import { scopeOf } from './sessions.ts'

const add = async (tx: WalledTx, person: string, name: string, roles: Role[], days: number): Promise<{ id: string; expiresAt: Date }> => {
  const id = newId(tx.now)
  const expiresAt = new Date(tx.now.getTime() + days * 86_400_000)
  await repo.insertKey(tx, { agency_id: tx.agencyId, id, person_id: person, name, hash: tokenHash(apiKey(tx.deps.root, id)), roles, created_at: tx.now, expires_at: expiresAt })
  await record(tx, { client: tx.agencyId, what: 'people.key_made', subject: { kind: 'person', id: person }, data: { name: tx.person.name, key: name, roles } })
  return { id, expiresAt }
}

/** Keys for programs (T6). The answer of `create` is kept for repeats, so the key itself comes from `reveal`. */
export const keysService: ServiceOf<(typeof peopleContract)['keys']> = {
  list: async (tx) =>
    (await repo.listKeys(tx, tx.person.id)).map((k) => ({ id: k.id, name: k.name, roles: k.roles, createdAt: k.created_at, expiresAt: k.expires_at, endedAt: k.ended_at })),

  create: async (tx, { name, roles, days }) => {
    const me = proved(tx)
    checkKeyRoles(roles, me.roles)
    return add(tx, me.id, name, roles, days)
  },

  reveal: async (tx, { id }) => {
    const me = browser(tx)
    const key = (await repo.listKeys(tx, me.id)).find((k) => k.id === id)
    if (!key || key.ended_at || !within(key.created_at, revealLasts, tx.now)) throw notFound()
    return { key: apiKey(tx.deps.root, id) }
  },

  end: async (tx, { id }) => {
    const me = browser(tx)
    if ((await repo.endKeys(tx, me.id, id)) === 0) throw notFound()
    await record(tx, { client: tx.agencyId, what: 'people.key_ended', subject: { kind: 'person', id: me.id }, data: { name: me.name } })
    return { ok: true }
  },
}

/**
 * A key for the person behind a mail address, with all their roles: for the terminal (`docket key MAIL`), whose user
 * holds the data anyway. Refuses `not_found`; where the address stands in several agencies, the own one comes before the sample.
 */
export const issueKey = async (database: Database, mail: string, days: number): Promise<string> => {
  const all = await doors.findPersons(database, mail.trim().toLowerCase())
  const { sample_id } = await doors.doorState(database)
  const who = all.find((p) => p.agency_id !== sample_id) ?? all[0]
  if (!who) throw notFound()
  return database.write(scopeOf(who, 'key', {}), async (tx) => {
    const row = await repo.findPerson(tx, who.person_id)
    if (!row) throw notFound()
    const { id } = await add(tx, who.person_id, 'docket key', row.roles, days)
    return apiKey(tx.deps.root, id)
  })
}
