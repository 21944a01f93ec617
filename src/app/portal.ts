import { deliverablePortal } from '#modules/deliverables/portal.ts'
import { minutesPortal } from '#modules/meetings/portal.ts'
import { schedulesPortal } from '#modules/schedules/portal.ts'
import { buildPortal, type PortalView } from '#modules/signoff/index.ts'

/** What contacts read above the signing panel: one line a module that sends things to contacts. */
const views: readonly PortalView[] = [minutesPortal, deliverablePortal, schedulesPortal]

/** Mounts the contacts' pages under `/p/`. */
export const mountPortal = buildPortal(views)
