import type { Insertable, Kysely, Selectable } from 'kysely'
import type { Fresh } from '../db/columns.ts'
import type { WalledTx } from '../db/walled.ts'
import type { MailRow } from './row.ts'

interface Tables {
  mail: Omit<MailRow, 'state' | 'attempts' | 'error' | 'sent_at' | 'file_ids'> & {
    file_ids: Fresh<string[]>
    state: Fresh<MailRow['state']>
    attempts: Fresh<number>
    error: Fresh<string>
    sent_at: Fresh<Date | null>
  }
  agency: { agency_id: string; name: string; sample: boolean }
}
const db = (tx: WalledTx): Kysely<Tables> => tx.db<Tables>()

export const insertMail = async (tx: WalledTx, mail: Insertable<Tables['mail']>): Promise<void> => {
  await db(tx).insertInto('mail').values(mail).execute()
}

export const mailById = (tx: WalledTx, clientId: string, id: string): Promise<Selectable<Tables['mail']> | undefined> =>
  db(tx).selectFrom('mail').selectAll().where('agency_id', '=', tx.agencyId).where('client_id', '=', clientId).where('id', '=', id).executeTakeFirst()

/** What has not gone out, oldest first: the Outbox page, and with `dead` the Desk. All clients the caller sees, or one. */
export const unsentMail = (tx: WalledTx, states: readonly ('waiting' | 'dead')[], clientId?: string, most = 200): Promise<MailRow[]> =>
  db(tx).selectFrom('mail').selectAll().where('agency_id', '=', tx.agencyId).where('state', 'in', states)
    .$if(clientId !== undefined, (q) => q.where('client_id', '=', clientId as string))
    .orderBy('created_at', 'desc').orderBy('id', 'desc').limit(most).execute()

/** How many letters in sight wait, or could not be delivered. */
export const countMail = async (tx: WalledTx, states: readonly ('waiting' | 'dead')[]): Promise<number> =>
  Number((await db(tx).selectFrom('mail').select((e) => e.fn.countAll<string>().as('n')).where('agency_id', '=', tx.agencyId).where('state', 'in', states).executeTakeFirstOrThrow()).n)

/** The agency's name, which is the sender's name on every letter. */
export const senderName = async (tx: WalledTx): Promise<string> =>
  (await db(tx).selectFrom('agency').select('name').where('agency_id', '=', tx.agencyId).executeTakeFirstOrThrow()).name

/** Whether this is the sample agency, whose letters never go out. */
export const isSample = async (tx: WalledTx): Promise<boolean> =>
  (await db(tx).selectFrom('agency').select('sample').where('agency_id', '=', tx.agencyId).executeTakeFirstOrThrow()).sample

type Change = Partial<Pick<MailRow, 'state' | 'attempts' | 'error' | 'sent_at'>>
/** Changes a letter only while it is in `from`; false when somebody was first. */
export const changeMail = async (tx: WalledTx, clientId: string, id: string, from: MailRow['state'], change: Change): Promise<boolean> => {
  const { numUpdatedRows } = await db(tx).updateTable('mail').set(change).where('agency_id', '=', tx.agencyId).where('client_id', '=', clientId)
    .where('id', '=', id).where('state', '=', from).executeTakeFirst()
  return numUpdatedRows === 1n
}

/** What the letters asked for is void: those that carry one of these links and have not gone out never will. */
export const withdrawMail = async (tx: WalledTx, clientId: string, linkIds: readonly string[]): Promise<number> => {
  if (linkIds.length === 0) return 0
  const { numUpdatedRows } = await db(tx).updateTable('mail').set({ state: 'withdrawn' }).where('agency_id', '=', tx.agencyId)
    .where('client_id', '=', clientId).where('link_id', 'in', linkIds).where('state', 'in', ['waiting', 'dead']).executeTakeFirst()
  return Number(numUpdatedRows)
}
