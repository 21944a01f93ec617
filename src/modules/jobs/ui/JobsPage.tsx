import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { localDate } from '#kernel/pure/calendar.ts'
import { Button, KeyButton } from '#kernel/ui/Button.tsx'
import { Check } from '#kernel/ui/choices.tsx'
import { Filters, useFilters } from '#kernel/ui/Filters.tsx'
import { byName, t } from '#kernel/ui/i18n.ts'
import { type Column, Ledger } from '#kernel/ui/Ledger.tsx'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { PageTitle } from '#kernel/ui/page.tsx'
import { Select } from '#kernel/ui/Select.tsx'
import { Empty, Loaded } from '#kernel/ui/states.tsx'
import { Day, Money, useZone } from '#kernel/ui/text.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { people } from '#modules/people/ui/people.ts'
import { isOverdue, type Stage as StageName, stages } from '../rules.ts'
import { type JobRow, jobPath, jobs } from './jobs.ts'
import s from './jobs.module.css'
import { NewJob } from './NewJob.tsx'
import { Stage } from './Stage.tsx'

const all = 'all'
/** Where a job stands beyond its stage. */
const turns = ['held', 'unbilled'] as const
const filterKeys = ['client', 'stage', 'owner', 'mine', 'open', 'held', 'unbilled', 'find', 'sort'] as const

