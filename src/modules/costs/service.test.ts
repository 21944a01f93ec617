import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import fc from 'fast-check'
import { newId } from '#kernel/ids.ts'
import { labourCost } from '#kernel/pure/money.ts'
import { delivered, draftedJob, issuedJob, jobsAs } from '#modules/jobs/fixtures.ts'
import { peopleContract } from '#modules/people/contract.ts'
import { peopleService } from '#modules/people/index.ts'
import { madeWorld, refused, type World } from '#test/setup/world.ts'
import { costsAs, vendorPaper } from './fixtures.ts'
import { boughtFor } from './index.ts'
import { lockDay } from './repo.ts'
import { checkDay } from './rules.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())

const onDay = '2026-11-24'
const insertTime = (client: string, job: string, on = onDay) => world.member.sql(`insert into docket.time_entry (agency_id, client_id, id, job_id, person_id, on_day, minutes, currency, rate_minor, cost_minor, entered_at)
  values ($1, $2, $3, $4, $5, $6, 30, 'TWD', 0, 0, now())`, [world.agencyId, client, newId(world.clock.now()), job, world.member.id, on])
const insertBought = (client: string, job: string, paper: string, on = onDay) => world.ae.sql(`insert into docket.bought_cost (agency_id, client_id, id, job_id, vendor, what, on_day, currency, net_minor, paper_file_id, entered_by, entered_at)
  values ($1, $2, $3, $4, 'x', 'x', $7, 'TWD', 1, $5, $6, now())`, [world.agencyId, client, newId(world.clock.now()), job, paper, world.ae.id, on])
const totalsIn = ({ minutes, timeMinor, boughtMinor, totalMinor }: { minutes: number; timeMinor: bigint; boughtMinor: bigint; totalMinor: bigint }) => ({ minutes, timeMinor, boughtMinor, totalMinor })
const byPolicy = (error: { code?: string }): boolean => error.code === '42501'
/** A day of its own for each test: a person's day holds 1440 minutes over all of them. */
let used = 0
const freshDay = (): string => new Date(Date.UTC(2026, 2, 1 + used++)).toISOString().slice(0, 10)
/** An order that was issued before all those days. */
const oldJob = async (issued = '2026-02-20T02:00:00Z') => {
  const now = world.clock.now()
  world.clock.set(issued)
  try {
    return await issuedJob(world)
  } finally {
    world.clock.set(now)
  }
}
const closingJob = async () => {
  const ref = await oldJob()
  const out = async () => (await delivered(world, ref)).version
  return { out, close: (version: number) => jobsAs(world, 'finance').close({ client: ref.client, job: ref.job, version }), client: ref.client, job: ref.job }
}

test('K1 the rate is copied when time is logged: a later rate, even for that day, changes nothing (C3)', async () => {
  const { client, job } = await oldJob()
  const day = freshDay()
  const [member, finance] = [costsAs(world, 'member'), costsAs(world, 'finance')]
  const { id } = await member.log({ client, job, onDay: day, minutes: 90 })
  const { staff } = world.finance.calls(peopleContract, peopleService(async () => undefined))
  await staff.setRate({ id: world.member.id, from: day, version: 0, costMinor: 1000n, chargeMinor: 3000n })
  const [before] = (await finance.forJob({ client, job })).time
  assert.deepEqual([before!.rateMinor, before!.costMinor], [600n, 900n])
  await member.change({ client, entry: id, version: 1, minutes: 60, note: '改短' })
  const [changed] = (await finance.forJob({ client, job })).time
  assert.deepEqual([changed!.rateMinor, changed!.costMinor, changed!.minutes, changed!.note], [600n, 600n, 60, '改短'])
  await member.log({ client, job, onDay: day, minutes: 60 })
  assert.equal((await member.forJob({ client, job })).timeMinor, 1600n)
  await staff.setRate({ id: world.member.id, from: day, version: 1, costMinor: 600n, chargeMinor: 1800n })
})

test('K1 nobody has set a rate: time is refused rather than booked at a cost of 0', async () => {
  const { client, job } = await oldJob('2025-12-01T02:00:00Z')
  await assert.rejects(costsAs(world, 'member').log({ client, job, onDay: '2025-12-31', minutes: 30 }), refused('costs.no_rate'))
})

