/** Both sides have signed a revision: it is in force now (B5). */
export interface ScheduleSigned {
  type: 'schedules.signed'
  clientId: string
  jobId: string
  scheduleId: string
  revision: number
}
