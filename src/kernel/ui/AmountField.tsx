import { useEffect, useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { TextField as Aria } from 'react-aria-components/TextField'
import { type Currency, formatAmount, parseAmount } from '#kernel/pure/money.ts'
import { Refusal } from '#kernel/pure/refusal.ts'
import { FieldFoot, FieldLabel, type FieldProps } from './field.tsx'
import s from './field.module.css'
import { tAny } from './i18n.ts'

interface Props extends FieldProps {
  /** Minor units; null while empty or unreadable. */
  value: bigint | null
  onChange: (value: bigint | null) => void
  currency: Currency
  /** Why what stands there is no sum; null when it is one, or nothing stands there. */
  onWrong?: (why: string | null) => void
}
const signs: Record<Currency, string> = { TWD: 'NT$', CNY: '¥', HKD: 'HK$' }

const readable = (text: string, currency: Currency): boolean => {
  try {
    parseAmount(text, currency)
    return true
  } catch {
    return false
  }
}

/** A sum, typed or pasted in any form (`186,000`, `１８６０００`, `NT$186,000`); read on leaving the field and written out. */
export const AmountField = (p: Props) => {
  const [text, setText] = useState(p.value === null ? '' : formatAmount(p.value, p.currency))
  const [wrong, setWrong] = useState<string | null>(null)
  const [inside, setInside] = useState(false)
  useEffect(() => {
    // Set from outside (a draft found, or let go); what cannot be read stays, to be mended.
    if (!inside) setText(now => (p.value !== null ? formatAmount(p.value, p.currency) : readable(now, p.currency) ? '' : now))
  }, [inside, p.value, p.currency])

  const read = (now: string, say: boolean) => {
    setText(now)
    if (!now.trim()) {
      p.onChange(null)
      setWrong(null)
      p.onWrong?.(null)
      return
    }
    try {
      p.onChange(parseAmount(now, p.currency))
      setWrong(null)
      p.onWrong?.(null)
    } catch (error) {
      const why = error instanceof Refusal ? tAny(`refusal.${error.code}`, error.params) : String(error)
      p.onChange(null)
      p.onWrong?.(why)
      if (say) setWrong(why)
    }
  }
  const error = p.error || wrong
  return (
    <Aria
      className={[s.field, p.className].filter(Boolean).join(' ')}
      value={text}
      onChange={now => read(now, false)}
      onFocus={() => setInside(true)}
      onBlur={() => {
        setInside(false)
        read(text, true)
      }}
      isInvalid={Boolean(error)}
      isRequired={!p.optional}
      isReadOnly={p.readOnly}
      validationBehavior="aria"
      inputMode={p.currency === 'TWD' ? 'numeric' : 'decimal'}
      autoFocus={p.autoFocus}
      name={p.name}
      autoComplete="off"
    >
      <FieldLabel {...p} />
      <div className={s.box}><span className={s.unit} aria-hidden="true">{signs[p.currency]}</span><Input className={`${s.input} ${s.figures}`} /></div>
      <FieldFoot {...p} error={error} />
    </Aria>
  )
}
