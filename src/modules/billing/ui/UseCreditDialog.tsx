import { useState } from 'react'
import { formatMoney } from '#kernel/pure/money.ts'
import { AmountField } from '#kernel/ui/AmountField.tsx'
import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { Select } from '#kernel/ui/Select.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { spread } from '../rules.ts'
import { billing, type InvoiceRow, owes, type ReceiptRow } from './billing.ts'

/** Takes a client's kept credit off one of its open invoices. */
export const UseCreditDialog = ({ receipt, onClose }: { receipt: ReceiptRow; onClose: () => void }) => (
  <Loaded of={useRead(billing.invoices, { client: receipt.client, open: true, most: 200 })}>{({ rows }) => <Form receipt={receipt} open={rows} onClose={onClose} />}</Loaded>
)

const Form = ({ receipt, open, onClose }: { receipt: ReceiptRow; open: InvoiceRow[]; onClose: () => void }) => {
  const { client, currency, creditMinor } = receipt
  const [to, setTo] = useState<string | null>(null)
  const [amount, setAmount] = useState<bigint | null>(null)
  const write = useWrite(billing.useCredit, { say: 'inline', done: onClose })
  const choose = (id: string) => {
    setTo(id)
    setAmount(spread(creditMinor, [owes(open.find((i) => i.id === id)!)]).parts[0]!)
  }
  const why = open.length === 0 ? t('billing.no_open') : !to ? t('ui.choose_first', { what: t('billing.invoice') }) : !amount ? t('refusal.billing.zero') : null
  const send = () => {
    if (to && amount) void write.run({ client, receipt: receipt.id, invoice: to, amountMinor: amount })
  }
  return (
    <Dialog title={t('billing.credit.use')} open onClose={onClose} foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" pending={write.pending} reason={why} onPress={send}>{t('billing.credit.use')}</Button></>}>
      <p className="quiet">{t('billing.credit_kept')} <span className="num">{formatMoney(creditMinor, currency)}</span></p>
      <Select label={t('billing.invoice')} value={to} onChange={choose} options={open.map((i) => ({ value: i.id, text: i.number, note: `${t('billing.open')} ${formatMoney(owes(i), currency)}` }))} autoFocus />
      <AmountField label={t('billing.amount')} value={amount} onChange={setAmount} currency={currency} error={write.why} />
    </Dialog>
  )
}
