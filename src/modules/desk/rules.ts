/** Kinds of things that stand on a desk, the most pressing first. */
export const tasks = [
  'sign', 'dead_letter', 'promise_broken', 'step_late', 'remind', 'invoice_late', 'minutes_late', 'objected', 'accept', 'recognise', 'request_open', 'returned', 'send_version', 'send_schedule', 'deliver', 'minutes_draft', 'order_draft',
  'close', 'bill', 'post', 'file', 'waiting_confirm', 'waiting_sign', 'waiting_approve',
] as const
/** So many of each kind stand on a desk, and letters in the outbox. */
export const most = 500
/** Lists that a desk shows the beginning of. */
export const lists = ['signatures', 'orders', 'minutes', 'letters'] as const
export type List = (typeof lists)[number]
export type Task = (typeof tasks)[number]

interface Placed {
  task: Task
  late: boolean
  mine: boolean
  dueOn: string | null
}
/** The order on the desk: what is late, then what is mine, then by day, then by kind. */
export const byPress = (a: Placed, b: Placed): number =>
  Number(b.late) - Number(a.late) || Number(b.mine) - Number(a.mine) || (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9') || tasks.indexOf(a.task) - tasks.indexOf(b.task)
/** Within one client the days follow one another: first what is mine and has no day, which is now; last what of others has none. */
export const byDay = (a: Placed, b: Placed): number => dayOf(a).localeCompare(dayOf(b))
const dayOf = (row: Placed): string => row.dueOn ?? (row.mine ? '' : '9')

/**
 * Steps of a signature that the thread leaves out: whoever asked for it (meetings, schedules, deliverables) tells in the
 * same transaction, in its own words, that the paper was sent, confirmed, refused or taken back. The record holds both.
 */
export const toldTwice = ['signoff.frozen', 'signoff.asked', 'signoff.completed', 'signoff.declined', 'signoff.withdrawn'] as const
