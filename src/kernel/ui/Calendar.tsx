import { useContext } from 'react'
import { parseDate } from '@internationalized/date'
import { Button } from 'react-aria-components/Button'
import { Calendar as Aria, CalendarCell, CalendarGrid, CalendarStateContext } from 'react-aria-components/Calendar'
import { Heading } from 'react-aria-components/Heading'
import { isWorkday } from '#kernel/pure/calendar.ts'
import { formatShortDate } from '#kernel/pure/format.ts'
import { calendarOf, holidayName } from '#kernel/pure/holidays.ts'
import s from './Calendar.module.css'
import { t, useLang } from './i18n.ts'
import { useMaybeMe } from './me.tsx'

interface Props {
  value: string | null
  today: string
  min?: string
  max?: string
  label: string
  onPick: (day: string) => void
}

/** Beneath the month: what its holidays and make-up days are, days of one name together. */
const Holidays = ({ nameOf }: { nameOf: (day: string) => string | undefined }) => {
  const lang = useLang()
  const shown = useContext(CalendarStateContext)?.visibleRange
  const found: { from: string; to: string; name: string }[] = []
  for (let day = shown?.start; day && shown && day.compare(shown.end) <= 0; day = day.add({ days: 1 })) {
    const name = nameOf(day.toString())
    const last = found.at(-1)
    if (name && last?.name === name && last.to === day.subtract({ days: 1 }).toString()) last.to = day.toString()
    else if (name) found.push({ from: day.toString(), to: day.toString(), name })
  }
  if (found.length === 0) return null
  return <p className={s.holidays}>{found.map(({ from, to, name }) => `${[...new Set([from, to])].map(day => formatShortDate(day, lang)).join('–')} ${name}`).join(t('ui.list_comma'))}</p>
}

/** A month to pick from, loaded when somebody opens it. Weeks begin as calendars in the agency's region do, and today is the agency's. */
export default function Calendar({ value, today, min, max, label, onPick }: Props) {
  const lang = useLang()
  const region = useMaybeMe()?.agency.region ?? 'TW'
  const cal = calendarOf(region)
  return (
    <Aria
      className={s.calendar!}
      aria-label={label}
      value={value ? parseDate(value) : null}
      defaultFocusedValue={parseDate(value ?? today)}
      minValue={min ? parseDate(min) : undefined}
      maxValue={max ? parseDate(max) : undefined}
      firstDayOfWeek={region === 'PRC' ? 'mon' : 'sun'}
      autoFocus
      onChange={day => onPick(day.toString())}
    >
      <header className={s.head}>
        <Button slot="previous" aria-label={t('ui.month_before')}>‹</Button>
        <Heading level={2} />
        <Button slot="next" aria-label={t('ui.month_after')}>›</Button>
      </header>
      <CalendarGrid weekdayStyle="narrow">{date => <CalendarCell date={date} className={[s.cell, isWorkday(cal, date.toString()) ? '' : s.off, date.toString() === today ? s.today : ''].join(' ')} />}</CalendarGrid>
      <Holidays nameOf={day => holidayName(region, day, lang)} />
    </Aria>
  )
}
