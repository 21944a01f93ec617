import { type Lang, langField, type MessageKey } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { sealOf } from '#kernel/pure/text.ts'
import { type Checkpoint, checkpointText, shortKey } from '#kernel/record/checkpoint.ts'
import type { ClientRow } from '#modules/clients/index.ts'
import type { Letterhead } from '#modules/people/index.ts'
import { proofMinutes } from './rules.ts'
import type { DocumentShown, PartyShown, RequestShown } from './shape.ts'

export interface CertificateFacts {
  document: DocumentShown
  request: RequestShown
  version: DocumentShown['versions'][number]
  agency: Letterhead
  client: ClientRow
  /** The end of the client's chain when the certificate was made, signed: whoever holds the paper holds the witness. */
  witness: Checkpoint
  /** The public half of the key that signed it, as PEM. */
  publicKey: string
  /** Names by id of staff who froze and asked. */
  names: ReadonlyMap<string, string>
}

/** An instant to the second with its distance from UTC, which a certificate needs and no other paper: `2026/10/27 18:04:31 +08:00`. */
export const stampOf = (instant: Date, zone: string): string => {
  const form = new Intl.DateTimeFormat('en', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'longOffset',
  })
  const p = Object.fromEntries(form.formatToParts(instant).map((part) => [part.type, part.value]))
  return `${p.year}/${p.month}/${p.day} ${p.hour}:${p.minute}:${p.second} ${p.timeZoneName === 'GMT' ? '+00:00' : p.timeZoneName?.slice(3)}`
}

/** What `paper/certificate.typ` prints: every word in the paper's language, every instant in the client's zone. */
export const certificateData = (facts: CertificateFacts, lang: Lang) => {
  const { document, request, version, agency, client, witness, publicKey } = facts
  const word = (key: MessageKey, values = {}): string => say(lang, key, values)
  const at = (instant: Date): string => stampOf(instant, client.zone)
  const ended = request.endedAt ?? request.createdAt
  const row = (key: MessageKey, value: string) => ({ label: word(key), value })
  const numbered = [document.number, version.title].filter(Boolean).join('　')
  return {
    on: localDate(ended, client.zone),
    kind: word('signoff.paper.certificate'),
    number: document.number,
    title: word('signoff.paper.title', { n: request.parties.length }),
    agency,
    to: { name: client.legal_name || client.name, lines: client.address ? [client.address] : [] },
    facts: [row('signoff.paper.completed', at(ended)), row('signoff.paper.state', word('signoff.state.complete'))],
    document: [
      row('signoff.paper.document', numbered),
      { label: word('signoff.paper.version', { kind: document.kind }), value: word('signoff.paper.version_frozen', { version: version.version, at: at(version.frozenAt) }) },
      ...(version.template ? [row('signoff.paper.template', `${version.template.replace(/^modules\/|paper\/|\.typ$/g, '')}　${version.templateSha256.slice(0, 16)}`)] : []),
    ],
    hashes: [row('signoff.paper.sha', request.sha256), row('signoff.paper.data_sha', version.dataSha256)],
    parties: request.parties.map((p) => partyData(p, lang, client.zone, p.side === 'agency' ? agency.name : client.name)),
    events: eventsOf(facts, lang),
    verification: word('signoff.paper.verify_how'),
    witness: [
      row('signoff.paper.chain', checkpointText(client.agency_id, witness).toString()),
      row('signoff.paper.chain_signature', witness.signature.toString('base64')),
      row('signoff.paper.chain_key', shortKey(publicKey)),
      row('signoff.paper.chain_key_id', witness.keyId),
    ],
    foot: { hash: `${word('signoff.paper.sha')} ${request.sha256}`, verify: word('signoff.paper.clock', { zone: client.zone }) },
    labels: {
      to: word('signoff.paper.to'), parties: word('signoff.paper.parties'), events: word('signoff.paper.events'), time: word('signoff.paper.time'),
      who: word('signoff.paper.who'), what: word('signoff.paper.what'), address: word('signoff.paper.address'), verification: word('signoff.paper.verification'),
    },
  }
}

const partyData = (p: PartyShown, lang: Lang, zone: string, side: string) => {
  const s = p.signature
  if (!s) throw new Error('a complete request has a party without a signature')
  const method = say(lang, `signoff.method.${s.method}` as MessageKey, { minutes: proofMinutes })
  const proof: [MessageKey, string][] = [
    ['signoff.paper.at', `${stampOf(s.at, zone)}　${zone}`],
    ['signoff.paper.method', s.provedAt ? `${method}　${stampOf(s.provedAt, zone)}` : method],
    ['signoff.paper.address', s.address],
    ['signoff.paper.agent', s.agent],
    ['signoff.paper.seen', s.sha256],
  ]
  return {
    state: 'signed', seal: sealOf(s.name), name: s.name, side: [side, p.role, p.stage && say(lang, 'signoff.stage', { stage: p.stage })].filter(Boolean).join('　'), ...(s.mark ? { drawn: s.mark } : {}),
    consent: s.consentText, consentVersion: say(lang, 'signoff.paper.consent_version', { version: s.consentVersion, lang: langField(s.consentLang) }),
    proof: proof.filter(([, value]) => value !== '').map(([key, value]) => ({ label: say(lang, key), value })),
  }
}

const eventsOf = ({ document, request, version, names, client }: CertificateFacts, lang: Lang) => {
  const staff = (id: string | null): string => (id === null ? 'Docket' : (names.get(id) ?? 'Docket'))
  const all: { at: Date; who: string; what: string; address: string }[] = [
    { at: version.frozenAt, who: staff(version.frozenBy), what: say(lang, 'signoff.paper.did_freeze', { kind: document.kind, version: version.version }), address: '' },
  ]
  for (const p of request.parties) {
    if (p.askedAt) all.push({ at: p.askedAt, who: staff(request.createdBy), what: say(lang, 'signoff.paper.did_ask', { name: p.name }), address: '' })
    if (p.openedAt) all.push({ at: p.openedAt, who: p.name, what: say(lang, 'signoff.paper.did_open', { n: p.opened }), address: '' })
    if (p.signature) all.push({ at: p.signature.at, who: p.signature.name, what: say(lang, 'signoff.paper.did_sign'), address: p.signature.address })
  }
  if (request.endedAt) all.push({ at: request.endedAt, who: 'Docket', what: say(lang, 'signoff.paper.did_complete'), address: '' })
  return all.toSorted((a, b) => a.at.getTime() - b.at.getTime()).map(({ at, ...e }) => ({ time: stampOf(at, client.zone).slice(0, 19), ...e }))
}
