import { type ReactNode, useId } from 'react'
import { Button as Aria, type PressEvent } from 'react-aria-components/Button'
import { Link } from 'wouter'
import s from './Button.module.css'
import { showKeys, useShortcut } from './commands.ts'

export interface ButtonProps {
  children: ReactNode
  /** `do` is the one next thing of a page, `seal` the one that signs, `word` looks like a word. */
  kind?: 'do' | 'plain' | 'word' | 'seal'
  size?: 'm' | 's'
  onPress?: (event: PressEvent) => void
  type?: 'button' | 'submit'
  /** Why it cannot be pressed: it stays in sight and within reach of the keyboard, and says so beneath. */
  reason?: string | null | false
  /** `beside` leaves the saying to the page, which must show the reason itself. */
  reasonAt?: 'below' | 'beside'
  pending?: boolean
  /** For a button whose word alone does not say enough. */
  label?: string
  autoFocus?: boolean
  form?: string
  slot?: 'close'
  /** The part of the page that it opens and closes. */
  expands?: { id: string; open: boolean }
  className?: string
}

/** A button that is never hidden and never silent about why it does nothing. */
export const Button = ({ children, kind = 'plain', size = 'm', onPress, type = 'button', reason, reasonAt = 'below', pending, label, autoFocus, form, slot, expands, className }: ButtonProps) => {
  const id = useId()
  const no = Boolean(reason)
  const button = (
    <Aria
      className={[s.button, s[kind], size === 's' && s.small, pending && s.pending, className].filter(Boolean).join(' ')}
      // A disabled <button> cannot be reached, and so cannot say why: aria-disabled keeps it reachable.
      aria-disabled={no || pending || undefined}
      // Not the library's isPending: its announcer leaves a nameless picture behind. What came of it is said by a toast or beside.
      data-pending={pending || undefined}
      aria-describedby={no ? id : undefined}
      aria-label={label}
      aria-expanded={expands?.open}
      aria-controls={expands?.id}
      type={no || pending ? 'button' : type}
      autoFocus={autoFocus}
      form={form}
      slot={slot}
      onPress={event => !no && !pending && onPress?.(event)}
    >
      {children}
    </Aria>
  )
  if (!no) return button
  return (
    <span className={s.wrap}>
      {button}
      <span id={id} className={reasonAt === 'below' ? s.why : 'hidden-text'}>{reason}</span>
    </span>
  )
}

/** A link that looks like a button. `download` and addresses of files leave the app; others stay in it. */
export const ButtonLink = ({ href, children, kind = 'plain', size = 'm', away }: { href: string; children: ReactNode; kind?: ButtonProps['kind']; size?: 'm' | 's'; away?: boolean }) => {
  const className = [s.button, s[kind], size === 's' && s.small].filter(Boolean).join(' ')
  return away ? <a className={className} href={href} target="_blank" rel="noreferrer">{children}</a> : <Link className={className} href={href}>{children}</Link>
}

/** A button with a key of its own, listed among the shortcuts. */
export const KeyButton = ({ keys, title, ...props }: Omit<ButtonProps, 'children' | 'onPress'> & { keys: string; title: string; onPress: () => void }) => {
  useShortcut(keys, title, () => !props.reason && props.onPress())
  return <Button {...props}>{title} <kbd className={`${s.key} keyed`} aria-hidden="true">{showKeys(keys)}</kbd></Button>
}