test('K2 no issued order, no time and no cost: not by the service, not by raw SQL as the server (C2)', async () => {
  const paper = await vendorPaper(world, world.client)
  const { client, job } = await draftedJob(world)
  const bought = { client, job, vendor: '永和印刷', what: '打樣', onDay, netMinor: 1n, paperFileId: paper }
  await assert.rejects(costsAs(world, 'member').log({ client, job, onDay, minutes: 30 }), refused('jobs.no_order'))
  await assert.rejects(costsAs(world, 'ae').buy(bought), refused('jobs.no_order'))
  await assert.rejects(insertTime(client, job), byPolicy)
  await assert.rejects(insertBought(client, job, paper), byPolicy)
  const good = await issuedJob(world)
  await insertTime(client, good.job)
  await insertBought(client, good.job, paper)
  // Issued on the 24th at ten in Taipei: the day before has no order yet, neither for us nor for raw SQL.
  const early = { ...bought, job: good.job, onDay: '2026-11-23' }
  await assert.rejects(costsAs(world, 'member').log({ client, job: good.job, onDay: early.onDay, minutes: 30 }), refused('costs.before_order'))
  await assert.rejects(costsAs(world, 'ae').buy(early), refused('costs.before_order'))
  await assert.rejects(insertTime(client, good.job, early.onDay), byPolicy)
  await assert.rejects(insertBought(client, good.job, paper, early.onDay), byPolicy)
  // The agency's day: at 18:30 of the 23rd in London it is the 24th in Taipei.
  const night = await oldJob('2026-11-23T18:30:00Z')
  await assert.rejects(costsAs(world, 'member').log({ client, job: night.job, onDay: '2026-11-23', minutes: 30 }), refused('costs.before_order'))
  await costsAs(world, 'member').log({ client, job: night.job, onDay, minutes: 30 })
})

test('K2 the day of work lies between the issue and today, both counted', () => {
  const day = fc.integer({ min: 0, max: 800 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))
  fc.assert(fc.property(day, day, day, (on, issued, today) => {
    const check = () => checkDay(on, issued, today)
    if (on > today) assert.throws(check, { code: 'costs.future' })
    else if (on < issued) assert.throws(check, { code: 'costs.before_order' })
    else check()
  }))
})

test('K9 what an hour of a colleague cost is shown to finance and the administrator only; others see minutes and the sum', async () => {
  const { client, job } = await oldJob()
  await costsAs(world, 'member').log({ client, job, onDay: freshDay(), minutes: 60 })
  for (const who of ['ae', 'director', 'lead', 'traffic', 'member'] as const) {
    const { time, timeMinor, minutes } = await costsAs(world, who).forJob({ client, job })
    assert.deepEqual([time[0]!.rateMinor, time[0]!.costMinor, time[0]!.minutes, minutes, timeMinor], [null, null, 60, 60, 600n], who)
  }
  for (const who of ['finance', 'admin'] as const) assert.deepEqual((await costsAs(world, who).forJob({ client, job })).time.map((t) => [t.rateMinor, t.costMinor]), [[600n, 600n]], who)
  const { entries } = await costsAs(world, 'member').week({ monday: mondayOf((await costsAs(world, 'member').forJob({ client, job })).time[0]!.onDay) })
  assert.ok(entries.length > 0 && entries.every((e) => e.rateMinor === null && e.costMinor === null))
})

test('K3 a delivered job and a closed card take nothing, give nothing up and cannot be changed (G8)', async () => {
  const { client, job, out, close } = await closingJob()
  const day = freshDay()
  const [member, ae] = [costsAs(world, 'member'), costsAs(world, 'ae')]
  const paper = await vendorPaper(world, client)
  const form = { client, job, vendor: '永和印刷', what: '打樣', onDay: day, netMinor: 12_000n, paperFileId: paper }
  const entry = await member.log({ client, job, onDay: day, minutes: 60 })
  const cost = await ae.buy(form)
  const late = [
    () => member.log({ client, job, onDay: day, minutes: 1 }), () => member.change({ client, entry: entry.id, version: 1, minutes: 5 }),
    () => member.strike({ client, entry: entry.id, version: 1 }), () => ae.buy(form), () => ae.strikeBought({ client, cost: cost.id, version: 1, reason: '錯' }),
  ]
  const refusedWith = async (code: string) => {
    for (const one of late) await assert.rejects(one, refused(code))
    await assert.rejects(insertTime(client, job), byPolicy)
    await assert.rejects(insertBought(client, job, paper), byPolicy)
  }
  const version = await out()
  await refusedWith('jobs.delivered')
  await close(version)
  await refusedWith('jobs.card_closed')
  // What the policy does not see it does not change: no error, no row.
  assert.equal((await world.member.sql('update docket.time_entry set minutes = 5 where job_id = $1', [job])).rowCount, 0)
  assert.equal((await world.ae.sql("update docket.bought_cost set void_reason = 'x', voided_at = now() where job_id = $1", [job])).rowCount, 0)
  assert.deepEqual(totalsIn(await ae.forJob({ client, job })), { minutes: 60, timeMinor: 600n, boughtMinor: 12_000n, totalMinor: 12_600n })
})

