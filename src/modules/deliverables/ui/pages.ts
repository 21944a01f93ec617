import type { Page } from '#kernel/ui/pages.ts'
import { asked } from '#kernel/ui/useRead.ts'
import { deliverables } from './deliverables.ts'

export const pages: Page[] = [{ path: '/clients/:client/deliverables/:deliverable', load: () => import('./DeliverablePage.tsx'), ahead: ({ client, deliverable }) => [asked(deliverables.get, { client: client!, deliverable: deliverable! })] }]
