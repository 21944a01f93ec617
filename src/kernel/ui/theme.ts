import { useSyncExternalStore } from 'react'
import { keepChoice, keptChoice } from './i18n.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const heard = new Set<() => void>()
let theme: Theme = themes.find(one => one === keptChoice('theme')) ?? 'system'
document.documentElement.dataset.theme = theme

/** Chooses the paper; the server writes it into the next page so that it never flashes. */
export const setTheme = (now: Theme): void => {
  theme = now
  document.documentElement.dataset.theme = now
  keepChoice('theme', now)
  for (const hear of heard) hear()
}
export const useTheme = (): Theme =>
  useSyncExternalStore(
    hear => {
      heard.add(hear)
      return () => void heard.delete(hear)
    },
    () => theme,
  )
