/** A row of `docket.mail` (migration 0001), as sending and showing need it. */
export interface MailRow {
  agency_id: string
  client_id: string
  id: string
  to_name: string
  to_mail: string
  subject: string
  body: string
  link_kind: 'party' | 'ticket' | null
  link_id: string | null
  file_ids: string[]
  message_id: string
  about_kind: string
  about_id: string | null
  state: 'waiting' | 'sent' | 'dead' | 'withdrawn'
  attempts: number
  error: string
  created_by: string | null
  created_at: Date
  sent_at: Date | null
}
