import { lazy, Suspense, useState } from 'react'
import { percentOf } from '#kernel/pure/format.ts'
import { formatMoney } from '#kernel/pure/money.ts'
import { Button, KeyButton } from '#kernel/ui/Button.tsx'
import { useCommand } from '#kernel/ui/commands.ts'
import { t } from '#kernel/ui/i18n.ts'
import { Bar, Figure, FigureRow, Section } from '#kernel/ui/page.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { Minutes, Money } from '#kernel/ui/text.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { jobs, whyBlocked } from '#modules/jobs/ui/jobs.ts'
import { BuyDialog } from './BuyDialog.tsx'
import { costs, type JobCosts } from './costs.ts'
import { CostEntries } from './CostEntries.tsx'

const TimeDialog = lazy(() => import('./TimeDialog.tsx'))

/** The job's cost to date against its ceiling (C3), with what it is made of, on the job's docket. */
export const CostPanel = ({ client, job }: { client: string; job: string }) => {
  const of = { client, job }
  const read = useRead(costs.forJob, of)
  const order = useRead(jobs.get, of)
  const [open, setOpen] = useState<'time' | 'buy' | 'entries' | null>(null)
  const shut = () => setOpen(null)
  const why = whyBlocked(order.data?.blocked ?? null)
  useCommand({ id: 'costs.buy', title: t('costs.buy'), reason: why, run: () => setOpen('buy') })
  return (
    <Section title={t('costs.title')} id="cost" small aside={read.data && read.data.time.length + read.data.bought.length > 0 && <Button kind="word" size="s" label={t('costs.entries')} onPress={() => setOpen('entries')}>{t('costs.detail')}</Button>}>
      <Loaded of={read} skeleton={undefined}>{data => <Sum of={data} />}</Loaded>
      <div className="row" style={{ marginTop: 'var(--s4)' }}>
        <KeyButton keys="t" size="s" title={t('costs.log')} reason={why} reasonAt="beside" onPress={() => setOpen('time')} />
        <Button size="s" reason={why} reasonAt="beside" onPress={() => setOpen('buy')}>{t('costs.buy')}</Button>
      </div>
      {why && <p className="tiny faint" style={{ marginTop: 'var(--s2)' }}>{why}</p>}
      {open === 'time' && <Suspense><TimeDialog of={{ ...of, title: order.data?.title ?? '' }} onClose={shut} /></Suspense>}
      {open === 'buy' && read.data && <BuyDialog {...of} currency={read.data.currency} onClose={shut} />}
      {open === 'entries' && read.data && <CostEntries client={client} of={read.data} why={why} onClose={shut} />}
    </Section>
  )
}

const Sum = ({ of }: { of: JobCosts }) => {
  const { currency, ceilingMinor: ceiling, totalMinor: total } = of
  const over = ceiling !== null && total > ceiling
  const words = ceiling === null ? t('costs.no_ceiling') : over
    ? t('costs.over_ceiling', { over: formatMoney(total - ceiling, currency) })
    : t('costs.ceiling', { ceiling: formatMoney(ceiling, currency), percent: percentOf(total, ceiling) })
  const bought = of.bought.filter(b => b.voidReason === '')
  return (
    <>
      <Figure><span className={over ? 'late' : undefined}>{formatMoney(total, currency)}</span></Figure>
      <p className={over ? 'small late' : 'small quiet'}>{words}</p>
      {ceiling !== null && <Bar spent={total} ceiling={ceiling} label={words} />}
      {of.minutes > 0 && <FigureRow text={<>{t('costs.time')} <Minutes of={of.minutes} /></>}><Money minor={of.timeMinor} currency={currency} bare /></FigureRow>}
      {bought.slice(0, 5).map(b => <FigureRow key={b.id} text={<>{b.what} <span className="small faint">{b.vendor}</span></>}><Money minor={b.netMinor} currency={currency} bare /></FigureRow>)}
      {bought.length > 5 && <FigureRow text={t('costs.more_bought', { n: bought.length - 5 })}><Money minor={bought.slice(5).reduce((sum, b) => sum + b.netMinor, 0n)} currency={currency} bare /></FigureRow>}
      {of.minutes === 0 && bought.length === 0 && <p className="small quiet">{t('costs.empty')}</p>}
    </>
  )
}
