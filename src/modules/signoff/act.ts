import type { WalledTx } from '#kernel/db/walled.ts'
import { say } from '#kernel/i18n/say.ts'
import type { Lang, MessageKey } from '#kernel/i18n/messages.ts'
import { cleanText } from '#kernel/pure/text.ts'
import { notFound, refuse, stale } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import { clientById, contactById, mayApprove } from '#modules/clients/index.ts'
import { agencyDay, agencyOf } from '#modules/people/index.ts'
import { openTurn } from './ask.ts'
import { queueCertificate } from './certificate.ts'
import type { Answer } from './contract.ts'
import { endRequest, tellDeciding } from './end.ts'
import { checkMark } from './mark.ts'
import * as repo from './repo.ts'
import { after, checkName, consentVersion, contactStands, obstacle, type SignMethod } from './rules.ts'

/** A party of a request and all it hangs on, for the one who is that party; for everybody else it is not there. */
export interface Part {
  request: repo.RequestRow
  party: repo.PartyRow
  document: repo.DocumentRow
}
export const partOf = async (tx: WalledTx, client: string, partyId: string): Promise<Part> => {
  const party = await repo.findParty(tx, client, partyId)
  const request = party && (await repo.findRequest(tx, client, party.request_id))
  const document = request && (await repo.findDocument(tx, client, request.document_id))
  if (!document) throw notFound()
  return { request, party, document }
}
const mine = ({ party }: Part, tx: WalledTx): boolean => {
  const { actor } = tx
  return (actor.kind === 'person' && party.person_id === actor.id) || (actor.kind === 'contact' && party.contact_id === actor.id)
}
const about = ({ request, document }: Part) => ({
  clientId: request.client_id, kind: document.kind, subjectId: document.subject_id, documentId: document.id, version: request.version, requestId: request.id,
})
const deed = async (tx: WalledTx, part: Part, what: string, data: Record<string, unknown>) => {
  const version = await repo.findVersion(tx, part.request.client_id, part.document.id, part.request.version)
  return record(tx, {
    client: part.request.client_id, what: `signoff.${what}`, subject: { kind: part.document.kind, id: part.document.subject_id }, job: part.document.job_id,
    data: { title: version?.title ?? '', version: part.request.version, ...data },
  })
}

/** The sentence that is agreed to, as it stands above the button and is kept with the signature. */
export const consentText = async (tx: WalledTx, { request, party }: Pick<Part, 'request' | 'party'>, lang: Lang = tx.lang): Promise<string> => {
  const side = party.side === 'agency' ? (await agencyOf(tx)).name : (await clientById(tx, request.client_id)).name
  return say(lang, `signoff.consent.${request.consent}` as MessageKey, { side, stage: say(lang, 'signoff.stage', { stage: party.stage }), print: printOf(request.sha256) })
}
/** The first characters of a hash, as people compare them. */
export const printOf = (sha256: string): string => sha256.slice(0, 12).replace(/(.{4})(?=.)/g, '$1 ')

/** What happened instead, told to the one who came too late. Reads again: what stands now decides the sentence. */
const explain = async (tx: WalledTx, client: string, partyId: string, shown: string): Promise<Part & { code: string }> => {
  const part = await partOf(tx, client, partyId)
  return { ...part, code: obstacle({ ...part, shown, now: tx.now }) ?? 'stale' }
}

export interface Signing {
  client: string
  partyId: string
  /** The hash that was shown to the signer. */
  sha256: string
  consentVersion: number
  method: SignMethod
  provedAt: Date | null
  /** As the signer wrote it; for staff the name of their session. What is kept of a contact is the name that the link was made for. */
  name: string
  mark: string
  /** The language the sentence was read in; the session's when left out. */
  lang?: Lang
  answer?: Answer | null
}
export interface SignedAnswer {
  at: Date
  /** This party had signed this hash before: a double click, or a second tab. */
  already: boolean
  complete: boolean
}

/**
 * Signs for the one party that the actor is. Who is first is decided by the conditions of two updates, the request's and
 * the party's; whoever comes too late is told what happened, and the same signature twice is answered as once.
 * Refuses `not_found`, `signoff.mark`, `signoff.not_entitled`, `signoff.another_name`, `stale` and the codes of `obstacle`.
 */
