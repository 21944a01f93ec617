import type { List } from '../rules.ts'
import type { TaskRow } from './desk.ts'

/** Where a list stands of which a desk shows the beginning. */
export const wholeList: Record<List, string> = { signatures: '/sign', orders: '/jobs?open=1', minutes: '/meetings', letters: '/outbox' }

/** Where a task is done. */
export const taskPath = (t: Pick<TaskRow, 'task' | 'client' | 'job' | 'subjectId' | 'mine'>): string => {
  const client = `/clients/${t.client}`
  const job = `${client}/jobs/${t.job ?? t.subjectId}`
  // Who waits for a colleague's signature looks at the thing.
  if (t.task === 'sign' && t.mine) return '/sign'
  switch (t.task) {
    case 'dead_letter':
      return '/outbox'
    case 'invoice_late':
      return `${client}/invoices/${t.subjectId}`
    case 'remind':
    case 'promise_broken':
      return `${client}/invoices/${t.subjectId}#collection`
    case 'file':
      return `${job}#file`
    case 'post':
      return '/money'
    case 'minutes_draft':
    case 'minutes_late':
    case 'objected':
    case 'request_open':
    case 'waiting_confirm':
      return `${client}/meetings/${t.subjectId}`
    case 'step_late':
    case 'send_schedule':
    case 'waiting_sign':
      return `${job}/schedule`
    case 'send_version':
    case 'returned':
      // An order that was sent back is its own subject; a version's is the piece of work.
      return t.subjectId === t.job ? job : `${client}/deliverables/${t.subjectId}`
    default:
      return t.job ? job : `${client}/meetings/${t.subjectId}`
  }
}

/** Where a deed's subject is looked at; null when it has no page of its own. */
export const deedPath = (client: string, d: { subjectKind: string; subjectId: string; job: string | null }): string | null => {
  if (d.subjectKind === 'minutes' || d.subjectKind === 'meeting') return `/clients/${client}/meetings/${d.subjectId}`
  if (d.subjectKind === 'invoice') return `/clients/${client}/invoices/${d.subjectId}`
  if (d.job) return `/clients/${client}/jobs/${d.job}`
  return d.subjectKind === 'client' || d.subjectKind === 'contact' || d.subjectKind === 'team' ? `/clients/${client}` : null
}
