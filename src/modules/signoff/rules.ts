import type { Person } from '#kernel/db/actor.ts'
import { forbidden, refuse } from '#kernel/pure/refusal.ts'
import type { partyStates, requestStates } from './contract.ts'

export type RequestState = (typeof requestStates)[number]
export type PartyState = (typeof partyStates)[number]
export type SignMethod = 'password' | 'password+totp' | 'passkey' | 'link' | 'switch'

/** Version of each consent sentence (`signoff.consent.<name>`): raise it whenever the words change their meaning. */
const consentVersions: Record<string, number> = {}
export const consentVersion = (consent: string): number => consentVersions[consent] ?? 1

/** Staff sign only when they proved who they are within this time: an unlocked desk is no hand. */
export const proofMinutes = 15

/**
 * How a person of the agency is known at this moment. Refuses `signoff.not_by_key` (a key is not a hand) and
 * `signoff.prove_again`. The sample's sign-in-as counts as a method of its own, there and nowhere else.
 */
export const methodOf = (person: Pick<Person, 'method' | 'provedAt'>, now: Date, sample: boolean): SignMethod => {
  const { method, provedAt } = person
  if (method === 'key' || method === 'link') throw forbidden('signoff.not_by_key')
  if (method === 'switch') {
    if (!sample) throw refuse('signoff.prove_again', { minutes: proofMinutes })
    return method
  }
  if (provedAt === null || now.getTime() - provedAt.getTime() > proofMinutes * 60_000) throw refuse('signoff.prove_again', { minutes: proofMinutes })
  return method
}

export interface Standing {
  request: { state: RequestState; turn: number; sha256: string }
  party: { state: PartyState; turn: number; expires_at: Date | null }
  /** The hash that the signer was shown. */
  shown: string
  now: Date
}

/** Why a party cannot act now, as a refusal's code; null when nothing stands against it. */
export const obstacle = ({ request, party, shown, now }: Standing): string | null => {
  if (party.state === 'signed') return 'signoff.already_signed'
  if (party.state === 'declined') return 'signoff.already_declined'
  if (request.state === 'void' || (request.state === 'open' && request.sha256 !== shown)) return 'signoff.replaced'
  if (request.state === 'withdrawn') return 'signoff.withdrawn'
  if (request.state === 'declined') return 'signoff.declined_by_other'
  if (party.state === 'waiting' || request.turn !== party.turn) return 'signoff.not_your_turn'
  if (party.expires_at !== null && party.expires_at <= now) return 'signoff.expired'
  return null
}

/** A contact who has left signs nothing any more, nor does one who may not approve what only an approver signs (glossary: client approval). */
export const contactStands = (contact: { active: boolean; approver: boolean }, request: { approver: boolean }): boolean => contact.active && (contact.approver || !request.approver)

/** As it is compared: width, case and spaces are a way of writing, and no other name. */
const bare = (name: string): string => name.normalize('NFKC').toLowerCase().toUpperCase().normalize('NFKC').replaceAll(/[\s\p{Cf}]/gu, '')
export const sameName = (one: string, other: string): boolean => bare(one) === bare(other)

/** A contact answers under the name that the link was made for: whoever it was forwarded to asks for one of their own (F6). */
export const checkName = (party: { contact_id: string | null; name: string }, written: string): void => {
  if (party.contact_id !== null && !sameName(party.name, written)) throw refuse('signoff.another_name', { name: party.name })
}

/** What follows when a party has signed: others of the turn are awaited, a next turn opens, or all is done. */
export const after = (turn: number, parties: readonly { turn: number; state: PartyState }[]): 'await' | 'complete' | { turn: number } => {
  if (parties.some((p) => p.turn === turn && p.state !== 'signed')) return 'await'
  const later = parties.filter((p) => p.state === 'waiting').map((p) => p.turn)
  return later.length === 0 ? 'complete' : { turn: Math.min(...later) }
}

/** A reminder a day at the most: a flood of mail is answered by nobody. */
export const reminderHours = 20
interface Waited {
  askedAt: Date | null
  remindedAt: Date | null
  /** When a contact's link ends; a colleague has none. */
  expiresAt: Date | null
}
/** Why whoever is waited for is not reminded now, as a refusal's code; null when they may be. */
export const notRemindable = ({ askedAt, remindedAt, expiresAt }: Waited, now: Date): 'signoff.link_expired' | 'signoff.reminded_lately' | null => {
  if (expiresAt !== null && expiresAt <= now) return 'signoff.link_expired'
  const last = remindedAt ?? askedAt
  return last !== null && now.getTime() - last.getTime() < reminderHours * 3_600_000 ? 'signoff.reminded_lately' : null
}
export const checkRemind = (party: Waited, now: Date): void => {
  const code = notRemindable(party, now)
  if (code) throw refuse(code, { hours: reminderHours })
}
