import type { Page } from '#kernel/ui/pages.ts'
import { asked } from '#kernel/ui/useRead.ts'
import { jobs } from './jobs.ts'

/** `/clients/:client/jobs/:job` itself is put together of all modules' panels in `src/app/web/JobPage.tsx`. */
export const pages: Page[] = [
  { path: '/jobs', load: () => import('./JobsPage.tsx'), rail: { key: 'jobs.title', order: 20, group: 'work' } },
  { path: '/clients/:client/jobs/:job/order', load: () => import('./OrderPage.tsx'), ahead: ({ client, job }) => [asked(jobs.get, { client: client!, job: job! })] },
  { path: '/j/:number', load: () => import('./NumberPage.tsx') },
]
