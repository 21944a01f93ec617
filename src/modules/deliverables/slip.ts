import type { WalledTx } from '#kernel/db/walled.ts'
import { filesByIds } from '#kernel/files/repo.ts'
import type { MessageKey } from '#kernel/i18n/messages.ts'
import { say, type Values } from '#kernel/i18n/say.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { formatInstant, formatSize } from '#kernel/pure/format.ts'
import { notFound } from '#kernel/pure/refusal.ts'
import { sealOf } from '#kernel/pure/text.ts'
import { record } from '#kernel/record/record.ts'
import { clientById } from '#modules/clients/index.ts'
import { jobById } from '#modules/jobs/index.ts'
import { agencyOf, letterhead } from '#modules/people/index.ts'
import { type PartyShown, reprint, requestsOf } from '#modules/signoff/index.ts'
import * as repo from './repo.ts'
import { stagesOf } from './rules.ts'

interface Input {
  client: string
  version: string
}

/** What people call a kind of file: `PNG`, `PDF`; by its name where it has one. */
const typeWord = ({ name, type }: { name: string; type: string }): string => (/\.(\w{1,5})$/.exec(name)?.[1] ?? type.split('/').at(-1)!).toUpperCase()

/** Everything the slip says: the version, its file's hash, and every hand it passed through (F6, F7). */
const slipSays = async (tx: WalledTx, { client, version }: Input) => {
  const row = await repo.findVersion(tx, client, version)
  if (!row) throw notFound()
  const of = (await repo.find(tx, client, row.deliverable_id))!
  const [agency, payer, job] = [await agencyOf(tx), await clientById(tx, client), await jobById(tx, client, row.job_id)]
  const lang = payer.locale
  const t = (key: MessageKey, values: Values = {}) => say(lang, key, values)
  const when = (at: Date) => formatInstant(at, agency.zone, lang)
  const file = (await filesByIds(tx, client, [row.file_id]))[0]!
  const parties = (await requestsOf(tx, client, 'deliverable', version))?.requests.filter((r) => r.state !== 'void' && r.state !== 'withdrawn').flatMap((r) => r.parties) ?? []
  const sign = (p: PartyShown) => ({
    state: p.signature ? 'signed' : 'awaited', seal: p.signature ? sealOf(p.signature.name) : '', name: p.signature?.name ?? p.name, role: p.role,
    when: p.signature ? when(p.signature.at) : t('deliverables.paper.awaited'), ...(p.signature?.mark ? { drawn: p.signature.mark } : {}),
  })
  const stage = (name: string, those: PartyShown[], of = '') => ({
    name, state: those.length > 0 && those.every((p) => p.signature) ? t('deliverables.paper.passed') : t('deliverables.paper.awaited'), signs: those.map((p) => ({ ...sign(p), role: [of, p.role].filter(Boolean).join('　') })),
  })
  const theirs = parties.filter((p) => p.side === 'client')
  const picture = file.thumb_sha256
  return {
    of, no: row.no, job: job.id, number: `${job.finance_number}-V${row.no}`, title: of.title, lang, ...(picture ? { pictures: { 'work.webp': picture } } : {}),
    data: {
      on: localDate(row.made_at, agency.zone), kind: t('deliverables.paper.title'), number: `${job.finance_number}-V${row.no}`, title: of.title,
      agency: await letterhead(tx, lang), to: { name: payer.legal_name || payer.name, lines: theirs.map((p) => [p.name, p.role].filter(Boolean).join('　')) },
      facts: [
        { label: t('deliverables.paper.job'), value: job.finance_number }, { label: t('deliverables.paper.version'), value: t('deliverables.version', { no: row.no }) },
        { label: t('deliverables.paper.made'), value: when(row.made_at) },
      ],
      ...(picture ? { picture: { name: 'work.webp', alt: of.title } } : {}),
      about: [
        { label: t('deliverables.file'), value: file.name }, { label: t('deliverables.paper.type'), value: `${typeWord(file)}, ${formatSize(Number(file.size))}` },
        ...(row.note ? [{ label: t('deliverables.note'), value: row.note }] : []),
      ],
      sha256: file.sha256,
      stages: [...stagesOf[job.kind].map((s) => stage(t(`deliverables.stage.${s}`), parties.filter((p) => p.stage === s))), ...(theirs.length > 0 ? [stage(t('deliverables.stage.client'), theirs, payer.name)] : [])],
      agreed: t('deliverables.paper.agreed'),
      labels: { to: t('deliverables.paper.to'), sha256: t('deliverables.paper.sha256'), comments: t('deliverables.paper.comments') },
    },
  }
}
export const printSlip = reprint({
  kind: 'slip',
  template: 'modules/deliverables/paper/signoff.typ',
  subject: (input: Input) => input.version,
  says: slipSays,
  printed: (tx, { client }, { of, no, job }) =>
    record(tx, { client, what: 'deliverables.slip_printed', subject: { kind: 'deliverable', id: of.id }, job, data: { title: of.title, no } }),
})
