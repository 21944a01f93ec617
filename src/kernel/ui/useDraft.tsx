import { useCallback, useEffect, useRef, useState } from 'react'
import { Button } from './Button.tsx'
import { t } from './i18n.ts'
import { useMe } from './me.tsx'
import { Instant } from './text.tsx'

export interface Draft<T> {
  value: T
  set: (change: T | ((now: T) => T)) => void
  /** Some fields of a form anew, the others as they are. */
  put: (some: Partial<T>) => void
  /** When the words found were written; null when nothing was found. */
  restored: Date | null
  /** Back to what the page began with. */
  drop: () => void
  /** The server has it: forget the draft. */
  saved: () => void
}
// bigint has no JSON of its own.
const write = (value: unknown): string => JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? { $bigint: String(one) } : one))
const read = (text: string): unknown => JSON.parse(text, (_, one) => (one && typeof one === 'object' && '$bigint' in one ? BigInt(one.$bigint) : one))

const placeOf = (me: string, key: string): string => `draft:${me}:${key}`

/** Whether something is kept in this browser under that key. */
export const useKept = (key: string): boolean => localStorage.getItem(placeOf(useMe().id, key)) !== null

/**
 * What a person writes, kept in this browser under the person's id until the server has it: it outlives a closed tab and
 * an ended session. The key names the thing (`jobs.new`, `minutes.<id>.3` with the version, so that an old draft is not laid
 * over a newer text).
 */
export const useDraft = <T,>(key: string, empty: T): Draft<T> => {
  const place = placeOf(useMe().id, key)
  const first = useRef(empty)
  const [state, setState] = useState(() => {
    try {
      const kept = localStorage.getItem(place)
      if (kept) {
        const { at, value } = read(kept) as { at: string; value: T }
        return { value, restored: new Date(at) }
      }
    } catch {
      localStorage.removeItem(place)
    }
    return { value: empty, restored: null as Date | null }
  })
  const touched = useRef(false)
  const latest = useRef(state.value)
  latest.current = state.value
  const keep = useCallback(() => {
    if (!touched.current) return
    try {
      localStorage.setItem(place, write({ at: new Date().toISOString(), value: latest.current }))
    } catch {
      // The store is full or forbidden: the page goes on, only without a net.
    }
  }, [place])
  // Soon, but not at every letter; and at once when the tab or the page goes away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change starts the wait anew
  useEffect(() => {
    const timer = setTimeout(keep, 300)
    return () => clearTimeout(timer)
  }, [keep, state.value])
  useEffect(() => {
    addEventListener('pagehide', keep)
    return () => {
      removeEventListener('pagehide', keep)
      keep()
    }
  }, [keep])

  const set = useCallback((change: T | ((now: T) => T)) => {
    touched.current = true
    setState(now => ({ ...now, value: typeof change === 'function' ? (change as (now: T) => T)(now.value) : change }))
  }, [])
  const put = useCallback((some: Partial<T>) => set(now => ({ ...now, ...some })), [set])
  const saved = useCallback(() => {
    touched.current = false
    localStorage.removeItem(place)
    setState(now => ({ ...now, restored: null }))
  }, [place])
  const drop = useCallback(() => {
    saved()
    setState({ value: first.current, restored: null })
  }, [saved])
  return { ...state, set, put, drop, saved }
}

/** Says that a draft was found, from when, and lets it go. */
export const DraftNote = ({ of }: { of: Pick<Draft<unknown>, 'restored' | 'drop'> }) => {
  if (!of.restored) return null
  const [before, after] = t('ui.draft_back', { when: '\n' }).split('\n')
  return <p className="small quiet row" role="status"><span>{before}<Instant of={of.restored} />{after}</span><Button kind="word" size="s" onPress={of.drop}>{t('ui.draft_drop')}</Button></p>
}
