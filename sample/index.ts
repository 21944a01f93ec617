import { subscriptions } from '#app/subscriptions.ts'
import { checkpointAll } from '#kernel/rounds.ts'
import type { BuildSample } from '#modules/people/index.ts'
import { playObjection, playTale } from './play.ts'
import { playPeople } from './people.ts'
import { Stage } from './stage.ts'
import { tales } from './tales.ts'

/** Builds the sample agency through the services, with the clock moved over three months. */
export const buildSample: BuildSample = async (database, agencyId, progress) => {
  const stage = new Stage(database, agencyId, subscriptions)
  const all = tales.length + 2
  progress(0, all, 'sample.people')
  const people = await playPeople(stage)
  const scene = { stage, ...people }
  for (const [i, tale] of tales.entries()) {
    progress(1 + i, all, 'sample.job')
    await playTale(scene, tale)
  }
  progress(all - 1, all, 'sample.minutes')
  await playObjection(scene, { ...tales[4]!, from: 4, meeting: '門市陳列會議', request: '門市陳列海報', title: '門市陳列海報' }, '日期寫錯了，是十二月八日，不是一日。')
  // As the hourly round does: the chains are signed, and the key that signs them can be had at once.
  await checkpointAll(database)
  progress(all, all, 'sample.ready')
}
