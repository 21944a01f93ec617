import type { WalledTx } from '#kernel/db/walled.ts'
import { refuse } from '#kernel/pure/refusal.ts'
import type { PeopleEvent } from '#modules/people/index.ts'
import type { Leaving } from './events.ts'
import * as repo from './repo.ts'
import { checkHands } from './rules.ts'

/** What somebody still holds at a client, by the modules that know. */
export const holdsAt = async (tx: WalledTx, client: string, person: string): Promise<string[]> => {
  const leaving: Leaving = { type: 'clients.leaving', clientId: client, personId: person, holds: [] }
  await tx.announce(leaving)
  return leaving.holds
}

/**
 * Hears who is about to leave the house, and whose roles have changed. What is in hand at clients whom the administrator does
 * not see holds them too, without a word on what or where (F4); and no client is left without a keeper (W4).
 */
export const clientsHearPeople = async (tx: WalledTx, { type, personId }: PeopleEvent): Promise<void> => {
  if (type === 'people.leaving') {
    const holds: string[] = []
    for (const client of await repo.clientsOf(tx, personId)) holds.push(...(await holdsAt(tx, client, personId)))
    checkHands(holds, await repo.hasInHand(tx, personId))
  } else if (await repo.leftUnkept(tx, personId)) throw refuse('clients.last_keeper')
}
