/** The client approved a version; `all` when every deliverable of the job now has an approved one. */
export interface DeliverableApproved {
  type: 'deliverables.approved'
  clientId: string
  jobId: string
  all: boolean
}
