import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#kernel/ids.ts'
import { clientsContract } from '#modules/clients/contract.ts'
import { clientsService } from '#modules/clients/service.ts'
import { draftedJob, issuedJob, jobsAs } from '#modules/jobs/fixtures.ts'
import { signoffContract } from '#modules/signoff/contract.ts'
import { requestsOf, signoffService } from '#modules/signoff/index.ts'
import { decline, sign } from '#modules/signoff/act.ts'
import { codeOf, madeWorld, refused, type World } from '#test/setup/world.ts'
import { askedOf, deliverablesAs, signInside, stagesFor, workFile } from './fixtures.ts'
import { deliverablesOf } from './index.ts'
import { checkDrop, checkStands, versionStates } from './rules.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())

const signoffAs = (who: keyof World['people']) => world.people[who].calls(signoffContract, signoffService)
let drawn = 0
const put = async (over: { client?: string; job?: string; stages?: ReturnType<typeof stagesFor> } = {}) => {
  const { client, job } = over.job ? { client: world.client, job: over.job } : await issuedJob(world)
  const fileId = await workFile(world, client, `work ${++drawn}`)
  const made = await deliverablesAs(world, 'member').add({ client, job, title: '主視覺海報', fileId, note: '', stages: over.stages ?? stagesFor(world) })
  return { client, job, ...made }
}
const next = async (client: string, deliverable: string) => {
  const fileId = await workFile(world, client, `work ${++drawn}`)
  return deliverablesAs(world, 'member').addVersion({ client, deliverable, fileId, note: '木紋放大', stages: stagesFor(world) })
}
const newest = async (client: string, deliverable: string) => (await deliverablesAs(world, 'ae').get({ client, deliverable })).versions.at(-1)!
const send = async (client: string, deliverable: string, contact = world.contacts.approver) => {
  const v = await newest(client, deliverable)
  return deliverablesAs(world, 'ae').send({ client, version: v.id, contact, rowVersion: v.rowVersion })
}
/** What the contact does by the link. */
const answer = async (client: string, version: string, reason?: string): Promise<void> => {
  const [party] = (await askedOf(world, client, version)).filter((p) => p.side === 'client')
  const ref = { client, partyId: party!.id, sha256: party!.sha256 }
  await world.database.write(world.contactScope(client, party!.contactId!, party!.name), async (tx) => {
    if (reason) await decline(tx, { ...ref, reason })
    else await sign(tx, { ...ref, consentVersion: party!.consentVersion, method: 'link', provedAt: null, name: party!.name, mark: '' })
  })
}

test('D1 from the first version to the client’s signature: stages one after another, everybody in a stage side by side (F6)', async () => {
  const { client, job, id, versionId } = await put()
  assert.deepEqual((await askedOf(world, client, versionId)).map((p) => [p.stage, p.name]).sort(), [['copy', world.ae.name], ['copy', world.traffic.name]].sort())
  const early = (await world.ae.tx((tx) => requestsOf(tx, client, 'deliverable', versionId)))!.requests[0]!.parties.find((p) => p.stage === 'art')!
  const request = (await world.ae.tx((tx) => requestsOf(tx, client, 'deliverable', versionId)))!.requests[0]!
  await assert.rejects(signoffAs('member').sign({ client, party: early.id, sha256: request.sha256, consentVersion: request.consentVersion }), refused('signoff.not_your_turn'))
  assert.equal(await signInside(world, client, versionId, 1), 1)
  assert.deepEqual((await askedOf(world, client, versionId)).map((p) => p.stage), ['copy'])
  assert.equal(await signInside(world, client, versionId), 4)
  const ready = await newest(client, id)
  assert.deepEqual([ready.state, ready.stagesSignedAt], ['ready', world.clock.now()])
  await send(client, id)
  await answer(client, versionId)
  assert.equal((await newest(client, id)).state, 'approved')
  assert.equal((await jobsAs(world, 'ae').get({ client, job })).stage, 'signed_off')
  const { rows } = await world.ae.sql("select what from docket.record where job_id = $1 and what like 'deliverables.%' order by seq", [job])
  assert.deepEqual(rows.map((r) => r.what), ['deliverables.put_in', 'deliverables.stages_signed', 'deliverables.sent', 'deliverables.approved'])
})

