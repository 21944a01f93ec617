import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { TextArea } from '#kernel/ui/TextField.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { signoff } from './signoff.ts'

/** Takes a request back, with a reason that stands in the record. */
export const WithdrawDialog = ({ client, request, onClose }: { client: string; request: string; onClose: () => void }) => {
  const draft = useDraft(`signoff.withdraw.${request}`, '')
  const write = useWrite(signoff.withdraw, { say: 'inline', done: () => { draft.saved(); toast({ text: t('signoff.withdrawn_done') }); onClose() } })
  return (
    <Dialog title={t('signoff.withdraw')} open onClose={onClose} foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" pending={write.pending} onPress={() => void write.run({ client, request, reason: draft.value })}>{t('signoff.withdraw')}</Button></>}>
      <div className="stack">
        <DraftNote of={draft} />
        <p className="quiet">{t('signoff.withdraw_why')}</p>
        <TextArea label={t('signoff.reason')} value={draft.value} onChange={draft.set} maxLength={1000} optional error={write.why} autoFocus />
      </div>
    </Dialog>
  )
}
