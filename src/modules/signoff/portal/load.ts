import type { Scope } from '#kernel/db/actor.ts'
import type { Database } from '#kernel/db/database.ts'
import type { WalledTx } from '#kernel/db/walled.ts'
import { type FileRow, filesByIds } from '#kernel/files/repo.ts'
import { picturesOf } from '#kernel/http/files.ts'
import type { Lang } from '#kernel/i18n/messages.ts'
import { tokenHash } from '#kernel/keys.ts'
import { notFound } from '#kernel/pure/refusal.ts'
import { publicKeys, shortKey } from '#kernel/record/checkpoint.ts'
import { clientById, contactById } from '#modules/clients/index.ts'
import { agencyOf, personById } from '#modules/people/index.ts'
import { consentText, type Part, partOf } from '../act.ts'
import * as repo from '../repo.ts'
import { consentVersion, obstacle } from '../rules.ts'
import { type RequestShown, shown } from '../shape.ts'
import type { Html, PortalView } from './view.ts'

const tokenForm = /^[\w-]{43}$/

/** The party that a link was made for; undefined for everything that is no link of ours. */
export const openDoor = async (database: Database, token: string): Promise<repo.DoorParty | undefined> => {
  if (!tokenForm.test(token)) return undefined
  const { rows } = await database.pool.query<repo.DoorParty>(repo.doorParty(tokenHash(token)))
  return rows[0]
}
/** Whoever came by a link acts as the contact it was made for, behind that client's wall. */
export const doorScope = (door: repo.DoorParty, lang: Lang, from: { address: string; agent: string }): Scope => ({
  agencyId: door.agency_id, actor: { kind: 'contact', id: door.contact_id, name: door.name, clientId: door.client_id }, lang, address: from.address, agent: from.agent,
})

/** Everything the contact's page shows. */
export interface PageFacts extends Part {
  lang: Lang
  token: string
  /** Why nothing can be signed here, as a refusal's code; null when it can. */
  against: string | null
  agency: { name: string; phone: string }
  client: { name: string; zone: string }
  sender: { name: string; mail: string } | null
  version: { title: string; lang: Lang; version: number; number: string }
  shownRequest: RequestShown
  file: FileRow
  consent: string
  consentVersion: number
  body: Html | null
  /** What the certificate is checked with, for whoever has signed. */
  keys: readonly { id: string; key: string }[]
  fields: readonly { key: string; label: string }[]
  now: Date
}

/** Whether the file may be read by this link: while it is asked for, or when its reader has signed it. */
export const mayRead = (against: string | null, { request, party }: Pick<Part, 'request' | 'party'>, now: Date): boolean =>
  (against === null || (party.state === 'signed' && (request.state === 'open' || request.state === 'complete'))) && party.expires_at !== null && party.expires_at > now

export const standingOf = async (tx: WalledTx, door: repo.DoorParty): Promise<Part & { against: string | null }> => {
  const part = await partOf(tx, door.client_id, door.party_id)
  return { ...part, against: obstacle({ ...part, shown: part.request.sha256, now: tx.now }) }
}

/** The number that the frozen paper carries; the document itself goes by that of its newest version. */
const numberIn = (data: unknown): string | null => {
  const { number } = (data ?? {}) as { number?: unknown }
  return typeof number === 'string' && number !== '' ? number : null
}

export const loadPage = async (tx: WalledTx, door: repo.DoorParty, token: string, wanted: Lang | undefined, views: ReadonlyMap<string, PortalView>): Promise<PageFacts> => {
  const standing = await standingOf(tx, door)
  const { request, document } = standing
  const client = await clientById(tx, door.client_id)
  const lang = wanted ?? (await contactById(tx, door.client_id, door.contact_id)).locale
  const version = await repo.findVersion(tx, client.client_id, document.id, request.version)
  const [file] = version ? await filesByIds(tx, client.client_id, [version.file_id]) : []
  const shownRequest = (await shown(tx, client.client_id, [document]))[0]?.requests.find((r) => r.id === request.id)
  if (!version || !file || !shownRequest) throw notFound()
  const reads = mayRead(standing.against, standing, tx.now)
  const view = reads ? views.get(document.kind) : undefined
  const body = view ? await view.view(tx, {
    client: client.client_id, subjectId: document.subject_id, version: version.version, data: version.data, lang, paper: `/p/${token}/paper`, type: file.type,
    pictures: Array.from({ length: picturesOf(file) }, (_, n) => `/p/${token}/page/${n + 1}`),
  }) : null
  const sender = request.created_by === null ? null : await personById(tx, request.created_by)
  const { name, phone } = await agencyOf(tx)
  const keys = reads && standing.party.state === 'signed' ? (await publicKeys(tx)).map(({ id, publicKey }) => ({ id, key: shortKey(publicKey) })) : []
  return {
    ...standing, lang, token, agency: { name, phone }, client: { name: client.name, zone: client.zone }, sender, version: { ...version, number: numberIn(version.data) ?? document.number }, shownRequest, file, body, keys,
    fields: view?.answerFields?.(version.data, lang) ?? [], consent: await consentText(tx, standing, lang), consentVersion: consentVersion(request.consent), now: tx.now,
  }
}
