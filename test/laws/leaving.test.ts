import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { clientsContract } from '#modules/clients/contract.ts'
import { clientsService } from '#modules/clients/service.ts'
import { deliverablesAs, stagesFor, workFile } from '#modules/deliverables/fixtures.ts'
import { issuedJob, jobsAs } from '#modules/jobs/fixtures.ts'
import { meetingsContract } from '#modules/meetings/contract.ts'
import { meetingsService } from '#modules/meetings/service.ts'
import { peopleContract } from '#modules/people/contract.ts'
import { peopleService } from '#modules/people/index.ts'
import { signoffContract } from '#modules/signoff/contract.ts'
import { signoffService } from '#modules/signoff/index.ts'
import { madeWorld, refused, type World } from '../setup/world.ts'

// Who leaves a team, or the house, leaves nothing behind that nobody owns (F3).
let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())
type Who = keyof World['people']
const clients = (who: Who) => world.people[who].calls(clientsContract, clientsService)
const staff = () => world.admin.calls(peopleContract, peopleService(async () => undefined)).staff
const person = async (who: Who) => (await staff().list()).find((p) => p.id === world.people[who].id)!
const leave = (who: Who) => clients('director').leave({ client: world.client, person: world.people[who].id })
const end = async (who: Who) => staff().deactivate({ id: world.people[who].id, version: (await person(who)).version })
/** What a refusal names. */
const named = (code: string, what: string[] | undefined) => (error: unknown) => {
  const { data } = error as { data?: { code: string; params: { what?: string[] } } }
  assert.deepEqual([data?.code, data?.params.what], [code, what])
  return true
}

test('F4 what is in hand at a client out of sight holds too, and is not named', async () => {
  const tea = world.otherClient
  const { id: job } = await jobsAs(world, 'other').open({ client: tea, title: '手搖杯' })
  await assert.rejects(end('other'), named('clients.hand_over_elsewhere', undefined))
  await jobsAs(world, 'other').cancel({ client: tea, job, version: 1, reason: '客戶取消' })
  const { version } = await end('other')
  await staff().reactivate({ id: world.other.id, version })
})

test('F3 nobody leaves with an open job, minutes or a signature in hand, and the refusal names them', async () => {
  const { client } = world
  await clients('director').join({ client, person: world.other.id })
  const ref = await issuedJob(world)
  const { number } = await jobsAs(world, 'ae').get(ref)
  const meetings = world.ae.calls(meetingsContract, meetingsService)
  const minutes = await meetings.create({ client, title: '新品會議', heldOn: '2026-11-23', place: '', people: [world.ae.id], contacts: [world.contacts.approver], items: [] })
  await deliverablesAs(world, 'member').add({ ...ref, title: '主視覺海報', fileId: await workFile(world, client, 'work'), stages: stagesFor(world) })
  const [owed] = await world.ae.calls(signoffContract, signoffService).mine({})
  await assert.rejects(leave('ae'), named('clients.hand_over', [number!, '新品會議', owed!.title]))
  await assert.rejects(end('ae'), named('clients.hand_over', [number!, '新品會議', owed!.title]))

  const gone = { agency: world.agencyId, client, id: world.ae.id }
  await world.director.sql('delete from docket.client_team where agency_id = $1 and client_id = $2 and person_id = $3', [gone.agency, gone.client, gone.id])
  assert.ok((await clients('director').get({ client })).team.includes(world.ae.id), 'the database lets nobody go either')
  await assert.rejects(world.admin.sql('update docket.person set active = false where agency_id = $1 and id = $2', [gone.agency, gone.id]), /row-level security/)

  await jobsAs(world, 'director').handOver({ ...ref, ownerId: world.other.id })
  await meetings.handOver({ client, meeting: minutes.id, version: minutes.version, ownerId: world.other.id })
  await assert.rejects(leave('ae'), named('clients.hand_over', [owed!.title]))
  await world.director.calls(signoffContract, signoffService).withdraw({ client, request: owed!.request })
  await leave('ae')
  await assert.rejects(clients('ae').get({ client }), refused('not_found'))
  await end('ae')
})

test('W4 no client is left without somebody who can put others on its team, in or out of sight of who takes the role', async () => {
  const { id, name, locale } = await person('director')
  const take = async () => staff().update({ id, version: (await person('director')).version, name, locale, roles: ['ae'] })
  await assert.rejects(take(), refused('clients.last_keeper'))
  await assert.rejects(end('director'), refused('clients.last_keeper'))
  assert.deepEqual([(await person('director')).roles, (await person('director')).active], [['director'], true])
  await clients('director').join({ client: world.otherClient, person: world.admin.id })
  await take()
  assert.deepEqual((await person('director')).roles, ['ae'])
})
