import type { Page } from '#kernel/ui/pages.ts'

export const pages: Page[] = [{ path: '/sign', load: () => import('./SignPage.tsx'), rail: { key: 'signoff.title', order: 15, group: 'work' } }]
