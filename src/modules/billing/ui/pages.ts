import type { Page } from '#kernel/ui/pages.ts'

/** `/clients/:client/invoices/:invoice` is put together with its trace in `src/app/web/InvoicePage.tsx`. */
export const pages: Page[] = [
  { path: '/money', load: () => import('./MoneyPage.tsx'), rail: { key: 'billing.money', order: 60, group: 'money' } },
  { path: '/invoices', load: () => import('./InvoicesPage.tsx'), rail: { key: 'billing.invoices', order: 61, group: 'money' } },
  { path: '/receipts', load: () => import('./ReceiptsPage.tsx'), rail: { key: 'billing.receipts', order: 62, group: 'money' } },
]
