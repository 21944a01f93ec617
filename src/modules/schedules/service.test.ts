import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readRecord } from '#kernel/record/read.ts'
import { clientsContract } from '#modules/clients/contract.ts'
import { clientsService } from '#modules/clients/service.ts'
import { jobById } from '#modules/jobs/index.ts'
import { delivered, jobsAs } from '#modules/jobs/fixtures.ts'
import { frozenData, requestsOf } from '#modules/signoff/index.ts'
import { codeOf, madeWorld, refused, type World } from '#test/setup/world.ts'
import { plain } from '#test/setup/plain.ts'
import { declineNext, draft, issued, planFrom, posterSteps, schedulesAs, send, signed, signNext, step } from './fixtures.ts'
import { inForce, lateSteps } from './index.ts'
import type { ScheduleData } from './print.ts'
import type { StepForm } from './shape.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())

const states = async (ref: { client: string; job: string }) => (await schedulesAs(world).forJob(ref)).revisions.map((r) => r.state)

test('S1 drafted, sent, signed by ours and then by the client: it is in force and the job is scheduled', async () => {
  const ref = await issued(world)
  await draft(world, ref, posterSteps(world))
  assert.equal(await world.ae.tx((tx) => inForce(tx, ref.client, ref.job)), null)
  await send(world, ref)
  const document = (await world.ae.tx((tx) => requestsOf(tx, ref.client, 'schedule', ref.job)))!
  assert.match(document.number, /^J-2026-\d{4}-T1$/)
  assert.equal(plain(document.versions[0]!.title), '時間表：5 個步驟，12/15 交付')
  assert.deepEqual(document.requests[0]!.parties.map((p) => [p.turn, p.side, p.name, p.state]), [[1, 'agency', '陳怡君', 'asked'], [2, 'client', '林若蘭', 'waiting']])
  assert.equal(await signNext(world, ref), false)
  assert.deepEqual(await states(ref), ['sent'])
  assert.equal(await signNext(world, ref), true)
  assert.deepEqual(await states(ref), ['signed'])
  const now = await world.ae.tx((tx) => inForce(tx, ref.client, ref.job))
  assert.deepEqual([now!.revision, now!.deliveryOn, now!.steps.length], [1, '2026-12-15', 5])
  const job = await world.ae.tx((tx) => jobById(tx, ref.client, ref.job))
  assert.deepEqual([job.stage, job.scheduled_at], ['scheduled', world.clock.now()])
})

test('B5 a revision says what moves; until both have signed it the last signed one is in force, then it is superseded', async () => {
  const ref = await issued(world)
  const steps = posterSteps(world)
  await signed(world, ref, steps)
  // Shooting takes two days more, artwork two days less, and somebody else does the artwork.
  const later = steps.map((s) => (s.name === '拍攝' ? { ...s, days: 5 } : s.name === '完稿' ? { ...s, days: 2, ourOwnerId: world.lead.id } : s))
  await draft(world, ref, later, '木料到貨遲')
  const open = await schedulesAs(world).forJob(ref)
  assert.deepEqual(open.moves.filter((m) => m.change !== 'same' || m.also.length > 0).map((m) => [m.name, m.change, m.days, m.also]), [['拍攝', 'later', 2, []], ['完稿', 'shorter', 2, ['owner']]])
  await send(world, ref)
  await signNext(world, ref)
  assert.equal((await world.ae.tx((tx) => inForce(tx, ref.client, ref.job)))!.revision, 1)
  const { record } = (await world.ae.tx(async (tx) => frozenData(tx, ref.client, (await requestsOf(tx, ref.client, 'schedule', ref.job))!.id, 2))) as ScheduleData
  assert.deepEqual([record.reason, record.before?.revision, record.shift], ['木料到貨遲', 1, 0])
  await signNext(world, ref)
  assert.deepEqual(await states(ref), ['superseded', 'signed'])
  assert.equal(plain((await world.ae.tx((tx) => requestsOf(tx, ref.client, 'schedule', ref.job)))!.versions.at(-1)!.title), '時間表：拍攝晚 2 個工作天，另有 1 步變動，交付日 12/15 不變')
})

