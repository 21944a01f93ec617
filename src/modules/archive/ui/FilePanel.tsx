import { useState } from 'react'
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
import { archive, type JobFile } from './archive.ts'
import s from './archive.module.css'
import { PlaceDialog } from './PlaceDialog.tsx'

const whereOf = (p: JobFile['moves'][number]): string =>
  [t('archive.in_room', { room: p.room }), p.shelf && t('archive.on_shelf', { shelf: p.shelf }), p.box && t('archive.in_box', { box: p.box })].filter(Boolean).join(t('ui.list_comma'))

/** The job's file (G10): what is there, what is missing, where the paper stands, and putting it away. */
export const FilePanel = ({ client, job }: { client: string; job: string }) => {
  const me = useMe()
  const [placing, setPlacing] = useState(false)
  const [filing, setFiling] = useState(false)
  const put = useWrite(archive.put, { say: 'inline', done: () => setFiling(false) })
  const label = useWrite(archive.label)
  const lang = useLang()
  const print = async () => {
    const made = await label.run({ client, job })
    if (made) window.open(fileAddress({ client, id: made.fileId }), '_blank', 'noreferrer')
  }
  return (
    <Loaded of={useRead(archive.file, { client, job })}>
      {(file) => {
        const missing = file.entries.filter((e) => e.state === 'missing')
        const only = holds(me, ['ae', 'director', 'finance', 'traffic']) ? null : t('archive.only')
        const why = file.filedAt ? t('refusal.archive.filed_already')
          : only ? only
            : missing.length > 0 ? t('archive.lacks', { what: missing.map((e) => t(`archive.content.${e.content}`)).join(t('ui.list_comma')) }) : null
        const before = file.moves.slice(file.place ? 1 : 0)
        return (
          <Section id="file" title={t('archive.title')} ruled aside={file.filedAt ? <>{t('archive.filed')} <Instant of={file.filedAt} /></> : t('archive.count', { there: file.entries.filter((e) => e.state === 'there').length, of: file.entries.length - file.entries.filter((e) => e.state === 'not_needed').length })}>
            <div className="stack">
              <ul className={s.list}>
                {file.entries.map((e) => <li key={e.content} className={s[e.state]}><i aria-hidden="true" /><span>{t(`archive.content.${e.content}`)}</span><small className="faint">{t(`archive.${e.state}`)}</small></li>)}
              </ul>
              <div>
                <p>{file.place ? whereOf(file.place) : <span className="quiet">{t('archive.no_place')}</span>}{file.keepUntil && <span className="quiet">{t('ui.list_comma')}{t('archive.kept', { day: formatDate(file.keepUntil, lang) })}</span>}</p>
                {before.map((p) => <p key={p.placedAt.toISOString()} className="small faint">{t('archive.moved_from', { where: whereOf(p) })} <Instant of={p.placedAt} /></p>)}
              </div>
              <div className={s.acts}>
                <Button reason={only} onPress={() => setPlacing(true)}>{t('archive.place')}</Button>
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
