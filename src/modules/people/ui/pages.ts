import type { Page } from '#kernel/ui/pages.ts'

/** The module's pages. Sign-in itself, with the welcome of a first start, is `SignIn.tsx`, which the app puts before every other page. */
export const pages: readonly Page[] = [
  { path: '/sign-in', bare: true, load: () => import('./SignInPage.tsx') },
  { path: '/ticket/:token', bare: true, load: () => import('./Ticket.tsx') },
  { path: '/settings/account', load: () => import('./Account.tsx'), rail: { key: 'people.account', order: 90, group: 'settings' } },
  { path: '/settings/staff', load: () => import('./Staff.tsx'), rail: { key: 'people.staff', order: 91, group: 'settings', roles: ['admin'] } },
  { path: '/settings/rates', load: () => import('./RatesPage.tsx'), rail: { key: 'people.rates', order: 92, group: 'settings', roles: ['admin', 'finance'] } },
  { path: '/settings/agency', load: () => import('./Agency.tsx'), rail: { key: 'people.agency', order: 93, group: 'settings' } },
  { path: '/settings/keys', load: () => import('./Keys.tsx'), rail: { key: 'people.keys', order: 95, group: 'settings' } },
]
