import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#kernel/ids.ts'
import { draftedJob, issuedJob, jobsAs } from '#modules/jobs/fixtures.ts'
import { sign } from '#modules/signoff/act.ts'
import { requestsOf } from '#modules/signoff/index.ts'
import { codeOf, madeWorld, refused, type World } from '#test/setup/world.ts'
import { askedOf, deliverablesAs, signInside, signoffAs, stagesFor, workFile, type Works, worksIn } from './fixtures.ts'
import { deliverablesOf } from './index.ts'

let world: World
let works: Works
before(async () => {
  world = await madeWorld()
  works = worksIn(world)
})
after(() => world.close())

test('D1 from the first version to the client’s signature: stages one after another, everybody in a stage side by side (F6)', async () => {
  const { client, job, id, versionId } = await works.put()
  assert.deepEqual((await askedOf(world, client, versionId)).map((p) => [p.stage, p.name]).sort(), [['copy', world.ae.name], ['copy', world.traffic.name]].sort())
  const early = (await world.ae.tx((tx) => requestsOf(tx, client, 'deliverable', versionId)))!.requests[0]!.parties.find((p) => p.stage === 'art')!
  const request = (await world.ae.tx((tx) => requestsOf(tx, client, 'deliverable', versionId)))!.requests[0]!
  await assert.rejects(signoffAs(world, 'member').sign({ client, party: early.id, sha256: request.sha256, consentVersion: request.consentVersion }), refused('signoff.not_your_turn'))
  assert.equal(await signInside(world, client, versionId, 1), 1)
  assert.deepEqual((await askedOf(world, client, versionId)).map((p) => p.stage), ['copy'])
  assert.equal(await signInside(world, client, versionId), 4)
  const ready = await works.newest(client, id)
  assert.deepEqual([ready.state, ready.stagesSignedAt], ['ready', world.clock.now()])
  await works.send(client, id)
  await works.answer(client, versionId)
  assert.equal((await works.newest(client, id)).state, 'approved')
  assert.equal((await jobsAs(world, 'ae').get({ client, job })).stage, 'signed_off')
  const { rows } = await world.ae.sql("select what from docket.record where job_id = $1 and what like 'deliverables.%' order by seq", [job])
  assert.deepEqual(rows.map((r) => r.what), ['deliverables.put_in', 'deliverables.stages_signed', 'deliverables.sent', 'deliverables.approved'])
})

test('D1 the job is signed off only when every deliverable of it is', async () => {
  const first = await works.put()
  const second = await works.put({ job: first.job })
  const stage = async () => (await jobsAs(world, 'ae').get({ client: first.client, job: first.job })).stage
  for (const [one, want] of [[first, 'ordered'], [second, 'signed_off']] as const) {
    await signInside(world, one.client, one.versionId)
    await works.send(one.client, one.id)
    await works.answer(one.client, one.versionId)
    assert.equal(await stage(), want)
  }
  assert.deepEqual((await world.ae.tx((tx) => deliverablesOf(tx, first.client, first.job))).map((d) => d.state), ['approved', 'approved'])
})

test('D2 a version missing a signature cannot go to the client: not by the service, not by raw SQL as the server (F6)', async () => {
  const { client, job, id, versionId } = await works.put()
  for (let signed = 0; signed < 5; signed++) {
    await assert.rejects(works.send(client, id), refused('deliverables.unsigned'))
    await assert.rejects(world.ae.sql("update docket.deliverable_version set state = 'with_client' where id = $1", [versionId]), (e: { constraint?: string }) => e.constraint === 'deliverable_signed_before_client')
    await signInside(world, client, versionId, 1)
  }
  const v = await works.newest(client, id)
  await assert.rejects(world.ae.sql(`insert into docket.deliverable_version (agency_id, client_id, id, deliverable_id, job_id, no, file_id, state, stages_signed_at, made_by, made_at)
    values ($1, $2, $3, $4, $5, 9, $6, 'approved', now(), $7, now())`, [world.agencyId, client, newId(world.clock.now()), id, job, v.fileId, world.ae.id]), (e: { code?: string }) => e.code === '42501')
  await works.send(client, id)
})

