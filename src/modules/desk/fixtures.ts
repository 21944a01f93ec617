import { randomUUID } from 'node:crypto'
import { meetingsContract } from '#modules/meetings/contract.ts'
import { meetingsService } from '#modules/meetings/service.ts'
import type { World } from '#test/setup/world.ts'
import { deskContract } from './contract.ts'
import { deskService } from './service.ts'

export type Who = keyof World['people']
/** The procedures of this module as somebody of the agency. */
export const deskAs = (world: World, who: Who) => world.people[who].calls(deskContract, deskService)

/** Minutes with one request of the client, sent to the approver. */
export const sentMinutes = async (world: World) => {
  const ae = world.ae.calls(meetingsContract, meetingsService)
  const itemId = randomUUID()
  const form = {
    client: world.client, title: '秋季檔期會議', heldOn: '2026-11-23', place: '台北', people: [world.ae.id], contacts: [world.contacts.approver],
    items: [{ id: itemId, kind: 'request' as const, text: '秋季新品要一張主視覺', quote: '木紋一定要看得到', quotedContactId: world.contacts.approver, step: '開工單', dueOn: '2026-12-01', ourOwnerId: world.ae.id, theirOwnerId: null }],
  }
  const { id, version } = await ae.create(form)
  const sent = await ae.send({ client: world.client, meeting: id, version, contacts: [world.contacts.approver] })
  return { meeting: id, itemId, number: sent.number }
}
