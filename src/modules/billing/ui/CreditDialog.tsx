import { formatMoney } from '#kernel/pure/money.ts'
import { AmountField } from '#kernel/ui/AmountField.tsx'
import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { TextArea } from '#kernel/ui/TextField.tsx'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { creditTax } from '../rules.ts'
import { billing, type Invoice, owes } from './billing.ts'

/** A credit note instead of any edit: how much, and why; the reason is printed. */
export const CreditDialog = ({ i, onClose }: { i: Invoice; onClose: () => void }) => {
  const draft = useDraft(`billing.credit.${i.id}`, { net: null as bigint | null, reason: '' })
  const { net, reason } = draft.value
  const write = useWrite(billing.credit, { say: 'inline', done: () => { draft.saved(); onClose() } })
  const total = net === null ? null : net + creditTax({ rateBp: i.taxRateBp, creditedMinor: i.creditedMinor }, net)
  const open = formatMoney(owes(i), i.currency)
  // Where there is no tax (Hong Kong) no word is said of it.
  const taxed = String(i.taxRateBp > 0)
  const label = t('billing.credit.net', { taxed })
  const above = total !== null && total > owes(i) && t('refusal.billing.credit_above_open', { open })
  const why = net === null ? t('ui.fill_first', { what: label }) : net === 0n ? t('refusal.billing.zero') : above || (!reason.trim() && t('ui.fill_first', { what: t('billing.paper.reason') }))
  const send = () => {
    if (!why && net !== null) void write.run({ client: i.client, invoice: i.id, netMinor: net, reason: reason.trim() })
  }
  return (
    <Dialog title={t('billing.act.credit')} open onClose={onClose} foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" type="submit" form="credit" pending={write.pending} reason={why}>{t('billing.act.credit')}</Button></>}>
      <form id="credit" className="stack" onSubmit={(event) => { event.preventDefault(); send() }}>
        <DraftNote of={draft} />
        <p className="quiet">{t('billing.credit.why', { open, taxed })}</p>
        <AmountField label={label} value={net} onChange={(now) => draft.put({ net: now })} currency={i.currency} error={above} hint={i.taxRateBp > 0 && total !== null && t('billing.credit.total', { total: formatMoney(total, i.currency) })} autoFocus />
        <TextArea label={t('billing.paper.reason')} value={reason} onChange={(text) => draft.put({ reason: text })} maxLength={2000} error={write.why} />
      </form>
    </Dialog>
  )
}