test('D3 only an authorised approver of this client is asked; whoever lacks the role does not send', async () => {
  const { client, id, versionId } = await works.put()
  await signInside(world, client, versionId)
  await assert.rejects(works.send(client, id, world.contacts.assistant), refused('deliverables.not_approver'))
  await assert.rejects(works.send(client, id, world.contacts.tea), refused('not_found'))
  const { rowVersion } = await works.newest(client, id)
  await assert.rejects(deliverablesAs(world, 'member').send({ client, version: versionId, contact: world.contacts.approver, rowVersion }), refused('role'))
  await assert.rejects(deliverablesAs(world, 'ae').send({ client, version: versionId, contact: world.contacts.approver, rowVersion: rowVersion - 1 }), refused('stale'))
  const both = await Promise.allSettled([works.send(client, id), works.send(client, id)])
  assert.deepEqual(both.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await askedOf(world, client, versionId)).length, 1)
})

test('D4 the client asks for a change: the version is returned with the reason, the next one begins anew', async () => {
  const { client, id, versionId } = await works.put()
  await signInside(world, client, versionId)
  await works.send(client, id)
  await works.answer(client, versionId, '木紋再大一點')
  const back = await works.newest(client, id)
  assert.deepEqual([back.state, back.returnedReason], ['returned', '木紋再大一點'])
  await assert.rejects(works.send(client, id), refused('state'))
  const { no, versionId: second } = await works.next(client, id)
  assert.equal(no, 2)
  assert.deepEqual((await deliverablesAs(world, 'ae').get({ client, deliverable: id })).versions.map((v) => v.state), ['returned', 'in_stages'])
  assert.equal(await signInside(world, client, second), 5)
})

test('D4 somebody inside says no: the version is returned before the client ever sees it', async () => {
  const { client, id, versionId } = await works.put()
  const [party] = await askedOf(world, client, versionId)
  const who = Object.entries(world.people).find(([, p]) => p.id === party!.personId)![0] as keyof World['people']
  await signoffAs(world, who).decline({ client, party: party!.id, sha256: party!.sha256, reason: '標題有錯字' })
  assert.deepEqual([(await works.newest(client, id)).state, (await works.newest(client, id)).returnedReason], ['returned', '標題有錯字'])
})

test('D5 a new version takes the place of the one before: its links die, nobody signs the old one', async () => {
  const { client, id, versionId } = await works.put()
  await signInside(world, client, versionId, 1)
  const [old] = await askedOf(world, client, versionId)
  await works.next(client, id)
  assert.deepEqual((await deliverablesAs(world, 'ae').get({ client, deliverable: id })).versions.map((v) => v.state), ['superseded', 'in_stages'])
  const who = Object.entries(world.people).find(([, p]) => p.id === old!.personId)![0] as keyof World['people']
  await assert.rejects(signoffAs(world, who).sign({ client, party: old!.id, sha256: old!.sha256, consentVersion: old!.consentVersion }), refused('signoff.replaced'))
  assert.deepEqual((await signoffAs(world, who).mine({ client })).filter((o) => o.subjectId === versionId), [])
  // What is signed says the number that the page says.
  assert.deepEqual((await signoffAs(world, who).mine({ client })).map((o) => [o.title, o.version]), [['主視覺海報', 2]])
  // The same where the client had it in hands.
  const second = await works.newest(client, id)
  await signInside(world, client, second.id)
  await works.send(client, id)
  const [theirs] = await askedOf(world, client, second.id)
  await works.next(client, id)
  assert.deepEqual(await askedOf(world, client, second.id), [])
  await assert.rejects(world.database.write(world.contactScope(client, theirs!.contactId!, theirs!.name), (tx) =>
    sign(tx, { client, partyId: theirs!.id, sha256: theirs!.sha256, consentVersion: theirs!.consentVersion, method: 'link', provedAt: null, name: theirs!.name, mark: '' })), refused('signoff.replaced'))
})

