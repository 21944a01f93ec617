import { clientsContract } from '#modules/clients/contract.ts'
import { jobsContract } from '#modules/jobs/contract.ts'
import { meetingsContract } from '#modules/meetings/contract.ts'
import { peopleContract } from '#modules/people/contract.ts'
import { signoffContract } from '#modules/signoff/contract.ts'

/** Every procedure of the product: one line a module. The browser, REST and the OpenAPI document are made from it. */
export const contract = {
  people: peopleContract,
  clients: clientsContract,
  signoff: signoffContract,
  meetings: meetingsContract,
  jobs: jobsContract,
}
export type Contract = typeof contract
