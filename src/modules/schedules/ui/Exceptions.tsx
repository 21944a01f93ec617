import type { WorkCalendar } from '#kernel/pure/calendar.ts'
import { t, useLang } from '#kernel/ui/i18n.ts'
import type { Names } from '#modules/clients/ui/names.ts'
import { exceptionsOf } from '../exceptions.ts'
import type { Scale } from '../scale.ts'
import { spanWords } from '../words.ts'
import s from './schedule.module.css'
import { useDayName } from './useDayName.ts'

/** Under a plan: which holidays its shades are, by the names of both sides' regions. */
export const Exceptions = ({ scale, cal, names }: { scale: Scale; cal: WorkCalendar; names: Names }) => {
  const lang = useLang()
  const found = exceptionsOf(scale, cal, useDayName(names.region))
  if (found.length === 0) return null
  return <p className={s.legend}>{found.map(e => `${spanWords(e, lang)} ${e.name ?? t('schedules.day_off')}`).join(t('ui.list_comma'))}</p>
}