/** The pages of the list so far, by keyset, as one. */
const useJobs = (f: Record<(typeof filterKeys)[number], string | null>) => {
  const query = useInfiniteQuery(jobs.list.infiniteOptions({
    input: (after: string | undefined) => ({
      ...(f.client ? { client: f.client } : {}), ...(f.stage ? { stage: f.stage as StageName } : {}), ...(f.owner ? { ownerId: f.owner } : {}), ...(f.mine ? { mine: true } : {}), ...(f.open ? { open: true } : {}), ...(f.held ? { held: true } : {}), ...(f.unbilled ? { unbilled: true } : {}),
      ...(f.find ? { find: f.find } : {}), sort: f.sort === 'due' ? ('due' as const) : ('created' as const), ...(after ? { after } : {}), most: 50,
    }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  }))
  return { query, rows: query.data?.pages.flatMap((page) => page.rows) ?? [] }
}

/** All jobs of my clients: dense, by stage, with what is overdue in vermilion. */
const JobsPage = () => {
  const me = useMe()
  const today = localDate(new Date(), useZone())
  const [f, set, clear, used] = useFilters(filterKeys)
  const [opening, setOpening] = useState(false)
  const { query, rows } = useJobs(f)
  const directory = useRead(people.directory, undefined)
  const person = new Map(directory.data?.map((p) => [p.id, p.name]))
  const owners = (directory.data ?? []).filter((p) => p.active || p.id === f.owner)
  const client = new Map(me.clients.map((c) => [c.id, c.name]))
  const name = (id: string | null) => (id ? (person.get(id) ?? '') : '')
  const columns: Column<JobRow>[] = [
    { key: 'title', head: t('jobs.name'), cell: (j) => j.title },
    { key: 'number', head: t('jobs.number'), cell: (j) => (j.number ? <span className="num">{j.number}</span> : <span className="faint">{t('jobs.no_number')}</span>) },
    { key: 'client', names: true, head: t('jobs.client'), cell: (j) => client.get(j.client) ?? '' },
    { key: 'stage', head: t('jobs.stage'), cell: (j) => <Stage of={j.stage} held={j.heldReason !== ''} /> },
    { key: 'owner', phone: 'ear', names: true, head: t('jobs.field.ownerId'), cell: (j) => name(j.ownerId) },
    { key: 'lead', phone: 'ear', names: true, head: t('jobs.field.leadId'), cell: (j) => name(j.leadId) },
    { key: 'due', phone: 'lead', head: t('jobs.field.dueOn'), right: true, sort: true, cell: (j) => j.dueOn && <Day of={j.dueOn} weekday late={isOverdue(j, today)} /> },
    { key: 'budget', phone: 'ear', head: t('jobs.field.budgetMinor'), right: true, cell: (j) => j.budgetMinor !== null && <Money minor={j.budgetMinor} currency={j.currency} /> },
    { key: 'created', phone: 'ear', head: t('jobs.opened'), right: true, sort: true, cell: (j) => <Day of={localDate(j.createdAt, me.agency.zone)} /> },
  ]
  const turned = turns.find((one) => f[one] === '1')
  const inStage = (v: string) => {
    for (const one of turns) set(one, v === one ? '1' : null)
    set('stage', v === all || turns.some((one) => one === v) ? null : v)
  }
  const why = !holds(me, ['ae', 'director']) ? t('jobs.only.ae') : me.clients.length === 0 ? t('clients.empty') : null
  return (
    <div className="stack">
      <PageTitle acts={<KeyButton keys="n" title={t('jobs.act.open')} kind="do" reason={why} onPress={() => setOpening(true)} />}>{t('jobs.head')}</PageTitle>
      <Filters used={used} count={!query.data || query.hasNextPage ? undefined : rows.length} onClear={clear}>
        <TextField label={t('jobs.find')} type="search" value={f.find ?? ''} onChange={(v) => set('find', v || null)} optional />
        <Select label={t('jobs.client')} value={f.client ?? all} onChange={(v) => set('client', v === all ? null : v)} options={[{ value: all, text: t('jobs.all') }, ...me.clients.toSorted(byName((c) => c.name)).map((c) => ({ value: c.id, text: c.name }))]} />
        <Select label={t('jobs.stage')} value={turned ?? f.stage ?? all} onChange={inStage} options={[{ value: all, text: t('jobs.all') }, ...turns.map((one) => ({ value: one as string, text: t(`jobs.filter.${one}`) })), ...stages.map((one) => ({ value: one as string, text: t(`jobs.stage.${one}`) }))]} />
        <Select label={t('jobs.field.ownerId')} value={f.owner ?? all} onChange={(v) => set('owner', v === all ? null : v)} options={[{ value: all, text: t('jobs.all') }, ...owners.toSorted(byName((p) => p.name)).map((p) => ({ value: p.id, text: p.name }))]} />
        <Check checked={f.mine === '1'} onChange={(on) => set('mine', on ? '1' : null)}>{t('jobs.filter.mine')}</Check>
        <Check checked={f.open === '1'} onChange={(on) => set('open', on ? '1' : null)}>{t('jobs.filter.open')}</Check>
      </Filters>
      <Loaded of={query} isEmpty={() => rows.length === 0} empty={clear ? <Empty title={t('jobs.none')} act={<Button onPress={clear}>{t('ui.filters_clear')}</Button>}>{t('jobs.none_why')}</Empty> : <Empty title={t('jobs.title')}>{t('jobs.empty')}</Empty>}>
        {() => (
          <>
            <Ledger label={t('jobs.title')} columns={columns} rows={rows} rowKey={(j) => j.id} href={(j) => jobPath(j.client, j.id)} sort={{ key: f.sort === 'due' ? 'due' : 'created', desc: f.sort !== 'due' }} onSort={({ key }) => set('sort', key === 'due' ? 'due' : null)} />
            {query.hasNextPage && <More busy={query.isFetchingNextPage} next={() => void query.fetchNextPage()} />}
          </>
        )}
      </Loaded>
      {opening && <NewJob client={f.client} onClose={() => setOpening(false)} />}
    </div>
  )
}
export default JobsPage

/** Asks for the next page before the end comes into sight; a button for those who do not scroll. */
const More = ({ busy, next }: { busy: boolean; next: () => void }) => {
  const mark = useRef<HTMLDivElement>(null)
  const latest = useRef(next)
  latest.current = next
  useEffect(() => {
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && latest.current(), { rootMargin: '800px' })
    if (mark.current) watch.observe(mark.current)
    return () => watch.disconnect()
  }, [])
  return <div ref={mark} className={s.tail}><Button size="s" pending={busy} onPress={next}>{t('jobs.more')}</Button></div>
}