export const sign = async (tx: WalledTx, s: Signing): Promise<SignedAnswer> => {
  const { client } = s
  const part = await partOf(tx, client, s.partyId)
  if (!mine(part, tx)) throw notFound()
  const { request, party } = part
  checkMark(s.mark)
  if (s.consentVersion !== consentVersion(request.consent)) throw stale()
  if (party.contact_id !== null) {
    const contact = await contactById(tx, client, party.contact_id)
    if (!contactStands({ active: contact.active, approver: mayApprove(contact, await agencyDay(tx)) }, request)) throw refuse('signoff.not_entitled')
    checkName(party, s.name)
  }
  await tellDeciding(tx, part.document)
  const first = (await repo.claim(tx, client, request.id, s.sha256, party.turn))
    && (await repo.endPartyIf(tx, client, party.id, { state: 'signed', answer: s.answer ? JSON.stringify(s.answer) : null }))
  if (!first) {
    const now = await explain(tx, client, party.id, s.sha256)
    const stands = await repo.findSignature(tx, client, party.id)
    if (stands?.sha256 === s.sha256) return { at: stands.at, already: true, complete: now.request.state === 'complete' }
    throw refuse(now.code)
  }
  const lang = s.lang ?? tx.lang
  const name = party.contact_id === null ? s.name : party.name
  const text = await consentText(tx, part, lang)
  await repo.insertSignature(tx, {
    agency_id: tx.agencyId, client_id: client, party_id: party.id, request_id: request.id, sha256: s.sha256, name, consent_text: text,
    consent_lang: lang, consent_version: s.consentVersion, method: s.method, proved_at: s.provedAt, address: (tx.scope.address ?? '').slice(0, 100),
    agent: (tx.scope.agent ?? '').slice(0, 500), mark: s.mark, at: tx.now,
  })
  await deed(tx, part, 'signed', { name, stage: party.stage, sha256: s.sha256 })
  await tx.announce({ type: 'signoff.signed', ...about(part), partyId: party.id, answer: s.answer ?? null } as never)
  return { at: tx.now, already: false, complete: await advance(tx, part) }
}

/** The next turn, or the end. Answers whether all is signed. */
const advance = async (tx: WalledTx, part: Part): Promise<boolean> => {
  const { client_id: client, id, turn } = part.request
  const next = after(turn, await repo.partiesOf(tx, client, [id]))
  if (next === 'await') return false
  if (next !== 'complete') {
    await repo.moveRequest(tx, client, id, { turn: next.turn })
    await openTurn(tx, { client, requestId: id, turn: next.turn })
    return false
  }
  if (!(await endRequest(tx, part.request, 'complete'))) throw stale()
  await deed(tx, part, 'completed', { sha256: part.request.sha256 })
  await queueCertificate(tx, client, id)
  await tx.announce({ type: 'signoff.completed', ...about(part) } as never)
  return true
}

export interface Declining {
  client: string
  partyId: string
  sha256: string
  reason: string
  /** As for signing. */
  name: string
  answer?: Answer | null
}

/** Declines for the one party that the actor is: ends the request for all. A signature that stands is not touched by it. Refuses as `sign` does. */
export const decline = async (tx: WalledTx, d: Declining): Promise<{ at: Date; already: boolean }> => {
  const { client } = d
  const part = await partOf(tx, client, d.partyId)
  if (!mine(part, tx)) throw notFound()
  const { request, party } = part
  const reason = cleanText(d.reason, 5000)
  checkName(party, d.name)
  await tellDeciding(tx, part.document)
  const first = (await repo.claim(tx, client, request.id, d.sha256, party.turn))
    && (await repo.endPartyIf(tx, client, party.id, { state: 'declined', reason, answer: d.answer ? JSON.stringify(d.answer) : null }))
  if (!first) {
    const now = await explain(tx, client, party.id, d.sha256)
    if (now.party.state === 'declined' && now.party.reason === reason) return { at: now.party.ended_at ?? tx.now, already: true }
    throw refuse(now.code)
  }
  if (!(await endRequest(tx, request, 'declined'))) throw stale()
  await deed(tx, part, 'declined', { name: party.contact_id === null ? d.name : party.name, reason })
  await tx.announce({ type: 'signoff.declined', ...about(part), partyId: party.id, reason, answer: d.answer ?? null } as never)
  return { at: tx.now, already: false }
}
