import type { WalledTx } from '#kernel/db/walled.ts'
import { filesByIds } from '#kernel/files/repo.ts'
import type { Lang } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { logoName } from '#kernel/paper/logo.ts'
import { canPrint } from '#kernel/paper/trial.ts'
import { refuse } from '#kernel/pure/refusal.ts'
import type { Ask } from '#kernel/rpc/service.ts'
import * as repo from './repo.ts'

export type Letterhead = Awaited<ReturnType<typeof letterhead>>

/** The agency as the head and foot of every paper show it (kernel/paper/stationery.typ), in the paper's language. */
export const letterhead = async (tx: WalledTx, lang: Lang) => {
  const a = await repo.agency(tx)
  return {
    name: a.name, legal: a.legal_name || a.name, address: a.address, phone: a.phone, logo: a.logo,
    tax: a.tax_number ? `${say(lang, `people.taxid.${a.region}`)} ${a.tax_number}` : '',
  }
}

/** It goes into every paper, and with each of them by mail. */
const mostBytes = 1024 * 1024

/** How papers name the logo in a file of the house; empty without one. Tried on the press first: one that does not print would spoil every paper. */
export const logoOnPaper = async ({ read, deps, scope }: Ask, fileId: string | null): Promise<string> => {
  const file = await read(async (tx) => {
    tx.needs('admin')
    return fileId ? (await filesByIds(tx, tx.agencyId, [fileId]))[0]! : null
  })
  if (!file) return ''
  if (file.size > mostBytes) throw refuse('people.logo_large')
  const name = logoName(file)
  if (!name || !(await canPrint(name, await deps.store.bytes(scope.agencyId, file.sha256)))) throw refuse('people.logo_unprintable')
  return name
}
