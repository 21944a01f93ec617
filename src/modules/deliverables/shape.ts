import type { DeliverableRow } from './repo.ts'

/** What the rules ask of a deliverable. */
export const standOf = (d: DeliverableRow) => ({ droppedAt: d.dropped_at, droppedReason: d.dropped_reason })
