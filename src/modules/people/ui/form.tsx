import type { ReactNode } from 'react'
import s from './people.module.css'

/** Why something was not done, beside its button. */
export const Why = ({ children }: { children: string | null }) => (children ? <p className={s.why} role="alert">{children}</p> : null)

/** A form whose Enter key does what its button does. */
export const Form = ({ onSubmit, children, label, id }: { onSubmit: () => void; children: ReactNode; label?: string; id?: string }) => (
  <form
    id={id}
    className={s.form}
    aria-label={label}
    noValidate
    onSubmit={event => {
      event.preventDefault()
      onSubmit()
    }}
  >
    {children}
  </form>
)
