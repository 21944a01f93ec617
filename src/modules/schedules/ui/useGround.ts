import { useMemo } from 'react'
import { localDate, type WorkCalendar } from '#kernel/pure/calendar.ts'
import { useZone } from '#kernel/ui/text.tsx'
import type { Names } from '#modules/clients/ui/names.ts'
import type { Span } from '../plan.ts'
import { scaleOf } from '../scale.ts'
import { type Ground, groundOf } from './Lane.tsx'
import { useDayName } from './useDayName.ts'

/** Today in the agency's zone. */
export const useToday = (): string => localDate(new Date(), useZone())

/** The ground of a plan's lanes; null while it has no dates. */
export const useGround = (spans: readonly Span[], cal: WorkCalendar, theirs: Names['region']): Ground | null => {
  const today = useToday()
  const nameOf = useDayName(theirs)
  return useMemo(() => {
    const scale = scaleOf(spans)
    return scale && groundOf(scale, cal, today, nameOf)
  }, [spans, cal, today, nameOf])
}
