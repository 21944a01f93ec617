import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { TextArea } from '#kernel/ui/TextField.tsx'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'

interface Props {
  /** Which reason of its page it is, where a page asks for several: an unsent one is kept under the page's address and this. */
  about?: string
  /** What is done, as on its button. */
  title: string
  /** What comes of it, before one does it. */
  what: string
  onClose: () => void
  /** Closes by itself once it is done. */
  run: (reason: string) => Promise<unknown>
  pending: boolean
  why: string | null
}
/** Asks for the reason that others will read. */
export const ReasonDialog = ({ about = '', title, what, onClose, run, pending, why }: Props) => {
  const draft = useDraft(`reason.${location.pathname}.${about}`, '')
  const reason = draft.value
  const send = async () => {
    if (!reason.trim() || (await run(reason.trim())) === undefined) return
    draft.saved()
    onClose()
  }
  return (
    <Dialog title={title} open onClose={onClose} foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" type="submit" form="reason" pending={pending} reason={!reason.trim() && t('ui.fill_first', { what: t('jobs.reason') })}>{title}</Button></>}>
      <form id="reason" className="stack" onSubmit={(event) => { event.preventDefault(); void send() }}>
        <DraftNote of={draft} />
        <p className="quiet">{what}</p>
        <TextArea label={t('jobs.reason')} value={reason} onChange={draft.set} maxLength={2000} autoFocus error={why} />
      </form>
    </Dialog>
  )
}
