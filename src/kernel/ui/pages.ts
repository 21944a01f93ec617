import type { FetchQueryOptions } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import type { MessageKey } from '#kernel/i18n/messages.ts'
import type { Role } from '#kernel/pure/roles.ts'

/** What a page's component is given: the parts of its address, `/jobs/:id` → `params.id`. */
export interface PageProps {
  params: Record<string, string>
}

/** One page. A module exports `pages: Page[]` from `ui/pages.ts`; `src/app/web/pages.ts` lists the modules. */
export interface Page {
  /** `/jobs/:id`, matched in order of the list. */
  path: string
  load: () => Promise<{ default: ComponentType<PageProps> }>
  /** What it asks first (`asked`), as far as its address tells: read while the hand is still on its way to a link. */
  ahead?: (params: Record<string, string>) => readonly FetchQueryOptions[]
  /** `bare` pages stand without the shell and before sign-in (invitation, reset, set-up). */
  bare?: boolean
  /** A word in the rail. `group` money stands under its own heading; `settings` at the foot. */
  rail?: { key: MessageKey; order: number; group?: 'work' | 'money' | 'settings'; roles?: readonly Role[] }
}
