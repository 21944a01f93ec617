import type { Page } from '#kernel/ui/pages.ts'

export const pages: Page[] = [{ path: '/clients/:client/deliverables/:deliverable', load: () => import('./DeliverablePage.tsx') }]