test('S12 a step that is done keeps its days and its length in whatever the server plans next, back from the due date too (B5)', async () => {
  const ref = await issued(world)
  const steps = posterSteps(world)
  await signed(world, ref, steps)
  await schedulesAs(world).tick({ ...ref, step: steps[0]!.stepId, doneOn: '2026-11-24' })
  const spans = (from: { steps: { name: string; days: number; startsOn: string; endsOn: string }[] } | null) => from!.steps.map((s) => [s.name, s.days, s.startsOn, s.endsOn])
  const before = await schedulesAs(world).forJob(ref)
  // A later step longer, and the done one rewritten as if it were to be done again.
  const longer = steps.map((s) => (s.name === '拍攝' ? { ...s, days: 5 } : s.name === '創意方向' ? { ...s, days: 9 } : s))
  const id = await schedulesAs(world).draft({ ...ref, direction: 'back', anchor: '2026-12-15', steps: longer, version: null, reason: '木料到貨遲' })
  const { open, moves } = await schedulesAs(world).forJob(ref)
  assert.deepEqual(spans(open)[0], spans(before.inForce)[0])
  assert.deepEqual(moves.map((m) => [m.name, m.change, m.days]).slice(0, 3), [['創意方向', 'same', 0], ['方向確認', 'earlier', 2], ['拍攝', 'longer', 2]])
  await schedulesAs(world).draft({ ...ref, ...planFrom(longer, '2027-01-04'), version: id.version, reason: '木料到貨遲' })
  assert.deepEqual(spans((await schedulesAs(world).forJob(ref)).open)[0], spans(before.inForce)[0])
  // A plan that has another step before what is done was done is refused.
  await assert.rejects(schedulesAs(world).draft({ ...ref, direction: 'back', anchor: '2026-12-01', steps: longer, version: id.version + 1, reason: '' }), refused('schedules.done_too_late'))
})

test('S12 a step done after its draft was saved, or a holiday entered after, is planned anew before the draft goes out', async () => {
  const ref = await issued(world)
  const steps = posterSteps(world)
  await signed(world, ref, steps)
  const later = { ...ref, direction: 'forward' as const, anchor: '2026-11-26', steps, reason: '晚一天開始' }
  const { version } = await schedulesAs(world).draft({ ...later, version: null })
  await schedulesAs(world).tick({ ...ref, step: steps[0]!.stepId, doneOn: '2026-11-24' })
  await assert.rejects(send(world, ref), refused('schedules.outdated'))
  const { version: again } = await schedulesAs(world).draft({ ...later, version })
  const clients = world.people.ae.calls(clientsContract, clientsService)
  const days = await clients.days(ref)
  const closed = await clients.setDays({ client: ref.client, version: days.version, days: [{ day: '2026-12-03', kind: 'closed', name: '廠慶' }] })
  await assert.rejects(send(world, ref), refused('schedules.outdated'))
  await schedulesAs(world).draft({ ...later, version: again })
  await send(world, ref)
  assert.deepEqual((await schedulesAs(world).forJob(ref)).open!.steps.map((s) => s.startsOn).slice(0, 3), ['2026-11-25', '2026-12-02', '2026-12-07'])
  await clients.setDays({ client: ref.client, ...closed, days: [] })
})

test('S10 the job is due on the day of delivery that both sides signed last, which its record says; a day that is only proposed changes nothing (B5)', async () => {
  const ref = await issued(world)
  const steps = posterSteps(world)
  const due = async () => (await jobsAs(world, 'ae').get(ref)).dueOn
  const ordered = await due()
  assert.notEqual(ordered, '2026-12-15')
  await draft(world, ref, steps)
  await send(world, ref)
  await signNext(world, ref)
  assert.equal(await due(), ordered)
  await signNext(world, ref)
  assert.equal(await due(), '2026-12-15')
  await draft(world, ref, steps.map((s) => (s.name === '拍攝' ? { ...s, days: 5 } : s)), '木料到貨遲')
  await send(world, ref)
  await signNext(world, ref)
  assert.equal(await due(), '2026-12-15')
  await signNext(world, ref)
  assert.equal(await due(), '2026-12-17')
  // The same day signed again is not told again.
  await signed(world, ref, steps.map((s) => (s.name === '拍攝' ? { ...s, days: 5, detail: '夜景' } : s)), '改夜景')
  const told = await world.ae.tx((tx) => readRecord(tx, { client: ref.client, job: ref.job, most: 100 }))
  assert.deepEqual(told.filter((d) => d.what === 'jobs.due_moved').map((d) => d.data).reverse(), [
    { title: (await jobsAs(world, 'ae').get(ref)).title, revision: 1, day: '2026-12-15' },
    { title: (await jobsAs(world, 'ae').get(ref)).title, revision: 2, day: '2026-12-17' },
  ])
})

