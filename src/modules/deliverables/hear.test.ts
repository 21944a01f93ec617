import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { clientsContract } from '#modules/clients/contract.ts'
import { clientsService } from '#modules/clients/service.ts'
import { issuedJob, jobsAs } from '#modules/jobs/fixtures.ts'
import { sign } from '#modules/signoff/act.ts'
import { requestsOf } from '#modules/signoff/index.ts'
import { madeWorld, refused, type World } from '#test/setup/world.ts'
import { askedOf, signInside, signoffAs, type Works, worksIn } from './fixtures.ts'

let world: World
let works: Works
before(async () => {
  world = await madeWorld()
  works = worksIn(world)
})
after(() => world.close())

test('D8 taken back, the version is ready again and the link is dead; only who sends may take back', async () => {
  const { client, id, versionId } = await works.put()
  await signInside(world, client, versionId)
  await works.send(client, id)
  const open = (await works.openRequest(client, versionId))!
  await assert.rejects(signoffAs(world, 'member').withdraw({ client, request: open.id }), refused('role'))
  await signoffAs(world, 'ae').withdraw({ client, request: open.id, reason: '先改電話號碼' })
  assert.deepEqual([(await works.newest(client, id)).state, await askedOf(world, client, versionId)], ['ready', []])
  await works.send(client, id)
  assert.equal((await works.newest(client, id)).state, 'with_client')
  const inside = await works.put()
  const asked = (await world.ae.tx((tx) => requestsOf(tx, client, 'deliverable', inside.versionId)))!.requests[0]!
  await signoffAs(world, 'ae').withdraw({ client, request: asked.id })
  const returned = await works.newest(client, inside.id)
  assert.equal(returned.state, 'returned')
  assert.notEqual(returned.returnedReason, '')
})

test('D11 nothing is delivered that the client has not approved; a closed card asks nobody for a signature any more (F6, G8)', async () => {
  const { client, job, id, versionId } = await works.put()
  const jobs = jobsAs(world, 'ae')
  const deliver = async () => jobs.deliver({ client, job, version: (await jobs.get({ client, job })).version })
  const bare = await issuedJob(world)
  await assert.rejects(jobs.deliver({ client: bare.client, job: bare.job, version: bare.version }), refused('deliverables.none'))
  await assert.rejects(world.ae.sql('update docket.job set delivered_at = $3 where agency_id = $1 and id = $2', [world.agencyId, bare.job, world.clock.now()]), (e: { code?: string }) => e.code === '42501')
  await assert.rejects(deliver, refused('deliverables.unapproved'))
  await signInside(world, client, versionId)
  await assert.rejects(deliver, refused('deliverables.unapproved'))
  await works.send(client, id)
  await assert.rejects(deliver, refused('deliverables.unapproved'))
  assert.equal((await jobs.get({ client, job })).deliveredAt, null)
  world.clock.advance(1)
  await assert.rejects(world.ae.sql('update docket.job set delivered_at = $3 where agency_id = $1 and id = $2', [world.agencyId, job, world.clock.now()]), (e: { code?: string }) => e.code === '42501')
  world.clock.advance(1)
  await works.answer(client, versionId)
  // Another server, whose clock is a minute behind.
  world.clock.advance(-1)
  await assert.rejects(deliver, refused('stale'))
  world.clock.advance(1)
  const { version } = await deliver()
  world.clock.advance(1)
  await assert.rejects(works.put({ job }), refused('jobs.delivered'))
  // Put in after finance has opened the card again: it goes back when the card closes.
  const open = await jobsAs(world, 'finance').reopen({ client, job, version, reason: '客戶加一張' })
  const later = await works.put({ job })
  assert.notDeepEqual(await askedOf(world, client, later.versionId), [])
  await jobsAs(world, 'finance').close({ client, job, version: open.version })
  assert.deepEqual(await askedOf(world, client, later.versionId), [])
  assert.equal((await works.newest(client, later.id)).state, 'returned')
  assert.equal((await works.newest(client, id)).state, 'approved')
})

test('D12 a contact who may not approve any more, or has left, signs nothing by an old link: it comes back to be sent to somebody else', async () => {
  const clients = world.people.director.calls(clientsContract, clientsService)
  const contactNow = async () => (await clients.get({ client: world.client })).contacts.find((c) => c.id === world.contacts.approver)!
  const change = async (set: { active?: boolean; approverSince?: string | null }) => {
    const { id: contact, ...form } = await contactNow()
    return clients.updateContact({ client: world.client, contact, ...form, ...set })
  }
  const was = (await contactNow()).approverSince
  for (const set of [{ approverSince: null }, { active: false }] as const) {
    const { client, id, versionId } = await works.put()
    await signInside(world, client, versionId)
    await works.send(client, id)
    const [party] = await askedOf(world, client, versionId)
    const scope = world.contactScope(client, party!.contactId!, party!.name)
    const raw = () => world.database.write(scope, async (tx) => {
      await sign(tx, { client, partyId: party!.id, sha256: party!.sha256, consentVersion: party!.consentVersion, method: 'link', provedAt: null, name: party!.name, mark: '' })
    })
    // Past the service that takes it back: signing itself judges the contact as they stand on that day.
    await world.director.sql(`update docket.contact set ${'active' in set ? 'active = false' : 'approver_since = null'} where agency_id = $1 and id = $2`, [world.agencyId, world.contacts.approver])
    await assert.rejects(raw, refused('signoff.not_entitled'))
    await change(set)
    assert.deepEqual(await askedOf(world, client, versionId), [])
    assert.deepEqual([(await works.newest(client, id)).state, (await works.newest(client, id)).sentAt], ['ready', null])
    await assert.rejects(raw, refused('signoff.not_entitled'))
    await change({ active: true, approverSince: was })
    await assert.rejects(raw, refused('signoff.withdrawn'))
  }
})

test('D15 only signatures make a version ready, and only the client approves it: raw SQL as the server does neither (F6)', async () => {
  const { client, id, versionId } = await works.put()
  const past = (set: string) => world.ae.sql(`update docket.deliverable_version set ${set} where id = $1`, [versionId])
  const refusedBy = (policy: string) => (e: { message: string }) => e.message.includes(`policy "${policy}"`)
  await assert.rejects(past("state = 'ready', stages_signed_at = now()"), refusedBy('by_signatures'))
  await signInside(world, client, versionId)
  await assert.rejects(past("state = 'approved', approved_at = now()"), refusedBy('by_signatures'))
  await assert.rejects(past("state = 'approved'"), (e: { constraint?: string }) => e.constraint === 'deliverable_approved_on_a_day')
  await works.send(client, id)
  await assert.rejects(past("state = 'approved', approved_at = now()"), refusedBy('by_signatures'))
  await works.answer(client, versionId)
  assert.equal((await works.newest(client, id)).state, 'approved')
})
