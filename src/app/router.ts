import { deskService } from '#modules/desk/service.ts'
import { archiveService } from '#modules/archive/service.ts'
import { billingService } from '#modules/billing/service.ts'
import { deliverablesService } from '#modules/deliverables/service.ts'
import { costsService } from '#modules/costs/service.ts'
import type { ServiceOf } from '#kernel/rpc/service.ts'
import { clientsService } from '#modules/clients/service.ts'
import { jobsService } from '#modules/jobs/service.ts'
import { meetingsService } from '#modules/meetings/service.ts'
import { type BuildSample, peopleService } from '#modules/people/index.ts'
import { schedulesService } from '#modules/schedules/service.ts'
import { signoffService } from '#modules/signoff/index.ts'
import type { Contract } from './contract.ts'

/** What serves each procedure of the contract: one line a module. `build` fills the sample agency. */
export const services = (build: BuildSample): ServiceOf<Contract> => ({
  people: peopleService(build),
  clients: clientsService,
  schedules: schedulesService,
  signoff: signoffService,
  meetings: meetingsService,
  jobs: jobsService,
  desk: deskService,
  archive: archiveService,
  billing: billingService,
  deliverables: deliverablesService,
  costs: costsService,
})
