import type { WalledTx } from '#kernel/db/walled.ts'
import * as repo from './repo.ts'
import type { VersionState } from './rules.ts'

/** Deliverables of a job that were not dropped, with the state of their newest version. */
export const newestOf = async (tx: WalledTx, client: string, job: string): Promise<{ id: string; title: string; no: number; state: VersionState; approvedAt: Date | null; versionId: string | null }[]> => {
  const rows = (await repo.ofJob(tx, client, job)).filter((d) => d.dropped_at === null)
  const versions = await repo.versionsOf(tx, client, rows.map((r) => r.id))
  return rows.map((d) => {
    const newest = versions.findLast((v) => v.deliverable_id === d.id)
    return { id: d.id, title: d.title, no: newest?.no ?? 0, state: newest?.state ?? 'in_stages', approvedAt: newest?.approved_at ?? null, versionId: newest?.id ?? null }
  })
}

/** Whether there is work for the job and the client has approved all of it that was not dropped (F6). */
export const signedOff = async (tx: WalledTx, client: string, job: string): Promise<boolean> => {
  const made = await newestOf(tx, client, job)
  return made.length > 0 && made.every((d) => d.state === 'approved')
}
