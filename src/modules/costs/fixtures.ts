import type { World } from '#test/setup/world.ts'
import { addFile } from '#kernel/files/repo.ts'
import { costsContract } from './contract.ts'
import { costsService } from './service.ts'

type Who = keyof World['people']
/** The procedures of this module as somebody of the agency. */
export const costsAs = (world: World, who: Who) => world.people[who].calls(costsContract, costsService)

/** A vendor's paper of a client, its bytes in the store. */
export const vendorPaper = async (world: World, client: string, who: Who = 'ae', type = 'application/pdf'): Promise<string> => {
  const { sha256, size } = await world.database.deps.store.putBytes(world.agencyId, Buffer.from(`%PDF-1.7 ${client}`))
  return world.people[who].tx(async (tx) => (await addFile(tx, client, { sha256, size, name: '永和印刷.pdf', type, pages: 1 })).id)
}
