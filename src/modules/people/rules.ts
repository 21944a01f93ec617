import type { AuthMethod } from '#kernel/db/actor.ts'
import type { Lang } from '#kernel/i18n/messages.ts'
import { forbidden, Refusal, refuse } from '#kernel/pure/refusal.ts'
import type { Role } from '#kernel/pure/roles.ts'

const minute = 60_000
const day = 24 * 60 * minute
/** A session ends after 30 days, or after 7 without use (the latter stands in `docket.door_session`). */
export const sessionLasts = 30 * day
/** Last use is written no more often than this: reading pages must not write. */
export const seenEvery = 5 * minute
/** How fresh a proof must be to sign or to change how one signs in. */
export const proofLasts = 15 * minute
/** How long a secret just made is shown again to whoever made it. */
export const revealLasts = 5 * minute
export const setupLasts = 15 * minute
export const challengeLasts = 5 * minute
export const ticketLasts: Record<'invitation' | 'reset', number> = { invitation: 14 * day, reset: 60 * minute }

/** A founder starts alone and must be able to walk the whole way; roles are taken off as others come. */
export const founderRoles: readonly Role[] = ['admin', 'director', 'ae', 'lead', 'member', 'finance', 'traffic']

/** True when the instant lies within `span` before now; not in the future. */
export const within = (at: Date, span: number, now: Date): boolean => now.getTime() - at.getTime() <= span && at.getTime() - now.getTime() < minute

/** When a UUIDv7 was made. */
export const madeAt = (id: string): Date => new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16))

/** Only this machine reaches the server, and people open it under a local name: not so behind a proxy with a public BASE_URL. */
export const isLocal = (config: { loopback: boolean; baseUrl: string }): boolean =>
  config.loopback && /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(config.baseUrl).hostname)

/** The form in which a password is hashed: the same keys on two keyboards give the same bytes (RFC 8265). */
export const plainPassword = (text: string): string => text.normalize('NFKC')

/**
 * Length is what counts (NIST SP 800-63B); besides, not the address, the name, or one thing repeated.
 * Refuses `people.password_short` ({ min }), `people.password_easy`.
 */
export const checkPassword = (text: string, about: { mail: string; name: string }): string => {
  const password = plainPassword(text)
  const letters = [...password]
  if (letters.length < 10) throw refuse('people.password_short', { min: 10 })
  const lower = password.toLowerCase()
  const rest = [about.mail, about.mail.split('@')[0] ?? '', about.name.toLowerCase()].filter((known) => known.length > 2).reduce((all, known) => all.replaceAll(known, ''), lower)
  const points = [...rest].map((c) => c.codePointAt(0) ?? 0)
  const steps = points.filter((p, i) => i > 0 && Math.abs(p - (points[i - 1] ?? 0)) <= 1).length
  if (rest.length < 6 || new Set(rest).size < 5 || steps > points.length * 0.7 || /^(password|docket|qwerty(uiop)?)\d*!?$/.test(rest)) throw refuse('people.password_easy')
  return password
}

/** At least one active administrator stays (whoever is left could let nobody in). */
export const checkAdminStays = (activeAdmins: readonly string[], leaving: string): void => {
  if (activeAdmins.every((id) => id === leaving)) throw refuse('people.last_admin')
}

/** Orders, minutes, payment requests, receipts, credit notes: an invoice of such a series would take their numbers. */
const houseSeries: readonly string[] = ['J', 'M', 'PR', 'RC', 'CN']
export const checkSeries = (series: string): string => {
  if (houseSeries.includes(series)) throw refuse('people.series_taken', { series })
  return series
}

/**
 * The address somebody signs in with changes only to another, and to one that nobody else here has.
 * Refuses `people.mail_same`, `people.mail_taken`.
 */
export const checkNewMail = (who: { id: string; mail: string }, mail: string, holder: { id: string } | undefined): void => {
  if (mail === who.mail) throw refuse('people.mail_same')
  if (holder && holder.id !== who.id) throw refuse('people.mail_taken')
}

/** A key never asks for more than its person may do. */
export const checkKeyRoles = (wanted: readonly Role[], own: readonly Role[]): void => {
  const foreign = wanted.filter((role) => !own.includes(role))
  if (foreign.length > 0) throw refuse('people.role_not_mine', { roles: foreign })
}

/** What changes the ways in asks for a fresh proof, so that an unlocked desk gives nothing away for good. */
export const checkProof = (provedAt: Date | null, now: Date): void => {
  if (!provedAt || !within(provedAt, proofLasts, now)) throw forbidden('people.proof_old')
}

/**
 * What a proof given again counts as: exactly what was shown, never what the session was opened with. Where the second
 * factor is on, the password alone is no proof, nor is the code. `nod`: in the sample the switch is the proof.
 * Refuses `people.secret_needed`, `people.code_needed`.
 */
export const proofMethod = (given: { passkey: boolean; password: boolean; code: boolean }, totp: boolean, nod: boolean): AuthMethod => {
  if (given.passkey) return 'passkey'
  if (!given.password && !given.code && nod) return 'switch'
  if (!given.password) throw refuse('people.secret_needed')
  if (totp && !given.code) throw refuse('people.code_needed')
  return totp ? 'password+totp' : 'password'
}

export const signedOut = (): Refusal => new Refusal('signed_out', {}, 401)
export const tooMany = (seconds: number): Refusal => new Refusal('too_many', { seconds }, 429)

export interface Limit {
  /** Tries that cost nothing. */
  free: number
  /** The first pause, doubled with each further try up to `most`. */
  first: number
  most: number
}
/** Per mail and address, so that nobody locks out the owner from elsewhere; and per address, so that nobody tries many mails. */
export const limits: Record<'pair' | 'address' | 'letters', Limit> = {
  pair: { free: 5, first: 5_000, most: 15 * minute },
  address: { free: 50, first: 5_000, most: 15 * minute },
  letters: { free: 3, first: minute, most: 15 * minute },
}
/** After this long without a try all is forgotten; longer than the longest pause. */
export const forgetAfter = 30 * minute

export const langOf = (locale: string): Lang => (locale === 'zh-Hans' || locale === 'en' ? locale : 'zh-Hant')
