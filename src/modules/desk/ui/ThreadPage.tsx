import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { Button } from '#kernel/ui/Button.tsx'
import { DateField } from '#kernel/ui/DateField.tsx'
import { Filters, useFilters } from '#kernel/ui/Filters.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import { PageTitle } from '#kernel/ui/page.tsx'
import type { PageProps } from '#kernel/ui/pages.ts'
import { Select } from '#kernel/ui/Select.tsx'
import { Empty, Loaded } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { jobs } from '#modules/jobs/ui/jobs.ts'
import { Deeds } from './Deeds.tsx'
import { desk } from './desk.ts'

const kinds = ['meetings', 'jobs', 'schedules', 'costs', 'deliverables', 'signoff', 'billing', 'archive', 'clients'] as const
const all = 'all'

/** Everything between us and a client, newest first. */
export default function ThreadPage({ params }: PageProps) {
  const client = params.client!
  const name = useMe().clients.find((c) => c.id === client)?.name ?? ''
  const [f, set, clear, used] = useFilters(['kind', 'job', 'by', 'from', 'to'])
  const { data: jobList } = useRead(jobs.list, { client, most: 200 })
  const query = useInfiniteQuery(desk.thread.infiniteOptions({
    input: (before: bigint | undefined) => ({ client, most: 100, ...(f.kind ? { modules: [f.kind] } : {}), ...(f.job ? { job: f.job } : {}), ...(f.by === 'us' || f.by === 'client' ? { by: f.by } : {}), ...(f.from ? { from: f.from } : {}), ...(f.to ? { to: f.to } : {}), ...(before === undefined ? {} : { before }) }),
    initialPageParam: undefined as bigint | undefined,
    getNextPageParam: (page) => (page.next === null ? undefined : page.next),
  }))
  const rows = query.data?.pages.flatMap((p) => p.rows) ?? []
  return (
    <div className="stack">
      <PageTitle above={<Link href={`/clients/${client}`}>{name}</Link>}>{t('desk.thread_of', { name })}</PageTitle>
      <Filters used={used} onClear={clear}>
        <Select label={t('desk.kind')} value={f.kind ?? all} onChange={(v) => set('kind', v === all ? null : v)} options={[{ value: all, text: t('ui.all') }, ...kinds.map((k) => ({ value: k as string, text: t(`desk.kind.${k}`) }))]} />
        <Select label={t('desk.by')} value={f.by ?? all} onChange={(v) => set('by', v === all ? null : v)} options={[{ value: all, text: t('ui.all') }, { value: 'us', text: t('desk.by.us') }, { value: 'client', text: t('desk.by.client') }]} />
        <Select label={t('desk.of_job')} value={f.job ?? all} onChange={(v) => set('job', v === all ? null : v)} options={[{ value: all, text: t('ui.all') }, ...(jobList?.rows ?? []).map((j) => ({ value: j.id, text: j.title, note: j.number ?? undefined }))]} />
        <DateField label={t('desk.from')} value={f.from} onChange={(v) => set('from', v)} optional />
        <DateField label={t('desk.to')} value={f.to} onChange={(v) => set('to', v)} optional />
      </Filters>
      <Loaded of={query} isEmpty={() => rows.length === 0} empty={<Empty>{t(clear ? 'desk.thread_none' : 'desk.thread_empty')}</Empty>}>
        {() => (
          <>
            <Deeds client={client} rows={rows} />
            {query.hasNextPage && <Button pending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>{t('ui.more')}</Button>}
          </>
        )}
      </Loaded>
    </div>
  )
}
