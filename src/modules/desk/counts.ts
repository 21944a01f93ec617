import { countMail } from '#kernel/mail/repo.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import { countOpenRequests } from '#modules/billing/index.ts'
import { countInStages } from '#modules/jobs/index.ts'
import { countOwedBy } from '#modules/signoff/index.ts'

/** What waits for this person, counted: the figures of the rail, asked for on every page and so without a row being read. */
export const countsOf = async (tx: WalledTx) => {
  const me = tx.person
  const finance = me.roles.includes('finance')
  return {
    sign: await countOwedBy(tx, me.id),
    accept: await countInStages(tx, ['submitted'], me.id),
    finance: finance ? (await countInStages(tx, ['accepted', 'delivered'])) + (await countOpenRequests(tx)) : 0,
    dead: await countMail(tx, ['dead']),
  }
}
