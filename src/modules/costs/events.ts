/** Time or a cost was booked: the job is in work. */
export interface CostsBooked {
  type: 'costs.booked'
  clientId: string
  jobId: string
}
