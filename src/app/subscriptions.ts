import type { Subscriptions } from '#kernel/db/walled.ts'

/** Who hears what, in the transaction in which it happened: the only way from a module to one that stands above it. */
export const subscriptions: Subscriptions = {}