test('the paper says how long a step is and which it follows by its number, shades what nobody works and names the holidays of it', async () => {
  const ref = await issued(world)
  const artwork = step(world, '完稿', 5)
  const [proof, notes] = ['打樣', '校稿'].map((name, i) => step(world, name, 2 - i, { predecessorId: artwork.stepId })) as [StepForm, StepForm]
  await schedulesAs(world).draft({ ...ref, ...planFrom([artwork, proof, notes], '2026-12-21'), version: null, reason: '' })
  await send(world, ref)
  const { legend, scale, steps: printed } = (await world.ae.tx(async (tx) => frozenData(tx, ref.client, (await requestsOf(tx, ref.client, 'schedule', ref.job))!.id, 1))) as ScheduleData
  assert.deepEqual(printed.map((s) => [s.days, s.after]), [['5', ''], ['2', '1'], ['1', '1']])
  assert.match(legend, /12\/25 行憲紀念日、1\/1 中華民國開國紀念日$/)
  // Friday to Sunday, twice.
  assert.deepEqual(scale.off.map(([, width]) => Math.round((width / 100) * 14)), [3, 3])
})

test('a declined revision changes nothing in force; a revision without its reason is not sent', async () => {
  const ref = await issued(world)
  const steps = posterSteps(world)
  await signed(world, ref, steps)
  await draft(world, ref, steps.map((s) => ({ ...s, days: s.days + 1 })))
  await assert.rejects(send(world, ref), refused('schedules.reason_missing'))
  await draft(world, ref, steps.map((s) => ({ ...s, days: s.days + 1 })), '人手不足')
  await send(world, ref)
  await signNext(world, ref)
  await declineNext(world, ref, '十二月一號一定要貼出去')
  assert.deepEqual(await states(ref), ['signed', 'declined'])
  const stands = await world.ae.tx((tx) => inForce(tx, ref.client, ref.job))
  assert.deepEqual([stands?.revision, stands?.deliveryOn, stands?.steps.length], [1, '2026-12-15', 5])
  assert.deepEqual((await schedulesAs(world).forJob(ref)).declined!.steps.map((s) => s.days), [6, 3, 4, 5, 2])
  await draft(world, ref, steps, '照原來的')
  assert.equal((await schedulesAs(world).forJob(ref)).open!.revision, 3)
  assert.equal((await schedulesAs(world).forJob(ref)).declined, null)
})

test('S3 taken back, the plan becomes the draft of the next revision; the link of the old one is dead', async () => {
  const ref = await issued(world)
  const steps = posterSteps(world)
  await draft(world, ref, steps)
  await assert.rejects(schedulesAs(world).withdraw({ client: ref.client, schedule: (await schedulesAs(world).forJob(ref)).open!.id, version: 1, reason: '還沒送' }), refused('schedules.not_sent'))
  const { version } = await send(world, ref)
  const sent = (await schedulesAs(world).forJob(ref)).open!
  await assert.rejects(draft(world, ref, steps), refused('schedules.with_parties'))
  const next = await schedulesAs(world).withdraw({ client: ref.client, schedule: sent.id, version, reason: '寄錯版本' })
  const { open, revisions } = await schedulesAs(world).forJob(ref)
  assert.deepEqual([open!.id, open!.revision, open!.state, open!.steps.map((s) => s.name)], [next.id, 2, 'draft', sent.steps.map((s) => s.name)])
  assert.deepEqual(revisions.map((r) => r.state), ['withdrawn', 'draft'])
  await assert.rejects(signNext(world, ref), /nobody is asked/)
  await draft(world, ref, steps, '換了簽的人')
  await send(world, ref)
  await signNext(world, ref)
  await signNext(world, ref)
  assert.equal((await world.ae.tx((tx) => inForce(tx, ref.client, ref.job)))!.revision, 2)
})

