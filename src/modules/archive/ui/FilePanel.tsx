import { useState } from 'react'
import { Link } from 'wouter'
import { formatDate } from '#kernel/pure/format.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { Section } from '#kernel/ui/page.tsx'
import { SureDialog } from '#kernel/ui/SureDialog.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { Instant } from '#kernel/ui/text.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { fileAddress } from '#kernel/ui/Viewer.tsx'
import { invoicePath } from '#modules/billing/ui/billing.ts'
import { deliverablePath, deliverables } from '#modules/deliverables/ui/deliverables.ts'
import { jobPath } from '#modules/jobs/ui/jobs.ts'
import { unnamed } from '../rules.ts'
import { archive, type JobFile } from './archive.ts'
import s from './archive.module.css'
import { PlaceDialog } from './PlaceDialog.tsx'

const whereOf = (p: JobFile['moves'][number]): string =>
  [t('archive.in_room', { room: unnamed('room', p.room) }), p.shelf && t('archive.on_shelf', { shelf: unnamed('shelf', p.shelf) }), p.box && t('archive.in_box', { box: unnamed('box', p.box) })].filter(Boolean).join(t('ui.list_comma'))

type Entry = JobFile['entries'][number]
/** The only one of a list; null where there are several, which are looked at together. */
const only = <T,>(list: readonly T[]): T | null => (list.length === 1 ? list[0]! : null)

/** Where what an entry names is looked at, or made where it is missing: a part of this page, a page, or a file. Null for what this job does not need. */
const leadOf = ({ content, state }: Entry, { client, job, papers, works }: { client: string; job: string; papers: JobFile['papers']; works: readonly string[] }): string | null => {
  const of = (kind: JobFile['papers'][number]['kind']) => papers.filter((p) => p.kind === kind)
  const invoice = of('invoice').at(0)
  if (state === 'not_needed') return null
  switch (content) {
    case 'minutes': return `/clients/${client}/meetings/${of('minutes')[0]!.id}`
    case 'order': return '#order'
    case 'schedule': return `${jobPath(client, job)}/schedule`
    case 'deliverables': return only(works) ? deliverablePath(client, only(works)!) : '#deliverables'
    case 'vendors': return state === 'missing' ? '#cost' : only(of('vendor')) ? fileAddress({ client, id: only(of('vendor'))!.fileId! }) : '#papers'
    case 'card': return state === 'missing' ? '#next' : '#cost'
    case 'request': return '#billing'
    case 'invoice': return only(of('invoice')) && state === 'there' ? invoicePath(client, invoice!.id) : '#billing'
    case 'receipt': return invoice ? `${invoicePath(client, invoice.id)}${state === 'there' ? '#settled' : ''}` : '#billing'
    case 'place': return '#paper-place'
  }
}
/** A part of this page is jumped to, a file opens beside it. */
const Lead = ({ to, children }: { to: string | null; children: string }) =>
  to === null ? children : to.startsWith('#') ? <a href={to}>{children}</a> : to.startsWith('/files/') ? <a href={to} target="_blank" rel="noreferrer">{children}</a> : <Link href={to}>{children}</Link>

/** The job's file (G10): what is there, what is missing, where the paper stands, and putting it away. */
export const FilePanel = ({ client, job }: { client: string; job: string }) => {
  const me = useMe()
  const [placing, setPlacing] = useState(false)
  const [filing, setFiling] = useState(false)
  const put = useWrite(archive.put, { say: 'inline', done: () => setFiling(false) })
  const label = useWrite(archive.label)
  const lang = useLang()
  const made = useRead(deliverables.forJob, { client, job })
  const works = (made.data?.deliverables ?? []).filter((one) => !one.droppedAt).map((one) => one.id)
  const print = async () => {
    const made = await label.run({ client, job })
    if (made) window.open(fileAddress({ client, id: made.fileId }), '_blank', 'noreferrer')
  }
  return (
    <Loaded of={useRead(archive.file, { client, job })}>
      {(file) => {
        const missing = file.entries.filter((e) => e.state === 'missing')
        const notMine = holds(me, ['ae', 'director', 'finance', 'traffic']) ? null : t('archive.only')
        const why = file.filedAt ? t('refusal.archive.filed_already')
          : notMine ? notMine
            : missing.length > 0 ? t('archive.lacks', { what: missing.map((e) => t(`archive.content.${e.content}`)).join(t('ui.list_comma')) }) : null
        const before = file.moves.slice(file.place ? 1 : 0)
        return (
          <Section id="file" title={t('archive.title')} ruled aside={file.filedAt ? <>{t('archive.filed')} <Instant of={file.filedAt} /></> : t('archive.count', { there: file.entries.filter((e) => e.state === 'there').length, of: file.entries.length - file.entries.filter((e) => e.state === 'not_needed').length })}>
            <div className="stack">
              <ul className={s.list}>
                {file.entries.map((e) => <li key={e.content} className={s[e.state]}><i aria-hidden="true" /><span><Lead to={leadOf(e, { client, job, papers: file.papers, works })}>{t(`archive.content.${e.content}`)}</Lead></span><small className="faint">{t(`archive.${e.state}`)}</small></li>)}
              </ul>
              <div id="paper-place">
                <p>{file.place ? whereOf(file.place) : <span className="quiet">{t('archive.no_place')}</span>}{file.keepUntil && <span className="quiet">{t('ui.list_comma')}{t('archive.kept', { day: formatDate(file.keepUntil, lang) })}</span>}</p>
                {before.map((p) => <p key={p.placedAt.toISOString()} className="small faint">{t('archive.moved_from', { where: whereOf(p) })} <Instant of={p.placedAt} /></p>)}
              </div>
              <div className={s.acts}>
                <Button reason={notMine} onPress={() => setPlacing(true)}>{t('archive.place')}</Button>
                <Button reason={file.place ? null : t('refusal.archive.no_place')} pending={label.pending} onPress={() => void print()}>{t('archive.label')}</Button>
                <Button kind={why ? 'plain' : 'do'} reason={why} onPress={() => setFiling(true)}>{t('archive.put')}</Button>
              </div>
            </div>
            {filing && <SureDialog title={t('archive.put')} act={t('archive.put')} pending={put.pending} why={put.why} run={() => void put.run({ client, job })} onClose={() => setFiling(false)}><p>{t('archive.sure')}</p></SureDialog>}
            {placing && <PlaceDialog client={client} job={job} of={file} onClose={() => setPlacing(false)} />}
          </Section>
        )
      }}
    </Loaded>
  )
}
