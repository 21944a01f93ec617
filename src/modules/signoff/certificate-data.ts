import type { Lang, MessageKey } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { formatDate, formatInstant } from '#kernel/pure/format.ts'
import { sealOf } from '#kernel/pure/text.ts'
import type { ClientRow } from '#modules/clients/index.ts'
import type { AgencyRow } from '#modules/people/index.ts'
import { proofMinutes } from './rules.ts'
import type { DocumentShown, PartyShown, RequestShown } from './shape.ts'

export interface CertificateFacts {
  document: DocumentShown
  request: RequestShown
  version: DocumentShown['versions'][number]
  agency: AgencyRow
  client: ClientRow
}

/** What `paper/certificate.typ` prints: every word in the paper's language, every instant in the client's zone. */
export const certificateData = ({ document, request, version, agency, client }: CertificateFacts, lang: Lang) => {
  const at = (instant: Date): string => formatInstant(instant, client.zone, lang)
  const ended = request.endedAt ?? request.createdAt
  return {
    on: formatDate(localDate(ended, client.zone), lang),
    kind: say(lang, 'signoff.paper.certificate'),
    number: document.number,
    title: version.title,
    agency: { name: agency.name, legal: agency.legal_name || agency.name, tax: agency.tax_number, address: agency.address, phone: agency.phone },
    to: { name: client.legal_name || client.name, lines: [] },
    facts: [
      { label: say(lang, 'signoff.paper.version'), value: String(version.version) },
      { label: say(lang, 'signoff.paper.frozen'), value: at(version.frozenAt) },
      { label: say(lang, 'signoff.paper.completed'), value: at(ended) },
    ],
    hashes: [
      { label: say(lang, 'signoff.paper.sha'), value: request.sha256 },
      { label: say(lang, 'signoff.paper.data_sha'), value: version.dataSha256 },
      ...(version.templateSha256 ? [{ label: say(lang, 'signoff.paper.template_sha'), value: version.templateSha256 }] : []),
    ],
    parties: request.parties.map((p) => partyData(p, lang, at, p.side === 'agency' ? agency.name : client.name)),
    foot: { verify: say(lang, 'signoff.paper.verify'), clock: say(lang, 'signoff.paper.clock', { zone: client.zone }) },
    labels: { to: say(lang, 'signoff.paper.to'), document: say(lang, 'signoff.paper.document'), parties: say(lang, 'signoff.paper.parties') },
  }
}

const partyData = (p: PartyShown, lang: Lang, at: (instant: Date) => string, side: string) => {
  const s = p.signature
  if (!s) throw new Error('a complete request has a party without a signature')
  const facts: [MessageKey, string][] = [
    ['signoff.paper.at', at(s.at)],
    ['signoff.paper.method', say(lang, `signoff.method.${s.method}` as MessageKey, { minutes: proofMinutes })],
    ['signoff.paper.from', [s.address, s.agent].filter(Boolean).join('　')],
    ['signoff.paper.opened', p.openedAt ? at(p.openedAt) : ''],
    ['signoff.paper.sha', s.sha256],
  ]
  return {
    state: 'signed', seal: sealOf(s.name), name: s.name, drawn: s.mark, role: [side, p.role, p.stage].filter(Boolean).join('　'), when: at(s.at),
    // A forwarded link is not hidden: both names stand there.
    note: s.name === p.name ? '' : say(lang, 'signoff.paper.made_for', { made: p.name, name: s.name }),
    facts: facts.filter(([, value]) => value !== '').map(([key, value]) => ({ label: say(lang, key), value })),
    consent: { label: say(lang, 'signoff.paper.consent'), text: s.consentText, version: say(lang, 'signoff.paper.consent_version', { version: s.consentVersion }) },
  }
}