test('D1 the job is signed off only when every deliverable of it is', async () => {
  const first = await put()
  const second = await put({ job: first.job })
  const stage = async () => (await jobsAs(world, 'ae').get({ client: first.client, job: first.job })).stage
  for (const [one, want] of [[first, 'ordered'], [second, 'signed_off']] as const) {
    await signInside(world, one.client, one.versionId)
    await send(one.client, one.id)
    await answer(one.client, one.versionId)
    assert.equal(await stage(), want)
  }
  assert.deepEqual((await world.ae.tx((tx) => deliverablesOf(tx, first.client, first.job))).map((d) => d.state), ['approved', 'approved'])
})

test('D2 a version missing a signature cannot go to the client: not by the service, not by raw SQL as the server (F6)', async () => {
  const { client, job, id, versionId } = await put()
  for (let signed = 0; signed < 5; signed++) {
    await assert.rejects(send(client, id), refused('deliverables.unsigned'))
    await assert.rejects(world.ae.sql("update docket.deliverable_version set state = 'with_client' where id = $1", [versionId]), (e: { constraint?: string }) => e.constraint === 'deliverable_signed_before_client')
    await signInside(world, client, versionId, 1)
  }
  const v = await newest(client, id)
  await assert.rejects(world.ae.sql(`insert into docket.deliverable_version (agency_id, client_id, id, deliverable_id, job_id, no, file_id, state, stages_signed_at, made_by, made_at)
    values ($1, $2, $3, $4, $5, 9, $6, 'approved', now(), $7, now())`, [world.agencyId, client, newId(world.clock.now()), id, job, v.fileId, world.ae.id]), (e: { code?: string }) => e.code === '42501')
  await send(client, id)
})

test('D3 only an authorised approver of this client is asked; whoever lacks the role does not send', async () => {
  const { client, id, versionId } = await put()
  await signInside(world, client, versionId)
  await assert.rejects(send(client, id, world.contacts.assistant), refused('deliverables.not_approver'))
  await assert.rejects(send(client, id, world.contacts.tea), refused('not_found'))
  const { rowVersion } = await newest(client, id)
  await assert.rejects(deliverablesAs(world, 'member').send({ client, version: versionId, contact: world.contacts.approver, rowVersion }), refused('role'))
  await assert.rejects(deliverablesAs(world, 'ae').send({ client, version: versionId, contact: world.contacts.approver, rowVersion: rowVersion - 1 }), refused('stale'))
  const both = await Promise.allSettled([send(client, id), send(client, id)])
  assert.deepEqual(both.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await askedOf(world, client, versionId)).length, 1)
})

test('D4 the client asks for a change: the version is returned with the reason, the next one begins anew', async () => {
  const { client, id, versionId } = await put()
  await signInside(world, client, versionId)
  await send(client, id)
  await answer(client, versionId, '木紋再大一點')
  const back = await newest(client, id)
  assert.deepEqual([back.state, back.returnedReason], ['returned', '木紋再大一點'])
  await assert.rejects(send(client, id), refused('state'))
  const { no, versionId: second } = await next(client, id)
  assert.equal(no, 2)
  assert.deepEqual((await deliverablesAs(world, 'ae').get({ client, deliverable: id })).versions.map((v) => v.state), ['returned', 'in_stages'])
  assert.equal(await signInside(world, client, second), 5)
})

test('D4 somebody inside says no: the version is returned before the client ever sees it', async () => {
  const { client, id, versionId } = await put()
  const [party] = await askedOf(world, client, versionId)
  const who = Object.entries(world.people).find(([, p]) => p.id === party!.personId)![0] as keyof World['people']
  await signoffAs(who).decline({ client, party: party!.id, sha256: party!.sha256, reason: '標題有錯字' })
  assert.deepEqual([(await newest(client, id)).state, (await newest(client, id)).returnedReason], ['returned', '標題有錯字'])
})

