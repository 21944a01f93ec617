import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { approvedWork } from '#test/setup/approved.ts'
import { madeWorld, refused, type World } from '#test/setup/world.ts'
import { delivered, draftedJob, issuedJob, jobsAs } from './fixtures.ts'
import { lockBookable, reach } from './index.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())

test('J6 no order, no work; nothing after the delivery, until finance opens the card again with a reason (C2, G8)', async () => {
  // The list says beforehand what a booking meets.
  const book = async (ref: { client: string; job: string }) => {
    const { rows } = await jobsAs(world, 'member').list({ client: ref.client, most: 200 })
    const [trying] = await Promise.allSettled([world.member.tx((tx) => lockBookable(tx, ref.client, ref.job))])
    assert.equal(rows.find((r) => r.id === ref.job)!.bookable, trying.status === 'fulfilled')
    if (trying.status === 'rejected') throw trying.reason
  }
  const draft = await draftedJob(world)
  await assert.rejects(book(draft), refused('jobs.no_order'))
  const { client, job, version } = await issuedJob(world)
  await book({ client, job })
  const finance = jobsAs(world, 'finance')
  await assert.rejects(finance.close({ client, job, version }), refused('jobs.not_delivered'))
  const gone = await delivered(world, { client, job })
  await assert.rejects(book({ client, job }), refused('jobs.delivered'))
  await assert.rejects(finance.hold({ client, job, version: gone.version, reason: '款未到' }), refused('jobs.delivered'))
  await assert.rejects(jobsAs(world, 'ae').deliver({ client, job, version: gone.version }), refused('jobs.delivered_already'))
  await assert.rejects(jobsAs(world, 'ae').close({ client, job, version: gone.version }), refused('role'))
  const shut = await finance.close({ client, job, version: gone.version })
  await assert.rejects(book({ client, job }), refused('jobs.card_closed'))
  await assert.rejects(finance.reopen({ client, job, version: shut.version, reason: ' ' }), refused('invalid'))
  const open = await finance.reopen({ client, job, version: shut.version, reason: '印刷廠的發票晚到' })
  await book({ client, job })
  const shown = await jobsAs(world, 'member').get({ client, job })
  assert.deepEqual([shown.stage, shown.reopenedReason, shown.closedAt], ['delivered', '印刷廠的發票晚到', null])
  await assert.rejects(finance.reopen({ client, job, version: open.version, reason: '再一次' }), refused('jobs.not_closed'))
  const end = await finance.close({ client, job, version: open.version })
  await assert.rejects(book({ client, job }), refused('jobs.card_closed'))
  await world.finance.tx((tx) => reach(tx, client, job, { billed: tx.now }))
  await finance.reopen({ client, job, version: end.version, reason: '開過發票才來一張' })
  await book({ client, job })
})

test('J6 what was delivered finance may open again before it has closed the card (G8)', async () => {
  const { client, job } = await issuedJob(world)
  const gone = await delivered(world, { client, job })
  await assert.rejects(jobsAs(world, 'ae').reopen({ client, job, version: gone.version, reason: '還有一筆' }), refused('role'))
  await jobsAs(world, 'finance').reopen({ client, job, version: gone.version, reason: '還有一筆' })
  await world.member.tx((tx) => lockBookable(tx, client, job))
})

test('J6 a booking under way and the delivery do not pass each other: the delivery stands after it, and the next is refused', async () => {
  const { client, job, version } = await issuedJob(world)
  await approvedWork(world, { client, job })
  const order: string[] = []
  const held = Promise.withResolvers<void>()
  const has = Promise.withResolvers<void>()
  const booking = world.member.tx(async (tx) => {
    await lockBookable(tx, client, job)
    has.resolve()
    await held.promise
    order.push('booked')
  })
  await has.promise
  const going = jobsAs(world, 'ae').deliver({ client, job, version }).then(() => order.push('delivered'))
  await new Promise((done) => setTimeout(done, 60))
  held.resolve()
  await Promise.all([booking, going])
  assert.deepEqual(order, ['booked', 'delivered'])
  await assert.rejects(world.member.tx((tx) => lockBookable(tx, client, job)), refused('jobs.delivered'))
})

