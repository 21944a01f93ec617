import { api } from '#kernel/ui/rpc.ts'
import type { peopleContract } from '../contract.ts'

/** The module's procedures. */
export const people = api<typeof peopleContract>('people')
