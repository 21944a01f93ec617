import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { daysBetween, localDate } from '#kernel/pure/calendar.ts'
import { formatDate } from '#kernel/pure/format.ts'
import { formatMoney } from '#kernel/pure/money.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { type Column, Ledger } from '#kernel/ui/Ledger.tsx'
import { Facts, PageTitle, Section, Tag } from '#kernel/ui/page.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { Day, Instant, Money, useZone } from '#kernel/ui/text.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useNames } from '#modules/clients/ui/names.ts'
import { jobPath } from '#modules/jobs/ui/jobs.ts'
import { writeQuantity } from '../quantity.ts'
import { billing, type Invoice, invoicePath, isLate, type Line, owes, usePaper } from './billing.ts'
import { Collection } from './Collection.tsx'
import { InvoiceActs } from './InvoiceActs.tsx'
import { Sums } from './Sums.tsx'

/** The sentence over an invoice: what is open and since when, or that it is settled. */
const useSentence = (i: Invoice, of: string): string => {
  const lang = useLang()
  const today = localDate(new Date(), useZone())
  const total = formatMoney(i.totalMinor, i.currency)
  const open = formatMoney(owes(i), i.currency)
  if (i.kind === 'credit_note') return t('billing.head.credit', { total, of })
  if (owes(i) === 0n) return t('billing.head.paid', { total })
  return isLate(i, today) ? t('billing.head.late', { open, days: daysBetween(i.dueOn, today) }) : t('billing.head.open', { open, due: formatDate(i.dueOn, lang) })
}

/** One posted invoice or credit note: its lines and where each comes from, what settled it, and what can be done now; then the page's other parts. */
export const InvoiceView = ({ client, invoice, children }: { client: string; invoice: string; children?: ReactNode }) => (
  <Loaded page of={useRead(billing.invoice, { client, invoice })}>{(i) => <View i={i}>{children}</View>}</Loaded>
)

const View = ({ i, children }: { i: Invoice; children: ReactNode }) => {
  const names = useNames(i.client)
  const today = localDate(new Date(), useZone())
  const credited = useRead(billing.invoice, i.creditsId ? { client: i.client, invoice: i.creditsId } : null)
  const collected = useRead(billing.collection, i.kind === 'invoice' ? { client: i.client, invoice: i.id } : null)
  const sentence = useSentence(i, credited.data?.number ?? '')
  const columns: Column<Line>[] = [
    { key: 'what', head: t('billing.line'), cell: (l) => <Link href={`${jobPath(i.client, i.job)}${l.sourceKind === 'bought' || l.sourceKind === 'time' ? '#cost' : ''}`}>{l.what}</Link> },
    { key: 'source', head: t('billing.paper.origin'), cell: (l) => <span className="quiet">{[l.sourceKind !== '' && t(`billing.source.${l.sourceKind}`), l.source].filter(Boolean).join(' ')}</span> },
    { key: 'quantity', named: true, head: t('billing.quantity'), right: true, cell: (l) => <span className="num">{writeQuantity(l.quantityThousandths)}</span> },
    { key: 'unit', named: true, head: t('billing.unit'), right: true, cell: (l) => <Money minor={l.unitMinor} currency={i.currency} bare /> },
    { key: 'net', phone: 'lead', head: t('billing.amount'), right: true, cell: (l) => <Money minor={l.netMinor} currency={i.currency} bare /> },
  ]
  return (
    <>
      <PageTitle recent={{ title: i.number, note: names.client }} above={<><span className="num">{i.number}</span><Tag>{t(`billing.${i.kind}`)}</Tag><span>{names.client}</span></>} acts={<InvoiceActs i={i} names={names} reminding={collected.data?.next?.due ?? false} />}>{sentence}</PageTitle>
      <div className="cols">
        <div>
          <Section title={t('billing.lines')} ruled>
            <Ledger label={t('billing.lines')} columns={columns} rows={i.lines} rowKey={(l) => String(l.no)} />
            <Sums net={i.netMinor} tax={i.taxMinor} rateBp={i.taxRateBp} currency={i.currency} credited={i.kind === 'credit_note'} />
          </Section>
          {i.kind === 'invoice' && <Collection i={i} names={names} />}
          {i.kind === 'invoice' && <Settled i={i} />}
          {children}
        </div>
        <aside>
          <Facts of={[
            [t('billing.bill_to'), i.billTo.name],
            [t('billing.issued_on'), <Day key="issued" of={i.issuedOn} full />],
            [t('billing.due_on'), i.kind === 'invoice' ? <Day key="due" of={i.dueOn} full weekday late={isLate(i, today)} /> : null],
            [t('billing.paper.credits'), i.creditsId && credited.data ? <Link key="of" href={invoicePath(i.client, i.creditsId)}>{credited.data.number}</Link> : null],
            [t('billing.paper.reason'), i.reason],
            [t('billing.settled'), i.kind === 'invoice' ? <Money key="settled" minor={i.settledMinor} currency={i.currency} /> : null],
            [t('billing.open'), i.kind === 'invoice' ? <Money key="open" minor={owes(i)} currency={i.currency} late={isLate(i, today)} /> : null],
            [t('billing.paper.posted_by'), names.person(i.postedBy)],
          ]} />
        </aside>
      </div>
    </>
  )
}

/** What took something off the invoice: receipts open as paper, credit notes as their page. */
const Settled = ({ i }: { i: Invoice }) => {
  const paper = usePaper()
  const columns: Column<Invoice['settledBy'][number]>[] = [
    { key: 'number', head: t('billing.number'), cell: (b) => (b.kind === 'credit_note'
      ? <Link className="num" href={invoicePath(i.client, b.id)}>{b.number}</Link>
      : <Button kind="word" className="num" pending={paper.pending} onPress={() => void paper.open(i.client, 'receipt', b.id)}>{b.number}</Button>) },
    { key: 'kind', head: t('billing.kind'), cell: (b) => t(`billing.${b.kind}`) },
    { key: 'at', head: t('billing.paper.date'), cell: (b) => <Instant of={b.at} /> },
    { key: 'amount', phone: 'lead', head: t('billing.amount'), right: true, cell: (b) => <Money minor={b.amountMinor} currency={i.currency} /> },
  ]
  return (
    <Section title={t('billing.settled_by')} id="settled" ruled>
      {i.settledBy.length === 0 ? <p className="quiet">{t('billing.settled_by.none')}</p> : <Ledger label={t('billing.settled_by')} columns={columns} rows={i.settledBy} rowKey={(b) => `${b.id} ${b.at.getTime()}`} />}
    </Section>
  )
}
