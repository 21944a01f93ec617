import type { WalledTx } from '#kernel/db/walled.ts'
import { type Day, localDate } from '#kernel/pure/calendar.ts'
import type { Currency } from '#kernel/pure/money.ts'
import { notFound } from '#kernel/pure/refusal.ts'
import type { Role } from '#kernel/pure/roles.ts'
import { money } from './contract.ts'
import * as repo from './repo.ts'

export { sweepThrottle } from './doors.ts'
export type { PeopleEvent } from './events.ts'
export { addPerson, foundAgency, foundingScope } from './founding.ts'
export { issueKey } from './keys.ts'
export { letterhead, type Letterhead } from './letterhead.ts'
export { lockAgency, type AgencyRow, type PersonRow } from './repo.ts'
export { type BuildSample, makeSample } from './sampling.ts'
export { peopleService } from './service.ts'
export { resolveKey, resolveSession } from './sessions.ts'
export { neededSetupCode } from './setup.ts'

/** The agency of this transaction: particulars for papers, region, zone, currency, terms. */
export const agencyOf = (tx: WalledTx): Promise<repo.AgencyRow> => repo.agency(tx)

/** The day it is where the agency is: what `today` means to everybody on its staff. */
export const agencyDay = async (tx: WalledTx): Promise<Day> => localDate(tx.now, (await agencyOf(tx)).zone)

/** A person of the agency, active or not, with roles; or `not_found`. */
export const personById = async (tx: WalledTx, id: string): Promise<repo.PersonRow> => {
  const row = await repo.findPerson(tx, id)
  if (!row) throw notFound()
  return row
}

/** Names by id; ids of nobody are left out. */
export const namesOf = async (tx: WalledTx, ids: readonly (string | null)[]): Promise<Map<string, string>> => {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  return new Map((await repo.namesById(tx, wanted)).map((p) => [p.id, p.name]))
}

/** Which of these are people who work here now: a contact, the system and who has left are not. */
export const workingAmong = async (tx: WalledTx, ids: readonly (string | null)[]): Promise<Set<string>> => {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  return new Set(wanted.length === 0 ? [] : (await repo.activeAmong(tx, wanted)).map((p) => p.id))
}

/** Ids of the active people who hold a role, longest here first. */
export const peopleWith = (tx: WalledTx, role: Role): Promise<string[]> => repo.personsWith(tx, role)

/** Whether who asks may see rates: the same people who may set them. */
export const seesRates = (tx: WalledTx): boolean => tx.person.roles.some((role) => (money as readonly Role[]).includes(role))

/**
 * What an hour of the person costs and is charged at on a day, in minor units of the agency's currency; null where
 * nobody has set a rate yet, which is not the same as 0. Copied at the time of entry by modules/costs (C3).
 */
export const rateOn = async (tx: WalledTx, person: string, day: Day): Promise<{ currency: Currency; costMinor: bigint; chargeMinor: bigint } | null> => {
  const rate = await repo.rateOn(tx, person, day)
  return rate ? { currency: rate.currency, costMinor: rate.cost_minor, chargeMinor: rate.charge_minor } : null
}
