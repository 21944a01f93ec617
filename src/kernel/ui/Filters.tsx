import { type ReactNode, useId, useState } from 'react'
import { useSearchParams } from 'wouter'
import { Button } from './Button.tsx'
import { t } from './i18n.ts'
import s from './Filters.module.css'
import { usePhone } from './narrow.ts'

/** Of what stands in the address beside a list, the order and the place in it: they leave nothing out. */
const besides: readonly string[] = ['sort', 'after']

/**
 * Filters that live in the address, so that a list can be sent to a colleague and Back works:
 * `const [f, setFilter, clear, used] = useFilters(['state', 'client'])`; `used` says how many are.
 */
export const useFilters = <K extends string>(keys: readonly K[]): [Record<K, string | null>, (key: K, value: string | null) => void, (() => void) | null, number] => {
  const [params, setParams] = useSearchParams()
  const values = Object.fromEntries(keys.map(key => [key, params.get(key)])) as Record<K, string | null>
  const set = (key: K, value: string | null) =>
    setParams(now => {
      const next = new URLSearchParams(now)
      if (value) next.set(key, value)
      else next.delete(key)
      return next
    }, { replace: true })
  const clear = () => setParams(now => new URLSearchParams([...now].filter(([key]) => !keys.includes(key as K))), { replace: true })
  return [values, set, keys.some(key => values[key]) ? clear : null, keys.filter(key => values[key] && !besides.includes(key)).length]
}

interface Props {
  children: ReactNode
  /** How many rows the list has; left out while that is not known. */
  count?: number
  /** How many filters are in use. */
  used: number
  onClear?: (() => void) | null
}
/** The line above a list: fields, then how many there are and how to see all again. On a phone the fields wait behind one button. */
export const Filters = ({ children, count, used, onClear }: Props) => {
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  const id = useId()
  const tail = <span className={s.tail}>{onClear && <Button kind="word" size="s" onPress={onClear}>{t('ui.filters_clear')}</Button>}{count !== undefined && <span aria-live="polite">{t('ui.rows', { n: count })}</span>}</span>
  return (
    <search className={s.bar} aria-label={t('ui.filters')}>
      {phone && <div className={s.head}><Button size="s" expands={{ id, open }} onPress={() => setOpen(!open)}>{used > 0 ? t('ui.filters_used', { n: used }) : t('ui.filters')}</Button>{tail}</div>}
      <div id={id} className={s.fields} hidden={phone && !open}>{children}</div>
      {!phone && tail}
    </search>
  )
}
