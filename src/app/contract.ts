import { clientsContract } from '#modules/clients/contract.ts'
import { peopleContract } from '#modules/people/contract.ts'

/** Every procedure of the product: one line a module. The browser, REST and the OpenAPI document are made from it. */
export const contract = {
  people: peopleContract,
  clients: clientsContract,
}
export type Contract = typeof contract
