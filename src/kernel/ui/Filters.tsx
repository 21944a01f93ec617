import type { ReactNode } from 'react'
import { useSearchParams } from 'wouter'
import { Button } from './Button.tsx'
import { t } from './i18n.ts'
import s from './Filters.module.css'

/**
 * Filters that live in the address, so that a list can be sent to a colleague and Back works:
 * `const [f, setFilter, clear] = useFilters(['state', 'client'])`.
 */
export const useFilters = <K extends string>(keys: readonly K[]): [Record<K, string | null>, (key: K, value: string | null) => void, (() => void) | null] => {
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
  return [values, set, keys.some(key => values[key]) ? clear : null]
}

/** The line above a list: fields, then how many there are and how to see all again. */
export const Filters = ({ children, count, onClear }: { children: ReactNode; count?: number; onClear?: (() => void) | null }) => (
  <search className={s.bar} aria-label={t('ui.filters')}>
    {children}
    <span className={s.tail}>{onClear && <Button kind="word" size="s" onPress={onClear}>{t('ui.filters_clear')}</Button>}{count !== undefined && <span aria-live="polite">{t('ui.rows', { n: count })}</span>}</span>
  </search>
)
