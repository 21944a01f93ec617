import { formatMoney } from '#kernel/pure/money.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { TextArea } from '#kernel/ui/TextField.tsx'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { billing, type ReceiptRow } from './billing.ts'

/** Takes a wrong receipt back: why; the reason is printed. */
export const ReverseDialog = ({ receipt, onClose }: { receipt: ReceiptRow; onClose: () => void }) => {
  const { client, number, amountMinor, currency } = receipt
  const draft = useDraft(`billing.reverse.${receipt.id}`, '')
  const reason = draft.value
  const write = useWrite(billing.reverse, { say: 'inline', done: () => { draft.saved(); onClose() } })
  const why = !reason.trim() && t('ui.fill_first', { what: t('billing.paper.reason') })
  const send = () => {
    if (!why) void write.run({ client, receipt: receipt.id, reason: reason.trim() })
  }
  return (
    <Dialog title={`${t('billing.act.reverse')} ${number}`} open onClose={onClose} foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" type="submit" form="reverse" pending={write.pending} reason={why}>{t('billing.act.reverse')}</Button></>}>
      <form id="reverse" className="stack" onSubmit={(event) => { event.preventDefault(); send() }}>
        <DraftNote of={draft} />
        <p className="quiet">{t('billing.reverse.why', { number, amount: formatMoney(amountMinor, currency) })}</p>
        <TextArea label={t('billing.paper.reason')} value={reason} onChange={draft.set} maxLength={2000} error={write.why} autoFocus />
      </form>
    </Dialog>
  )
}
