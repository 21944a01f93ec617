import type { Page } from '#kernel/ui/pages.ts'

export const pages: Page[] = [{ path: '/clients/:client/jobs/:job/schedule', load: () => import('./SchedulePage.tsx') }]
