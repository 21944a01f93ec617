import type { Day } from '#kernel/pure/calendar.ts'

/** Both sides have signed a revision: it is in force now (B5). */
export interface ScheduleSigned {
  type: 'schedules.signed'
  clientId: string
  jobId: string
  scheduleId: string
  revision: number
  /** The last day of the plan: what both sides have agreed on as the delivery. */
  deliveryOn: Day
}
