import { useEffect, useState } from 'react'
import { t } from './i18n.ts'
import type { FieldProps } from './field.tsx'
import { parseMinutes, showMinutes } from './minutes.ts'
import { TextField } from './TextField.tsx'

interface Props extends FieldProps {
  value: number | null
  onChange: (minutes: number | null) => void
}

/** Working time in minutes: `1:30`, `2` hours, `90`. */
export const MinutesField = (p: Props) => {
  const [text, setText] = useState(p.value ? showMinutes(p.value) : '')
  const [left, setLeft] = useState(false)
  useEffect(() => {
    // Set from outside (a draft, the next day of the grid): only when it means something else than what stands.
    setText(now => (parseMinutes(now) === p.value || (p.value === null && now !== '' && parseMinutes(now) === null) ? now : p.value ? showMinutes(p.value) : ''))
  }, [p.value])
  const wrong = left && text.trim() !== '' && parseMinutes(text) === null ? t('ui.minutes_bad') : null
  return (
    <TextField
      {...p}
      value={text}
      onChange={now => {
        setText(now)
        setLeft(false)
        p.onChange(parseMinutes(now))
      }}
      onBlur={() => {
        setLeft(true)
        const minutes = parseMinutes(text)
        if (minutes) setText(showMinutes(minutes))
      }}
      hint={p.hint ?? (p.quietLabel ? undefined : t('ui.minutes_form'))}
      error={p.error || wrong}
      autoComplete="off"
    />
  )
}