test('J10 what finance holds takes no booking and is not delivered or closed, until finance releases it (C4)', async () => {
  const { client, job, version } = await issuedJob(world)
  await approvedWork(world, { client, job })
  world.clock.advance(1)
  const [finance, ae] = [jobsAs(world, 'finance'), jobsAs(world, 'ae')]
  const book = () => world.member.tx((tx) => lockBookable(tx, client, job))
  const held = (error: { data?: unknown }): boolean => refused('jobs.held')(error) && isDeepStrictEqual(((error.data ?? error) as { params: unknown }).params, { reason: '上一張發票還沒付' })
  for (const who of ['ae', 'director', 'lead', 'admin'] as const) await assert.rejects(jobsAs(world, who).hold({ client, job, version, reason: '不行' }), refused('role'))
  await assert.rejects(finance.hold({ client, job, version, reason: ' ' }), refused('invalid'))
  await assert.rejects(finance.release({ client, job, version }), refused('jobs.not_held'))
  const hold = await finance.hold({ client, job, version, reason: '上一張發票還沒付' })
  await assert.rejects(book(), held)
  await assert.rejects(ae.deliver({ client, job, version: hold.version }), held)
  await assert.rejects(finance.hold({ client, job, version: hold.version, reason: '再一次' }), held)
  const shown = await jobsAs(world, 'member').get({ client, job })
  assert.deepEqual([shown.heldReason, shown.heldBy, shown.blocked], ['上一張發票還沒付', world.finance.id, { code: 'jobs.held', reason: '上一張發票還沒付' }])
  assert.deepEqual((await finance.list({ held: true })).rows.map((r) => [r.id, r.heldReason]), [[job, '上一張發票還沒付']])
  // The server’s own login cannot deliver, close or hold without a reason either.
  const raw = (set: string) => world.finance.sql(`update docket.job set ${set} where id = $1`, [job])
  await assert.rejects(raw("delivered_at = held_at + interval '1 second'"), /job_held_not_delivered/)
  await assert.rejects(raw("delivered_at = held_at - interval '1 second', closed_at = held_at"), /job_held_while_open/)
  await assert.rejects(raw("held_reason = ''"), /job_held_with_reason/)
  await assert.rejects(ae.release({ client, job, version: hold.version }), refused('role'))
  const free = await finance.release({ client, job, version: hold.version })
  await book()
  assert.equal(free.version, hold.version + 1)
  const gone = await delivered(world, { client, job })
  const open = await finance.reopen({ client, job, version: gone.version, reason: '還有一筆' })
  const again = await finance.hold({ client, job, version: open.version, reason: '上一張發票還沒付' })
  await assert.rejects(finance.close({ client, job, version: again.version }), held)
  const end = await finance.release({ client, job, version: again.version })
  await finance.close({ client, job, version: end.version })
  const { rows } = await world.ae.sql("select what, data->>'reason' reason from docket.record where job_id = $1 and what in ('jobs.held', 'jobs.released') order by seq", [job])
  assert.deepEqual(rows.map((r) => [r.what, r.reason]), [['jobs.held', '上一張發票還沒付'], ['jobs.released', null], ['jobs.held', '上一張發票還沒付'], ['jobs.released', null]])
})

test('J11 a number once given and a day of delivery are not taken back or changed: not by raw SQL as the server (C3, G8)', async () => {
  const { client, job } = await issuedJob(world)
  const past = (set: string) => assert.rejects(world.finance.sql(`update docket.job set ${set} where id = $1`, [job]), /policy "never_taken_back"/, set)
  await past("finance_number = null, issued_at = null, issued_by = null, issued_owner_id = null, state = 'accepted'")
  await past("finance_number = 'J-2026-9999'")
  await past("issued_at = issued_at - interval '1 day'")
  await delivered(world, { client, job })
  await past('delivered_at = null, delivered_by = null')
  await past("delivered_at = delivered_at + interval '1 day'")
  assert.equal((await world.finance.sql("update docket.job set title = '改個名字' where id = $1", [job])).rowCount, 1)
})

test('J11 of two who give a number at once past the rules the second is refused, though it began before the first was done', async () => {
  const { client, job, version } = await draftedJob(world)
  const sent = await jobsAs(world, 'ae').submit({ client, job, version })
  await jobsAs(world, 'lead').accept({ client, job, version: sent.version })
  const number = (text: string) => world.finance.tx(async (tx) => {
    await sql`update docket.job set state = 'issued', finance_number = ${text}, issued_at = now(), issued_by = ${world.finance.id}, issued_owner_id = ${world.ae.id} where id = ${job}`.execute(tx.db())
    if (text === 'RACE-1') await held.promise
  })
  const held = Promise.withResolvers<void>()
  const first = number('RACE-1')
  await wait(40)
  const second = assert.rejects(number('RACE-2'), /policy "never_taken_back"/)
  await wait(60)
  held.resolve()
  await Promise.all([first, second])
  assert.equal((await jobsAs(world, 'ae').get({ client, job })).number, 'RACE-1')
})

test('J11 an order begins as a draft: raw SQL as the server makes none that is issued or delivered', async () => {
  const { client } = await issuedJob(world)
  const insert = (set: string, value: string) => world.ae.sql(`insert into docket.job (agency_id, client_id, id, kind, title, currency, created_by, created_at, ${set}) values ($1, $2, gen_random_uuid(), 'creative', '假單', 'TWD', $3, now(), ${value})`, [world.agencyId, client, world.ae.id])
  await assert.rejects(insert('stage', "'delivered'"), /policy "begins_draft"/)
  await assert.rejects(insert('delivered_at', 'now()'), /policy "begins_draft"/)
})
