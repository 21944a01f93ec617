import type { ReactNode } from 'react'
import { localDate } from '#kernel/pure/calendar.ts'
import { t } from '#kernel/ui/i18n.ts'
import { type Column, Ledger } from '#kernel/ui/Ledger.tsx'
import { Tag } from '#kernel/ui/page.tsx'
import { Day, Money, useZone } from '#kernel/ui/text.tsx'
import { type InvoiceRow, invoicePath, isLate, owes } from './billing.ts'

interface Props {
  rows: readonly InvoiceRow[]
  /** Names the client in a column of its own; without it all rows are of one client. */
  client?: (id: string) => string
  small?: boolean
  sum?: Record<string, ReactNode>
}
/** Invoices and credit notes: what is overdue in vermilion, what is open at the right. */
export const InvoiceLedger = ({ rows, client, small, sum }: Props) => {
  const today = localDate(new Date(), useZone())
  const columns: Column<InvoiceRow>[] = [
    { key: 'number', head: t('billing.invoice'), cell: (i) => <><span className="num">{i.number}</span>{i.kind === 'credit_note' && <> <Tag>{t('billing.credit_note')}</Tag></>}</> },
    ...(client ? [{ key: 'client', names: true, head: t('billing.client'), cell: (i: InvoiceRow) => client(i.client) }] : []),
    { key: 'issued', phone: 'ear', head: t('billing.issued_on'), cell: (i) => <Day of={i.issuedOn} /> },
    { key: 'due', named: true, head: t('billing.due_on'), cell: (i) => i.kind === 'invoice' && <Day of={i.dueOn} weekday late={isLate(i, today)} /> },
    { key: 'total', phone: 'lead', head: t('billing.sum'), right: true, cell: (i) => <Money minor={i.kind === 'credit_note' ? -i.totalMinor : i.totalMinor} currency={i.currency} /> },
    { key: 'open', named: (i) => owes(i) !== 0n, head: t('billing.open'), right: true, cell: (i) => (i.kind === 'credit_note' ? '' : owes(i) === 0n ? <span className="faint">{t('billing.paid')}</span> : <Money minor={owes(i)} currency={i.currency} bare late={isLate(i, today)} />) },
  ]
  return <Ledger label={t('billing.invoices')} columns={columns} rows={rows} rowKey={(i) => i.id} href={(i) => invoicePath(i.client, i.id)} {...(small ? { small } : {})} {...(sum ? { sum } : {})} />
}
