import { Link } from 'wouter'
import { localDate } from '#kernel/pure/calendar.ts'
import { formatMoney } from '#kernel/pure/money.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { type Column, Ledger } from '#kernel/ui/Ledger.tsx'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { PageTitle, Section } from '#kernel/ui/page.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { Day, Money, useZone } from '#kernel/ui/text.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { type JobRow, jobPath, jobs } from '#modules/jobs/ui/jobs.ts'
import { AgeingTable, sumOf } from './AgeingTable.tsx'
import { billing, type RequestRow } from './billing.ts'
import { useClientName } from './clients.tsx'
import { RequestActs } from './RequestActs.tsx'

/** Finance's desk (G9): what waits for it, in the order in which money comes about, and what is owed. */
export default function MoneyPage() {
  const finance = holds(useMe(), ['finance'])
  const zone = useZone()
  const name = useClientName()
  const requests = useRead(billing.requests, undefined)
  const age = useRead(billing.ageing, undefined).data
  const late = age ? sumOf(age.total) - age.total.notDue : 0n
  const [accepted, delivered] = [useJobs({ stage: 'accepted' }).data, useJobs({ stage: 'delivered' }).data]
  // Everything below that finance has to do, as it is counted in the rail.
  const waits = ([['invoices', requests.data], ['recognise', accepted?.rows], ['close', delivered?.rows]] as const).flatMap(([what, rows]) => (rows?.length ? [t(`billing.money.${what}`, { n: rows.length })] : []))
  const head = !requests.data || !accepted || !delivered ? t('billing.money') : waits.length === 0 ? t('billing.money.nothing') : t('billing.money.head', { what: waits.join(t('ui.list_comma')) })
  const columns: Column<RequestRow>[] = [
    { key: 'number', head: t('billing.request'), cell: (r) => <span className="num">{r.number}</span> },
    { key: 'client', names: true, head: t('billing.client'), cell: (r) => name(r.client) },
    { key: 'what', head: t('billing.line'), cell: (r) => r.lines[0]?.what ?? '' },
    { key: 'made', head: t('billing.made'), cell: (r) => <Day of={localDate(r.madeAt, zone)} /> },
    { key: 'net', phone: 'lead', named: true, head: t('billing.net'), right: true, cell: (r) => <Money minor={r.netMinor} currency={r.currency} /> },
    { key: 'acts', head: '', right: true, cell: (r) => <RequestActs of={r} main={r.id === requests.data?.[0]?.id} listed /> },
  ]
  return (
    <>
      <PageTitle below={age && late > 0n && <span className="late">{t('billing.money.late', { sum: formatMoney(late, age.currency) })}</span>}>{head}</PageTitle>
      <Section title={t('billing.requests')} ruled>
        <Loaded of={requests} empty={<p className="quiet">{t('billing.requests.none')}</p>}>
          {(rows) => <>{!finance && <p className="small quiet">{t('billing.money.only_post')}</p>}<Ledger label={t('billing.requests')} columns={columns} rows={rows} rowKey={(r) => r.id} href={(r) => `${jobPath(r.client, r.job)}#billing`} /></>}
        </Loaded>
      </Section>
      <Waiting title={t('billing.to_recognise')} none={t('billing.to_recognise.none')} of={{ stage: 'accepted' }} />
      <Waiting title={t('billing.to_close')} none={t('billing.to_close.none')} of={{ stage: 'delivered' }} />
      <Waiting title={t('billing.held')} none={t('billing.held.none')} of={{ held: true }} note={!finance && t('billing.money.only_release')} instead={[
        { key: 'reason', head: t('ui.reason'), cell: (j) => j.heldReason }, ...(finance ? [{ key: 'acts', head: '', right: true, cell: (j: JobRow) => <Release of={j} /> }] : []),
      ]} />
      <AgeingTable />
    </>
  )
}

const Release = ({ of }: { of: JobRow }) => {
  const release = useWrite(jobs.release)
  return <Button size="s" pending={release.pending} onPress={() => void release.run({ client: of.client, job: of.id, version: of.version })}>{t('jobs.act.release')}</Button>
}

interface Waits {
  title: string
  none: string
  of: { stage: 'accepted' | 'delivered' } | { held: true }
  /** Columns in place of the budget. */
  instead?: Column<JobRow>[]
  /** What stands above the rows. */
  note?: string | false
}
const useJobs = (of: Waits['of']) => useRead(jobs.list, { ...of, most: 200, sort: 'due' as const })
/** Jobs that wait for finance; each opens where finance moves it on. */
const Waiting = ({ title, none, of, instead, note }: Waits) => {
  const name = useClientName()
  const list = useJobs(of)
  const columns: Column<JobRow>[] = [
    { key: 'title', head: t('billing.job'), width: '26%', cell: (j) => j.title },
    { key: 'number', head: t('billing.number'), width: '16%', cell: (j) => j.number && <span className="num">{j.number}</span> },
    { key: 'client', names: true, head: t('billing.client'), width: '18%', cell: (j) => name(j.client) },
    { key: 'due', phone: 'lead', head: t('jobs.field.dueOn'), width: '14%', cell: (j) => j.dueOn && <Day of={j.dueOn} weekday /> },
    ...(instead ?? [{ key: 'budget', named: true, head: t('jobs.field.budgetMinor'), right: true, cell: (j: JobRow) => j.budgetMinor !== null && <Money minor={j.budgetMinor} currency={j.currency} /> }]),
  ]
  return (
    <Section title={title} ruled aside={list.data && (list.data.next ? <Link href={`/jobs?${new URLSearchParams('stage' in of ? { stage: of.stage } : { held: '1' })}`}>{t('billing.more', { n: list.data.rows.length })}</Link> : list.data.rows.length > 0 && t('ui.rows', { n: list.data.rows.length }))}>
      <Loaded of={list} isEmpty={(l) => l.rows.length === 0} empty={<p className="quiet">{none}</p>}>
        {({ rows }) => <>{note && <p className="small quiet">{note}</p>}<Ledger label={title} columns={columns} rows={rows} rowKey={(j) => j.id} href={(j) => jobPath(j.client, j.id)} /></>}
      </Loaded>
    </Section>
  )
}