test('D5 a new version takes the place of the one before: its links die, nobody signs the old one', async () => {
  const { client, id, versionId } = await put()
  await signInside(world, client, versionId, 1)
  const [old] = await askedOf(world, client, versionId)
  await next(client, id)
  assert.deepEqual((await deliverablesAs(world, 'ae').get({ client, deliverable: id })).versions.map((v) => v.state), ['superseded', 'in_stages'])
  const who = Object.entries(world.people).find(([, p]) => p.id === old!.personId)![0] as keyof World['people']
  await assert.rejects(signoffAs(who).sign({ client, party: old!.id, sha256: old!.sha256, consentVersion: old!.consentVersion }), refused('signoff.replaced'))
  assert.deepEqual((await signoffAs(who).mine({ client })).filter((o) => o.subjectId === versionId), [])
  // What is signed says the number that the page says.
  assert.deepEqual((await signoffAs(who).mine({ client })).map((o) => [o.title, o.version]), [['主視覺海報', 2]])
  // The same where the client had it in hands.
  const second = await newest(client, id)
  await signInside(world, client, second.id)
  await send(client, id)
  const [theirs] = await askedOf(world, client, second.id)
  await next(client, id)
  assert.deepEqual(await askedOf(world, client, second.id), [])
  await assert.rejects(world.database.write(world.contactScope(client, theirs!.contactId!, theirs!.name), (tx) =>
    sign(tx, { client, partyId: theirs!.id, sha256: theirs!.sha256, consentVersion: theirs!.consentVersion, method: 'link', provedAt: null, name: 'x', mark: '' })), refused('signoff.replaced'))
})

test('D5 two new versions at once: one stands, the other is told', async () => {
  const { client, id } = await put()
  const both = await Promise.allSettled([next(client, id), next(client, id)])
  const { versions } = await deliverablesAs(world, 'ae').get({ client, deliverable: id })
  assert.equal(versions.filter((v) => v.state === 'in_stages').length, 1)
  assert.deepEqual(versions.map((v) => v.no), versions.map((_, n) => n + 1))
  for (const r of both) if (r.status === 'rejected') assert.ok(refused('stale')(r.reason), String(r.reason))
})

test('D6 every stage has somebody of the team; whoever made it is not the only one to check it', async () => {
  const { client, job } = await issuedJob(world)
  const fileId = await workFile(world, client, 'checked')
  const add = (stages: ReturnType<typeof stagesFor>) => deliverablesAs(world, 'member').add({ client, job, title: '海報', fileId, note: '', stages })
  const base = stagesFor(world)
  await assert.rejects(add(base.slice(1)), refused('deliverables.stage_empty'))
  await assert.rejects(add(base.map((s) => ({ ...s, people: s.stage === 'art' ? [] : s.people }))), refused('deliverables.stage_empty'))
  await assert.rejects(add(base.map((s) => (s.stage === 'lead' ? { ...s, people: [world.member.id] } : s))), refused('deliverables.maker_checks'))
  await assert.rejects(add(base.map((s) => (s.stage === 'lead' ? { ...s, people: [world.member.id, world.member.id] } : s))), refused('deliverables.maker_checks'))
  await assert.rejects(add(base.map((s) => (s.stage === 'art' ? { ...s, people: [world.member.id, world.other.id] } : s))), refused('deliverables.off_team'))
  await assert.rejects(add(base.map((s) => (s.stage === 'lead' ? { ...s, people: [world.member.id, world.lead.id] } : s))), refused('deliverables.stage_role'))
  await assert.rejects(add(base.map((s) => (s.stage === 'ae' ? { ...s, people: [world.member.id] } : s))), refused('deliverables.stage_role'))
  await assert.rejects(add(base.map((s) => (s.stage === 'art' ? { ...s, people: [world.traffic.id] } : s))), refused('deliverables.maker_unsigned'))
  // What the page offers for a stage is what the service takes: nobody of the team beyond it, nobody from elsewhere.
  const { deciders } = await deliverablesAs(world, 'member').forJob({ client, job })
  const people = Object.values(world.people).filter((p) => p !== world.other)
  for (const stage of ['lead', 'ae'] as const) {
    assert.ok(!deciders[stage].includes(world.other.id))
    for (const one of people) {
      const asked = add(base.map((s) => (s.stage === stage ? { ...s, people: [one.id] } : s)))
      if (deciders[stage].includes(one.id)) await asked
      else await assert.rejects(asked, (error) => ['deliverables.stage_role', 'deliverables.maker_checks', 'deliverables.off_team'].includes(codeOf(error)))
    }
  }
  await add(base)
})

