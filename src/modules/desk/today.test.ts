import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { billingAs, closedJob } from '#modules/billing/fixtures.ts'
import { signInside, worksIn } from '#modules/deliverables/fixtures.ts'
import { acceptedJob, delivered, draftedJob, issuedJob, jobsAs } from '#modules/jobs/fixtures.ts'
import { meetingsContract } from '#modules/meetings/contract.ts'
import { meetingsService } from '#modules/meetings/service.ts'
import { draft, issued, posterSteps, send } from '#modules/schedules/fixtures.ts'
import { madeWorld, type World } from '#test/setup/world.ts'
import { deskAs, sentMinutes, type Who } from './fixtures.ts'
import { byDay, most } from './rules.ts'
import { taskPath } from './ui/paths.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())
const desk = (who: Who) => deskAs(world, who)
const taskOf = async (who: Who, subject: string) => (await desk(who).today()).rows.find((row) => row.subjectId === subject)

test('the rail counts for each what waits for them, and nothing behind their walls', async () => {
  const of = (who: Who) => desk(who).counts()
  const [lead, finance] = [await of('lead'), await of('finance')]
  const { client, job, version } = await draftedJob(world)
  const sent = await jobsAs(world, 'ae').submit({ client, job, version })
  assert.equal((await of('lead')).accept, lead.accept + 1)
  const accepted = await jobsAs(world, 'lead').accept({ client, job, version: sent.version })
  assert.deepEqual([(await of('lead')).accept, (await of('finance')).finance, (await of('ae')).finance], [lead.accept, finance.finance + 1, 0])
  await jobsAs(world, 'finance').issue({ client, job, version: accepted.version })
  assert.equal((await of('finance')).finance, finance.finance)
  const gone = await delivered(world, { client, job })
  assert.equal((await of('finance')).finance, finance.finance + 1)
  await jobsAs(world, 'finance').close({ client, job, version: gone.version })
  await billingAs(world, 'ae').request({ client, job, lines: [{ what: '設計', quantityThousandths: 1000, unitMinor: 10_000n, sourceKind: '', sourceId: null }], note: '' })
  assert.equal((await of('finance')).finance, finance.finance + 1)
  assert.deepEqual(await of('other'), { sign: 0, accept: 0, finance: 0, dead: 0 })
})

test('a schedule that was drafted is to be sent, by the owner of its job, until it is', async () => {
  const ref = await issued(world)
  const task = async () => (await desk('ae').today()).rows.find((row) => row.job === ref.job && row.task === 'send_schedule')
  assert.equal(await task(), undefined)
  await draft(world, ref, posterSteps(world))
  assert.equal((await task())?.mine, true)
  assert.equal((await desk('other').today()).rows.some((row) => row.job === ref.job), false)
  await send(world, ref)
  assert.equal(await task(), undefined)
})

test('what the client has approved is to be delivered, by the owner of its job, until it is; not while finance holds it or a piece of it is not approved', async () => {
  const { client, job } = await issuedJob(world)
  const turn = async (who: Who) => (await desk(who).today()).rows.filter((row) => row.job === job && row.task === 'deliver').map((row) => row.mine)
  const works = worksIn(world)
  const approved = async ({ id, versionId }: { id: string; versionId: string }) => {
    await signInside(world, client, versionId)
    await works.send(client, id)
    await works.answer(client, versionId)
  }
  const first = await works.put({ job })
  assert.deepEqual(await turn('ae'), [])
  await approved(first)
  assert.deepEqual([await turn('ae'), await turn('member'), await turn('other')], [[true], [false], []])
  const second = await works.put({ job })
  assert.deepEqual(await turn('ae'), [])
  await approved(second)
  assert.deepEqual(await turn('ae'), [true])
  const now = async () => (await jobsAs(world, 'ae').get({ client, job })).version
  await jobsAs(world, 'finance').hold({ client, job, version: await now(), reason: '前一張發票還沒收' })
  assert.deepEqual(await turn('ae'), [])
  await jobsAs(world, 'finance').release({ client, job, version: await now() })
  assert.deepEqual(await turn('ae'), [true])
  await jobsAs(world, 'ae').deliver({ client, job, version: await now() })
  assert.deepEqual(await turn('ae'), [])
})

