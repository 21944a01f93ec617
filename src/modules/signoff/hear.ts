import type { WalledTx } from '#kernel/db/walled.ts'
import type { Leaving } from '#modules/clients/index.ts'
import * as repo from './repo.ts'

/** Hears that somebody is about to leave: what waits for their signature is signed or taken back first (F6). */
export const signoffHearLeaving = async (tx: WalledTx, { clientId, personId, holds }: Leaving): Promise<void> => {
  holds.push(...(await repo.titlesAwaiting(tx, clientId, personId)))
}
