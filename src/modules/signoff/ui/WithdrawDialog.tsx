import { t } from '#kernel/ui/i18n.ts'
import { ReasonDialog } from '#kernel/ui/ReasonDialog.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { signoff } from './signoff.ts'

/** Takes a request back, with a reason that stands in the record. */
export const WithdrawDialog = ({ client, request, title, onClose }: { client: string; request: string; title: string; onClose: () => void }) => {
  const write = useWrite(signoff.withdraw, { say: 'inline', done: () => toast({ text: t('signoff.withdrawn_done') }) })
  return <ReasonDialog about={`signoff.withdraw.${request}`} title={t('signoff.withdraw_title', { title })} act={t('signoff.withdraw')} what={t('signoff.withdraw_why')} optional maxLength={1000} onClose={onClose} pending={write.pending} why={write.why} run={reason => write.run({ client, request, reason })} />
}
