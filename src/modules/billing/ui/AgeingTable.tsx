import { Link } from 'wouter'
import { formatShortDate } from '#kernel/pure/format.ts'
import { formatAmount, formatMoney } from '#kernel/pure/money.ts'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { type Column, Ledger, None } from '#kernel/ui/Ledger.tsx'
import { Section, Tag } from '#kernel/ui/page.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { Money } from '#kernel/ui/text.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { buckets } from '../rules.ts'
import { type Ageing, billing } from './billing.ts'
import s from './billing.module.css'
import { useClientName } from './clients.tsx'

/** What the client promised to pay, and by when; what was promised and did not come stands in vermilion. */
const Promised = ({ c, currency }: { c: ClientAge; currency: Ageing['currency'] }) => {
  const lang = useLang()
  if (c.promisedMinor === 0n && c.brokenMinor === 0n) return <None />
  return (
    <>
      {c.promisedMinor > 0n && <><Money minor={c.promisedMinor} currency={currency} bare /> <span className="small quiet">{t('billing.promised.until', { day: formatShortDate(c.promisedOn!, lang) })}</span></>}
      {c.brokenMinor > 0n && <Tag tone="late">{t('billing.promised.broken', { sum: formatAmount(c.brokenMinor, currency) })}</Tag>}
    </>
  )
}
type ClientAge = Ageing['clients'][number]
export const sumOf = (sums: Record<(typeof buckets)[number], bigint>): bigint => buckets.reduce((sum, b) => sum + sums[b], 0n)

/** What is owed and how old it is, by client; the bars show where the weight lies. */
export const AgeingTable = () => {
  const name = useClientName()
  return (
    <Loaded of={useRead(billing.ageing, undefined)}>
      {({ currency, total, dso, clients }) => {
        const whole = sumOf(total)
        const money = (minor: bigint, late: boolean) => (minor === 0n ? <None /> : <Money minor={minor} currency={currency} bare late={late} />)
        const columns: Column<ClientAge>[] = [
          { key: 'client', head: t('billing.client'), cell: (c) => <Link href={`/invoices?client=${c.client}&open=1`}>{name(c.client)}</Link> },
          ...buckets.map((b): Column<ClientAge> => ({ key: b, named: true, head: t(`billing.bucket.${b}`), right: true, sort: (c) => c[b], cell: (c) => money(c[b], b !== 'notDue') })),
          { key: 'promised', named: (c) => c.promisedMinor > 0n, head: t('billing.promised'), right: true, sort: (c) => c.promisedMinor + c.brokenMinor, cell: (c) => <Promised c={c} currency={currency} /> },
          { key: 'sum', phone: 'lead', head: t('billing.open'), right: true, sort: sumOf, cell: (c) => <b><Money minor={sumOf(c)} currency={currency} bare /></b> },
        ]
        const parts = buckets.filter((b) => total[b] > 0n)
        const said = parts.map((b) => `${t(`billing.bucket.${b}`)} ${formatMoney(total[b], currency)}`).join(t('ui.list_comma'))
        return (
          <Section title={t('billing.ageing')} ruled id="ageing" aside={whole > 0n && <Money minor={whole} currency={currency} />}>
            {clients.length === 0 ? <p className="quiet">{t('billing.ageing.none')}</p> : (
              <>
                {dso !== null && <p className="quiet" style={{ marginBottom: 'var(--s3)' }}>{t('billing.dso', { days: dso })}</p>}
                <div className={s.bars} role="img" aria-label={t('billing.ageing.bars', { parts: said })}>
                  {parts.map((b) => <i key={b} title={t(`billing.bucket.${b}`)} className={b === 'notDue' ? undefined : s[`late${buckets.indexOf(b)}`]} style={{ flexGrow: Number((total[b] * 10_000n) / whole) }} />)}
                </div>
                <Ledger label={t('billing.ageing')} columns={columns} rows={clients} rowKey={(c) => c.client} sum={{ client: t('billing.sum'), ...Object.fromEntries(buckets.map((b) => [b, money(total[b], b !== 'notDue')])), sum: <Money minor={whole} currency={currency} /> }} />
              </>
            )}
          </Section>
        )
      }}
    </Loaded>
  )
}
