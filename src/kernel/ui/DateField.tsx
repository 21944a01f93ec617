import { lazy, Suspense, useEffect, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { Popover } from 'react-aria-components/Popover'
import { TextField as Aria } from 'react-aria-components/TextField'
import { localDate } from '#kernel/pure/calendar.ts'
import { parseDay, writeDay } from './days.ts'
import { FieldFoot, FieldLabel, type FieldProps } from './field.tsx'
import s from './field.module.css'
import { currentLang, t } from './i18n.ts'
import { Skeleton } from './states.tsx'
import { useZone } from './text.tsx'

const Calendar = lazy(() => import('./Calendar.tsx'))

interface Props extends FieldProps {
  /** `YYYY-MM-DD`; null while empty or unreadable. */
  value: string | null
  onChange: (day: string | null) => void
  /** The first and the last day that may be chosen. */
  min?: string
  max?: string
}

/** A day: typed, which is fastest, or picked from a calendar that loads when it is opened. */
export const DateField = (p: Props) => {
  const today = localDate(new Date(), useZone())
  const lang = currentLang()
  const [text, setText] = useState(writeDay(p.value, lang))
  const [left, setLeft] = useState(false)
  const [open, setOpen] = useState(false)
  const year = Number(today.slice(0, 4))
  const read = (written: string) => parseDay(written, year, lang)
  useEffect(() => setText(now => (parseDay(now, year, lang) === p.value ? now : writeDay(p.value, lang))), [p.value, year, lang])
  const wrong = left && text.trim() !== '' && !read(text) ? t('ui.date_bad') : null
  const error = p.error || wrong
  return (
    <Aria
      className={[s.field, p.className].filter(Boolean).join(' ')}
      value={text}
      onChange={now => {
        setText(now)
        setLeft(false)
        p.onChange(read(now))
      }}
      onBlur={() => {
        setLeft(true)
        const day = read(text)
        if (day) setText(writeDay(day, lang))
      }}
      isInvalid={Boolean(error)}
      isRequired={!p.optional}
      isReadOnly={p.readOnly}
      validationBehavior="aria"
      autoFocus={p.autoFocus}
      name={p.name}
      autoComplete="off"
    >
      <FieldLabel {...p} />
      <div className={s.box}>
        <Input className={`${s.input} num`} placeholder={t('ui.date_shape')} />
        {!p.readOnly && (
          <DialogTrigger isOpen={open} onOpenChange={setOpen}>
            <Button className={s.open!} aria-label={`${p.label}: ${t('ui.calendar')}`} slot={null}><span className={s.chevron} aria-hidden="true" /></Button>
            <Popover className={s.popover!} placement="bottom end">
              <Dialog aria-label={p.label}>
                <Suspense fallback={<Skeleton lines={5} />}>
                  <Calendar value={read(text)} today={today} min={p.min} max={p.max} label={p.label} onPick={day => {
                    setText(writeDay(day, lang))
                    p.onChange(day)
                    setOpen(false)
                  }} />
                </Suspense>
              </Dialog>
            </Popover>
          </DialogTrigger>
        )}
      </div>
      <FieldFoot {...p} hint={p.hint} error={error} />
    </Aria>
  )
}
