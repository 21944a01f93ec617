import { Input } from 'react-aria-components/Input'
import { TextArea as AriaArea } from 'react-aria-components/TextArea'
import { TextField as Aria } from 'react-aria-components/TextField'
import { FieldFoot, FieldLabel, type FieldProps } from './field.tsx'
import s from './field.module.css'
import { t } from './i18n.ts'

export interface TextFieldProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'email' | 'password' | 'tel' | 'search' | 'url'
  placeholder?: string
  /** The most characters it may hold. More may be written and pasted, and is refused beneath: the browser's own limit would cut it unseen. */
  maxLength?: number
  autoComplete?: string
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel'
  onBlur?: () => void
  rows?: number
}

/** Counted as the server does. */
const tooLong = ({ value, maxLength: max = Infinity }: TextFieldProps): string | null => {
  if (value.length <= max) return null
  const { length } = [...value.trim()]
  return length > max ? t('refusal.text.too_long', { length, max }) : null
}
const judged = (p: TextFieldProps): TextFieldProps => ({ ...p, error: tooLong(p) ?? p.error })

const shell = (p: TextFieldProps) => ({
  className: [s.field, p.className].filter(Boolean).join(' '),
  value: p.value,
  onChange: p.onChange,
  onBlur: p.onBlur,
  name: p.name,
  autoFocus: p.autoFocus,
  isReadOnly: p.readOnly,
  isInvalid: Boolean(p.error),
  isRequired: !p.optional,
  // The page says what is missing in its own words and place; the browser's bubbles would say it twice.
  validationBehavior: 'aria' as const,
})

/** One line of text. */
export const TextField = (given: TextFieldProps) => {
  const p = judged(given)
  return (
    <Aria {...shell(p)} type={p.type ?? 'text'} autoComplete={p.autoComplete} inputMode={p.inputMode}>
      <FieldLabel {...p} />
      <Input className={s.input} placeholder={p.placeholder} />
      <FieldFoot {...p} />
    </Aria>
  )
}

/** Several lines; grows with what is written. */
export const TextArea = (given: TextFieldProps) => {
  const p = judged(given)
  return (
    <Aria {...shell(p)}>
      <FieldLabel {...p} />
      <AriaArea className={s.input} placeholder={p.placeholder} rows={p.rows ?? 3} />
      <FieldFoot {...p} />
    </Aria>
  )
}
