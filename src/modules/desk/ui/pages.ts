import type { Page } from '#kernel/ui/pages.ts'
import { asked } from '#kernel/ui/useRead.ts'
import { desk } from './desk.ts'

export const pages: readonly Page[] = [
  { path: '/', load: () => import('./DeskPage.tsx'), ahead: () => [asked(desk.today, undefined)], rail: { key: 'desk.title', order: 1, group: 'work' } },
  { path: '/clients/:client/thread', load: () => import('./ThreadPage.tsx') },
  { path: '/outbox', load: () => import('./OutboxPage.tsx'), rail: { key: 'desk.outbox', order: 80, group: 'settings' } },
]
