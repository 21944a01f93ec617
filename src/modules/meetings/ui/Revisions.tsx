import { ButtonLink } from '#kernel/ui/Button.tsx'
import { currentLang, t } from '#kernel/ui/i18n.ts'
import { Section, Tag } from '#kernel/ui/page.tsx'
import { Instant } from '#kernel/ui/text.tsx'
import { fileAddress } from '#kernel/ui/Viewer.tsx'
import { type Change, changesBetween, type ComparedField, type ComparedItem, fieldWords } from '../compare.ts'
import type { Meeting, Revision } from './meetings.ts'
import s from './minutes.module.css'

/** Every sent revision with its paper and what changed against the one before; on top what the draft changes (`now`). */
export const Revisions = ({ meeting, now }: { meeting: Meeting; now?: readonly ComparedItem[] }) => {
  const { revisions } = meeting
  const newest = revisions[0]
  if (!newest) return <Section title={t('meetings.revisions')}><p className="quiet">{t('meetings.none_sent')}</p></Section>
  return (
    <Section title={t('meetings.revisions')}>
      <div className="stack">
        {now && <section aria-label={t('meetings.changes', { n: newest.revision })}><h3>{t('meetings.changes', { n: newest.revision })}</h3><Changes of={changesBetween(newest.items, now)} /></section>}
        {revisions.map((r, at) => <One key={r.revision} client={meeting.client} of={r} before={revisions[at + 1]} />)}
      </div>
    </Section>
  )
}

const One = ({ client, of, before }: { client: string; of: Revision; before?: Revision }) => (
  <section aria-label={t('meetings.revision', { n: of.revision })}>
    <div className="row">
      <h3>{t('meetings.revision', { n: of.revision })}</h3>
      {of.inForce && <Tag tone="strong">{t('meetings.in_force')}</Tag>}
      {of.requests.map(r => <Tag key={r.id}>{t(`meetings.request.${r.state}`)}</Tag>)}
      <span className="small faint num">{of.sha256.slice(0, 12).replace(/(.{4})(?=.)/g, '$1 ')}</span>
      <span className="small quiet push"><Instant of={of.frozenAt} full /></span>
      <ButtonLink href={fileAddress({ client, id: of.fileId })} size="s" away>{t('meetings.paper_link')}</ButtonLink>
    </div>
    {before && <Changes of={changesBetween(before.items, of.items)} />}
  </section>
)

const Changes = ({ of }: { of: readonly Change[] }) =>
  of.length === 0 ? <p className="small faint">{t('meetings.no_changes')}</p> : (
    <ul className={s.changes}>
      {of.map(c => (
        <li key={c.item.id}>
          <Tag>{t(`meetings.change.${c.change}`)}</Tag> {c.change === 'removed' ? <del>{c.item.text}</del> : <ins>{c.item.no}. {c.item.text}</ins>}
          {c.change === 'changed' && <div className={s.was}>{c.fields.map(f => <Field key={f} of={c} field={f} />)}</div>}
        </li>
      ))}
    </ul>
  )
const Field = ({ of, field }: { of: Change & { change: 'changed' }; field: ComparedField }) => {
  const { name, now, was } = fieldWords(of.item, of.was, field, currentLang(), t)
  // The words themselves stand above.
  return <div>{t('meetings.change.field', { field: name })}{field === 'text' ? '' : `${now}${t('meetings.comma')}`}{t('meetings.change.was', { text: was })}</div>
}