test('D7 no issued order, no deliverable; nothing on a closed card; behind the wall nothing exists (C2, G8)', async () => {
  const draft = await draftedJob(world)
  await assert.rejects(put({ job: draft.job }), refused('jobs.no_order'))
  const raw = (job: string) => world.member.sql("insert into docket.deliverable (agency_id, client_id, id, job_id, title, created_by, created_at) values ($1, $2, $3, $4, 'x', $5, now())",
    [world.agencyId, world.client, newId(world.clock.now()), job, world.member.id])
  await assert.rejects(raw(draft.job), (e: { code?: string }) => e.code === '42501')
  const ref = await issuedJob(world)
  const { client, job, id, versionId } = await put({ job: ref.job })
  await signInside(world, client, versionId)
  const v = await newest(client, id)
  const other = deliverablesAs(world, 'other')
  for (const call of [
    () => other.get({ client, deliverable: id }), () => other.get({ client: world.otherClient, deliverable: id }), () => other.forJob({ client, job }),
    () => other.send({ client, version: versionId, contact: world.contacts.approver, rowVersion: v.rowVersion }), () => other.slip({ client, version: versionId }),
  ]) await assert.rejects(call, refused('not_found'))
  await send(client, id)
  await answer(client, versionId)
  const gone = await jobsAs(world, 'ae').deliver({ client, job, version: ref.version })
  await jobsAs(world, 'finance').close({ client, job, version: gone.version })
  for (const call of [() => put({ job }), () => next(client, id), () => send(client, id)]) await assert.rejects(call, refused('jobs.card_closed'))
  await assert.rejects(raw(job), (e: { code?: string }) => e.code === '42501')
})

test('D13 on an order that finance holds nothing is put in or sent, neither by the service nor by raw SQL (C4)', async () => {
  const ref = await issuedJob(world)
  const { client, job, id, versionId } = await put({ job: ref.job })
  await signInside(world, client, versionId)
  const finance = jobsAs(world, 'finance')
  const held = await finance.hold({ client, job, version: (await finance.get({ client, job })).version, reason: '上一張發票還沒付' })
  for (const call of [() => put({ job }), () => next(client, id), () => send(client, id)]) await assert.rejects(call, refused('jobs.held'))
  const byPolicy = (e: { code?: string }) => e.code === '42501'
  await assert.rejects(world.member.sql("insert into docket.deliverable (agency_id, client_id, id, job_id, title, created_by, created_at) values ($1, $2, $3, $4, 'x', $5, now())",
    [world.agencyId, client, newId(world.clock.now()), job, world.member.id]), byPolicy)
  await assert.rejects(world.member.sql(`insert into docket.deliverable_version (agency_id, client_id, id, deliverable_id, job_id, no, file_id, state, made_by, made_at)
    select agency_id, client_id, $2, deliverable_id, job_id, no + 1, file_id, 'in_stages', made_by, now() from docket.deliverable_version where id = $1`, [versionId, newId(world.clock.now())]), byPolicy)
  await finance.release({ client, job, version: held.version })
  await send(client, id)
})

test('D14 what is dropped is waited for no more: nobody is asked, no version is put in or sent, the rest is delivered', async () => {
  const kept = await put()
  const { client, job } = kept
  const [ae, jobs] = [deliverablesAs(world, 'ae'), jobsAs(world, 'ae')]
  const deliver = async () => jobs.deliver({ client, job, version: (await jobs.get({ client, job })).version })
  const drop = (deliverable: string, who: 'ae' | 'member' | 'other' = 'ae', reason = '客戶只要一張') => deliverablesAs(world, who).drop({ client, deliverable, reason })
  const [inside, outside] = [await put({ job }), await put({ job })]
  await signInside(world, client, outside.versionId)
  await send(client, outside.id)
  await signInside(world, client, kept.versionId)
  await send(client, kept.id)
  await answer(client, kept.versionId)
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
    await assert.rejects(next(client, one.id), refused('deliverables.dropped'))
  }
  assert.deepEqual([(await newest(client, inside.id)).state, (await newest(client, outside.id)).state], ['returned', 'ready'])
  await assert.rejects(send(client, outside.id), refused('deliverables.dropped'))
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
  const late = await put({ job })
  await assert.rejects(drop(late.id), refused('jobs.delivered_already'))
  const { rows } = await world.ae.sql("select data->>'reason' reason from docket.record where job_id = $1 and what = 'deliverables.dropped'", [job])
  assert.deepEqual(rows.map((r) => r.reason), ['客戶只要一張', '客戶只要一張'])
})

