import type { Answer } from './contract.ts'

/** What every event says: upper modules switch on `kind` and find their thing by `subjectId`. */
interface About {
  clientId: string
  kind: string
  subjectId: string
  documentId: string
  version: number
  requestId: string
}
/** One party has signed. */
export interface Signed extends About {
  type: 'signoff.signed'
  partyId: string
  /** What the contact answered besides yes, when the module asked for it. */
  answer: Answer | null
}
/** All parties of all turns have signed this version. */
export interface Completed extends About {
  type: 'signoff.completed'
}
/** One party said no: the request has ended. */
export interface Declined extends About {
  type: 'signoff.declined'
  partyId: string
  reason: string
  answer: Answer | null
}
/** The agency took the request back. */
export interface Withdrawn extends About {
  type: 'signoff.withdrawn'
  reason: string
}
/** A party answers or a request is taken back; nothing of it is locked yet. Whoever works on a thing or its job takes its row first, then what is asked about it: so does who answers, or each would wait for the other. */
export interface Deciding {
  type: 'signoff.deciding'
  clientId: string
  kind: string
  subjectId: string
  jobId: string | null
}
export type SignoffEvent = Signed | Completed | Declined | Withdrawn
