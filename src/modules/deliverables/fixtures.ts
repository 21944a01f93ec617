import { addFile } from '#kernel/files/repo.ts'
import { requestsOf } from '#modules/signoff/index.ts'
import { signoffContract } from '#modules/signoff/contract.ts'
import { signoffService } from '#modules/signoff/index.ts'
import type { Actor, World } from '#test/setup/world.ts'
import { deliverablesContract } from './contract.ts'
import { deliverablesService } from './service.ts'

type Who = keyof World['people']
/** The procedures of this module as somebody of the agency. */
export const deliverablesAs = (world: World, who: Who) => world.people[who].calls(deliverablesContract, deliverablesService)

/** A file of a client, its bytes in the store. */
export const workFile = async (world: World, client: string, text: string, by: Actor = world.member): Promise<string> => {
  const { sha256, size } = await world.database.deps.store.putBytes(world.agencyId, Buffer.from(text))
  return by.tx(async (tx) => (await addFile(tx, client, { sha256, size, name: '主視覺.png', type: 'image/png', width: 1200, height: 1600 })).id)
}

/** Copy by the AE, art by the member, checked by the lead and the AE. */
export const stagesFor = (world: World) => [
  { stage: 'copy' as const, people: [world.ae.id, world.traffic.id] }, { stage: 'art' as const, people: [world.member.id] },
  { stage: 'lead' as const, people: [world.lead.id] }, { stage: 'ae' as const, people: [world.ae.id] },
]

/** Who may sign a version now, as the pages learn it. */
export const askedOf = async (world: World, client: string, version: string) => {
  const document = await world.director.tx((tx) => requestsOf(tx, client, 'deliverable', version))
  return (document?.requests ?? []).filter((r) => r.state === 'open').flatMap((r) => r.parties.filter((p) => p.state === 'asked').map((p) => ({ ...p, sha256: r.sha256, consentVersion: r.consentVersion })))
}
const actorOf = (world: World, id: string | null): Actor => Object.values(world.people).find((p) => p.id === id)!

/** Everybody who is asked inside signs, stage after stage, `most` hands at the most. Answers how many signed. */
export const signInside = async (world: World, client: string, version: string, most = 20): Promise<number> => {
  for (let n = 0; n < most; n++) {
    const next = (await askedOf(world, client, version)).find((p) => p.side === 'agency')
    if (!next) return n
    await actorOf(world, next.personId).calls(signoffContract, signoffService).sign({ client, party: next.id, sha256: next.sha256, consentVersion: next.consentVersion })
  }
  return most
}
