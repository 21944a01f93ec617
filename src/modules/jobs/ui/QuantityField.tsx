import { useEffect, useState } from 'react'
import { t } from '#kernel/ui/i18n.ts'
import type { FieldProps } from '#kernel/ui/field.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'

const write = (n: number | null): string => (n === null ? '' : n.toLocaleString('en'))
/** Reads `400`, `４００`, `1,200`; null when it is no whole number from 1 to 100 million. */
const read = (text: string): number | null => {
  const bare = text.normalize('NFKC').replace(/[,\s]/g, '')
  const n = /^\d{1,9}$/.test(bare) ? Number(bare) : 0
  return n >= 1 && n <= 100_000_000 ? n : null
}

/** How many pieces: digits in any width. */
export const QuantityField = ({ value, onChange, ...field }: FieldProps & { value: number | null; onChange: (n: number | null) => void }) => {
  const [text, setText] = useState(write(value))
  const [left, setLeft] = useState(false)
  useEffect(() => setText((now) => (read(now) === value ? now : value === null ? now : write(value))), [value])
  const bad = left && text.trim() !== '' && read(text) === null
  return (
    <TextField
      {...field}
      value={text}
      inputMode="numeric"
      autoComplete="off"
      error={field.error || (bad && t('jobs.quantity_bad'))}
      onChange={(now) => {
        setText(now)
        setLeft(false)
        onChange(read(now))
      }}
      onBlur={() => {
        setLeft(true)
        const n = read(text)
        if (n !== null) setText(write(n))
      }}
    />
  )
}
