import { useState } from 'react'
import type { Currency } from '#kernel/pure/money.ts'
import { AmountField } from '#kernel/ui/AmountField.tsx'
import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { Money } from '#kernel/ui/text.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { readQuantity, writeQuantity } from '../quantity.ts'
import { lineNet } from '../rules.ts'
import s from './billing.module.css'

/** A line as it is written: null where nothing readable stands. */
export interface DraftLine {
  key: string
  what: string
  sourceKind: '' | 'fee' | 'time' | 'bought' | 'job'
  sourceId: string | null
  source: string
  quantityThousandths: bigint | null
  unitMinor: bigint | null
}
export const isWhole = (l: DraftLine): l is DraftLine & { quantityThousandths: bigint; unitMinor: bigint } =>
  l.what.trim() !== '' && l.quantityThousandths !== null && l.unitMinor !== null

interface Props {
  line: DraftLine
  currency: Currency
  onChange: (line: DraftLine) => void
  onRemove: () => void
}
/** One line of a request: what, how many, at what price, and its sum. */
export const LineFields = ({ line, currency, onChange, onRemove }: Props) => {
  const [quantity, setQuantity] = useState(line.quantityThousandths === null ? '' : writeQuantity(line.quantityThousandths))
  return (
    <div className={s.line}>
      <TextField label={t('billing.line')} value={line.what} onChange={(what) => onChange({ ...line, what })} maxLength={500} />
      <TextField label={t('billing.quantity')} value={quantity} inputMode="decimal" error={quantity.trim() !== '' && line.quantityThousandths === null && t('refusal.billing.quantity')}
        onChange={(text) => { setQuantity(text); onChange({ ...line, quantityThousandths: readQuantity(text) }) }} />
      <AmountField label={t('billing.unit')} value={line.unitMinor} currency={currency} onChange={(unitMinor) => onChange({ ...line, unitMinor })} />
      <output><span className="quiet">{t('billing.amount')}</span>{isWhole(line) ? <Money minor={lineNet(line)} currency={currency} bare /> : <span>—</span>}</output>
      <Button kind="word" size="s" label={t('ui.remove', { name: line.what })} onPress={onRemove}>{t('ui.remove_word')}</Button>
      {line.sourceKind !== '' && <span className={`small faint ${s.source}`}>{[t(`billing.source.${line.sourceKind}`), line.source].filter(Boolean).join(' ')}</span>}
    </div>
  )
}
