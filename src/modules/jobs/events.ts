/** Announced by jobs; heard in src/app/subscriptions.ts in the same transaction. */
export interface JobEvent {
  type: 'jobs.issued' | 'jobs.delivered' | 'jobs.closed' | 'jobs.reopened'
  clientId: string
  jobId: string
}
