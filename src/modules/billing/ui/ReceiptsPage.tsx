import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, KeyButton } from '#kernel/ui/Button.tsx'
import { Filters, useFilters } from '#kernel/ui/Filters.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { type Column, Ledger } from '#kernel/ui/Ledger.tsx'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { PageTitle, Tag } from '#kernel/ui/page.tsx'
import { Empty, Loaded } from '#kernel/ui/states.tsx'
import { Day, Money } from '#kernel/ui/text.tsx'
import { billing, type ReceiptRow, usePaper } from './billing.ts'
import s from './billing.module.css'
import { ClientSelect, useClientName } from './clients.tsx'
import { ReceiveFrom } from './ReceiveFrom.tsx'
import { ReverseDialog } from './ReverseDialog.tsx'
import { UseCreditDialog } from './UseCreditDialog.tsx'

/** Money that came in, and what of it is kept as the client's credit. */
export default function ReceiptsPage() {
  const me = useMe()
  const name = useClientName()
  const paper = usePaper()
  const [f, set, clear, used] = useFilters(['client'])
  const [spending, setSpending] = useState<ReceiptRow | null>(null)
  const [reversing, setReversing] = useState<ReceiptRow | null>(null)
  const [entering, setEntering] = useState(false)
  const query = useInfiniteQuery(billing.receipts.infiniteOptions({
    input: (after: string | undefined) => ({ ...(f.client ? { client: f.client } : {}), ...(after ? { after } : {}), most: 100 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  }))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const finance = holds(me, ['finance'])
  const acts = (r: ReceiptRow) => (
    <span className={s.rowacts}>
      {finance && r.creditMinor > 0n && <Button size="s" onPress={() => setSpending(r)}>{t('billing.credit.use')}</Button>}
      {finance && !r.reversedAt && <Button size="s" kind="word" label={`${t('billing.act.reverse')} ${r.number}`} onPress={() => setReversing(r)}>{t('billing.act.reverse')}</Button>}
      <Button size="s" pending={paper.pending} onPress={() => void paper.open(r.client, r.reversedAt ? 'reversal' : 'receipt', r.id)}>{t('billing.act.paper')}</Button>
    </span>
  )
  const columns: Column<ReceiptRow>[] = [
    { key: 'number', head: t('billing.receipt'), cell: (r) => <><span className="num">{r.number}</span>{r.reversedAt && <> <Tag>{t('billing.reversed')}</Tag><br /><span className="small quiet">{r.reverseReason}</span></>}</> },
    { key: 'client', names: true, head: t('billing.client'), cell: (r) => name(r.client) },
    { key: 'on', head: t('billing.received_on'), cell: (r) => <Day of={r.receivedOn} /> },
    { key: 'method', head: t('billing.method'), cell: (r) => [r.method, r.reference].filter(Boolean).join(' ') },
    { key: 'amount', phone: 'lead', head: t('billing.amount'), right: true, cell: (r) => (r.reversedAt ? <s className="faint"><Money minor={r.amountMinor} currency={r.currency} /></s> : <Money minor={r.amountMinor} currency={r.currency} />) },
    { key: 'credit', named: true, head: t('billing.credit_kept'), right: true, cell: (r) => (r.creditMinor > 0n ? <Money minor={r.creditMinor} currency={r.currency} bare /> : '') },
    { key: 'acts', head: '', right: true, cell: acts },
  ]
  return (
    <div className="stack">
      <PageTitle acts={<KeyButton keys="n" title={t('billing.act.receive')} kind="do" reason={finance ? me.clients.length === 0 && t('clients.empty') : t('billing.receipts.finance')} onPress={() => setEntering(true)} />}>{t('billing.receipts.head')}</PageTitle>
      <Filters used={used} count={!query.data || query.hasNextPage ? undefined : rows.length} onClear={clear}><ClientSelect value={f.client} onChange={(client) => set('client', client)} /></Filters>
      <Loaded of={query} isEmpty={() => rows.length === 0} empty={<Empty>{t('billing.receipts.none')}</Empty>}>
        {() => (
          <>
            <Ledger label={t('billing.receipts')} columns={columns} rows={rows} rowKey={(r) => r.id} />
            {query.hasNextPage && <div className={s.tail}><Button size="s" pending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>{t('ui.more')}</Button></div>}
          </>
        )}
      </Loaded>
      {entering && <ReceiveFrom client={f.client} onClose={() => setEntering(false)} />}
      {reversing && <ReverseDialog receipt={reversing} onClose={() => setReversing(null)} />}
      {spending && <UseCreditDialog receipt={spending} onClose={() => setSpending(null)} />}
    </div>
  )
}