test('K10 an order that finance holds takes no time and no cost, and nothing on it changes, until it is released (C4)', async () => {
  const { client, job, version } = await oldJob()
  const day = freshDay()
  const [member, ae, finance] = [costsAs(world, 'member'), costsAs(world, 'ae'), jobsAs(world, 'finance')]
  const form = { client, job, vendor: '永和印刷', what: '打樣', onDay: day, netMinor: 12_000n, paperFileId: await vendorPaper(world, client) }
  const entry = await member.log({ client, job, onDay: day, minutes: 60 })
  const held = await finance.hold({ client, job, version, reason: '上一張發票還沒付' })
  for (const early of [
    () => member.log({ client, job, onDay: day, minutes: 1 }), () => member.change({ client, entry: entry.id, version: 1, minutes: 5 }),
    () => member.strike({ client, entry: entry.id, version: 1 }), () => ae.buy(form),
  ]) await assert.rejects(early, refused('jobs.held'))
  await assert.rejects(insertTime(client, job), byPolicy)
  await assert.rejects(insertBought(client, job, form.paperFileId), byPolicy)
  assert.equal((await world.member.sql('update docket.time_entry set minutes = 5 where job_id = $1', [job])).rowCount, 0)
  assert.deepEqual((await ae.forJob({ client, job })).blocked, { code: 'jobs.held', reason: '上一張發票還沒付' })
  await finance.release({ client, job, version: held.version })
  await member.log({ client, job, onDay: day, minutes: 30 })
  await ae.buy(form)
})

test('K4 a day holds 1440 minutes of a person over all jobs, however many hands write at once', async () => {
  const [a, b] = [await oldJob(), await oldJob()]
  const day = freshDay()
  const member = costsAs(world, 'member')
  const deadlocks = async (): Promise<unknown> => (await world.ae.sql('select deadlocks from pg_stat_database where datname = current_database()')).rows
  const before = await deadlocks()
  const tries = await Promise.allSettled([a, b, a, b, a, b].map(({ client, job }) => member.log({ client, job, onDay: day, minutes: 400 })))
  assert.equal(tries.filter((r) => r.status === 'fulfilled').length, 3)
  for (const no of tries) if (no.status === 'rejected') assert.ok(refused('costs.day_full')(no.reason), String(no.reason))
  assert.deepEqual(await deadlocks(), before, 'nobody waited for who waited for them')
  const { entries } = await member.week({ monday: mondayOf(day) })
  const logged = entries.filter((e) => e.onDay === day)
  assert.equal(logged.reduce((sum, e) => sum + e.minutes, 0), 1200)
  await assert.rejects(member.change({ client: a.client, entry: logged[0]!.id, version: 1, minutes: 641 }), refused('costs.day_full'))
  await member.change({ client: a.client, entry: logged[0]!.id, version: 1, minutes: 640 })
  await assert.rejects(member.log({ client: a.client, job: a.job, onDay: day, minutes: 1 }), refused('costs.day_full'))
  await costsAs(world, 'lead').log({ client: a.client, job: a.job, onDay: day, minutes: 400 })
})

