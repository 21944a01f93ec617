/**
 * Announced before somebody leaves a client's team, or the house. Whoever hears it writes into `holds` what is still theirs at
 * that client (an order's number, the title of minutes): they stay until all of it is handed over (F3).
 */
export interface Leaving {
  type: 'clients.leaving'
  clientId: string
  personId: string
  holds: string[]
}

/** A contact's particulars were changed: what they may do for the client from now on. */
export interface ContactChanged {
  type: 'clients.contact_changed'
  clientId: string
  contactId: string
  name: string
  active: boolean
  /** An authorised approver today. */
  approver: boolean
}
