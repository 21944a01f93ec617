import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { nextNumber } from '#kernel/db/numbers.ts'
import { addFile } from '#kernel/files/repo.ts'
import { madeWorld, refused, type World } from '#test/setup/world.ts'
import { acceptedJob, draftedJob, issuedJob, jobsAs, wholeOrder } from './fixtures.ts'
import { jobById, reach } from './index.ts'
import { type Required, required } from './rules.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())

test('J1 an order that lacks any one detail is not submitted: not by the service, not by the database (C1)', async () => {
  const ae = jobsAs(world, 'ae')
  const blank: Record<Required, Record<string, unknown>> = {
    brand: { brand: '' }, product: { product: '' }, purpose: { purpose: '' }, audience: { audience: '' }, message: { message: '' }, mustHaves: { mustHaves: '' },
    mustNots: { mustNots: '' }, sizes: { sizes: '' }, quantity: { quantity: null }, material: { material: '' }, languages: { languages: '' },
    references: { noReferences: false }, deliveryFormat: { deliveryFormat: '' }, dueOn: { dueOn: null }, budgetMinor: { budgetMinor: null }, ownerId: { ownerId: null }, leadId: { leadId: null },
  }
  for (const field of required) {
    const { client, job, version } = await draftedJob(world, blank[field])
    assert.deepEqual((await ae.get({ client, job })).missing, [field])
    await assert.rejects(ae.submit({ client, job, version }), (e: { data: unknown }) => {
      assert.deepEqual((e.data as { params: unknown }).params, { missing: [field] })
      return refused('jobs.incomplete')(e)
    })
    await assert.rejects(world.ae.sql("update docket.job set state = 'submitted', submitted_at = now() where id = $1", [job]), (e: { constraint?: string }) => e.constraint === 'job_complete')
    assert.equal((await ae.get({ client, job })).state, 'draft')
  }
})

test('J2 the way to a number: AE submits, the lead named on it accepts, finance recognises; a wrong hand is refused (C2, C4)', async () => {
  const { client, job, version } = await draftedJob(world)
  await assert.rejects(jobsAs(world, 'lead').submit({ client, job, version }), refused('role'))
  const sent = await jobsAs(world, 'ae').submit({ client, job, version })
  await assert.rejects(jobsAs(world, 'finance').issue({ client, job, version: sent.version }), refused('state'))
  await assert.rejects(jobsAs(world, 'ae').accept({ client, job, version: sent.version }), refused('role'))
  const taken = await jobsAs(world, 'lead').accept({ client, job, version: sent.version })
  await assert.rejects(jobsAs(world, 'ae').issue({ client, job, version: taken.version }), refused('role'))
  const { number } = await jobsAs(world, 'finance').issue({ client, job, version: taken.version })
  assert.match(number, /^J-2026-\d{4}$/)
  const shown = await jobsAs(world, 'member').get({ client, job })
  assert.deepEqual([shown.state, shown.stage, shown.number, shown.submittedBy, shown.acceptedBy, shown.issuedBy], ['issued', 'ordered', number, world.ae.id, world.lead.id, world.finance.id])
  assert.deepEqual(await jobsAs(world, 'ae').byNumber({ number }), { client, job })
  await assert.rejects(jobsAs(world, 'ae').save({ client, job, version: taken.version + 1, ...wholeOrder(world) }), refused('state'))
})

test('J2 a lead who is not named on the order does not accept it; a director may stand in', async () => {
  const { client, job, version } = await draftedJob(world, { leadId: world.member.id })
  const sent = await jobsAs(world, 'ae').submit({ client, job, version })
  await assert.rejects(jobsAs(world, 'lead').accept({ client, job, version: sent.version }), refused('jobs.not_your_lead'))
  assert.equal((await jobsAs(world, 'director').accept({ client, job, version: sent.version })).version, sent.version + 1)
})

test('J3 twenty at once, every third undone: the numbers that stand are unique and without a gap (C3)', async () => {
  const jobs = []
  for (let n = 0; n < 20; n++) jobs.push(await acceptedJob(world))
  const results = await Promise.allSettled(jobs.map(async (job, n) => {
    if (n % 3 !== 2) return jobsAs(world, 'finance').issue(job)
    return world.finance.tx(async (tx) => {
      await nextNumber(tx, 'J', '2026')
      throw new Error('the power went')
    })
  }))
  assert.equal(results.filter((r) => r.status === 'fulfilled').length, 14)
  const { rows } = await world.director.sql('select finance_number n from docket.job where finance_number is not null order by 1')
  assert.deepEqual(rows.map((r) => r.n), rows.map((_, n) => `J-2026-${String(n + 1).padStart(4, '0')}`))
})

