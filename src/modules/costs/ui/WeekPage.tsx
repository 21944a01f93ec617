import { addDays, localDate, weekOf } from '#kernel/pure/calendar.ts'
import { formatMinutes, formatShortDate } from '#kernel/pure/format.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { useCommand } from '#kernel/ui/commands.ts'
import { useFilters } from '#kernel/ui/Filters.tsx'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { PageTitle } from '#kernel/ui/page.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { useZone } from '#kernel/ui/text.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { costs } from './costs.ts'
import { sumOf } from './week.ts'
import { WeekGrid } from './WeekGrid.tsx'

/** My hours of a week over all my jobs, to be written like a spreadsheet (T4). The week is in the address. */
const WeekPage = () => {
  const lang = useLang()
  const today = localDate(new Date(), useZone())
  const [{ week }, set] = useFilters(['week'])
  const asked = week && /^\d{4}-\d{2}-\d{2}$/.test(week) && !Number.isNaN(Date.parse(week)) ? week : today
  const days = weekOf(asked)
  const [monday, sunday] = [days[0]!, days[6]!]
  const now = weekOf(today)[0]!
  const read = useRead(costs.week, { monday })
  const before = useRead(costs.week, { monday: addDays(monday, -7) })
  const go = (to: string) => set('week', to === now ? null : to)
  const why = monday >= now ? t('costs.future_week') : null
  useCommand({ id: 'costs.week.before', title: t('costs.week_before'), keys: '[', run: () => go(addDays(monday, -7)) })
  useCommand({ id: 'costs.week.after', title: t('costs.week_after'), keys: ']', reason: why, run: () => go(addDays(monday, 7)) })
  const logged = sumOf(read.data?.entries ?? [])
  return (
    <div className="stack">
      <PageTitle
        above={<span className="num">{formatShortDate(monday, lang)} – {formatShortDate(sunday, lang)}</span>}
        acts={<>
          <Button label={t('costs.week_before')} onPress={() => go(addDays(monday, -7))}>‹</Button>
          <Button reason={monday === now && t('costs.this_week_is')} reasonAt="beside" onPress={() => go(now)}>{t('costs.this_week')}</Button>
          <Button label={t('costs.week_after')} reason={why} reasonAt="beside" onPress={() => go(addDays(monday, 7))}>›</Button>
        </>}
      >{read.data ? t(monday === now ? 'costs.week_head' : 'costs.week_head_then', { time: formatMinutes(logged, lang), zero: String(logged === 0) }) : t('costs.week')}</PageTitle>
      <Loaded of={read}>{data => <WeekGrid key={monday} days={days} today={today} data={data} last={before.data?.jobs ?? []} />}</Loaded>
    </div>
  )
}
export default WeekPage
