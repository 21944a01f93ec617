import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog as Aria } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import s from './Dialog.module.css'
import { t } from './i18n.ts'

interface Props {
  title: string
  open: boolean
  onClose: () => void
  children: ReactNode
  /** The buttons; on a phone they stay at the thumb. */
  foot?: ReactNode
  /** `side` slides along the right edge, for what one fills in while reading the page. */
  size?: 'm' | 'wide' | 'side'
  /** Cannot be waved away by Escape or a click beside it. */
  firm?: boolean
}

/** A sheet over the page. Focus goes in and comes back; Escape closes. */
export const Dialog = ({ title, open, onClose, children, foot, size = 'm', firm }: Props) => (
  <ModalOverlay
    className={['veils', size === 'side' && 'veils-side', s.veil, size !== 'm' && s[size]].filter(Boolean).join(' ')}
    isOpen={open}
    onOpenChange={now => !now && onClose()}
    isDismissable={!firm}
    isKeyboardDismissDisabled={firm}
  >
    <Modal className={s.modal!}>
      <Aria className={s.dialog!}>
        <header className={s.head}>
          <Heading slot="title" level={2}>{title}</Heading>
          {!firm && <Button className={s.close!} onPress={onClose}>{t('ui.close')}</Button>}
        </header>
        {children}
        {foot && <footer className={s.foot}>{foot}</footer>}
      </Aria>
    </Modal>
  </ModalOverlay>
)
