/** The client approved a version, or a deliverable was dropped; `all` when there is work for the job and every piece that was not dropped has an approved version. */
export interface DeliverablesMoved {
  type: 'deliverables.approved' | 'deliverables.dropped'
  clientId: string
  jobId: string
  all: boolean
}
