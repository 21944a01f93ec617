import { asked } from '#kernel/ui/useRead.ts'
import type { Page } from '#kernel/ui/pages.ts'
import { archive } from '#modules/archive/ui/archive.ts'
import { billing } from '#modules/billing/ui/billing.ts'
import { clients } from '#modules/clients/ui/clients.ts'
import { costs } from '#modules/costs/ui/costs.ts'
import { deliverables } from '#modules/deliverables/ui/deliverables.ts'
import { jobs } from '#modules/jobs/ui/jobs.ts'
import { schedules } from '#modules/schedules/ui/schedules.ts'
import { signoff } from '#modules/signoff/ui/signoff.ts'

/** What the pages ask first that are put together here of several modules' panels. */
export const docketAsks: Page['ahead'] = ({ client, job }) => {
  const of = { client: client!, job: job! }
  return [
    asked(jobs.get, of), asked(clients.get, { client: of.client }), asked(deliverables.forJob, of), asked(schedules.forJob, of), asked(billing.forJob, of), asked(costs.forJob, of),
    asked(signoff.papers, of), asked(archive.file, of),
  ]
}
export const invoiceAsks: Page['ahead'] = ({ client, invoice }) => [asked(billing.invoice, { client: client!, invoice: invoice! })]
