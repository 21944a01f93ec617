import { matchRoute, type useRouter } from 'wouter'
import type { Page } from '#kernel/ui/pages.ts'
import { pages as billing } from '#modules/billing/ui/pages.ts'
import { pages as clients } from '#modules/clients/ui/pages.ts'
import { pages as costs } from '#modules/costs/ui/pages.ts'
import { pages as deliverables } from '#modules/deliverables/ui/pages.ts'
import { pages as desk } from '#modules/desk/ui/pages.ts'
import { pages as jobs } from '#modules/jobs/ui/pages.ts'
import { pages as meetings } from '#modules/meetings/ui/pages.ts'
import { pages as people } from '#modules/people/ui/pages.ts'
import { pages as schedules } from '#modules/schedules/ui/pages.ts'
import { docketAsks, invoiceAsks } from './asks.ts'

/** Every page of the browser app, by module. The first that matches an address stands. */
export const pages: readonly Page[] = [
  ...desk,
  ...clients,
  ...people,
  ...meetings,
  { path: '/clients/:client/meetings/:meeting', load: () => import('./MinutesPage.tsx') },
  ...jobs,
  { path: '/clients/:client/jobs/:job', load: () => import('./JobPage.tsx'), ahead: docketAsks },
  ...billing,
  { path: '/clients/:client/invoices/:invoice', load: () => import('./InvoicePage.tsx'), ahead: invoiceAsks },
  ...costs,
  ...deliverables,
  { path: '/sign', load: () => import('./SignPage.tsx'), rail: { key: 'signoff.title', order: 15, group: 'work' } },
  ...schedules,
  ...(__GALLERY__ ? [{ path: '/dev/gallery', bare: true, load: () => import('./Gallery.tsx') }] : []),
]

export type Parser = ReturnType<typeof useRouter>['parser']

/** The page that stands at an address, with the parts of it. */
export const pageAt = (parser: Parser, at: string): { page: Page; params: Record<string, string> } | null => {
  for (const page of pages) {
    const [hit, params] = matchRoute(parser, page.path, at)
    if (hit) return { page, params: { ...(params as Record<string, string>) } }
  }
  return null
}
