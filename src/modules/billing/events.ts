/** Announced by billing; heard by jobs for the strip. */
export interface BillingEvent {
  type: 'billing.invoiced' | 'billing.paid' | 'billing.unpaid'
  clientId: string
  jobId: string
}