test('K4 who logs on a day waits for whoever is at the same day of the same person, and for nobody else', async () => {
  const { client, job } = await oldJob()
  const [day, another] = [freshDay(), freshDay()]
  const member = costsAs(world, 'member')
  // The first booking of a job is announced, and that waits.
  await member.log({ client, job, onDay: another, minutes: 60 })
  const held = Promise.withResolvers<void>()
  const holding = Promise.withResolvers<void>()
  const holder = world.member.tx(async (tx) => {
    await lockDay(tx, world.member.id, day)
    holding.resolve()
    await held.promise
  })
  await holding.promise
  let logged = false
  const waiting = member.log({ client, job, onDay: day, minutes: 60 }).then(() => {
    logged = true
  })
  await member.log({ client, job, onDay: another, minutes: 60 })
  await costsAs(world, 'lead').log({ client, job, onDay: day, minutes: 60 })
  assert.equal(logged, false)
  held.resolve()
  await Promise.all([holder, waiting])
})

test('K4 a day has 24 hours at a client that is out of sight, too', async () => {
  const { client, job } = await oldJob()
  const day = freshDay()
  const member = costsAs(world, 'member')
  const { id: entry } = await member.log({ client, job, onDay: day, minutes: 600 })
  const owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  try {
    // The same order and the same ten hours once more, at the client whose team the member is not on.
    const there = { client_id: world.otherClient, id: newId(world.clock.now()), job_id: newId(world.clock.now()) }
    for (const [table, over, id] of [['job', { ...there, id: there.job_id, finance_number: 'ELSEWHERE' }, job], ['time_entry', there, entry]] as const)
      await owner.query(`insert into docket.${table} select (jsonb_populate_record(x, $1)).* from docket.${table} x where id = $2`, [JSON.stringify(over), id])
  } finally {
    await owner.end()
  }
  assert.equal((await member.week({ monday: mondayOf(day) })).entries.filter((e) => e.onDay === day).length, 1, 'it is out of sight')
  await assert.rejects(member.log({ client, job, onDay: day, minutes: 241 }), refused('costs.day_full'))
  await assert.rejects(member.change({ client, entry, version: 1, minutes: 841 }), refused('costs.day_full'))
  await member.log({ client, job, onDay: day, minutes: 240 })
  // Nor by raw SQL as the server: the day is full, and the first ten hours cannot grow.
  await assert.rejects(insertTime(client, job, day), byPolicy)
  await assert.rejects(world.member.sql(`update docket.time_entry set minutes = 601 where id = '${entry}'`), byPolicy)
  await world.member.sql(`update docket.time_entry set minutes = 599 where id = '${entry}'`)
})

test('K4 a day that is over-full all the same is brought down step by step, and never grows', async () => {
  const { client, job } = await oldJob()
  const day = freshDay()
  const member = costsAs(world, 'member')
  const { id: entry } = await member.log({ client, job, onDay: day, minutes: 900 })
  await member.log({ client, job, onDay: day, minutes: 500 })
  const owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  await owner.query('update docket.time_entry set minutes = 1200 where id = $1', [entry])
  await owner.end()
  await assert.rejects(member.change({ client, entry, version: 1, minutes: 1201 }), refused('costs.day_full'))
  await assert.rejects(world.member.sql(`update docket.time_entry set minutes = 1201 where id = '${entry}'`), byPolicy)
  await member.change({ client, entry, version: 1, minutes: 1200, note: '白天' })
  await member.change({ client, entry, version: 2, minutes: 1000 })
  await member.change({ client, entry, version: 3, minutes: 940 })
  await assert.rejects(member.change({ client, entry, version: 4, minutes: 941 }), refused('costs.day_full'))
})

