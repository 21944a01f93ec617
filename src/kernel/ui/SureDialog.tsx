import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { t } from './i18n.ts'
import { Why } from './states.tsx'

interface Props {
  title: string
  /** The word of the button: what is done, never "OK". */
  act: string
  pending: boolean
  /** Why it did not go, in words. */
  why?: ReactNode
  run: () => void
  onClose: () => void
  children: ReactNode
}
/** What cannot be undone by whoever does it is asked once more, with what follows from it. */
export const SureDialog = ({ title, act, pending, why, run, onClose, children }: Props) => (
  <Dialog title={title} open onClose={onClose} foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" pending={pending} onPress={run}>{act}</Button></>}>
    {children}
    <Why>{why}</Why>
  </Dialog>
)
