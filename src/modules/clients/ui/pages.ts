import type { Page } from '#kernel/ui/pages.ts'

export const pages: readonly Page[] = [
  { path: '/clients', load: () => import('./ClientsPage.tsx'), rail: { key: 'clients.title', order: 10, group: 'work' } },
  { path: '/clients/:client', load: () => import('./ClientPage.tsx') },
]