test('K6 nobody logs for somebody else, nor changes what is theirs, by raw SQL as the server either', async () => {
  const { client, job } = await oldJob()
  const day = freshDay()
  const { id: entry } = await costsAs(world, 'member').log({ client, job, onDay: day, minutes: 60 })
  await assert.rejects(world.lead.sql(`insert into docket.time_entry select (jsonb_populate_record(t, '{"id": "${newId(world.clock.now())}"}')).* from docket.time_entry t where id = '${entry}'`), byPolicy)
  assert.equal((await world.lead.sql(`update docket.time_entry set minutes = 5 where id = '${entry}'`)).rowCount, 0)
})
const mondayOf = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`)
  return new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10)
}

test('K5 amounts, minutes and days that are none are refused at the door', async () => {
  const { client, job } = await oldJob()
  const paper = await vendorPaper(world, client)
  const [member, ae] = [costsAs(world, 'member'), costsAs(world, 'ae')]
  for (const minutes of [0, -30, 1.5, 1441, Number.NaN, '９０', '90'] as number[]) await assert.rejects(member.log({ client, job, onDay, minutes }), refused('invalid'), String(minutes))
  for (const day of ['2026-02-31', '2026-11-24T00:00', '24/11/2026', '']) await assert.rejects(member.log({ client, job, onDay: day, minutes: 30 }), refused('invalid'), day)
  await assert.rejects(member.log({ client, job, onDay: '2026-11-25', minutes: 30 }), refused('costs.future'))
  const form = { client, job, vendor: '永和印刷', what: '打樣', onDay, netMinor: 1n, paperFileId: paper }
  for (const netMinor of [0n, -1n, 10n ** 12n + 1n, 0.5, '１２０００', '1e5', '12000.50'] as bigint[]) await assert.rejects(ae.buy({ ...form, netMinor }), refused('invalid'), String(netMinor))
  for (const vendor of ['', ' ', '長'.repeat(5000), '\u202e']) await assert.rejects(ae.buy({ ...form, vendor }), refused('invalid'))
  for (let n = 0; n < 2; n++) await ae.buy({ ...form, vendor: '堃泰𠮷印', netMinor: 10n ** 12n })
  assert.equal((await ae.forJob({ client, job })).boughtMinor, 2n * 10n ** 12n)
  assert.equal((await world.ae.tx((tx) => boughtFor(tx, client, job)))[0]!.vendor, '堃泰𠮷印')
  await assert.rejects(ae.buy({ ...form, paperFileId: newId(world.clock.now()) }), refused('not_found'))
  await assert.rejects(costsAs(world, 'director').buy({ ...form, paperFileId: await vendorPaper(world, world.otherClient, 'other') }), refused('not_found'))
  await assert.rejects(ae.buy({ ...form, paperFileId: await vendorPaper(world, world.agencyId) }), refused('costs.paper_missing'))
  for (const type of ['application/x-msdownload', 'text/html', 'image/svg+xml', 'application/octet-stream']) await assert.rejects(vendorPaper(world, client, 'ae', type).then((id) => ae.buy({ ...form, paperFileId: id })), refused('costs.paper_kind'), type)
  assert.ok(await ae.buy({ ...form, paperFileId: await vendorPaper(world, client, 'ae', 'image/jpeg') }))
})

test('K6 only who logged it changes or strikes it; two tabs do not overwrite each other; behind the wall there is nothing', async () => {
  const { client, job } = await oldJob()
  const day = freshDay()
  const [member, lead, other] = [costsAs(world, 'member'), costsAs(world, 'lead'), costsAs(world, 'other')]
  const { id: entry } = await member.log({ client, job, onDay: day, minutes: 60 })
  await assert.rejects(lead.change({ client, entry, version: 1, minutes: 5 }), refused('costs.not_yours'))
  await assert.rejects(lead.strike({ client, entry, version: 1 }), refused('costs.not_yours'))
  const both = await Promise.allSettled([member.change({ client, entry, version: 1, minutes: 70 }), member.strike({ client, entry, version: 1 })])
  assert.deepEqual(both.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
  const lost = both.find((r) => r.status === 'rejected') as PromiseRejectedResult
  assert.ok(refused('stale')(lost.reason) || refused('not_found')(lost.reason), String(lost.reason))
  for (const call of [
    () => other.forJob({ client, job }), () => other.log({ client, job, onDay: day, minutes: 5 }), () => other.change({ client, entry, version: 1, minutes: 5 }),
    () => other.forJob({ client: world.otherClient, job }),
  ]) await assert.rejects(call, refused('not_found'))
  assert.deepEqual(await other.week({ monday: mondayOf(day) }), { entries: [], jobs: [] })
})

test('K7 a bought cost is struck out with a reason and stays to be read; the job is in work from the first booking', async () => {
  const { client, job } = await oldJob()
  const ae = costsAs(world, 'ae')
  assert.equal((await jobsAs(world, 'ae').get({ client, job })).stage, 'ordered')
  const { id: cost } = await ae.buy({ client, job, vendor: '永和印刷', what: '打樣', onDay, netMinor: 12_000n, paperFileId: await vendorPaper(world, client) })
  assert.equal((await jobsAs(world, 'ae').get({ client, job })).stage, 'in_work')
  await assert.rejects(costsAs(world, 'member').strikeBought({ client, cost, version: 1, reason: '重複' }), refused('role'))
  await assert.rejects(ae.strikeBought({ client, cost, version: 1, reason: ' ' }), refused('invalid'))
  await ae.strikeBought({ client, cost, version: 1, reason: '重複輸入' })
  await assert.rejects(ae.strikeBought({ client, cost, version: 2, reason: '再一次' }), refused('not_found'))
  const shown = await ae.forJob({ client, job })
  assert.deepEqual([shown.boughtMinor, shown.bought.map((b) => b.voidReason)], [0n, ['重複輸入']])
  assert.deepEqual(await world.ae.tx((tx) => boughtFor(tx, client, job)), [])
  const { rows } = await world.ae.sql('select what from docket.record where job_id = $1 order by seq', [job])
  assert.deepEqual(rows.map((r) => r.what).filter((w: string) => w.startsWith('costs.')), ['costs.bought', 'costs.bought_struck'])
})

test('the record says whether the length of a time changed or only what was done in it', async () => {
  const { client, job } = await oldJob()
  const member = costsAs(world, 'member')
  const { id } = await member.log({ client, job, onDay: freshDay(), minutes: 90 })
  await member.change({ client, entry: id, version: 1, minutes: 90, note: '和印刷廠通話' })
  await member.change({ client, entry: id, version: 2, minutes: 60, note: '和印刷廠通話' })
  const { rows } = await world.ae.sql("select what from docket.record where job_id = $1 and what like 'costs.%' order by seq", [job])
  assert.deepEqual(rows.map((r) => r.what), ['costs.logged', 'costs.noted', 'costs.changed'])
})

test('K8 whatever is logged, changed, bought and struck, the totals are the sums of the rows that stand (C3)', async () => {
  const paper = await vendorPaper(world, world.client)
  const [member, ae] = [costsAs(world, 'member'), costsAs(world, 'ae')]
  const step = fc.oneof(
    fc.record({ do: fc.constant('log' as const), at: fc.nat(2), minutes: fc.integer({ min: 1, max: 200 }) }),
    fc.record({ do: fc.constant('change' as const), at: fc.nat(20), minutes: fc.integer({ min: 1, max: 200 }) }),
    fc.record({ do: fc.constant('strike' as const), at: fc.nat(20), minutes: fc.constant(0) }),
    fc.record({ do: fc.constant('buy' as const), at: fc.nat(2), minutes: fc.integer({ min: 1, max: 1_000_000 }) }),
    fc.record({ do: fc.constant('unbuy' as const), at: fc.nat(20), minutes: fc.constant(0) }),
  )
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
    const { client, job } = await oldJob()
    const days = [freshDay(), freshDay(), freshDay()]
    const time: { id: string; version: number; minutes: number }[] = []
    const bought: { id: string; net: bigint }[] = []
    for (const s of steps) {
      const row = time[s.at % Math.max(1, time.length)]
      if (s.do === 'log') time.push({ ...(await member.log({ client, job, onDay: days[s.at]!, minutes: s.minutes % 100 + 1 })), version: 1, minutes: s.minutes % 100 + 1 })
      else if (s.do === 'buy') bought.push({ ...(await ae.buy({ client, job, vendor: '永和印刷', what: '打樣', onDay, netMinor: BigInt(s.minutes), paperFileId: paper })), net: BigInt(s.minutes) })
      else if (s.do === 'change' && row) Object.assign(row, await member.change({ client, entry: row.id, version: row.version, minutes: s.minutes % 100 + 1 }), { minutes: s.minutes % 100 + 1 })
      else if (s.do === 'strike' && row) {
        await member.strike({ client, entry: row.id, version: row.version })
        time.splice(time.indexOf(row), 1)
      } else if (s.do === 'unbuy' && bought.length > 0) {
        const [gone] = bought.splice(s.at % bought.length, 1)
        await ae.strikeBought({ client, cost: gone!.id, version: 1, reason: '重複' })
      }
    }
    const timeMinor = time.reduce((sum, t) => sum + labourCost(t.minutes, 600n), 0n)
    const boughtMinor = bought.reduce((sum, b) => sum + b.net, 0n)
    const want = { minutes: time.reduce((sum, t) => sum + t.minutes, 0), timeMinor, boughtMinor, totalMinor: timeMinor + boughtMinor }
    assert.deepEqual(totalsIn(await ae.forJob({ client, job })), want)
  }), { numRuns: 12 })
})
