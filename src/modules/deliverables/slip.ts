import type { WalledTx } from '#kernel/db/walled.ts'
import { filesByIds } from '#kernel/files/repo.ts'
import type { MessageKey } from '#kernel/i18n/messages.ts'
import { say, type Values } from '#kernel/i18n/say.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { formatInstant } from '#kernel/pure/format.ts'
import { notFound } from '#kernel/pure/refusal.ts'
import { sealOf } from '#kernel/pure/text.ts'
import { record } from '#kernel/record/record.ts'
import { type Ask, slow } from '#kernel/rpc/service.ts'
import { clientById } from '#modules/clients/index.ts'
import { jobById } from '#modules/jobs/index.ts'
import { agencyOf, letterhead } from '#modules/people/index.ts'
import { dataSha256, freeze, latestOf, type PartyShown, type Prepared, prepareVersion, requestsOf } from '#modules/signoff/index.ts'
import * as repo from './repo.ts'
import { stagesOf } from './rules.ts'

interface Input {
  client: string
  version: string
}

/** Everything the slip says: the version, its file's hash, and every hand it passed through (F6, F7). */
const slipData = async (tx: WalledTx, { client, version }: Input) => {
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
  const stage = (name: string, those: PartyShown[]) => ({
    name, state: those.length > 0 && those.every((p) => p.signature) ? t('deliverables.paper.passed') : t('deliverables.paper.awaited'), signs: those.map(sign),
  })
  const theirs = parties.filter((p) => p.side === 'client')
  const picture = file.thumb_sha256
  return {
    of, row, lang, picture, file, number: `${job.finance_number}-V${row.no}`,
    data: {
      on: localDate(row.made_at, agency.zone), kind: t('deliverables.paper.title'), number: `${job.finance_number}-V${row.no}`, title: of.title,
      agency: await letterhead(tx, lang), to: { name: payer.legal_name || payer.name, lines: theirs.map((p) => [p.name, p.role].filter(Boolean).join('　')) },
      facts: [
        { label: t('deliverables.paper.job'), value: job.finance_number }, { label: t('deliverables.paper.version'), value: t('deliverables.version', { no: row.no }) },
        { label: t('deliverables.paper.made'), value: when(row.made_at) },
      ],
      ...(picture ? { picture: { name: 'work.webp', alt: of.title } } : {}),
      about: [
        { label: t('deliverables.file'), value: file.name }, { label: t('deliverables.paper.type'), value: `${file.type}, ${file.size} B` },
        ...(row.note ? [{ label: t('deliverables.note'), value: row.note }] : []),
      ],
      sha256: file.sha256,
      stages: [...stagesOf[job.kind].map((s) => stage(t(`deliverables.stage.${s}`), parties.filter((p) => p.stage === s))), ...(theirs.length > 0 ? [stage(payer.name, theirs)] : [])],
      agreed: t('deliverables.paper.agreed'),
      labels: { to: t('deliverables.paper.to'), sha256: t('deliverables.paper.sha256'), comments: t('deliverables.paper.comments') },
    },
  }
}
type Slip = Awaited<ReturnType<typeof slipData>>

export const printSlip = slow({
  prepare: async (ask: Ask, input: Input): Promise<{ slip: Slip; prepared: Prepared }> => {
    const slip = await ask.read((tx) => slipData(tx, input))
    const files = slip.picture ? { 'work.webp': await ask.deps.store.bytes(ask.scope.agencyId, slip.picture) } : undefined
    return { slip, prepared: await prepareVersion(ask, { template: 'modules/deliverables/paper/signoff.typ', lang: slip.lang, data: slip.data, ...(files ? { files } : {}) }) }
  },
  run: async (tx, input: Input, { slip, prepared }) => {
    const { client, version } = input
    // Nothing was signed since the last print: it is the same paper.
    const last = await latestOf(tx, client, 'slip', version)
    if (last?.dataSha256 === dataSha256(slip.data)) return { fileId: last.fileId }
    const frozen = await freeze(tx, { client, kind: 'slip', subjectId: version, job: slip.row.job_id, number: slip.number, title: slip.of.title, lang: slip.lang, data: slip.data, prepared })
    await record(tx, { client, what: 'deliverables.slip_printed', subject: { kind: 'deliverable', id: slip.of.id }, job: slip.row.job_id, data: { title: slip.of.title, no: slip.row.no } })
    return { fileId: frozen.fileId }
  },
})
