import { type ReactNode, useEffect, useRef } from 'react'
import { t } from './i18n.ts'
import s from './Strip.module.css'

export interface StripState {
  key: string
  text: string
  /** A date, a name, a sum: what one would ask next. */
  note?: ReactNode
  at: 'was' | 'now' | 'later' | 'stopped'
  late?: boolean
}

/** Where a thing stands on its way: dots on a line with a word and a date under each. */
export const Strip = ({ states, label }: { states: readonly StripState[]; label?: string }) => {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    // On a phone the line is longer than the page: begin where the thing stands.
    const now = list.current?.querySelector<HTMLElement>('[aria-current]')
    if (list.current && now && list.current.scrollWidth > list.current.clientWidth) list.current.scrollLeft = now.offsetLeft - 104
  }, [])
  return (
    <ol className={s.strip} ref={list} aria-label={label ?? t('ui.strip')} tabIndex={0}>
      {states.map(one => (
        <li key={one.key} className={s[one.at]} aria-current={one.at === 'now' || one.at === 'stopped' ? 'step' : undefined}>
          {one.text}
          {one.at === 'was' && <span className="hidden-text">{t('ui.done')}</span>}
          {one.note && <small className={one.late ? s.late : undefined}>{one.note}</small>}
        </li>
      ))}
    </ol>
  )
}
