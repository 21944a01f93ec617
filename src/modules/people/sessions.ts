import { randomBytes } from 'node:crypto'
import type { AuthMethod, Person, Scope } from '#kernel/db/actor.ts'
import type { Database } from '#kernel/db/database.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import { newId } from '#kernel/ids.ts'
import { tokenHash } from '#kernel/keys.ts'
import type { Door } from '#kernel/rpc/service.ts'
import * as doors from './doors.ts'
import * as repo from './repo.ts'
import { isLocal, langOf, seenEvery, sessionLasts, signedOut } from './rules.ts'

/** Where a request came from; kept with the session and with signatures. */
export interface From {
  address?: string
  agent?: string
}
export interface Resolved {
  scope: Scope & { actor: Person }
  /** In the sample agency. */
  sample: boolean
}

const token = /^[\w-]{43}$/

/**
 * Whose session a token is: one look at the database, none at a cache, so that an ended session is dead in every
 * process at once. Null when it is unknown, ended, expired, idle for a week, or its person is no longer active; one that
 * a switch opened counts on this machine (`local`) only, as long as Docket is for this machine only.
 */
export const resolveSession = async (database: Database, secret: string | null, from: From = {}, local = false): Promise<Resolved | null> => {
  if (!secret || !token.test(secret)) return null
  const s = await doors.findSession(database, tokenHash(secret))
  if (!s || (s.method === 'switch' && !(local && isLocal(database.deps.config)))) return null
  const actor: Person = { kind: 'person', id: s.person_id, name: s.name, roles: s.roles, sessionId: s.session_id, method: s.method, provedAt: s.proved_at }
  const scope = { agencyId: s.agency_id, actor, lang: langOf(s.locale), ...from }
  if (database.clock.now().getTime() - s.seen_at.getTime() > seenEvery)
    await database.write(scope, (tx) => repo.changeSession(tx, s.session_id, { seen_at: tx.now, ...kept(from) }))
  return { scope, sample: s.sample }
}

/** What an API key may do: the roles it was given and its person still holds. Null when unknown, ended or expired. */
export const resolveKey = async (database: Database, key: string, from: From = {}): Promise<Resolved | null> => {
  if (!/^dk_[0-9a-f]{32}_[\w-]{43}$/.test(key)) return null
  const k = await doors.findKey(database, tokenHash(key))
  if (!k) return null
  const actor: Person = { kind: 'person', id: k.person_id, name: k.name, roles: k.roles, sessionId: null, method: 'key', provedAt: null }
  return { scope: { agencyId: k.agency_id, actor, lang: langOf(k.locale), ...from }, sample: false }
}

const kept = (from: From) => ({ address: (from.address ?? '').slice(0, 100), agent: (from.agent ?? '').slice(0, 500) })

/** Opens a session in the transaction of the sign-in; answers the token for the cookie, which is nowhere at rest. */
export const startSession = async (tx: WalledTx, person: string, method: AuthMethod, from: From): Promise<string> => {
  const secret = randomBytes(32).toString('base64url')
  await repo.insertSession(tx, {
    agency_id: tx.agencyId, id: newId(tx.now), person_id: person, token_hash: tokenHash(secret), method, proved_at: tx.now, created_at: tx.now, seen_at: tx.now,
    expires_at: new Date(tx.now.getTime() + sessionLasts), ...kept(from),
  })
  return secret
}

interface Known {
  agency_id: string
  person_id: string
  name: string
  locale: string
}
/** The scope of somebody who has just shown who they are and has no session yet. */
export const scopeOf = (who: Known, method: AuthMethod, from: From): Scope => ({
  agencyId: who.agency_id,
  actor: { kind: 'person', id: who.person_id, name: who.name, roles: [], sessionId: null, method, provedAt: null },
  lang: langOf(who.locale),
  ...from,
})

export const fromOf = ({ address, agent }: Door): From => ({ address, agent })

/** The caller of a door who must be signed in. */
export const callerOf = async (door: Door): Promise<Resolved> => {
  const found = await resolveSession(door.database, door.token, fromOf(door), door.local)
  if (!found) throw signedOut()
  return found
}
