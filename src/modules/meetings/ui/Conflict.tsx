import { useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { RadioRow } from '#kernel/ui/choices.tsx'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { Section } from '#kernel/ui/page.tsx'
import { formatDate } from '#kernel/pure/format.ts'
import type { Names } from '#modules/clients/ui/names.ts'
import { canJoin, type Choice, type Clash, clashKey, type ItemField } from './form.ts'

interface Props {
  clashes: readonly Clash[]
  names: Names
  /** The number of an item in the minutes as they will stand. */
  no: (item: string) => number
  onDone: (chosen: Record<string, Choice>) => void
}
const headLabels = { title: 'meetings.subject', heldOn: 'meetings.held_on', place: 'meetings.place' } as const
const itemLabels = {
  kind: 'meetings.kind', text: 'meetings.field.text', quote: 'meetings.field.quote', quotedContactId: 'meetings.field.quoted', step: 'meetings.field.step',
  dueOn: 'meetings.field.dueOn', ourOwnerId: 'meetings.field.ours', theirOwnerId: 'meetings.field.theirs',
} as const satisfies Record<ItemField, string>

/** Two people wrote in the same place of the same minutes: one is chosen in each, and nothing thrown away unseen. */
export const Conflict = ({ clashes, names, no, onDone }: Props) => {
  const [chosen, setChosen] = useState<Record<string, Choice>>({})
  const lang = useLang()
  const say = (c: Clash, side: 'mine' | 'theirs'): string => {
    if (c.item === null) return (c.field === 'heldOn' && c[side].heldOn ? formatDate(c[side].heldOn, lang) : c[side][c.field]) || '—'
    const i = c[side]
    if (c.field === 'kind') return t(`meetings.kind.${i.kind}`)
    if (c.field === 'dueOn') return i.dueOn ? formatDate(i.dueOn, lang) : '—'
    if (c.field === 'ourOwnerId') return i.ourOwnerId ? names.person(i.ourOwnerId) : '—'
    if (c.field === 'theirOwnerId' || c.field === 'quotedContactId') return i[c.field] ? names.contact(i[c.field]!) : '—'
    return i[c.field] || '—'
  }
  return (
    <Section title={t('meetings.stale_title')} ruled>
      <div className="stack" role="alert">
        <p className="quiet">{t('meetings.stale_why')}</p>
        {clashes.map((c) => (
          <RadioRow
            key={clashKey(c)} label={c.item === null ? t(headLabels[c.field]) : t('meetings.missing_item', { no: no(c.item), what: t(itemLabels[c.field]) })} stacked
            value={chosen[clashKey(c)] ?? 'mine'} onChange={(which) => setChosen((now) => ({ ...now, [clashKey(c)]: which }))}
            options={[
              { value: 'mine', text: t('ui.clash.mine'), note: say(c, 'mine') },
              { value: 'theirs', text: t('ui.clash.theirs'), note: say(c, 'theirs') },
              ...(canJoin(c) ? [{ value: 'both' as const, text: t('meetings.stale_both'), note: t('meetings.stale_both_why') }] : []),
            ]}
          />
        ))}
        <div className="row"><Button kind="do" onPress={() => onDone(chosen)}>{t('ui.clash.done')}</Button></div>
      </div>
    </Section>
  )
}
