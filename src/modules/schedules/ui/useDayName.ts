import { useCallback } from 'react'
import type { Day } from '#kernel/pure/calendar.ts'
import { holidayName } from '#kernel/pure/holidays.ts'
import { useLang } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import type { Names } from '#modules/clients/ui/names.ts'

/** What a day is called where it is a holiday of either side: ours first. */
export const useDayName = (theirs: Names['region']): ((day: Day) => string | undefined) => {
  const lang = useLang()
  const { region } = useMe().agency
  return useCallback(day => holidayName(region, day, lang) ?? (theirs ? holidayName(theirs, day, lang) : undefined), [region, theirs, lang])
}
