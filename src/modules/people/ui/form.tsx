import type { ReactNode } from 'react'
import s from './people.module.css'

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
