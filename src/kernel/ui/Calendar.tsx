import { parseDate } from '@internationalized/date'
import { Button } from 'react-aria-components/Button'
import { Calendar as Aria, CalendarCell, CalendarGrid } from 'react-aria-components/Calendar'
import { Heading } from 'react-aria-components/Heading'
import s from './Calendar.module.css'
import { t } from './i18n.ts'

interface Props {
  value: string | null
  today: string
  min?: string
  max?: string
  label: string
  onPick: (day: string) => void
}

/** A month to pick from, loaded when somebody opens it. Weeks begin on Monday, as the trade's do. */
export default function Calendar({ value, today, min, max, label, onPick }: Props) {
  return (
    <Aria
      className={s.calendar!}
      aria-label={label}
      value={value ? parseDate(value) : null}
      defaultFocusedValue={parseDate(value ?? today)}
      minValue={min ? parseDate(min) : undefined}
      maxValue={max ? parseDate(max) : undefined}
      firstDayOfWeek="mon"
      autoFocus
      onChange={day => onPick(day.toString())}
    >
      <header className={s.head}>
        <Button slot="previous" aria-label={t('ui.month_before')}>‹</Button>
        <Heading level={2} />
        <Button slot="next" aria-label={t('ui.month_after')}>›</Button>
      </header>
      <CalendarGrid weekdayStyle="narrow">{date => <CalendarCell date={date} className={s.cell!} />}</CalendarGrid>
    </Aria>
  )
}
