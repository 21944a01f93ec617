import { useSyncExternalStore } from 'react'

/** A short word in the corner; with `undo` it stays longer and can be taken back. */
export interface Toast {
  id: number
  text: string
  tone: 'said' | 'refused'
  undo?: () => void
}
let toasts: readonly Toast[] = []
let next = 1
const heard = new Set<() => void>()
const tell = (now: readonly Toast[]) => {
  toasts = now
  for (const hear of heard) hear()
}

export const dropToast = (id: number): void => tell(toasts.filter(one => one.id !== id))

/** A new try has begun: what the last one was refused stands no more. */
export const dropRefused = (): void => {
  if (toasts.some(one => one.tone === 'refused')) tell(toasts.filter(one => one.tone !== 'refused'))
}

/** `toast({ text: t('jobs.filed'), undo: () => write.run(…) })`. The same words twice stand once. */
export const toast = ({ text, tone = 'said', undo }: { text: string; tone?: Toast['tone']; undo?: () => void }): void => {
  const id = next++
  tell([...toasts.filter(one => one.text !== text).slice(-2), { id, text, tone, undo }])
}
export const useToasts = (): readonly Toast[] =>
  useSyncExternalStore(
    hear => {
      heard.add(hear)
      return () => void heard.delete(hear)
    },
    () => toasts,
  )
