import type { Page } from '#kernel/ui/pages.ts'

export const pages: readonly Page[] = [
  { path: '/clients', load: () => import('./ClientsPage.tsx'), rail: { key: 'clients.title', order: 10, group: 'work' } },
  { path: '/settings/days', load: () => import('./HouseDaysPage.tsx'), rail: { key: 'clients.house_days', order: 94, group: 'settings', roles: ['admin'] } },
  { path: '/clients/:client', load: () => import('./ClientPage.tsx') },
]