test('J3 the year of a number is the agency’s: an hour before midnight UTC on 31 December it is next year in Taipei', async () => {
  const job = await acceptedJob(world)
  const was = world.clock.now()
  world.clock.set('2026-12-31T23:00:00Z')
  assert.equal((await jobsAs(world, 'finance').issue(job)).number, 'J-2027-0001')
  world.clock.set(was)
})

test('J4 two tabs: the second to save is told so and changes nothing; the same key twice does it once', async () => {
  const { client, job, version } = await draftedJob(world)
  const ae = jobsAs(world, 'ae')
  const both = await Promise.allSettled([
    ae.save({ client, job, version, ...wholeOrder(world), title: '左邊' }), ae.save({ client, job, version, ...wholeOrder(world), title: '右邊' }),
  ])
  assert.deepEqual(both.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
  const lost = both.find((r) => r.status === 'rejected')!
  assert.ok(refused('stale')((lost as PromiseRejectedResult).reason))
  const now = await ae.get({ client, job })
  assert.equal(now.title, both[0].status === 'fulfilled' ? '左邊' : '右邊')
  const input = { client, job, version: now.version }
  const key = 'once-and-once-only'
  assert.deepEqual(await ae.submit(input, { context: { key } }), await ae.submit(input, { context: { key } }))
})

test('J5 behind the wall nothing exists: read, list, number and every command', async () => {
  const mine = await issuedJob(world)
  const { client, job, number, version } = mine
  const other = jobsAs(world, 'other')
  for (const call of [
    () => other.get({ client, job }), () => other.byNumber({ number }), () => other.open({ client, title: 'x' }), () => other.submit({ client, job, version }),
    () => other.deliver({ client, job, version }), () => other.save({ client, job, version, ...wholeOrder(world) }), () => other.paper({ client, job }),
    () => other.cancel({ client, job, version, reason: 'x' }), () => other.handOver({ client, job, version, ownerId: world.other.id }),
    () => other.get({ client: world.otherClient, job }),
  ]) await assert.rejects(call, refused('not_found'))
  assert.deepEqual((await other.list({})).rows, [])
  await assert.rejects(draftedJob(world, { leadId: world.other.id }), refused('jobs.off_team'))
})

test('J7 milestones keep their first date and move the stage; what is taken back moves it back; an editor is not disturbed', async () => {
  const { client, job, version } = await issuedJob(world)
  const at = world.clock.now()
  const stage = () => world.ae.tx(async (tx) => (await jobById(tx, client, job)).stage)
  await world.ae.tx((tx) => reach(tx, client, job, { in_work: at }))
  await world.ae.tx((tx) => reach(tx, client, job, { scheduled: at }))
  assert.equal(await stage(), 'in_work')
  await world.ae.tx((tx) => reach(tx, client, job, { in_work: new Date(at.getTime() + 60_000) }))
  assert.deepEqual(await world.ae.tx(async (tx) => (await jobById(tx, client, job)).in_work_at), at)
  await world.finance.tx((tx) => reach(tx, client, job, { paid: at }))
  assert.equal(await stage(), 'paid')
  await world.finance.tx((tx) => reach(tx, client, job, { paid: null }))
  assert.equal(await stage(), 'in_work')
  assert.equal((await jobsAs(world, 'ae').get({ client, job })).version, version)
})

test('J7 what the client’s contact and the other modules announce moves the strip, in their transaction', async () => {
  const { client, job } = await issuedJob(world)
  const say = (type: string, more = {}) =>
    world.database.write(world.contactScope(client, world.contacts.approver, '林若蘭'), (tx) => tx.announce({ type, clientId: client, jobId: job, ...more } as never))
  const stage = async () => (await jobsAs(world, 'ae').get({ client, job })).stage
  await say('schedules.signed', { deliveryOn: '2026-12-15', revision: 1 })
  assert.equal(await stage(), 'scheduled')
  assert.equal((await jobsAs(world, 'ae').get({ client, job })).dueOn, '2026-12-15')
  await say('deliverables.approved', { all: false })
  assert.equal(await stage(), 'scheduled')
  await say('deliverables.approved', { all: true })
  assert.equal(await stage(), 'signed_off')
})

test('a returned order shows why, and whoever sends it again clears it; a cancelled one is an end', async () => {
  const { client, job, version } = await acceptedJob(world)
  await assert.rejects(jobsAs(world, 'member').sendBack({ client, job, version, reason: '預算不夠' }), refused('role'))
  const back = await jobsAs(world, 'finance').sendBack({ client, job, version, reason: '預算不夠' })
  const ae = jobsAs(world, 'ae')
  const shown = await ae.get({ client, job })
  assert.deepEqual([shown.state, shown.returnedReason, shown.acceptedAt, shown.submittedAt], ['draft', '預算不夠', null, null])
  const again = await ae.submit({ client, job, version: back.version })
  assert.equal((await ae.get({ client, job })).returnedReason, '')
  const end = await ae.cancel({ client, job, version: again.version, reason: '客戶改期' })
  await assert.rejects(ae.submit({ client, job, version: end.version }), refused('state'))
})

test('handing over is on record; the new owner must be on the team', async () => {
  const { client, job, version } = await issuedJob(world)
  const ae = jobsAs(world, 'ae')
  await assert.rejects(ae.handOver({ client, job, version, ownerId: world.other.id }), refused('jobs.off_team'))
  await ae.handOver({ client, job, version, ownerId: world.director.id })
  assert.equal((await ae.get({ client, job })).ownerId, world.director.id)
  const { rows } = await world.ae.sql("select data from docket.record where job_id = $1 and what = 'jobs.handed_over'", [job])
  assert.equal(rows[0].data.to, '林正宏')
})

test('references are files of the client: another client’s does not exist, one named twice counts once, and they are read with their names', async () => {
  const file = (who: 'ae' | 'other', client: string, name: string) => world.people[who].tx((tx) => addFile(tx, client, { sha256: name.padEnd(64, '0').replace(/[^0-9a-f]/g, '0'), name, type: 'image/png', size: 5 }))
  const [mine, theirs] = [await file('ae', world.client, 'a.png'), await file('other', world.otherClient, 'b.png')]
  const { client, job, version } = await draftedJob(world)
  const ae = jobsAs(world, 'ae')
  const form = { client, job, version, ...wholeOrder(world), noReferences: false }
  await assert.rejects(ae.save({ ...form, references: [{ fileId: theirs.id }] }), refused('not_found'))
  const twice = [{ fileId: mine.id, note: '一' }, { fileId: mine.id, note: '客戶提供' }]
  assert.deepEqual((await ae.save({ ...form, references: twice })).missing, [])
  assert.deepEqual((await ae.get({ client, job })).references, [{ fileId: mine.id, note: '客戶提供', name: 'a.png', type: 'image/png', size: 5, pages: null }])
})

test('the list pages by keyset without missing or repeating one, newest first or by due date, and filters', async () => {
  const director = jobsAs(world, 'director')
  const walk = async (input: { sort: 'created' | 'due'; open?: boolean; ownerId?: string }, most = 7) => {
    const found: { id: string; dueOn: string | null; createdAt: Date }[] = []
    for (let after: string | undefined; ;) {
      const page = await director.list({ ...input, most, ...(after ? { after } : {}) })
      found.push(...page.rows)
      if (!page.next) return found
      after = page.next
    }
  }
  // Ties, since whole orders fall due on one day, and more without a day than fit on a page.
  for (let n = 0; n < 9; n++) await jobsAs(world, 'ae').open({ client: world.client, title: `還沒有日子 ${n}` })
  const all = await walk({ sort: 'created' })
  const { rows } = await world.director.sql('select count(*)::int n from docket.job')
  assert.equal(new Set(all.map((r) => r.id)).size, rows[0].n)
  assert.equal(all.length, rows[0].n)
  const place = (r: { dueOn: string | null; id: string }): string => `${r.dueOn ?? '9999'} ${r.id}`
  const dated = all.filter((r) => r.dueOn !== null)
  assert.ok(new Set(dated.map((r) => r.dueOn)).size < dated.length && dated.length < all.length)
  for (const most of [1, 2, 3, 7, dated.length, all.length]) assert.deepEqual((await walk({ sort: 'due' }, most)).map(place), all.map(place).sort(), `${most} a page`)
  assert.ok((await walk({ sort: 'created', ownerId: world.director.id })).length === 1)
  const mine = (await jobsAs(world, 'lead').list({ mine: true, most: 200 })).rows
  assert.ok(mine.length > 0 && mine.every((r) => r.leadId === world.lead.id || r.ownerId === world.lead.id))
  const { number } = await issuedJob(world, { title: '找得到的 100% 海報' })
  assert.deepEqual((await director.list({ find: '100%' })).rows.map((r) => r.number), [number])
  assert.deepEqual((await director.list({ find: number })).rows.length, 1)
  assert.deepEqual((await director.list({ find: '%_%' })).rows.length, 0)
})
