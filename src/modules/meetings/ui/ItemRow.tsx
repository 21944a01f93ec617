import { type KeyboardEvent, useEffect, useRef } from 'react'
import { shortened } from '#kernel/pure/text.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { ComboBox } from '#kernel/ui/ComboBox.tsx'
import { DateField } from '#kernel/ui/DateField.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { jumpTo } from '#kernel/ui/jump.ts'
import { Day } from '#kernel/ui/text.tsx'
import { TextArea, TextField } from '#kernel/ui/TextField.tsx'
import type { Names } from '#modules/clients/ui/names.ts'
import { type ItemKind, itemKinds, type Lack } from '../rules.ts'
import { type ItemDraft, kindFromText } from './form.ts'
import s from './minutes.module.css'

interface Props {
  item: ItemDraft
  no: number
  names: Names
  /** What this item lacks. */
  lacks: readonly Lack[]
  objection: string
  /** The row one writes in: its details stand open. */
  active: boolean
  /** Puts the cursor into it once. */
  focus: boolean
  /** What somebody asked to fill in: the hand goes there once the details stand open. */
  sought: Lack['field'] | null
  onFocus: () => void
  onSeek: (field: Lack['field'] | null) => void
  onChange: (set: Partial<ItemDraft>) => void
  onNext: () => void
  onRemove: () => void
  onMove: (by: -1 | 1) => void
}
const keys: Record<string, ItemKind> = { KeyD: 'decision', KeyR: 'request', KeyI: 'information' }

const placeOf = (item: string, field: Lack['field']): string => `item-${item}-${field}`

/** One item on the writing page. Enter goes on to the next; the kind is a key; details open where one writes. */
export const ItemRow = (p: Props) => {
  const { item, no, names, lacks, active, focus, sought, onSeek, onChange } = p
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (focus) row.current?.querySelector('textarea')?.focus()
  }, [focus])
  useEffect(() => {
    if (!active || !sought) return
    jumpTo(placeOf(item.id, sought))
    onSeek(null)
  }, [active, sought, item.id, onSeek])
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const kind = keys[event.code]
    if (event.altKey && kind) onChange({ kind })
    else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) p.onMove(event.key === 'ArrowUp' ? -1 : 1)
    else if (!(event.target instanceof HTMLTextAreaElement) || event.target.name !== 'text') return
    else if (event.key === 'Enter' && !event.shiftKey && !event.metaKey && !event.ctrlKey) p.onNext()
    else if (event.key === 'Backspace' && item.text === '') p.onRemove()
    else return
    event.preventDefault()
  }
  const lack = (field: Lack['field']): string | null => (lacks.some(l => l.field === field) ? t(`meetings.lack.${field}`) : null)
  const who = [item.ourOwnerId && names.person(item.ourOwnerId), item.theirOwnerId && names.contact(item.theirOwnerId)].filter(Boolean).join(t('ui.list_comma'))
  return (
    <li ref={row} className={s.item} id={`item-${item.id}`} aria-label={t('meetings.item', { no })} onKeyDown={press} onFocus={p.onFocus}>
      <span className={s.no}>{no}</span>
      <div className={s.body}>
        <TextArea name="text" label={t('meetings.field.text')} quietLabel rows={1} value={item.text} maxLength={5000} onChange={text => onChange(kindFromText(text) ?? { text: text.trimStart() })} />
        {p.objection && <p className={s.objection}><span className="eyebrow">{t('meetings.objection')}</span><br />{p.objection}</p>}
        {active ? <Details {...p} lack={lack} /> : (
          <p className={s.summary}>
            {item.quote && <span>{t('meetings.said', { text: shortened(item.quote, 40) })}</span>}
            {item.step && <span>{item.step}</span>}
            {item.dueOn && <Day of={item.dueOn} weekday />}
            {who && <span>{who}</span>}
            {lacks.map(l => <button key={l.field} type="button" tabIndex={-1} className={s.lack} onClick={() => onSeek(l.field)}>{t(`meetings.lack.${l.field}`)}</button>)}
          </p>
        )}
      </div>
      <fieldset className={s.kinds} aria-label={t('meetings.kind')}>
        {itemKinds.map(kind => <button key={kind} type="button" tabIndex={active ? 0 : -1} aria-pressed={item.kind === kind} onClick={() => onChange({ kind })}>{t(`meetings.kind.${kind}`)}</button>)}
      </fieldset>
    </li>
  )
}

const Details = ({ item, no, names, onChange, onRemove, lack }: Props & { lack: (field: Lack['field']) => string | null }) => (
  <>
    {item.kind !== 'information' && (
      <div className={s.detail}>
        <div id={placeOf(item.id, 'step')}><TextField label={t('meetings.field.step')} value={item.step} maxLength={500} onChange={step => onChange({ step })} hint={lack('step')} /></div>
        <div id={placeOf(item.id, 'dueOn')}><DateField label={t('meetings.field.dueOn')} value={item.dueOn} onChange={dueOn => onChange({ dueOn })} hint={lack('dueOn')} /></div>
        <div id={placeOf(item.id, 'owner')}><ComboBox label={t('meetings.field.ours')} value={item.ourOwnerId} onChange={ourOwnerId => onChange({ ourOwnerId })} options={names.team} optional hint={lack('owner')} /></div>
        <ComboBox label={t('meetings.field.theirs')} value={item.theirOwnerId} onChange={theirOwnerId => onChange({ theirOwnerId })} options={names.theirs} optional />
      </div>
    )}
    <div className={s.quoting}>
      <TextArea label={t('meetings.field.quote')} rows={1} value={item.quote} maxLength={2000} onChange={quote => onChange({ quote })} optional />
      <ComboBox label={t('meetings.field.quoted')} value={item.quotedContactId} onChange={quotedContactId => onChange({ quotedContactId })} options={names.theirs} optional />
    </div>
    <div className="row"><Button kind="word" size="s" onPress={onRemove} label={t('meetings.remove_item', { no })}>{t('meetings.remove_item', { no })}</Button></div>
  </>
)
