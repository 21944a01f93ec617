import type { Database } from '#kernel/db/database.ts'
import { newId } from '#kernel/ids.ts'
import { record } from '#kernel/record/record.ts'
import { doorState } from './doors.ts'
import { foundingScope } from './founding.ts'

/** Tells how far the building is: steps done, steps in all, and a message key that names the step. */
export type Progress = (done: number, of: number, step: string) => void
/**
 * Builds the sample agency under this id, founding included (`foundAgency` with `sample: true`), through the services.
 * Whatever it leaves half made is never shown: the agency counts only once it is recorded as ready.
 */
export type BuildSample = (database: Database, agencyId: string, progress: Progress) => Promise<void>

interface Building {
  state: 'none' | 'building' | 'failed'
  done: number
  of: number
  step: string
}
let building: Building = { state: 'none', done: 0, of: 1, step: '' }
export const sampleProgress = (): Building => building

/** Builds the sample and marks it ready; when another process does so, waits for it. Answers its agency's id. */
export const makeSample = async (database: Database, build: BuildSample, progress: Progress): Promise<string> => {
  // A transaction of its own holds the lock for as long as the building takes: it ends with the process.
  const client = await database.pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    await client.query("select pg_advisory_xact_lock(hashtextextended('docket sample', 0))")
    const { sample_id } = await doorState(database)
    if (sample_id) return sample_id
    const agencyId = newId(database.clock.now())
    await build(database, agencyId, progress)
    await database.write(foundingScope(agencyId, 'zh-Hant'), (tx) => record(tx, { client: agencyId, what: 'people.sample_ready', subject: { kind: 'agency', id: agencyId } }))
    return agencyId
  } finally {
    await client.query('rollback').catch((e: Error) => {
      broken = e
    })
    client.release(broken)
  }
}

/** Starts the building behind the page that polls `sampleState`; once at a time in this process. */
export const openSample = (database: Database, build: BuildSample): void => {
  if (building.state === 'building') return
  building = { state: 'building', done: 0, of: 1, step: '' }
  const progress: Progress = (done, of, step) => {
    building = { state: 'building', done, of, step }
  }
  makeSample(database, build, progress).then(
    () => {
      building = { state: 'none', done: 1, of: 1, step: '' }
    },
    (error: unknown) => {
      building = { ...building, state: 'failed' }
      console.error('sample agency', error)
    },
  )
}
