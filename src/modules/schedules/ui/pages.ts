import type { Page } from '#kernel/ui/pages.ts'
import { asked } from '#kernel/ui/useRead.ts'
import { schedules } from './schedules.ts'

export const pages: Page[] = [{ path: '/clients/:client/jobs/:job/schedule', load: () => import('./SchedulePage.tsx'), ahead: ({ client, job }) => [asked(schedules.forJob, { client: client!, job: job! })] }]
