import { formatMoney } from '#kernel/pure/money.ts'
import { t } from '#kernel/ui/i18n.ts'
import { ReasonDialog } from '#kernel/ui/ReasonDialog.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { billing, type ReceiptRow } from './billing.ts'

/** Takes a wrong receipt back: why; the reason is printed. */
export const ReverseDialog = ({ receipt: { id, client, number, amountMinor, currency }, onClose }: { receipt: ReceiptRow; onClose: () => void }) => {
  const write = useWrite(billing.reverse, { say: 'inline' })
  return (
    <ReasonDialog
      about={`billing.reverse.${id}`} title={`${t('billing.act.reverse')} ${number}`} what={t('billing.reverse.why', { number, amount: formatMoney(amountMinor, currency) })} act={t('billing.act.reverse')}
      onClose={onClose} pending={write.pending} why={write.why} run={(reason) => write.run({ client, receipt: id, reason })}
    />
  )
}
