import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from '#kernel/ui/Button.tsx'
import { Check } from '#kernel/ui/choices.tsx'
import { Filters, useFilters } from '#kernel/ui/Filters.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { PageTitle } from '#kernel/ui/page.tsx'
import { Empty, Loaded } from '#kernel/ui/states.tsx'
import { billing } from './billing.ts'
import s from './billing.module.css'
import { ClientSelect, useClientName } from './clients.tsx'
import { InvoiceLedger } from './InvoiceLedger.tsx'

/** The pages of the ledger so far, by keyset, as one. */
const useInvoices = (f: Record<'client' | 'open' | 'overdue', string | null>) => {
  const query = useInfiniteQuery(billing.invoices.infiniteOptions({
    input: (after: string | undefined) => ({
      ...(f.client ? { client: f.client } : {}), ...(f.open ? { open: true } : {}), ...(f.overdue ? { overdue: true } : {}), ...(after ? { after } : {}), most: 100,
    }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  }))
  return { query, rows: query.data?.pages.flatMap((page) => page.rows) ?? [] }
}

/** Every invoice and credit note of my clients; what is shown stands in the address. */
export default function InvoicesPage() {
  const [f, set, clear, used] = useFilters(['client', 'open', 'overdue'])
  const { query, rows } = useInvoices(f)
  const name = useClientName()
  return (
    <div className="stack">
      <PageTitle>{t(f.overdue ? 'billing.invoices.head_overdue' : f.open ? 'billing.invoices.head_open' : 'billing.invoices.head')}</PageTitle>
      <Filters used={used} count={!query.data || query.hasNextPage ? undefined : rows.length} onClear={clear}>
        <ClientSelect value={f.client} onChange={(client) => set('client', client)} />
        <Check checked={f.open === '1'} onChange={(on) => set('open', on ? '1' : null)}>{t('billing.filter.open')}</Check>
        <Check checked={f.overdue === '1'} onChange={(on) => set('overdue', on ? '1' : null)}>{t('billing.filter.overdue')}</Check>
      </Filters>
      <Loaded
        of={query}
        isEmpty={() => rows.length === 0}
        empty={clear ? <Empty title={t('billing.invoices.none')} act={<Button onPress={clear}>{t('ui.filters_clear')}</Button>} /> : <Empty title={t('billing.invoices')}>{t('billing.empty')}</Empty>}
      >
        {() => (
          <>
            <InvoiceLedger rows={rows} client={name} />
            {query.hasNextPage && <div className={s.tail}><Button size="s" pending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>{t('ui.more')}</Button></div>}
          </>
        )}
      </Loaded>
    </div>
  )
}
