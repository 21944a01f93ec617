import { createHash } from 'node:crypto'
import type { WalledTx } from '#kernel/db/walled.ts'
import { paperName } from '#kernel/files/name.ts'
import { addFile, filesByIds } from '#kernel/files/repo.ts'
import type { Lang } from '#kernel/i18n/messages.ts'
import { logoOf } from '#kernel/paper/logo.ts'
import { renderPaper } from '#kernel/paper/render.ts'
import { canonicalJson } from '#kernel/pure/canonical.ts'
import { notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import type { Ask } from '#kernel/rpc/service.ts'
import { endRequest } from './end.ts'
import * as repo from './repo.ts'

/** What `prepare` made outside the transaction: bytes in the store that no row names yet. */
export interface Prepared {
  /** Of the canonical data that was printed: `freeze` takes no other. */
  dataSha256: string
  sha256: string
  template: string
  templateSha256: string
  /** A paper's bytes get their row at freezing; a file that is itself the work has one. */
  file: { id: string } | { size: number; pages: number }
}
export interface PaperAsk {
  /** Path from `src/`, e.g. `modules/schedules/paper/schedule.typ`. */
  template: string
  lang: Lang
  /** What is agreed to, as it is printed: the snapshot. `bigint` and `Date` are written as `canonicalJson` does. */
  data: unknown
  /** Pictures that the data names. */
  files?: Record<string, Uint8Array>
}

export const dataSha256 = (data: unknown): string => createHash('sha256').update(canonicalJson(data)).digest('hex')

/** Prints the paper as PDF/A-2a and stores its bytes. Call it in `prepare`, outside the transaction. */
export const prepareVersion = async (ask: Pick<Ask, 'deps' | 'scope'>, { template, lang, data, files }: PaperAsk): Promise<Prepared> => {
  const printed: unknown = JSON.parse(canonicalJson(data))
  const logo = await logoOf(ask.deps.store, ask.scope.agencyId, printed)
  const paper = await renderPaper({ template, lang, data: printed, files: { ...files, ...logo } })
  const { sha256, size } = await ask.deps.store.putBytes(ask.scope.agencyId, paper.pdf)
  return { dataSha256: dataSha256(data), sha256, template, templateSha256: paper.templateSha256, file: { size, pages: paper.pages } }
}

/** The same when what is signed is itself a stored file of the client (a deliverable). Refuses `not_found`, `files.missing`. */
export const prepareFile = async (ask: Pick<Ask, 'deps' | 'scope' | 'read'>, of: { client: string; fileId: string; data: unknown }): Promise<Prepared> => {
  const file = (await ask.read((tx) => filesByIds(tx, of.client, [of.fileId])))[0]
  if (!file) throw notFound()
  if ((await ask.deps.store.size(ask.scope.agencyId, file.sha256)) === null) throw refuse('files.missing')
  return { dataSha256: dataSha256(of.data), sha256: file.sha256, template: '', templateSha256: '', file: { id: file.id } }
}

export interface Freeze {
  client: string
  kind: string
  subjectId: string
  job?: string | null
  number?: string
  /** Its number, when the thing is itself one version of something: what is signed says the same number as the page. */
  version?: number
  /** One line that says what it is: head of the page, name of the file, subject of letters. */
  title: string
  /** What the file is called, where another paper of the same thing is named by its title. */
  fileTitle?: string
  lang: Lang
  data: unknown
  prepared: Prepared
}
export interface Frozen {
  documentId: string
  version: number
  sha256: string
  fileId: string
}

/**
 * Freezes the next version of a thing's document: data, template, file and hashes, never changed afterwards. Open
 * requests for older versions become void and their links die. Refuses `stale` when the data is not
 * what was printed: it changed between preparing and now.
 */
export const freeze = async (tx: WalledTx, f: Freeze): Promise<Frozen> => {
  const { client, prepared } = f
  if (dataSha256(f.data) !== prepared.dataSha256) throw stale()
  const documentId = await repo.takeDocument(tx, { client, kind: f.kind, subjectId: f.subjectId, job: f.job ?? null, number: f.number ?? '' })
  const version = Math.max(f.version ?? 1, (await repo.lastVersion(tx, client, documentId)) + 1)
  const fileId = 'id' in prepared.file ? prepared.file.id : (await addFile(tx, client, {
    sha256: prepared.sha256, name: paperName(f.number, f.fileTitle ?? f.title), type: 'application/pdf', size: prepared.file.size, pages: prepared.file.pages,
  })).id
  await repo.insertVersion(tx, {
    agency_id: tx.agencyId, client_id: client, document_id: documentId, version, title: f.title, lang: f.lang, data: canonicalJson(f.data),
    data_sha256: prepared.dataSha256, template: prepared.template, template_sha256: prepared.templateSha256, file_id: fileId, sha256: prepared.sha256,
    frozen_at: tx.now, frozen_by: tx.actor.kind === 'person' ? tx.actor.id : null,
  })
  const open = await repo.findOpenRequest(tx, client, documentId)
  if (open) await endRequest(tx, open, 'void')
  await record(tx, {
    client, what: 'signoff.frozen', subject: { kind: f.kind, id: f.subjectId }, job: f.job ?? null,
    data: { title: f.title, number: f.number ?? '', version, sha256: prepared.sha256 },
  })
  return { documentId, version, sha256: prepared.sha256, fileId }
}
