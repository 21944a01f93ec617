import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { newId } from '#kernel/ids.ts'
import { record } from '#kernel/record/record.ts'
import { clientsContract } from '#modules/clients/contract.ts'
import { clientsService } from '#modules/clients/service.ts'
import { jobsAs } from '#modules/jobs/fixtures.ts'
import { lockOpen, reach } from '#modules/jobs/index.ts'
import { codeOf, madeWorld, refused, type World } from '#test/setup/world.ts'
import { askedOf, deliverablesAs, signInside, signoffAs, type Works, worksIn } from './fixtures.ts'
import { deliverablesOf } from './index.ts'
import { checkDrop, checkStands, versionStates } from './rules.ts'

let world: World
let works: Works
before(async () => {
  world = await madeWorld()
  works = worksIn(world)
})
after(() => world.close())

/** The client's approver leaves, or is back. */
const leaves = async (active = false) => {
  const { client } = world
  const calls = world.ae.calls(clientsContract, clientsService)
  const { id: contact, ...form } = (await calls.get({ client })).contacts.find((c) => c.id === world.contacts.approver)!
  await calls.updateContact({ client, contact, ...form, active })
}

test('D14 what is dropped is waited for no more: nobody is asked, no version is put in or sent, the rest is delivered', async () => {
  const kept = await works.put()
  const { client, job } = kept
  const [ae, jobs] = [deliverablesAs(world, 'ae'), jobsAs(world, 'ae')]
  const deliver = async () => jobs.deliver({ client, job, version: (await jobs.get({ client, job })).version })
  const drop = (deliverable: string, who: 'ae' | 'member' | 'other' = 'ae', reason = '客戶只要一張') => deliverablesAs(world, who).drop({ client, deliverable, reason })
  const [inside, outside] = [await works.put({ job }), await works.put({ job })]
  await signInside(world, client, outside.versionId)
  await works.send(client, outside.id)
  await signInside(world, client, kept.versionId)
  await works.send(client, kept.id)
  await works.answer(client, kept.versionId)
  await assert.rejects(deliver, refused('deliverables.unapproved'))
  await assert.rejects(drop(inside.id, 'member'), refused('role'))
  await assert.rejects(drop(inside.id, 'other'), refused('not_found'))
  await assert.rejects(drop(inside.id, 'ae', ' '), refused('invalid'))
  await assert.rejects(drop(kept.id), refused('deliverables.approved'))
  // The server’s own login gives nothing up that somebody is asked about, nor without a reason.
  const raw = (id: string, reason: string) => world.ae.sql('update docket.deliverable set dropped_at = now(), dropped_by = $2, dropped_reason = $3 where id = $1', [id, world.ae.id, reason])
  const byPolicy = (e: { code?: string }) => e.code === '42501'
  for (const one of [inside, outside, kept]) await assert.rejects(raw(one.id, '不做了'), byPolicy)
  await assert.rejects(raw(inside.id, ''), /deliverable_dropped_with_reason|42501|row-level/)
  assert.equal((await jobs.get({ client, job })).stage, 'ordered')
  for (const one of [inside, outside]) {
    await drop(one.id)
    assert.deepEqual(await askedOf(world, client, one.versionId), [])
    await assert.rejects(drop(one.id), refused('deliverables.dropped'))
    await assert.rejects(works.next(client, one.id), refused('deliverables.dropped'))
  }
  assert.deepEqual([(await works.newest(client, inside.id)).state, (await works.newest(client, outside.id)).state], ['returned', 'ready'])
  await assert.rejects(works.send(client, outside.id), refused('deliverables.dropped'))
  await assert.rejects(world.ae.sql("update docket.deliverable_version set state = 'with_client' where id = $1", [outside.versionId]), byPolicy)
  await assert.rejects(world.member.sql(`insert into docket.deliverable_version (agency_id, client_id, id, deliverable_id, job_id, no, file_id, state, made_by, made_at)
    select agency_id, client_id, $2, deliverable_id, job_id, no + 1, file_id, 'in_stages', made_by, now() from docket.deliverable_version where id = $1`, [inside.versionId, newId(world.clock.now())]), byPolicy)
  const { droppedReason, droppedBy, droppedAt } = await ae.get({ client, deliverable: inside.id })
  assert.deepEqual([droppedReason, droppedBy, droppedAt], ['客戶只要一張', world.ae.id, world.clock.now()])
  assert.equal((await jobs.get({ client, job })).stage, 'signed_off')
  assert.deepEqual((await world.ae.tx((tx) => deliverablesOf(tx, client, job))).map((d) => d.id), [kept.id])
  world.clock.advance(1)
  await deliver()
  await assert.rejects(drop(kept.id), refused('jobs.delivered'))
  const finance = jobsAs(world, 'finance')
  await finance.reopen({ client, job, version: (await finance.get({ client, job })).version, reason: '客戶加一張' })
  const late = await works.put({ job })
  await assert.rejects(drop(late.id), refused('jobs.delivered_already'))
  const { rows } = await world.ae.sql("select data->>'reason' reason from docket.record where job_id = $1 and what = 'deliverables.dropped'", [job])
  assert.deepEqual(rows.map((r) => r.reason), ['客戶只要一張', '客戶只要一張'])
})