test('D14 the client approves and we drop at one moment: one of the two holds, whoever is first, and the delivery and the hold see which', async () => {
  const jobs = (who: 'ae' | 'finance') => jobsAs(world, who)
  for (let n = 0; n < 4; n++) {
    const { client, job, id, versionId } = await put()
    await signInside(world, client, versionId)
    await send(client, id)
    const version = (await jobs('ae').get({ client, job })).version
    const [approved, dropped, delivered, held] = await Promise.allSettled([
      answer(client, versionId), deliverablesAs(world, 'ae').drop({ client, deliverable: id, reason: '不做了' }),
      jobs('ae').deliver({ client, job, version }), n % 2 ? jobs('finance').hold({ client, job, version, reason: '款未到' }) : Promise.reject(new Error('not asked')),
    ])
    const [of, order] = [await deliverablesAs(world, 'ae').get({ client, deliverable: id }), await jobs('ae').get({ client, job })]
    const was = { approved: approved.status === 'fulfilled', dropped: dropped.status === 'fulfilled', delivered: delivered.status === 'fulfilled', held: held.status === 'fulfilled' }
    assert.ok(!(was.approved && was.dropped), 'both at once')
    assert.deepEqual([of.versions[0]!.state === 'approved', of.droppedAt !== null, order.deliveredAt !== null, order.heldAt !== null], [was.approved, was.dropped, was.delivered, was.held])
    if (was.delivered) assert.ok(was.approved, 'delivered with work nobody approved')
    if (was.held) assert.ok(!was.delivered, 'held and delivered')
    for (const [one, codes] of [
      [approved, ['signoff.withdrawn', 'signoff.ended']], [dropped, ['deliverables.approved', 'jobs.held', 'jobs.delivered_already', 'signoff.ended']],
      [delivered, ['deliverables.none', 'deliverables.unapproved', 'jobs.held', 'stale']], [held, ['stale', 'Error: not asked']],
    ] as const)
      if (one.status === 'rejected') assert.ok((codes as readonly string[]).includes(codeOf(one.reason)), codeOf(one.reason))
  }
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

const openRequest = async (client: string, versionId: string) =>
  (await world.ae.tx((tx) => requestsOf(tx, client, 'deliverable', versionId)))!.requests.find((r) => r.state === 'open')

test('D8 taken back, the version is ready again and the link is dead; only who sends may take back', async () => {
  const { client, id, versionId } = await put()
  await signInside(world, client, versionId)
  await send(client, id)
  const open = (await openRequest(client, versionId))!
  await assert.rejects(signoffAs('member').withdraw({ client, request: open.id }), refused('role'))
  await signoffAs('ae').withdraw({ client, request: open.id, reason: '先改電話號碼' })
  assert.deepEqual([(await newest(client, id)).state, await askedOf(world, client, versionId)], ['ready', []])
  await send(client, id)
  assert.equal((await newest(client, id)).state, 'with_client')
  const inside = await put()
  const asked = (await world.ae.tx((tx) => requestsOf(tx, client, 'deliverable', inside.versionId)))!.requests[0]!
  await signoffAs('ae').withdraw({ client, request: asked.id })
  const returned = await newest(client, inside.id)
  assert.equal(returned.state, 'returned')
  assert.notEqual(returned.returnedReason, '')
})

test('D9 the slip prints every hand; printed again with nothing changed it is the same paper', async () => {
  const { client, versionId } = await put()
  await signInside(world, client, versionId)
  const ae = deliverablesAs(world, 'ae')
  const first = await ae.slip({ client, version: versionId })
  assert.deepEqual(await ae.slip({ client, version: versionId }), first)
})

test('D9 two who print the slip at once get one paper; after another hand it is a new one', async () => {
  const { client, versionId } = await put()
  await signInside(world, client, versionId, 1)
  const slip = (who: 'ae' | 'lead') => deliverablesAs(world, who).slip({ client, version: versionId })
  const [one, other] = await Promise.all([slip('ae'), slip('lead')])
  assert.deepEqual(one, other)
  await signInside(world, client, versionId)
  assert.notDeepEqual(await slip('ae'), one)
})

test('D10 whatever is done in whatever order: no version is ready, with the client or approved unless every stage has signed; one is current', async () => {
  const act = fc.constantFrom('sign', 'sign', 'sign', 'signAll', 'send', 'approve', 'return', 'decline', 'takeBack', 'version')
  await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
    const { client, id } = await put()
    for (const a of acts) {
      const v = await newest(client, id)
      try {
        if (a === 'sign') await signInside(world, client, v.id, 1)
        else if (a === 'signAll') await signInside(world, client, v.id)
        else if (a === 'send') await send(client, id)
        else if (a === 'version') await next(client, id)
        else if (a === 'takeBack') {
          const open = await openRequest(client, v.id)
          if (open) await signoffAs('ae').withdraw({ client, request: open.id, reason: '再看看' })
        }
        else if (a === 'decline') {
          const [p] = (await askedOf(world, client, v.id)).filter((one) => one.side === 'agency')
          const who = Object.entries(world.people).find(([, one]) => one.id === p?.personId)?.[0]
          if (p && who) await signoffAs(who as keyof World['people']).decline({ client, party: p.id, sha256: p.sha256, reason: '再想想' })
        } else if ((await askedOf(world, client, v.id)).some((p) => p.side === 'client')) await answer(client, v.id, a === 'return' ? '換個顏色' : undefined)
      } catch (error) {
        if (!['state', 'deliverables.unsigned'].includes(codeOf(error))) throw error
      }
      const { versions } = await deliverablesAs(world, 'ae').get({ client, deliverable: id })
      for (const one of versions) {
        const inside = (await world.ae.tx((tx) => requestsOf(tx, client, 'deliverable', one.id)))!.requests.find((r) => r.purpose === 'sign')!
        const whole = inside.parties.every((p) => p.signature !== null)
        if (['ready', 'with_client', 'approved'].includes(one.state)) assert.ok(whole && one.stagesSignedAt, one.state)
        if (!whole) assert.equal(one.stagesSignedAt, null)
      }
      assert.ok(versions.filter((one) => !['returned', 'superseded'].includes(one.state)).length <= 1)
    }
  }), { numRuns: 8 })
})

