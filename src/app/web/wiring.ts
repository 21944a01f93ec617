import type { ComponentType } from 'react'
import type { Hit } from '#kernel/ui/commands.ts'
import type { RailCounts } from '#kernel/ui/Shell.tsx'
import { useCounts } from '#modules/desk/ui/counts.ts'

/** Where the modules plug into the app. Each stays out until its module exists; the app works without. */
export interface Wiring {
  /** The sign-in form, over the page when a session has ended (`overlay`), alone otherwise. */
  signIn?: () => Promise<{ default: ComponentType<{ overlay: boolean; onDone: () => void }> }>
  /** What the palette finds beyond commands. */
  search?: (text: string) => Promise<Hit[]>
  /** Stands beside every page behind sign-in, for what can be done anywhere; loaded after the first page. */
  everywhere?: () => Promise<{ default: ComponentType }>
  /** Figures beside the words of the rail; a hook. */
  useCounts: () => RailCounts
}
export const wiring: Wiring = {
  signIn: () => import('#modules/people/ui/SignIn.tsx'),
  everywhere: () => import('./Everywhere.tsx'),
  useCounts,
  search: async (text) => (await import('#modules/desk/ui/find.ts')).find(text),
}
