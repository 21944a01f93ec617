import { type ReactNode, useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { Facts, Next, PageTitle, Quote, Section, Tag, useNamedPart } from '#kernel/ui/page.tsx'
import { Day } from '#kernel/ui/text.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import type { Names } from '#modules/clients/ui/names.ts'
import { itemKinds } from '../rules.ts'
import { Answers, TakeBack } from './Answers.tsx'
import { type Item, type Meeting, meetings } from './meetings.ts'
import s from './minutes.module.css'
import { Owner } from './Owner.tsx'
import { Revisions } from './Revisions.tsx'

/** What stands under a request that was sent: what may come of it is the business of modules above this one. `why` says why I may do nothing about it. */
export type UnderRequest = (item: Item, meeting: Meeting, why: string | null) => ReactNode

/** Minutes as they were sent: the words and what the client answered, and below each request what is given. */
export const ReadView = ({ meeting, names, underRequest }: { meeting: Meeting; names: Names; underRequest: UnderRequest }) => {
  const { id, client, state, version } = meeting
  const me = useMe()
  const revise = useWrite(meetings.revise)
  const mayWrite = holds(me, ['ae', 'director']) ? null : t('meetings.only.ae')
  const open = meeting.items.filter(i => i.kind === 'request' && i.outcome === '')
  const next = <Button kind={state === 'objected' ? 'do' : 'plain'} pending={revise.pending} reason={mayWrite} onPress={() => void revise.run({ client, meeting: id, version })}>{t('meetings.revise')}</Button>
  return (
    <>
      <PageTitle
        recent={{ title: meeting.title, note: meeting.number ?? names.client }}
        above={<><span>{names.client}</span>{meeting.number && <span className="num">{meeting.number}</span>}<Tag>{t('meetings.revision', { n: meeting.revision })}</Tag></>}
        below={<><Day of={meeting.heldOn} full weekday />{meeting.place && `　${meeting.place}`}</>}
        acts={state === 'confirmed' ? next : undefined}
      >
        {t(`meetings.head.${state}`, { title: meeting.title || t('meetings.untitled') })}
      </PageTitle>
      <div className="cols">
        <div className="stack">
          {state === 'objected' && <Next title={t('meetings.object_next')} act={next}>{reasonOf(meeting)}</Next>}
          {state === 'sent' && <Next title={t('meetings.wait_next')} act={<TakeBack meeting={meeting} why={mayWrite} />}>{t('meetings.take_back_why')}</Next>}
          {state === 'confirmed' && open.length > 0 && <Next title={t('meetings.requests_next', { n: open.length })}>{t('meetings.requests_why')}</Next>}
          {meeting.confirmedRevision !== null && meeting.confirmedRevision !== meeting.revision && <p className="quiet">{t('meetings.still_in_force', { n: meeting.confirmedRevision })}</p>}
          {itemKinds.map(kind => {
            const items = meeting.items.filter(i => i.kind === kind)
            return items.length === 0 ? null : (
              <Section key={kind} title={t(`meetings.kind.${kind}`)} ruled>
                <ol>{items.map(i => <ReadItem key={i.id} item={i} names={names}>{i.kind === 'request' && state !== 'draft' && underRequest(i, meeting, mayWrite)}</ReadItem>)}</ol>
              </Section>
            )
          })}
          <Revisions meeting={meeting} />
        </div>
        <aside className="stack">
          <Answers meeting={meeting} why={mayWrite} />
          <Section title={t('meetings.present')} small>
            <Facts of={[[t('meetings.present.theirs'), meeting.contacts.map(names.contact).join(t('ui.list_comma'))], [t('meetings.present.ours'), meeting.people.map(names.person).join(t('ui.list_comma'))]]} />
          </Section>
          <Owner meeting={meeting} names={names} why={mayWrite} />
        </aside>
      </div>
    </>
  )
}

/** The client's reason against the revision as a whole. */
const reasonOf = (m: Meeting): string => m.revisions[0]?.requests.flatMap(r => r.parties).find(p => p.state === 'declined')?.reason ?? ''

const ReadItem = ({ item, names, children }: { item: Item; names: Names; children: ReactNode }) => {
  const due = item.dueOn && <Day of={item.dueOn} weekday />
  const at = useNamedPart<HTMLLIElement>(`item-${item.id}`)
  const [folded, setFolded] = useState(item.text.length > 600)
  return (
    <li ref={at} className={s.read} id={`item-${item.id}`} aria-label={t('meetings.item', { no: item.no })}>
      <span className={s.no}>{item.no}</span>
      <div className={s.body}>
        <p className={s.words}>{folded ? `${item.text.slice(0, 600)}…` : item.text}</p>
        {folded && <Button kind="word" size="s" onPress={() => setFolded(false)}>{t('meetings.unfold')}</Button>}
        {item.quote && <Quote by={item.quotedContactId ? names.contact(item.quotedContactId) : names.client}>{item.quote}</Quote>}
        <Facts of={[
          [t('meetings.field.step'), item.step], [t('meetings.field.dueOn'), due],
          [t('meetings.field.ours'), item.ourOwnerId ? names.person(item.ourOwnerId) : ''], [t('meetings.field.theirs'), item.theirOwnerId ? names.contact(item.theirOwnerId) : ''],
        ]} />
        {item.objection && <p className={s.objection}><span className="eyebrow">{t('meetings.objection')}</span><br />{item.objection}</p>}
        {children}
      </div>
    </li>
  )
}
