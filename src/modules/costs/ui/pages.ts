import type { Page } from '#kernel/ui/pages.ts'

export const pages: Page[] = [{ path: '/time', load: () => import('./WeekPage.tsx'), rail: { key: 'costs.week', order: 40, group: 'work' } }]