test('D5 two new versions at once: one stands, the other is told', async () => {
  const { client, id } = await works.put()
  const both = await Promise.allSettled([works.next(client, id), works.next(client, id)])
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
  await assert.rejects(works.put({ job: draft.job }), refused('jobs.no_order'))
  const raw = (job: string) => world.member.sql("insert into docket.deliverable (agency_id, client_id, id, job_id, title, created_by, created_at) values ($1, $2, $3, $4, 'x', $5, now())",
    [world.agencyId, world.client, newId(world.clock.now()), job, world.member.id])
  await assert.rejects(raw(draft.job), (e: { code?: string }) => e.code === '42501')
  const ref = await issuedJob(world)
  const { client, job, id, versionId } = await works.put({ job: ref.job })
  await signInside(world, client, versionId)
  const v = await works.newest(client, id)
  const other = deliverablesAs(world, 'other')
  for (const call of [
    () => other.get({ client, deliverable: id }), () => other.get({ client: world.otherClient, deliverable: id }), () => other.forJob({ client, job }),
    () => other.send({ client, version: versionId, contact: world.contacts.approver, rowVersion: v.rowVersion }), () => other.slip({ client, version: versionId }),
  ]) await assert.rejects(call, refused('not_found'))
  await works.send(client, id)
  await works.answer(client, versionId)
  const gone = await jobsAs(world, 'ae').deliver({ client, job, version: ref.version })
  await jobsAs(world, 'finance').close({ client, job, version: gone.version })
  for (const call of [() => works.put({ job }), () => works.next(client, id), () => works.send(client, id)]) await assert.rejects(call, refused('jobs.card_closed'))
  await assert.rejects(raw(job), (e: { code?: string }) => e.code === '42501')
})

test('D13 on an order that finance holds nothing is put in or sent, neither by the service nor by raw SQL (C4)', async () => {
  const ref = await issuedJob(world)
  const { client, job, id, versionId } = await works.put({ job: ref.job })
  await signInside(world, client, versionId)
  const finance = jobsAs(world, 'finance')
  const held = await finance.hold({ client, job, version: (await finance.get({ client, job })).version, reason: '上一張發票還沒付' })
  for (const call of [() => works.put({ job }), () => works.next(client, id), () => works.send(client, id)]) await assert.rejects(call, refused('jobs.held'))
  const byPolicy = (e: { code?: string }) => e.code === '42501'
  await assert.rejects(world.member.sql("insert into docket.deliverable (agency_id, client_id, id, job_id, title, created_by, created_at) values ($1, $2, $3, $4, 'x', $5, now())",
    [world.agencyId, client, newId(world.clock.now()), job, world.member.id]), byPolicy)
  await assert.rejects(world.member.sql(`insert into docket.deliverable_version (agency_id, client_id, id, deliverable_id, job_id, no, file_id, state, made_by, made_at)
    select agency_id, client_id, $2, deliverable_id, job_id, no + 1, file_id, 'in_stages', made_by, now() from docket.deliverable_version where id = $1`, [versionId, newId(world.clock.now())]), byPolicy)
  await finance.release({ client, job, version: held.version })
  await works.send(client, id)
})

test('D10 whatever is done in whatever order: no version is ready, with the client or approved unless every stage has signed; one is current', async () => {
  const act = fc.constantFrom('sign', 'sign', 'sign', 'signAll', 'send', 'approve', 'return', 'decline', 'takeBack', 'version')
  await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
    const { client, id } = await works.put()
    for (const a of acts) {
      const v = await works.newest(client, id)
      try {
        if (a === 'sign') await signInside(world, client, v.id, 1)
        else if (a === 'signAll') await signInside(world, client, v.id)
        else if (a === 'send') await works.send(client, id)
        else if (a === 'version') await works.next(client, id)
        else if (a === 'takeBack') {
          const open = await works.openRequest(client, v.id)
          if (open) await signoffAs(world, 'ae').withdraw({ client, request: open.id, reason: '再看看' })
        }
        else if (a === 'decline') {
          const [p] = (await askedOf(world, client, v.id)).filter((one) => one.side === 'agency')
          const who = Object.entries(world.people).find(([, one]) => one.id === p?.personId)?.[0]
          if (p && who) await signoffAs(world, who as keyof World['people']).decline({ client, party: p.id, sha256: p.sha256, reason: '再想想' })
        } else if ((await askedOf(world, client, v.id)).some((p) => p.side === 'client')) await works.answer(client, v.id, a === 'return' ? '換個顏色' : undefined)
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
