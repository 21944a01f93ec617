import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { madeWorld, type World } from '#test/setup/world.ts'
import { deliverablesAs, signInside, type Works, worksIn } from './fixtures.ts'

let world: World
let works: Works
before(async () => {
  world = await madeWorld()
  works = worksIn(world)
})
after(() => world.close())

test('D9 the slip prints every hand; printed again with nothing changed it is the same paper', async () => {
  const { client, versionId } = await works.put()
  await signInside(world, client, versionId)
  const ae = deliverablesAs(world, 'ae')
  const first = await ae.slip({ client, version: versionId })
  assert.deepEqual(await ae.slip({ client, version: versionId }), first)
})

test('D9 two who print the slip at once get one paper; after another hand it is a new one', async () => {
  const { client, versionId } = await works.put()
  await signInside(world, client, versionId, 1)
  const slip = (who: 'ae' | 'lead') => deliverablesAs(world, who).slip({ client, version: versionId })
  const [one, other] = await Promise.all([slip('ae'), slip('lead')])
  assert.deepEqual(one, other)
  await signInside(world, client, versionId)
  assert.notDeepEqual(await slip('ae'), one)
})
