import { Link } from 'wouter'
import { formatMonth } from '#kernel/pure/format.ts'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { Figure, FigureRow, Section } from '#kernel/ui/page.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { Money } from '#kernel/ui/text.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { desk } from './desk.ts'

/** The right half: how the money stands over my clients, each figure opening into its rows. */
export const MoneyHalf = () => {
  const lang = useLang()
  return (
    <Loaded of={useRead(desk.money, undefined)}>
      {(m) => {
        const sum = (minor: bigint, late = false) => <Money minor={minor} currency={m.currency} bare late={late} />
        return (
          <Section title={t('desk.money')} ruled aside={<span className="num">{formatMonth(m.month, lang)}</span>}>
            <Figure big><Money minor={m.receivedMinor} currency={m.currency} /></Figure>
            <p className="small quiet">{t('desk.money.received')}</p>
            <FigureRow text={<Link href="/jobs?unbilled=1">{t('desk.money.unbilled', { n: m.unbilledJobs })}</Link>}>{sum(m.unbilledMinor)}</FigureRow>
            <FigureRow text={<Link href="/money">{t('desk.money.waiting')}</Link>}>{sum(m.waitingRequestsMinor)}</FigureRow>
            <FigureRow text={<Link href="/invoices?open=1">{t('desk.money.not_due')}</Link>}>{sum(m.notDueMinor)}</FigureRow>
            <FigureRow late={m.overdueMinor > 0n} text={<Link href="/invoices?overdue=1">{t('desk.money.overdue', { n: m.overdueInvoices })}</Link>}>{sum(m.overdueMinor, m.overdueMinor > 0n)}</FigureRow>
          </Section>
        )
      }}
    </Loaded>
  )
}
