import type { Page } from '#kernel/ui/pages.ts'

export const pages: Page[] = [
  { path: '/meetings', load: () => import('./MinutesList.tsx'), rail: { key: 'meetings.title', order: 30, group: 'work' } },
  { path: '/clients/:client/meetings/:meeting', load: () => import('./MinutesPage.tsx') },
]
