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
