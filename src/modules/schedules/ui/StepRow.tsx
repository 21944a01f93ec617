import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { formatShortDate } from '#kernel/pure/format.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { DateField } from '#kernel/ui/DateField.tsx'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { Select } from '#kernel/ui/Select.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import type { Names } from '#modules/clients/ui/names.ts'
import type { Done, Span } from '../plan.ts'
import { spanWords } from '../words.ts'
import type { StepDraft } from './form.ts'
import { type Ground, Lane } from './Lane.tsx'
import s from './schedule.module.css'
import { useDayName } from './useDayName.ts'

interface Props {
  step: StepDraft
  no: number
  steps: readonly StepDraft[]
  names: Names
  ground: Ground | null
  span: Span | null
  base: Span | null
  /** It is done, and keeps its days. */
  done: Done | null
  /** The row one writes in: the rest of its fields stand open beneath. */
  active: boolean
  /** Puts the cursor into its name once. */
  focus: boolean
  onFocus: () => void
  onChange: (set: Partial<StepDraft>) => void
  onNext: () => void
  onRemove: () => void
  onMove: (by: -1 | 1) => void
}
const nobody = 'nobody'

/** One step as it is planned: what, who, how long; its dates and its bar follow while one types. */
export const StepRow = (p: Props) => {
  const { step, no, steps, names, span, done, focus, onChange } = p
  const lang = useLang()
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (focus) row.current?.querySelector('input')?.focus()
  }, [focus])
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) p.onMove(event.key === 'ArrowUp' ? -1 : 1)
    else if (event.altKey && event.key === 'Backspace') p.onRemove()
    else if (event.key === 'Enter' && event.target.name === 'name') p.onNext()
    else return
    event.preventDefault()
  }
  const label = (what: string): string => t('schedules.step_of', { no, what })
  const owner = (key: 'ourOwnerId' | 'theirOwnerId', what: string, options: Names['team']) => (
    <Select
      className={s[key]} label={label(what)} quietLabel value={step[key] ?? nobody} onChange={id => onChange({ [key]: id === nobody ? null : id })}
      options={[{ value: nobody, text: t('schedules.nobody') }, ...options.map(({ value, text }) => ({ value, text }))]}
    />
  )
  const above = steps[no - 2]?.stepId ?? null
  const after = steps.findIndex(one => one.stepId === step.predecessorId)
  return (
    <li ref={row} className={s.step} onKeyDown={press} onFocus={p.onFocus} aria-label={label(step.name)}>
      <span className={s.no}>{no}</span>
      <TextField className={s.name} name="name" label={label(t('schedules.field.name'))} quietLabel value={step.name} maxLength={120} onChange={name => onChange({ name })} />
      {/* On a phone there is no head above the columns. */}
      {(['ours', 'theirs', 'days'] as const).map(field => <span key={field} className={`${s.word} ${s[field]}`} aria-hidden="true">{t(`schedules.field.${field}`)}</span>)}
      {owner('ourOwnerId', t('schedules.field.ours'), names.team)}
      {owner('theirOwnerId', t('schedules.field.theirs'), names.theirs)}
      <DaysField label={label(t('schedules.field.days'))} value={done?.days ?? step.days} readOnly={done !== null} onChange={days => onChange({ days })} />
      <span className={s.dates} aria-live="off">
        {span ? spanWords(span, lang) : '–'}
        {done && <span className={s.after}>{t('schedules.done_stands', { day: formatShortDate(done.doneOn, lang) })}</span>}
        {step.predecessorId !== above && <span className={s.after}>{after < 0 ? t('schedules.at_once') : `${t('schedules.field.after')} ${after + 1}`}</span>}
      </span>
      <div className={s.laneCell}>{p.ground && <Lane ground={p.ground} span={span} base={p.base} side={step.ourOwnerId || !step.theirOwnerId ? 'ours' : 'theirs'} done={done !== null} />}</div>
      {p.active && <More {...p} label={label} />}
    </li>
  )
}

const More = ({ step, no, steps, names, onChange, onMove, onRemove, label }: Props & { label: (what: string) => string }) => {
  const nameOf = useDayName(names.region)
  return (
    <div className={s.more}>
      <TextField label={t('schedules.field.detail')} value={step.detail} maxLength={2000} onChange={detail => onChange({ detail })} optional />
      <Select
        label={t('schedules.field.after')} value={step.predecessorId ?? nobody} onChange={id => onChange({ predecessorId: id === nobody ? null : id })}
        options={[{ value: nobody, text: t('schedules.at_once') }, ...steps.flatMap((one, at) => (one.stepId === step.stepId ? [] : [{ value: one.stepId, text: `${at + 1} ${one.name}` }]))]}
      />
      <DateField label={t('schedules.field.pin')} value={step.pinnedOn} onChange={pinnedOn => onChange({ pinnedOn })} hint={step.pinnedOn && nameOf(step.pinnedOn)} optional />
      <div className={s.acts}>
        <Button size="s" label={label(t('schedules.up'))} onPress={() => onMove(-1)} reason={no === 1 && t('schedules.up')} reasonAt="beside">↑</Button>
        <Button size="s" label={label(t('schedules.down'))} onPress={() => onMove(1)} reason={no === steps.length && t('schedules.down')} reasonAt="beside">↓</Button>
        <Button size="s" label={label(t('schedules.remove'))} onPress={onRemove}>{t('ui.remove_word')}</Button>
      </div>
    </div>
  )
}

const daysIn = (now: string): number | null => {
  const n = Number(now.normalize('NFKC').trim())
  return Number.isInteger(n) && n >= 1 && n <= 400 ? n : null
}

/** A number of working days. What cannot be read stays in sight and changes nothing. */
const DaysField = ({ label, value, readOnly, onChange }: { label: string; value: number; readOnly: boolean; onChange: (days: number) => void }) => {
  const [text, setText] = useState(String(value))
  useEffect(() => setText(now => (daysIn(now) === value ? now : String(value))), [value])
  return (
    <TextField
      className={s.days} label={label} quietLabel readOnly={readOnly} inputMode="numeric" value={text} error={daysIn(text) === null && '1–400'} onBlur={() => setText(String(value))}
      onChange={now => {
        setText(now)
        const days = daysIn(now)
        if (days !== null) onChange(days)
      }}
    />
  )
}
