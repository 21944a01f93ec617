import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { t } from './i18n.ts'
import { TextArea } from './TextField.tsx'
import { DraftNote, useDraft } from './useDraft.tsx'

interface Props {
  /** Names the draft: what is done to which thing (`billing.reverse.<id>`). */
  about: string
  /** What is done, as on the button that led here. */
  title: string
  /** What comes of it, before one does it. */
  what?: string
  /** On the button, where the title says more than it. */
  act?: string
  label?: string
  /** Where it can be done without a word. */
  optional?: boolean
  maxLength?: number
  onClose: () => void
  /** Closes by itself once it is done. */
  run: (reason: string) => Promise<unknown>
  pending: boolean
  /** Why it was refused. */
  why: string | null
}
/** Asks for the reason that others will read. */
export const ReasonDialog = ({ about, title, what, act = title, label = t('ui.reason'), optional, maxLength = 2000, onClose, run, pending, why }: Props) => {
  const draft = useDraft(`reason.${about}`, '')
  const reason = draft.value
  const empty = !optional && !reason.trim()
  const send = async () => {
    if (empty || (await run(reason.trim())) === undefined) return
    draft.saved()
    onClose()
  }
  return (
    <Dialog title={title} open onClose={onClose} foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" type="submit" form="reason" pending={pending} reason={empty && t('ui.fill_first', { what: label })}>{act}</Button></>}>
      <form id="reason" className="stack" onSubmit={event => { event.preventDefault(); void send() }}>
        <DraftNote of={draft} />
        {what && <p className="quiet">{what}</p>}
        <TextArea label={label} value={reason} onChange={draft.set} maxLength={maxLength} optional={optional} autoFocus error={why} />
      </form>
    </Dialog>
  )
}