test('an order stands on every desk of its team, as the turn of one', async () => {
  const { client, job, version } = await draftedJob(world)
  assert.equal(await taskOf('director', job), undefined)
  const sent = await jobsAs(world, 'ae').submit({ client, job, version })
  const turn = async (who: Who) => {
    const row = await taskOf(who, job)
    return row && [row.task, row.mine]
  }
  assert.deepEqual([await turn('lead'), await turn('ae'), await turn('finance')], [['accept', true], ['accept', false], ['accept', false]])
  const back = await jobsAs(world, 'lead').sendBack({ client, job, version: sent.version, reason: '尺寸不全' })
  assert.deepEqual([await turn('lead'), await turn('ae')], [['returned', false], ['returned', true]])
  const again = await jobsAs(world, 'ae').submit({ client, job, version: back.version })
  const accepted = await jobsAs(world, 'lead').accept({ client, job, version: again.version })
  assert.deepEqual([await turn('lead'), await turn('finance')], [['recognise', false], ['recognise', true]])
  await jobsAs(world, 'finance').issue({ client, job, version: accepted.version })
  assert.equal(await turn('ae'), undefined)
  const gone = await delivered(world, { client, job })
  assert.deepEqual([await turn('ae'), await turn('finance')], [['close', false], ['close', true]])
  await jobsAs(world, 'finance').close({ client, job, version: gone.version })
  assert.deepEqual([await turn('ae'), await turn('finance')], [['bill', true], ['bill', false]])
  assert.equal(await turn('other'), undefined)
})

test('what one has begun and not sent stands on the own desk alone: minutes with an item in them, and an order, until they go out', async () => {
  const { client, job } = await draftedJob(world)
  const turn = async (who: Who, id: string) => {
    const row = await taskOf(who, id)
    return row && [row.task, row.mine, row.late]
  }
  assert.deepEqual([await turn('ae', job), await turn('lead', job), await turn('other', job)], [['order_draft', true, false], undefined, undefined])
  const minutes = world.ae.calls(meetingsContract, meetingsService)
  const empty = await minutes.create({ client, heldOn: '2026-11-24', title: '還沒寫' })
  const begun = await minutes.create({ client, heldOn: '2026-11-24', items: [{ id: randomUUID(), kind: 'information', text: '一句' }] })
  assert.deepEqual([await turn('ae', empty.id), await turn('ae', begun.id), await turn('director', begun.id)], [undefined, ['minutes_draft', true, false], undefined])
  assert.equal((await taskOf('ae', begun.id))?.dueOn, '2026-11-25')
})

test('what is paid is to be filed, by the owner of its job', async () => {
  const { client, job } = await closedJob(world)
  const request = await billingAs(world, 'ae').request({ client, job, lines: [{ what: '主視覺', unitMinor: 10_000n }] })
  const invoice = await billingAs(world, 'finance').post({ client, request: request.id, version: 1 })
  assert.equal(await taskOf('ae', job), undefined)
  await billingAs(world, 'finance').receive({ client, receivedOn: '2026-11-24', amountMinor: 10_500n, allocations: [{ invoiceId: invoice.id, amountMinor: 10_500n }] })
  const turn = async (who: Who) => {
    const row = await taskOf(who, job)
    return row && [row.task, row.mine, row.late]
  }
  assert.deepEqual([await turn('ae'), await turn('finance'), await turn('other')], [['file', true, false], ['file', false, false], undefined])
})

test('within one client the days follow one another; mine without a day is now, others’ without one come last', () => {
  const row = (task: 'step_late' | 'sign' | 'accept', dueOn: string | null, mine: boolean, late = false) => ({ task, dueOn, mine, late })
  const pressed = [row('step_late', '2026-11-25', true, true), row('step_late', '2026-11-16', false, true), row('sign', null, true), row('accept', '2026-11-20', false), row('sign', null, false)]
  assert.deepEqual(pressed.toSorted(byDay).map((r) => r.dueOn ?? (r.mine ? 'now' : 'some day')), ['now', '2026-11-16', '2026-11-20', '2026-11-25', 'some day'])
})

test('a task leads to where it is done: what I sign to my signatures, a version that came back to its work, an order to its docket', () => {
  const at = { client: 'c', job: 'j' as string | null, mine: true }
  assert.deepEqual([
    taskPath({ ...at, task: 'sign', subjectId: 'v' }), taskPath({ ...at, task: 'sign', subjectId: 'v', mine: false }), taskPath({ ...at, task: 'returned', subjectId: 'd' }), taskPath({ ...at, task: 'returned', subjectId: 'j' }),
    taskPath({ ...at, task: 'deliver', subjectId: 'j' }), taskPath({ ...at, task: 'objected', subjectId: 'm', job: null }),
  ], ['/sign', '/clients/c/jobs/j', '/clients/c/deliverables/d', '/clients/c/jobs/j', '/clients/c/jobs/j', '/clients/c/meetings/m'])
})

