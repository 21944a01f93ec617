import { useRef, useState } from 'react'
import { Link } from 'wouter'
import { type Day, isWeekend, localDate } from '#kernel/pure/calendar.ts'
import { formatDate, formatShortDate, weekday, withWeekday } from '#kernel/pure/format.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import { showMinutes } from '#kernel/ui/minutes.ts'
import { Empty } from '#kernel/ui/states.tsx'
import { useZone } from '#kernel/ui/text.tsx'
import { useDraft } from '#kernel/ui/useDraft.tsx'
import { jobPath, whyBlocked } from '#modules/jobs/ui/jobs.ts'
import { CellDetail } from './CellDetail.tsx'
import type { TimeEntry, WeekJob } from './costs.ts'
import { JobPick } from './JobPick.tsx'
import s from './costs.module.css'
import { TimeCell } from './TimeCell.tsx'
import { cellKey, cellsOf, rowsOf, sumOf } from './week.ts'

interface Props {
  days: readonly Day[]
  today: Day
  data: { entries: readonly TimeEntry[]; jobs: readonly WeekJob[] }
  /** Jobs of the week before, to begin with. */
  last: readonly WeekJob[]
}
interface At {
  row: number
  day: number
}

/** Jobs down, days across. On a phone one day stands at a time, chosen above. */
export const WeekGrid = ({ days, today, data, last }: Props) => {
  const me = useMe()
  const zone = useZone()
  const lang = useLang()
  const added = useDraft<WeekJob[]>(`costs.week.${days[0]}`, [])
  const rows = rowsOf(data.jobs, added.value)
  const cells = cellsOf(data.entries)
  const [at, setAt] = useState<At>({ row: 0, day: Math.max(0, days.indexOf(today)) })
  // Of the refusals one stands in words, the last: two would lie over one another.
  const [told, setTold] = useState<string | null>(null)
  const grid = useRef<HTMLTableElement>(null)
  const client = new Map(me.clients.map(c => [c.id, c.name]))
  const known = new Set(rows.map(r => r.job))
  const fresh = last.filter(j => !j.blocked && !known.has(j.job))
  const whyNot = (row: WeekJob, day: Day): string | null =>
    day > today ? t('refusal.costs.future') : day < row.from ? t('refusal.costs.before_order', { day: formatDate(row.from, lang) }) : whyBlocked(row.blocked)
  const nothingToCopy = fresh.length > 0 ? null : t(last.length === 0 ? 'costs.last_empty' : last.some(j => !j.blocked) ? 'costs.last_here' : 'costs.last_shut')
  const name = (day: Day): string => withWeekday(formatShortDate(day, lang), day, lang)
  const move = (to: At) => grid.current?.querySelector<HTMLInputElement>(`[data-cell="${to.row} ${to.day}"]`)?.focus()
  const day = days[at.day]!
  const row = rows[at.row]
  return (
    <>
      <div className={s.days} role="group" aria-label={t('costs.day')}>
        {days.map((one, n) => (
          <button key={one} type="button" aria-pressed={n === at.day} onClick={() => setAt({ ...at, day: n })}>
            <span>{weekday(one, lang).slice(lang === 'en' ? 0 : -1)}</span><span className="num">{Number(one.slice(-2))}</span><b className="num">{total(data.entries.filter(e => e.onDay === one))}</b>
          </button>
        ))}
      </div>
      {rows.length === 0 ? <Empty>{t('costs.week_empty_why')}</Empty> : (
        <div className={s.scroll}>
          <table className={s.grid} ref={grid}>
            <caption className="hidden-text">{t('costs.week_keys')}</caption>
            <thead><tr>
              <th scope="col">{t('costs.job')}</th>
              {days.map((one, n) => <th key={one} scope="col" className={s.day} data-on={n === at.day} data-today={one === today} aria-current={one === today ? 'date' : undefined}><span>{weekday(one, lang)}</span> <span className="num">{formatShortDate(one, lang)}</span></th>)}
              <th scope="col" className={s.r}>{t('costs.total')}</th>
            </tr></thead>
            <tbody>{rows.map((one, r) => (
              <tr key={one.job}>
                <th scope="row"><Link href={jobPath(one.client, one.job)}>{one.title}</Link><small className="num">{[client.get(one.client), one.number].filter(Boolean).join('　')}</small></th>
                {days.map((on, d) => (
                  <td key={on} className={s.day} data-on={d === at.day} data-rest={isWeekend(on)} data-shut={whyNot(one, on) !== null}>
                    <TimeCell
                      label={`${one.title}, ${name(on)}`} place={{ row: r, day: d }} here={r === at.row && d === at.day} of={one} day={on} cell={cells.get(cellKey(one.job, on)) ?? []} why={whyNot(one, on)}
                      tells={told === cellKey(one.job, on)} onTell={() => setTold(cellKey(one.job, on))} onAt={() => setAt({ row: r, day: d })} onMove={move}
                    />
                  </td>
                ))}
                <td className={`num ${s.r}`}>{total(data.entries.filter(e => e.job === one.job))}</td>
              </tr>
            ))}</tbody>
            <tfoot><tr>
              <th scope="row">{t('costs.total')}</th>
              {days.map((one, n) => <td key={one} className={`num ${s.day}`} data-on={n === at.day}>{total(data.entries.filter(e => e.onDay === one))}</td>)}
              <td className={`num ${s.r}`}>{total(data.entries)}</td>
            </tr></tfoot>
          </table>
        </div>
      )}
      <div className={s.more}>
        <JobPick key={rows.length} label={t('costs.add_row')} value={null} except={known} onChange={job => job && added.set(now => [...now, { client: job.client, job: job.id, title: job.title, number: job.number, blocked: null, from: localDate(job.issuedAt!, zone) }])} />
        <Button reason={nothingToCopy} reasonAt="beside" onPress={() => added.set(now => [...now, ...fresh])}>{t('costs.copy_last')}</Button>
        <p className="tiny faint">{nothingToCopy && <>{nothingToCopy}<br /></>}{rows.length > 0 && <span className={s.keys}>{t('costs.week_keys')}</span>}</p>
      </div>
      {row && <CellDetail key={cellKey(row.job, day)} title={`${row.title}　${name(day)}`} of={row} day={day} cell={cells.get(cellKey(row.job, day)) ?? []} why={whyNot(row, day)} />}
    </>
  )
}
const total = (entries: readonly TimeEntry[]): string => (entries.length === 0 ? '' : showMinutes(sumOf(entries)))
