import type { Page } from '#kernel/ui/pages.ts'

/** `/clients/:client/meetings/:meeting` is put together with what became of its requests in `src/app/web/MinutesPage.tsx`. */
export const pages: Page[] = [
  { path: '/meetings', load: () => import('./MinutesList.tsx'), rail: { key: 'meetings.title', order: 30, group: 'work' } },
]
