import { deskContract } from '#modules/desk/contract.ts'
import { archiveContract } from '#modules/archive/contract.ts'
import { billingContract } from '#modules/billing/contract.ts'
import { deliverablesContract } from '#modules/deliverables/contract.ts'
import { costsContract } from '#modules/costs/contract.ts'
import { clientsContract } from '#modules/clients/contract.ts'
import { jobsContract } from '#modules/jobs/contract.ts'
import { meetingsContract } from '#modules/meetings/contract.ts'
import { peopleContract } from '#modules/people/contract.ts'
import { schedulesContract } from '#modules/schedules/contract.ts'
import { signoffContract } from '#modules/signoff/contract.ts'

/** Every procedure of the product: one line a module. The browser, REST and the OpenAPI document are made from it. */
export const contract = {
  people: peopleContract,
  clients: clientsContract,
  schedules: schedulesContract,
  signoff: signoffContract,
  meetings: meetingsContract,
  jobs: jobsContract,
  costs: costsContract,
  deliverables: deliverablesContract,
  billing: billingContract,
  archive: archiveContract,
  desk: deskContract,
}
export type Contract = typeof contract