test('D11 nothing is delivered that the client has not approved; a closed card asks nobody for a signature any more (F6, G8)', async () => {
  const { client, job, id, versionId } = await put()
  const jobs = jobsAs(world, 'ae')
  const deliver = async () => jobs.deliver({ client, job, version: (await jobs.get({ client, job })).version })
  const bare = await issuedJob(world)
  await assert.rejects(jobs.deliver({ client: bare.client, job: bare.job, version: bare.version }), refused('deliverables.none'))
  await assert.rejects(world.ae.sql('update docket.job set delivered_at = $3 where agency_id = $1 and id = $2', [world.agencyId, bare.job, world.clock.now()]), (e: { code?: string }) => e.code === '42501')
  await assert.rejects(deliver, refused('deliverables.unapproved'))
  await signInside(world, client, versionId)
  await assert.rejects(deliver, refused('deliverables.unapproved'))
  await send(client, id)
  await assert.rejects(deliver, refused('deliverables.unapproved'))
  assert.equal((await jobs.get({ client, job })).deliveredAt, null)
  world.clock.advance(1)
  await assert.rejects(world.ae.sql('update docket.job set delivered_at = $3 where agency_id = $1 and id = $2', [world.agencyId, job, world.clock.now()]), (e: { code?: string }) => e.code === '42501')
  await answer(client, versionId)
  const { version } = await deliver()
  world.clock.advance(1)
  await assert.rejects(put({ job }), refused('jobs.delivered'))
  // Put in after finance has opened the card again: it goes back when the card closes.
  const open = await jobsAs(world, 'finance').reopen({ client, job, version, reason: '客戶加一張' })
  const later = await put({ job })
  assert.notDeepEqual(await askedOf(world, client, later.versionId), [])
  await jobsAs(world, 'finance').close({ client, job, version: open.version })
  assert.deepEqual(await askedOf(world, client, later.versionId), [])
  assert.equal((await newest(client, later.id)).state, 'returned')
  assert.equal((await newest(client, id)).state, 'approved')
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
    const { client, id, versionId } = await put()
    await signInside(world, client, versionId)
    await send(client, id)
    const [party] = await askedOf(world, client, versionId)
    const scope = world.contactScope(client, party!.contactId!, party!.name)
    const raw = () => world.database.write(scope, async (tx) => {
      await sign(tx, { client, partyId: party!.id, sha256: party!.sha256, consentVersion: party!.consentVersion, method: 'link', provedAt: null, name: 'x', mark: '' })
    })
    // Past the service that takes it back: signing itself judges the contact as they stand on that day.
    await world.director.sql(`update docket.contact set ${'active' in set ? 'active = false' : 'approver_since = null'} where agency_id = $1 and id = $2`, [world.agencyId, world.contacts.approver])
    await assert.rejects(raw, refused('signoff.not_entitled'))
    await change(set)
    assert.deepEqual(await askedOf(world, client, versionId), [])
    assert.deepEqual([(await newest(client, id)).state, (await newest(client, id)).sentAt], ['ready', null])
    await assert.rejects(raw, refused('signoff.not_entitled'))
    await change({ active: true, approverSince: was })
    await assert.rejects(raw, refused('signoff.withdrawn'))
  }
})
