import type { RailCounts } from '#kernel/ui/Shell.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { desk } from './desk.ts'

/** What waits for this person, beside the words of the rail. */
export const useCounts = (): RailCounts => {
  const n = useRead(desk.counts, undefined).data
  return n ? { '/sign': { n: n.sign }, '/jobs': { n: n.accept }, '/money': { n: n.finance }, '/outbox': { n: n.dead, late: true } } : {}
}
