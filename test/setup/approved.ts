import { newId } from '#kernel/ids.ts'
import type { World } from './world.ts'

/** A work of the job that the client has approved, written past the services: for tests of jobs, which stands below the module that makes works. */
export const approvedWork = async (world: World, { client, job }: { client: string; job: string }): Promise<void> => {
  const { director, member, agencyId, clock } = world
  const now = clock.now()
  const [file, deliverable, version] = [newId(now), newId(now), newId(now)]
  const at = [agencyId, client]
  await director.sql("insert into docket.file (agency_id, client_id, id, sha256, name, type, size, made_by, at) values ($1, $2, $3, repeat('a', 64), '主視覺.png', 'image/png', 1, $4, $5)", [...at, file, member.id, now])
  await director.sql("insert into docket.deliverable (agency_id, client_id, id, job_id, title, created_by, created_at) values ($1, $2, $3, $4, '主視覺海報', $5, $6)", [...at, deliverable, job, member.id, now])
  await director.sql(`insert into docket.deliverable_version (agency_id, client_id, id, deliverable_id, job_id, no, file_id, state, made_by, made_at)
    values ($1, $2, $3, $4, $5, 1, $6, 'in_stages', $7, $8)`, [...at, version, deliverable, job, file, member.id, now])
  await director.sql("update docket.deliverable_version set state = 'approved', stages_signed_at = $3, sent_at = $3, approved_at = $3 where agency_id = $1 and id = $2", [agencyId, version, now])
}
