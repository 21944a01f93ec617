import { api } from '#kernel/ui/rpc.ts'
import type { peopleContract } from '../contract.ts'

/** The module's procedures. */
export const people = api<typeof peopleContract>('people')

/** What a Docket needs before anybody can sign in. */
export interface SetupState {
  own: boolean
  sample: 'none' | 'building' | 'ready' | 'unavailable'
  codeNeeded: boolean
  passkeyHost: string
}
