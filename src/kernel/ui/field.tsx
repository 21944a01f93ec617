import type { ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import s from './field.module.css'
import { t } from './i18n.ts'

/** What every field has. */
export interface FieldProps {
  label: string
  /** One quiet line beneath. */
  hint?: ReactNode
  /** What is wrong with it, in words; shown in its place. */
  error?: string | null | false
  /** Marked as one that may stay empty. Fields are asked for unless it says so. */
  optional?: boolean
  /** The label is only for the ear (in dense tables). */
  quietLabel?: boolean
  name?: string
  autoFocus?: boolean
  readOnly?: boolean
  className?: string
}

export const FieldLabel = ({ label, optional, quietLabel }: FieldProps) => (
  <Label className={quietLabel ? 'hidden-text' : s.label}>{label}{optional && <span className={s.opt}>{t('ui.optional')}</span>}</Label>
)

/** Beneath a field: the error when there is one, else the hint. */
export const FieldFoot = ({ hint, error }: FieldProps) => (
  <>
    {hint && !error && <Text slot="description" className={s.hint}>{hint}</Text>}
    <FieldError className={s.error}>{error || undefined}</FieldError>
  </>
)
