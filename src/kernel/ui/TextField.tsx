import { Input } from 'react-aria-components/Input'
import { TextArea as AriaArea } from 'react-aria-components/TextArea'
import { TextField as Aria } from 'react-aria-components/TextField'
import { FieldFoot, FieldLabel, type FieldProps } from './field.tsx'
import s from './field.module.css'

export interface TextFieldProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'email' | 'password' | 'tel' | 'search' | 'url'
  placeholder?: string
  maxLength?: number
  autoComplete?: string
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel'
  onBlur?: () => void
  rows?: number
}

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
  maxLength: p.maxLength,
})

/** One line of text. */
export const TextField = (p: TextFieldProps) => (
  <Aria {...shell(p)} type={p.type ?? 'text'} autoComplete={p.autoComplete} inputMode={p.inputMode}>
    <FieldLabel {...p} />
    <Input className={s.input} placeholder={p.placeholder} />
    <FieldFoot {...p} />
  </Aria>
)

/** Several lines; grows with what is written. */
export const TextArea = (p: TextFieldProps) => (
  <Aria {...shell(p)}>
    <FieldLabel {...p} />
    <AriaArea className={s.input} placeholder={p.placeholder} rows={p.rows ?? 3} />
    <FieldFoot {...p} />
  </Aria>
)
