import type { Lang } from '../i18n/messages.ts'
import { isUuid } from '../pure/id.ts'
import type { Role } from '../pure/roles.ts'

/** How a session proved who it is: what a signature names. */
export type AuthMethod = 'password' | 'password+totp' | 'passkey' | 'key' | 'link' | 'switch'

export interface Person {
  kind: 'person'
  id: string
  name: string
  roles: readonly Role[]
  sessionId: string | null
  method: AuthMethod
  /** When the person last proved who they are; signing asks for no more than 15 minutes. */
  provedAt: Date | null
}
/** A client's contact who came by a link: sees that one client, and the portal shows one request of it. */
export interface Contact {
  kind: 'contact'
  id: string
  name: string
  clientId: string
}
/** The worker, set-up, sign-in. With a client it sees that client, without one the house only. */
export interface System {
  kind: 'system'
  id: null
  name: string
  clientId?: string
}
export type Actor = Person | Contact | System

/** On whose behalf a transaction runs: the whole input of the wall. */
export interface Scope {
  agencyId: string
  actor: Actor
  /** The client that a member of staff asks for by name: of all whose team they are on, this one alone is seen (decision 017). */
  client?: string
  lang: Lang
  /** Where the request came from, for signatures and sessions. */
  address?: string
  agent?: string
}

/** The setting `docket.scope`: whose clients a transaction sees, and whose idempotency keys it may recall. */
export const scopeName = ({ actor }: Scope): string => {
  if (actor.kind === 'person') return `person:${actor.id}`
  return actor.clientId ? `client:${actor.clientId}` : 'agency'
}

/**
 * The settings of a scope as SQL, sent in one round trip with `begin`. The values are checked to be UUIDs, since
 * text in a setting would be the one place where a string could open the wall.
 */
export const beginSql = (scope: Scope, readOnly: boolean): string => {
  const { agencyId, actor, client } = scope
  for (const id of [agencyId, actor.kind === 'person' ? actor.id : actor.clientId, client])
    if (id !== undefined && !isUuid(id)) throw new Error('a scope holds something that is not a UUID')
  const one = client === undefined ? '' : `; set local docket.client = '${client}'`
  return `begin${readOnly ? ' read only' : ''}; set local docket.agency = '${agencyId}'; set local docket.scope = '${scopeName(scope)}'${one}`
}
