import { useState } from 'react'
import { Link } from 'wouter'
import { localDate } from '#kernel/pure/calendar.ts'
import { ButtonLink } from '#kernel/ui/Button.tsx'
import { Check } from '#kernel/ui/choices.tsx'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { PageTitle, Section } from '#kernel/ui/page.tsx'
import { Empty, Loaded } from '#kernel/ui/states.tsx'
import { Kept } from '#kernel/ui/Kept.tsx'
import { Day, useZone } from '#kernel/ui/text.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { formatDate, withWeekday } from '#kernel/pure/format.ts'
import { byDay, most } from '../rules.ts'
import { desk, type TaskRow } from './desk.ts'
import s from './desk.module.css'
import { FirstSteps } from './FirstSteps.tsx'
import { MoneyHalf } from './MoneyHalf.tsx'
import { taskPath, wholeList } from './paths.ts'

const sentence = (row: TaskRow): string => {
  if (row.task === 'sign' && row.mine) return t('desk.task.sign_mine', { title: row.title })
  if (row.task === 'returned' && row.subjectId !== row.job) return t('desk.task.returned_version', { title: row.title })
  return t(`desk.task.${row.task}`, { title: row.title || t('desk.untitled'), who: row.who, mine: String(row.mine) })
}

/** What is most pressing and mine, said as the page's title. */
const titleOf = (rows: readonly TaskRow[]): string => {
  const first = rows.find((r) => r.mine && r.late) ?? rows.find((r) => r.mine) ?? rows.find((r) => r.late)
  if (first) return sentence(first)
  return t(rows.length > 0 ? 'desk.none_mine' : 'desk.empty')
}

/** The first screen (A1): left what I owe and am owed today, right how the money stands. */
export default function DeskPage() {
  const lang = useLang()
  const today = localDate(new Date(), useZone())
  const [mine, setMine] = useState(false)
  const all = useRead(desk.today, undefined)
  const me = useMe()
  const noClients = me.clients.length === 0
  return (
    <>
      <PageTitle above={<span className="num">{withWeekday(formatDate(today, lang), today, lang)}</span>}>{all.data ? titleOf(all.data.rows) : t('desk.title')}</PageTitle>
      <div className="halves">
        <div>
          <Loaded of={all} isEmpty={({ rows }) => rows.length === 0} empty={noClients ? <FirstSteps /> : <Empty title={t('desk.owed')} act={holds(me, ['ae', 'director']) && <div><ButtonLink href="/meetings?write=1">{t('clients.write_minutes')}</ButtonLink></div>}>{t('desk.empty_why')}</Empty>}>
            {({ rows, more }) => {
              const shown = mine ? rows.filter((r) => r.mine) : rows
              return (
                <Section title={t('desk.owed')} ruled aside={t('desk.count', { n: shown.length, late: shown.filter((r) => r.late).length })}>
                  <Check checked={mine} onChange={setMine}>{t('desk.mine')}</Check>
                  <ByClient rows={shown} />
                  {more.length > 0 && <p className={`small quiet ${s.more}`}>{t('desk.more', { n: most })} {more.map((list) => <Link key={list} href={wholeList[list]}>{t(`desk.more.${list}`)}</Link>)}</p>}
                </Section>
              )
            }}
          </Loaded>
        </div>
        <MoneyHalf />
      </div>
    </>
  )
}

/** The tasks of each client by day, the client with the most pressing one first. */
const ByClient = ({ rows }: { rows: readonly TaskRow[] }) => {
  const me = useMe()
  const groups = Map.groupBy(rows, (r) => r.client)
  return (
    <>
      {[...groups].map(([client, tasks]) => (
        <section key={client} className={s.who} aria-label={me.clients.find((c) => c.id === client)?.name ?? me.agency.name}>
          <header><h3>{client === me.agency.id ? me.agency.name : <Link href={`/clients/${client}`}>{me.clients.find((c) => c.id === client)?.name ?? ''}</Link>}</h3><span className="small faint num">{tasks.length}</span></header>
          <ul className={s.rows}>{tasks.toSorted(byDay).map((row) => <Task key={`${row.task} ${row.subjectId} ${row.who} ${row.title}`} row={row} />)}</ul>
        </section>
      ))}
    </>
  )
}

const Task = ({ row }: { row: TaskRow }) => (
  <li className={`${s.row} ${row.side === 'theirs' ? s.theirs : row.mine ? s.mine : s.colleague}`}>
    <i className={s.mark} aria-hidden />
    <Link href={taskPath(row)}><Kept>{sentence(row)}</Kept></Link>
    {row.dueOn ? <Day of={row.dueOn} late={row.late} /> : <span />}
  </li>
)