test('D14 the client approves and we drop at one moment: one of the two holds, whoever is first, and the delivery and the hold see which', async () => {
  const jobs = (who: 'ae' | 'finance') => jobsAs(world, who)
  for (let n = 0; n < 4; n++) {
    const { client, job, id, versionId } = await works.put()
    await signInside(world, client, versionId)
    await works.send(client, id)
    const version = (await jobs('ae').get({ client, job })).version
    const approve = await works.answering(client, versionId)
    const [approved, dropped, delivered, held] = await Promise.allSettled([
      approve(), deliverablesAs(world, 'ae').drop({ client, deliverable: id, reason: '不做了' }),
      jobs('ae').deliver({ client, job, version }), n % 2 ? jobs('finance').hold({ client, job, version, reason: '款未到' }) : Promise.reject(new Error('not asked')),
    ])
    const [of, order] = [await deliverablesAs(world, 'ae').get({ client, deliverable: id }), await jobs('ae').get({ client, job })]
    const was = { approved: approved.status === 'fulfilled', dropped: dropped.status === 'fulfilled', delivered: delivered.status === 'fulfilled', held: held.status === 'fulfilled' }
    assert.ok(!(was.approved && was.dropped), 'both at once')
    assert.deepEqual([of.versions[0]!.state === 'approved', of.droppedAt !== null, order.deliveredAt !== null, order.heldAt !== null], [was.approved, was.dropped, was.delivered, was.held])
    if (was.delivered) assert.ok(was.approved, 'delivered with work nobody approved')
    if (was.held) assert.ok(!was.delivered, 'held and delivered')
    for (const [one, codes] of [
      [approved, ['signoff.withdrawn', 'signoff.ended']], [dropped, ['deliverables.approved', 'jobs.held', 'jobs.delivered', 'signoff.ended']],
      [delivered, ['deliverables.none', 'deliverables.unapproved', 'jobs.held', 'stale']], [held, ['stale', 'jobs.delivered', 'Error: not asked']],
    ] as const)
      if (one.status === 'rejected') assert.ok((codes as readonly string[]).includes(codeOf(one.reason)), codeOf(one.reason))
  }
})

test('D14 who approves, says no, takes back, drops or leaves waits for who works on the job, and never they for each other', async () => {
  const kept = await works.put()
  const { client, job } = kept
  const sent = async (one: { id: string; versionId: string }) => {
    await signInside(world, client, one.versionId)
    await works.send(client, one.id)
    return one
  }
  await sent(kept)
  await works.answer(client, kept.versionId)
  await world.ae.tx((tx) => reach(tx, client, job, { in_work: tx.now }))
  const [no, back, dropped, yes, gone] = [await sent(await works.put({ job })), await sent(await works.put({ job })), await works.put({ job }), await sent(await works.put({ job })), await sent(await works.put({ job }))]
  const drop = (deliverable: string) => deliverablesAs(world, 'ae').drop({ client, deliverable, reason: '不做了' })
  const of = async (text: string) => Number((await world.ae.sql(text)).rows[0].n)
  const deadlocks = () => of('select deadlocks n from pg_stat_database where datname = current_database()')
  const before = await deadlocks()
  for (const deed of [
    () => works.answer(client, no.versionId, '字太小'), async () => signoffAs(world, 'ae').withdraw({ client, request: (await works.openRequest(client, back.versionId))!.id, reason: '寄錯了' }),
    () => works.answer(client, yes.versionId), () => leaves(), () => drop(dropped.id), () => drop(no.id), () => drop(gone.id), () => drop(back.id),
  ]) {
    let done: Promise<unknown> = Promise.resolve()
    await world.member.tx(async (tx) => {
      await lockOpen(tx, client, job)
      let over = false
      done = deed().finally(() => (over = true))
      while (!over && (await of("select count(*) n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) === 0) await wait(5)
      await record(tx, { client, what: 'costs.noted', subject: { kind: 'time', id: newId(tx.now) }, job, data: { minutes: 30 } })
    })
    await done
  }
  assert.equal(await deadlocks(), before)
  assert.equal((await jobsAs(world, 'ae').get({ client, job })).stage, 'signed_off')
})

test('D12 the approver answers and leaves at one moment: what was answered stands, and the leaving too', async () => {
  await leaves(true)
  const { client, job, id, versionId } = await works.put()
  await signInside(world, client, versionId)
  await works.send(client, id)
  let done: Promise<unknown> = Promise.resolve()
  await world.member.tx(async (tx) => {
    await lockOpen(tx, client, job)
    const waiting = async (most: number) => {
      while (Number((await world.ae.sql("select count(*) n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).rows[0].n) < most) await wait(5)
    }
    const answered = works.answer(client, versionId)
    await waiting(1)
    done = Promise.all([answered, leaves()])
    await waiting(2)
  })
  await done
  assert.equal((await works.newest(client, id)).state, 'approved')
})

test('D14 whatever stands where: only what stands, is not approved and not delivered is dropped', () => {
  const at = fc.option(fc.constant(new Date('2026-11-24T02:00:00Z')), { nil: null })
  fc.assert(fc.property(at, fc.constantFrom(null, ...versionStates), at, (droppedAt, state, deliveredAt) => {
    const d = { droppedAt, droppedReason: droppedAt ? '不做了' : '' }
    const codeFor = (work: () => void) => { try { work(); return null } catch (error) { return codeOf(error) } }
    assert.equal(codeFor(() => checkStands(d)), droppedAt ? 'deliverables.dropped' : null)
    assert.equal(codeFor(() => checkDrop(d, state, deliveredAt)), droppedAt ? 'deliverables.dropped' : deliveredAt ? 'jobs.delivered_already' : state === 'approved' ? 'deliverables.approved' : null)
  }))
})
