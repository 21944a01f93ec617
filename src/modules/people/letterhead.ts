import type { WalledTx } from '#kernel/db/walled.ts'
import type { Lang } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import * as repo from './repo.ts'

/** The agency as the head and foot of every paper show it (kernel/paper/stationery.typ), in the paper's language. */
export const letterhead = async (tx: WalledTx, lang: Lang) => {
  const a = await repo.agency(tx)
  return {
    name: a.name, legal: a.legal_name || a.name, address: a.address, phone: a.phone,
    tax: a.tax_number ? `${say(lang, `people.taxid.${a.region}`)} ${a.tax_number}` : '',
  }
}
