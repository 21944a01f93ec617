import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { Section } from '#kernel/ui/page.tsx'
import type { Names } from '#modules/clients/ui/names.ts'
import type { ItemDraft, MinutesDraft } from './form.ts'
import { written } from './form.ts'
import s from './minutes.module.css'

interface Props {
  mine: MinutesDraft
  saved: MinutesDraft
  names: Names
  onKeep: (which: 'mine' | 'saved' | 'both') => void
}

/** Two people wrote the same minutes: both texts side by side, what differs marked, and nothing thrown away unseen. */
export const Conflict = ({ mine, saved, names, onKeep }: Props) => (
  <Section title={t('meetings.stale_title')} ruled>
    <div className="stack">
      <p className="quiet">{t('meetings.stale_why')}</p>
      <div className={s.two}>
        <Text title={t('meetings.stale_mine')} of={written(mine)} against={saved} names={names} />
        <Text title={t('meetings.stale_theirs')} of={saved} against={written(mine)} names={names} />
      </div>
      <div className="row">
        <Button kind="do" onPress={() => onKeep('both')}>{t('meetings.stale_both')}</Button>
        <Button onPress={() => onKeep('mine')}>{t('meetings.stale_keep_mine')}</Button>
        <Button onPress={() => onKeep('saved')}>{t('meetings.stale_keep_theirs')}</Button>
      </div>
    </div>
  </Section>
)

const Text = ({ title, of, against, names }: { title: string; of: MinutesDraft; against: MinutesDraft; names: Names }) => {
  const line = (i: ItemDraft): string => [
    `${t(`meetings.kind.${i.kind}`)}　${i.text}`, i.quote && t('meetings.said', { text: i.quote }), [i.step, i.dueOn, i.ourOwnerId && names.person(i.ourOwnerId), i.theirOwnerId && names.contact(i.theirOwnerId)].filter(Boolean).join(t('meetings.comma')),
  ].filter(Boolean).join('\n')
  const other = new Set(against.items.map(line))
  const facts = (d: MinutesDraft) => [d.title || t('meetings.untitled'), [d.heldOn, d.place].filter(Boolean).join('　'), [...d.people.map(names.person), ...d.contacts.map(names.contact)].join(t('ui.list_comma'))]
  const theirs = facts(against)
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className={s.text}>
        {facts(of).map((text, at) => text && <li key={text} data-differs={text === theirs[at] ? undefined : ''}>{text}</li>)}
        {of.items.map(i => <li key={i.id} data-differs={other.has(line(i)) ? undefined : ''}>{line(i)}</li>)}
      </ul>
    </section>
  )
}