test('a confirmation that the client owes is theirs; a day that has passed is late', async () => {
  const { meeting } = await sentMinutes(world)
  const waits = (await desk('ae').today()).rows.find((row) => row.subjectId === meeting && row.task === 'waiting_confirm')
  assert.deepEqual([waits?.side, waits?.mine, waits?.late, waits?.who], ['theirs', false, false, '林若蘭'])
  const { job } = await acceptedJob(world, { dueOn: '2026-11-23' })
  const { rows } = await desk('finance').today()
  assert.equal(rows.find((row) => row.subjectId === job)?.late, true)
  // What is late stands above what is not.
  assert.equal(rows.findLastIndex((row) => row.late) < rows.findIndex((row) => !row.late), true)
})

test('the last day of a link is a day of the agency: sent at half past six in Taipei it is not the day before, as in Greenwich', async () => {
  world.clock.set('2026-11-24T22:30:00Z')
  const { meeting } = await sentMinutes(world)
  world.clock.set('2026-11-24T02:00:00Z')
  assert.equal((await desk('ae').today()).rows.find((row) => row.subjectId === meeting && row.task === 'waiting_confirm')?.dueOn, '2026-12-09')
})

test('where a list goes on beyond the desk it says so, and the outbox counts every letter', async () => {
  const before = await desk('ae').today()
  assert.deepEqual(before.more, [])
  const dead = (n: number) => world.ae.sql(`insert into docket.mail (agency_id, client_id, id, to_name, to_mail, subject, body, message_id, state, created_by, created_at)
    select $1, $2, gen_random_uuid(), '林若蘭', 'lin@pine.test', '信', '', gen_random_uuid()::text, 'dead', $3, $4 from generate_series(1, $5::int)`, [world.agencyId, world.client, world.ae.id, world.clock.now(), n])
  const letters = async () => (await desk('ae').today()).rows.filter((row) => row.task === 'dead_letter').length
  const { all } = await desk('ae').outbox()
  const had = await letters()
  await dead(most - had)
  assert.deepEqual([await letters(), (await desk('ae').today()).more], [most, []])
  await dead(1)
  assert.deepEqual([await letters(), (await desk('ae').today()).more, (await desk('other').today()).more], [most, ['letters'], []])
  const box = await desk('ae').outbox()
  assert.deepEqual([box.all, box.mails.length], [all + most - had + 1, most])
  assert.equal((await desk('ae').counts()).dead, most + 1)
  await world.ae.sql("update docket.mail set state = 'withdrawn' where subject = '信'")
})

test('every figure of the money is the sum of its papers', async () => {
  const start = await desk('finance').money()
  const delta = async () => {
    const now = await desk('finance').money()
    return {
      unbilled: now.unbilledMinor - start.unbilledMinor, waiting: now.waitingRequestsMinor - start.waitingRequestsMinor, notDue: now.notDueMinor - start.notDueMinor,
      overdue: now.overdueMinor - start.overdueMinor, received: now.receivedMinor - start.receivedMinor,
    }
  }
  const none = { unbilled: 0n, waiting: 0n, notDue: 0n, overdue: 0n, received: 0n }
  const { client, job } = await closedJob(world, { budgetMinor: 200_000n })
  assert.deepEqual(await delta(), { ...none, unbilled: 200_000n })
  const request = await billingAs(world, 'ae').request({ client, job, lines: [{ what: '主視覺', unitMinor: 180_000n }] })
  assert.deepEqual(await delta(), { ...none, waiting: 180_000n })
  const invoice = await billingAs(world, 'finance').post({ client, request: request.id, version: 1 })
  const { totalMinor, dueOn } = await billingAs(world, 'finance').invoice({ client, invoice: invoice.id })
  assert.deepEqual(await delta(), { ...none, notDue: totalMinor })
  await billingAs(world, 'finance').receive({ client, receivedOn: '2026-11-24', amountMinor: 100_000n, allocations: [{ invoiceId: invoice.id, amountMinor: 100_000n }] })
  assert.deepEqual(await delta(), { ...none, notDue: totalMinor - 100_000n, received: 100_000n })
  const now = world.clock.now()
  world.clock.set(new Date(`${dueOn}T20:00:00Z`))
  const late = await desk('finance').money()
  assert.equal(late.overdueMinor - start.overdueMinor, totalMinor - 100_000n)
  assert.equal((await taskOf('ae', invoice.id))?.task, 'remind')
  world.clock.set(now)
  // Behind the wall none of it is there.
  assert.deepEqual(await desk('other').money().then((m) => [m.unbilledMinor, m.waitingRequestsMinor, m.notDueMinor, m.receivedMinor]), [0n, 0n, 0n, 0n])
})
