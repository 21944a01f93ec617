import type { Day } from '#kernel/pure/calendar.ts'
import { refuse } from '#kernel/pure/refusal.ts'

/** An authorised approver needs an address of their own, since the confirmation comes from there (glossary: client approval). */
export const checkContact = (form: { mail: string; approverSince: Day | null }): void => {
  if (form.approverSince !== null && form.mail === '') throw refuse('clients.approver_needs_mail')
}

/** May this contact approve for the client on that day? */
export const mayApprove = (contact: { active: boolean; approver_since: Day | null }, today: Day): boolean =>
  contact.active && contact.approver_since !== null && contact.approver_since <= today

/**
 * Whoever leaves has nothing in hand: open jobs and minutes have an owner who sees them (F3). `elsewhere`: something at a client
 * out of the asker's sight, of which no more is said. Refuses `clients.hand_over` ({ what }), `clients.hand_over_elsewhere`.
 */
export const checkHands = (holds: readonly string[], elsewhere = false): void => {
  if (holds.length > 0) throw refuse('clients.hand_over', { what: [...holds] })
  if (elsewhere) throw refuse('clients.hand_over_elsewhere')
}

/** A team keeps at least one person who can put others on it; otherwise the client would be lost to the agency. */
export const checkLeave = (keepersLeft: number): void => {
  if (keepersLeft === 0) throw refuse('clients.last_keeper')
}