test('two editors: the second is told; two who open the first draft at once, one is first', async () => {
  const ref = await issued(world)
  const [ae, lead] = [schedulesAs(world), schedulesAs(world, 'lead')]
  const both = await Promise.allSettled([ae, lead].map((who) => who.draft({ ...ref, ...planFrom(posterSteps(world)), version: null })))
  assert.deepEqual(both.map((r) => r.status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal(codeOf((both.find((r) => r.status === 'rejected') as PromiseRejectedResult).reason), 'stale')
  await ae.draft({ ...ref, ...planFrom([step(world, '甲', 2)]), version: 1 })
  await assert.rejects(lead.draft({ ...ref, ...planFrom([step(world, '乙', 2)]), version: 1 }), refused('stale'))
  assert.deepEqual((await ae.forJob(ref)).open!.steps.map((s) => s.name), ['甲'])
  await assert.rejects(ae.send({ client: ref.client, schedule: (await ae.forJob(ref)).open!.id, version: 1, personId: world.ae.id, contactId: world.contacts.approver }), refused('stale'))
})

test('who signs and who is responsible: the client\'s team and its authorised approver, nobody else', async () => {
  const ref = await issued(world)
  const ae = schedulesAs(world)
  const endless = Array.from({ length: 80 }, (_, i) => step(world, `${i}`, 400)).map((s, i, all) => ({ ...s, predecessorId: all[i - 1]?.stepId ?? null }))
  for (const [steps, code] of [
    [[step(world, '外人', 1, { ourOwnerId: world.other.id })], 'schedules.off_team'],
    [[step(world, '別家', 1, { ourOwnerId: null, theirOwnerId: world.contacts.tea })], 'schedules.off_team'],
    [endless, 'schedules.too_long'],
  ] as const) await assert.rejects(ae.draft({ ...ref, ...planFrom([...steps]), version: null }), refused(code))
  // Who does a step may be open while it is a draft, not when it goes out: neither here nor in the database.
  await draft(world, ref, [...posterSteps(world), step(world, '沒人', 1, { ourOwnerId: null })])
  await assert.rejects(send(world, ref), refused('schedules.no_owner'))
  await assert.rejects(world.ae.sql("update docket.schedule set state = 'sent', sent_at = now() where job_id = $1", [ref.job]), /policy "everybody_named"/)
  const { id, version } = await draft(world, ref, posterSteps(world))
  const to = { client: ref.client, schedule: id, version }
  await assert.rejects(ae.send({ ...to, personId: world.other.id, contactId: world.contacts.approver }), refused('schedules.signer_off_team'))
  await assert.rejects(ae.send({ ...to, personId: world.ae.id, contactId: world.contacts.assistant }), refused('schedules.signer_may_not'))
  await assert.rejects(ae.send({ ...to, personId: world.ae.id, contactId: world.contacts.tea }), refused('not_found'))
  await assert.rejects(schedulesAs(world, 'member').send({ ...to, personId: world.ae.id, contactId: world.contacts.approver }), refused('role'))
})

test('ticks stand against the schedule in force, for what has happened; what is late is found', async () => {
  const ref = await issued(world)
  const steps = posterSteps(world)
  const tick = (stepId: string, doneOn: string | null) => schedulesAs(world, 'member').tick({ ...ref, step: stepId, doneOn })
  await draft(world, ref, steps)
  await assert.rejects(tick(steps[0]!.stepId, '2026-11-24'), refused('schedules.none_in_force'))
  await send(world, ref)
  await signNext(world, ref)
  await signNext(world, ref)
  await assert.rejects(tick(steps[0]!.stepId, '2026-11-25'), refused('schedules.future'))
  await assert.rejects(tick('00000000-0000-7000-8000-000000000000', '2026-11-24'), refused('not_found'))
  await tick(steps[0]!.stepId, '2026-11-24')
  const late = async () => (await world.ae.tx((tx) => lateSteps(tx, [ref.job], '2026-12-03', 500))).map((s) => s.name)
  assert.deepEqual(await late(), ['方向確認'])
  await tick(steps[0]!.stepId, null)
  assert.deepEqual(await late(), ['創意方向', '方向確認'])
})

test('S11 with the delivery the step that the plan in force ends with is done; the others stay for people to tick', async () => {
  const ref = await issued(world)
  const steps = posterSteps(world)
  await signed(world, ref, steps)
  await delivered(world, ref)
  assert.deepEqual((await schedulesAs(world).forJob(ref)).progress, [{ stepId: steps.at(-1)!.stepId, doneOn: '2026-11-24' }])
})

test('no order and a closed card are refused; for another client\'s people the schedule does not exist', async () => {
  const ae = jobsAs(world, 'ae')
  const { id: bare } = await ae.open({ client: world.client, title: '還沒核發' })
  await assert.rejects(draft(world, { client: world.client, job: bare }, posterSteps(world)), refused('jobs.no_order'))
  const ref = await issued(world)
  const { id, version } = await draft(world, ref, posterSteps(world))
  const stranger = schedulesAs(world, 'other')
  await assert.rejects(stranger.forJob(ref), refused('not_found'))
  await assert.rejects(stranger.draft({ ...ref, ...planFrom(posterSteps(world)), version: null }), refused('not_found'))
  await assert.rejects(stranger.send({ client: ref.client, schedule: id, version, personId: world.other.id, contactId: world.contacts.tea }), refused('not_found'))
  const over = async () => (await schedulesAs(world, 'ae').forJob(ref)).delivered
  assert.equal(await over(), false)
  const { version: gone } = await delivered(world, ref)
  await assert.rejects(draft(world, ref, posterSteps(world)), refused('jobs.delivered'))
  const open = await jobsAs(world, 'finance').reopen({ ...ref, version: gone, reason: '還有一筆' })
  assert.equal(await over(), true)
  await jobsAs(world, 'finance').close({ ...ref, version: open.version })
  await assert.rejects(draft(world, ref, posterSteps(world)), refused('jobs.card_closed'))
  await assert.rejects(send(world, ref), refused('jobs.card_closed'))
})
