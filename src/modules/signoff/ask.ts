import type { WalledTx } from '#kernel/db/walled.ts'
import { type Lang, langs, type MessageKey } from '#kernel/i18n/messages.ts'
import type { Values } from '#kernel/i18n/say.ts'
import { newId } from '#kernel/ids.ts'
import { notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import { contactById } from '#modules/clients/index.ts'
import { personById } from '#modules/people/index.ts'
import { writeTo } from './letter.ts'
import * as repo from './repo.ts'
import { consentVersion } from './rules.ts'

export type PartyAsk = {
  /** From 1; parties of one turn sign side by side, the next turn opens when all of this one have. */
  turn: number
  role?: string
  stage?: string
} & ({ side: 'agency'; personId: string } | { side: 'client'; contactId: string })

export interface SignatureAsk {
  client: string
  documentId: string
  version: number
  purpose: 'sign' | 'confirm'
  /** Name of the sentence agreed to: message `signoff.consent.<name>`. */
  consent: string
  parties: readonly PartyAsk[]
  /** Only an authorised approver signs for the client: also on the day on which they do. */
  approver?: boolean
  /** The letter to contacts; `{name}`, `{agency}`, `{sender}`, `{title}`, `{number}`, `{until}` and `{link}` are filled in. Left out: signoff's own. */
  mail?: { subject: MessageKey; body: MessageKey; values?: Values | ((lang: Lang) => Values) }
  /** How long a link lives. */
  days?: number
}

/** Who it is, by name, as the request will keep it. */
const partyRow = async (tx: WalledTx, client: string, p: PartyAsk) => {
  if (p.side === 'agency') return { person_id: p.personId, contact_id: null, name: (await personById(tx, p.personId)).name }
  const contact = await contactById(tx, client, p.contactId)
  if (!contact.active || contact.mail === '') throw refuse('signoff.contact_without_mail', { name: contact.name })
  return { person_id: null, contact_id: contact.id, name: contact.name }
}

/**
 * Asks parties to sign or confirm the newest frozen version of a document. Those of the first turn are asked at once:
 * staff find it on their Desk, contacts get a letter with a link of their own. Refuses `stale` for an older version,
 * `signoff.already_asked`, `signoff.no_parties` and `signoff.contact_without_mail`.
 */
export const askSignatures = async (tx: WalledTx, a: SignatureAsk): Promise<{ requestId: string }> => {
  const { client } = a
  const document = await repo.lockDocument(tx, client, a.documentId)
  const version = document && (await repo.findVersion(tx, client, document.id, a.version))
  if (!version) throw notFound()
  if (a.parties.length === 0) throw refuse('signoff.no_parties')
  if ((await repo.lastVersion(tx, client, document.id)) !== a.version) throw stale()
  if (await repo.findOpenRequest(tx, client, document.id)) throw refuse('signoff.already_asked')
  const values = a.mail?.values ?? {}
  const letter: repo.Letter = a.mail
    ? { subject: a.mail.subject, body: a.mail.body, values: Object.fromEntries(langs.map((l) => [l, typeof values === 'function' ? values(l) : values])) }
    : {}
  const id = newId(tx.now)
  const turn = Math.min(...a.parties.map((p) => p.turn))
  const request = {
    agency_id: tx.agencyId, client_id: client, id, document_id: document.id, version: a.version, sha256: version.sha256, purpose: a.purpose,
    consent: a.consent, consent_version: consentVersion(a.consent), turn, letter: JSON.stringify(letter), approver: a.approver ?? false, link_days: a.days ?? 14,
    created_by: tx.actor.kind === 'person' ? tx.actor.id : null, created_at: tx.now,
  }
  await repo.insertRequest(tx, request)
  const rows = []
  for (const p of a.parties)
    rows.push({
      agency_id: tx.agencyId, client_id: client, request_id: id, id: newId(tx.now), turn: p.turn, side: p.side, role: p.role ?? '', stage: p.stage ?? '',
      ...(await partyRow(tx, client, p)),
    })
  await repo.insertParties(tx, rows)
  await openTurn(tx, { client, requestId: id, turn })
  await record(tx, {
    client, what: 'signoff.asked', subject: { kind: document.kind, id: document.subject_id }, job: document.job_id,
    data: { title: version.title, version: a.version, names: rows.map((r) => r.name), count: rows.length },
  })
  return { requestId: id }
}

/** Asks the parties of a turn. */
export const openTurn = async (tx: WalledTx, { client, requestId, turn }: { client: string; requestId: string; turn: number }): Promise<void> => {
  const request = await repo.findRequest(tx, client, requestId)
  if (!request) throw notFound()
  for (const party of await repo.partiesOf(tx, client, [requestId])) {
    if (party.turn !== turn || party.state !== 'waiting') continue
    await repo.movePartyIf(tx, client, party.id, 'waiting', { state: 'asked', asked_at: tx.now })
    if (party.contact_id !== null) await writeTo(tx, request, party, 'ask')
  }
}
