import type { WalledTx } from '#kernel/db/walled.ts'
import { say } from '#kernel/i18n/say.ts'
import type { ContactChanged, Leaving } from '#modules/clients/index.ts'
import { tellDeciding, withdrawRequest } from './end.ts'
import * as repo from './repo.ts'
import { contactStands } from './rules.ts'

/** Hears that somebody is about to leave: what waits for their signature is signed or taken back first (F6). */
export const signoffHearLeaving = async (tx: WalledTx, { clientId, personId, holds }: Leaving): Promise<void> => {
  holds.push(...(await repo.titlesAwaiting(tx, clientId, personId)))
}

/** Hears what a contact may do from now on: what they may sign no longer is taken back, so that somebody else is asked. */
export const signoffHearContact = async (tx: WalledTx, contact: ContactChanged): Promise<void> => {
  const client = contact.clientId
  const gone = async () => (await repo.openFor(tx, client, contact.contactId)).filter((request) => !contactStands(contact, request))
  // All that they are about before the first is recorded, jobs in the order in which everybody takes several; then read again, since they may have answered while we waited.
  const documents = await Promise.all((await gone()).map(({ document_id: id }) => repo.findDocument(tx, client, id)))
  for (const document of documents.flatMap((d) => d ?? []).toSorted((a, b) => ((a.job_id ?? '') < (b.job_id ?? '') ? -1 : 1))) await tellDeciding(tx, document)
  for (const { id } of await gone()) await withdrawRequest(tx, { client, requestId: id, reason: say(tx.lang, 'signoff.contact_gone', { name: contact.name }) })
}
