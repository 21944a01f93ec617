import type { ComponentType } from 'react'
import type { Lang } from '#kernel/i18n/messages.ts'
import type { Hit } from '#kernel/ui/commands.ts'

/** Where the modules plug into the app. Each stays out until its module exists; the app works without. */
export interface Wiring {
  /** The sign-in form, over the page when a session has ended (`overlay`), alone otherwise. */
  signIn?: () => Promise<{ default: ComponentType<{ overlay: boolean; onDone: () => void }> }>
  signOut?: () => Promise<unknown>
  signInAs?: (id: string) => Promise<unknown>
  saveLang?: (lang: Lang) => Promise<unknown>
  /** What the palette finds beyond commands. */
  search?: (text: string) => Promise<Hit[]>
}
export const wiring: Wiring = {}
