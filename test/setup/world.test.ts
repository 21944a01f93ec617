import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { clientsContract } from '#modules/clients/contract.ts'
import { clientsService } from '#modules/clients/service.ts'
import { madeWorld, refused, type World } from './world.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())

test('each of the staff sees the clients of their teams and no other', async () => {
  const seen = async (who: keyof World['people']) => (await world.people[who].calls(clientsContract, clientsService).mine()).map((c) => c.name).sort()
  assert.deepEqual(await seen('ae'), ['松木家居'])
  assert.deepEqual(await seen('other'), ['沐日茶飲'])
  assert.deepEqual((await seen('finance')).length, 2)
  await assert.rejects(world.ae.calls(clientsContract, clientsService).get({ client: world.otherClient }), refused('not_found'))
  await assert.rejects(world.member.calls(clientsContract, clientsService).create({ name: 'x', locale: 'en', region: 'HK' }), refused('role'))
})
