import type { WalledTx } from '#kernel/db/walled.ts'
import type { MessageKey } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { qrSvg } from '#kernel/paper/qr.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { formatDate } from '#kernel/pure/format.ts'
import { refuse } from '#kernel/pure/refusal.ts'
import { record } from '#kernel/record/record.ts'
import { clientById } from '#modules/clients/index.ts'
import { jobById } from '#modules/jobs/index.ts'
import { agencyOf, letterhead } from '#modules/people/index.ts'
import { reprint } from '#modules/signoff/index.ts'
import * as repo from './repo.ts'
import { keepUntil, unnamed } from './rules.ts'

interface Input {
  client: string
  job: string
}

/** What stands on the box, in the agency's own language: the paper is for the house. */
const labelSays = async (tx: WalledTx, { client, job }: Input) => {
  const row = await jobById(tx, client, job)
  const place = (await repo.placesOf(tx, client, job)).find((p) => p.left_at === null)
  if (!place || row.finance_number === null) throw refuse('archive.no_place')
  const [agency, of] = [await agencyOf(tx), await clientById(tx, client)]
  const lang = agency.locale
  const word = (key: MessageKey, values = {}): string => say(lang, key, values)
  const filedOn = row.filed_at && localDate(row.filed_at, agency.zone)
  return {
    job, number: row.finance_number, title: row.title, fileTitle: `${row.title} ${word('signoff.document.label')}`, lang,
    data: {
      on: localDate(place.placed_at, agency.zone), kind: word('archive.title'), number: row.finance_number, title: row.title, agency: await letterhead(tx, lang),
      to: { name: of.legal_name || of.name, lines: [] },
      place: [
        { label: word('archive.room'), value: unnamed('room', place.room) }, { label: word('archive.shelf'), value: unnamed('shelf', place.shelf) }, { label: word('archive.box'), value: unnamed('box', place.box) },
      ].filter((p) => p.value !== ''),
      facts: filedOn ? [
        { label: word('archive.filed_on'), value: formatDate(filedOn, lang) }, { label: word('archive.keep_until'), value: formatDate(keepUntil(filedOn, agency.region), lang) },
      ] : [],
      qr: qrSvg(`${tx.deps.config.baseUrl}/j/${encodeURIComponent(row.finance_number)}`), labels: { qr: word('jobs.paper.qr') },
    },
  }
}

/** `archive.label`: the label of the box or folder (G10); printed anew when the paper has moved or is filed. */
export const printLabel = reprint({
  kind: 'label',
  template: 'modules/archive/paper/label.typ',
  subject: ({ job }: Input) => job,
  says: labelSays,
  printed: (tx, { client, job }, { title }) => record(tx, { client, what: 'archive.labelled', subject: { kind: 'job', id: job }, job, data: { title } }),
})
