import type { Page } from '#kernel/ui/pages.ts'
import { asked } from '#kernel/ui/useRead.ts'
import { clients } from './clients.ts'

export const pages: readonly Page[] = [
  { path: '/clients', load: () => import('./ClientsPage.tsx'), rail: { key: 'clients.title', order: 10, group: 'work' } },
  { path: '/settings/days', load: () => import('./HouseDaysPage.tsx'), rail: { key: 'clients.house_days', order: 94, group: 'settings', roles: ['admin'] } },
  { path: '/clients/:client', load: () => import('./ClientPage.tsx'), ahead: ({ client }) => [asked(clients.get, { client: client! })] },
]
