import type { WalledTx } from '#kernel/db/walled.ts'
import { stale } from '#kernel/pure/refusal.ts'
import { type Ask, slow } from '#kernel/rpc/service.ts'
import { dataSha256, type Freeze, freeze, type Prepared, prepareVersion } from './freeze.ts'
import * as repo from './repo.ts'

/** What a paper says now. */
interface Said extends Pick<Freeze, 'job' | 'number' | 'title' | 'fileTitle' | 'lang' | 'data'> {
  /** Pictures that the data names, by their SHA-256 in the store. */
  pictures?: Record<string, string>
}
interface Reprinted<I, S extends Said> {
  kind: string
  /** Path from `src/`. */
  template: string
  subject(input: I): string
  /** Asked before the printing and again in the transaction. */
  says(tx: WalledTx, input: I): Promise<S>
  /** Puts on record that a new one was made. */
  printed(tx: WalledTx, input: I, said: S): Promise<unknown>
}

/**
 * A procedure that prints a paper and freezes it; while nothing on it has changed, it answers the file there is. Of two who
 * print at once the second finds the paper of the first. Refuses `stale` when it changed while it was printed.
 */
export const reprint = <I extends { client: string }, S extends Said>({ kind, template, subject, says, printed }: Reprinted<I, S>) => {
  const standing = async (tx: WalledTx, input: I, { data }: S): Promise<string | null> => {
    const document = await repo.findDocumentOf(tx, input.client, kind, subject(input))
    const last = document && (await repo.findVersion(tx, input.client, document.id, await repo.lastVersion(tx, input.client, document.id)))
    return last?.data_sha256 === dataSha256(data) ? last.file_id : null
  }
  return slow({
    prepare: async (ask: Ask, input: I): Promise<Prepared | null> => {
      const said = await ask.read(async (tx) => {
        const now = await says(tx, input)
        return (await standing(tx, input, now)) ? null : now
      })
      if (!said) return null
      const files: Record<string, Uint8Array> = {}
      for (const [name, sha256] of Object.entries(said.pictures ?? {})) files[name] = await ask.deps.store.bytes(ask.scope.agencyId, sha256)
      return prepareVersion(ask, { template, lang: said.lang, data: said.data, files })
    },
    run: async (tx, input: I, prepared) => {
      await repo.lockPaper(tx, subject(input))
      const said = await says(tx, input)
      const known = await standing(tx, input, said)
      if (known) return { fileId: known }
      if (!prepared) throw stale()
      const { fileId } = await freeze(tx, { ...said, client: input.client, kind, subjectId: subject(input), prepared })
      await printed(tx, input, said)
      return { fileId }
    },
  })
}
