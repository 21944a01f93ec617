import type { WalledTx } from '../db/walled.ts'
import { filesByIds } from '../files/repo.ts'
import type { Letter } from './compose.ts'
import { linkOf } from './link.ts'
import { senderName } from './repo.ts'
import type { MailRow } from './row.ts'

/** The bare address in `Docket <docket@example.com>`. */
const addressIn = (from: string): string => /<([^<>]+)>$/.exec(from)?.[1] ?? from

/** A letter made ready from its row, as it is sent and as the Outbox shows it: its secret link is made on the spot. */
export const letterOf = async (tx: WalledTx, row: MailRow): Promise<Letter> => {
  const { config, store } = tx.deps
  const files = await filesByIds(tx, row.client_id, row.file_ids)
  return {
    sender: { name: await senderName(tx), mail: addressIn(config.mailFrom) },
    link: row.link_kind && row.link_id ? linkOf(tx.deps, row.link_kind, row.link_id) : null,
    attachments: files.map((f) => ({ name: f.name, type: f.type, open: async () => (await store.get(f.agency_id, f.sha256)).stream })),
  }
}
