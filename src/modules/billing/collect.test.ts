import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '#kernel/ids.ts'
import { addDays, type Day, daysBetween } from '#kernel/pure/calendar.ts'
import { clientsContract } from '#modules/clients/contract.ts'
import { clientsService } from '#modules/clients/service.ts'
import { deskContract } from '#modules/desk/contract.ts'
import { deskService } from '#modules/desk/service.ts'
import { codeOf, madeWorld, refused, type World } from '#test/setup/world.ts'
import { billingAs, postedInvoice } from './fixtures.ts'
import { checkPromise, nextReminder, promiseDays, promiseState, reminderPause, type Stage, stageBefore, stages } from './rules.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())

const due = '2027-01-08'
const day = fc.integer({ min: -60, max: 120 }).map((n) => addDays(due, n))

test('L14 whoever sends what is proposed on each day sends every stage once, in order, with days between, and none while a promise runs', () => {
  const promises = fc.array(fc.record({ on: day, noted: day }), { maxLength: 3 })
  fc.assert(fc.property(promises, fc.integer({ min: -60, max: 40 }), (said, from) => {
    const sent: { stage: Stage; on: Day }[] = []
    for (let n = from; n < 400; n++) {
      const today = addDays(due, n)
      const running = said.filter((p) => p.noted <= today && p.on >= p.noted).toSorted((a, b) => (a.noted < b.noted ? -1 : 1)).at(-1)?.on ?? null
      const next = nextReminder({ dueOn: due, openMinor: 1n }, sent, running, today)
      if (!next || next.from > today) continue
      assert.ok(running === null || running < today, 'a promise is waited for')
      assert.equal(next.stage === 'courtesy', today <= due)
      assert.ok(sent.length === 0 || daysBetween(sent.at(-1)!.on, today) >= reminderPause)
      sent.push({ stage: next.stage, on: today })
    }
    assert.deepEqual(sent.map((r) => r.stage).filter((stage) => stage !== 'courtesy'), stages.slice(1))
    assert.ok(sent.filter((r) => r.stage === 'courtesy').length <= 1)
    assert.equal(nextReminder({ dueOn: due, openMinor: 0n }, sent.slice(0, 1), null, due), null)
  }))
  const on = (today: Day, sent: { stage: Stage; on: Day }[] = []) => nextReminder({ dueOn: due, openMinor: 1n }, sent, null, today)
  assert.deepEqual(on('2026-12-01'), { stage: 'courtesy', from: '2027-01-01' })
  assert.deepEqual(on('2027-01-09'), { stage: 'first', from: '2027-01-09' })
  // Long overdue and never asked for: the first reminder comes first.
  assert.equal(on('2027-04-01')?.stage, 'first')
  assert.deepEqual(on('2027-04-01', [{ stage: 'first', on: '2027-04-01' }]), { stage: 'second', from: '2027-04-08' })
})

test('L15 a promise is kept by what came in time, late by what came after, broken by neither; whatever the order of receipts', () => {
  const at = (d: Day, hour = 12) => new Date(`${d}T${String(hour).padStart(2, '0')}:00:00Z`)
  const receipt = fc.record({ on: day, entered: fc.integer({ min: 0, max: 20 }), amountMinor: fc.bigInt(1n, 60n) })
  fc.assert(fc.property(fc.array(receipt, { maxLength: 6 }), day, fc.integer({ min: 0, max: promiseDays }), fc.bigInt(1n, 100n), day, (receipts, noted, ahead, amountMinor, today) => {
    const promise = { promisedOn: addDays(noted, ahead), amountMinor, notedAt: at(noted) }
    const settled = receipts.map((r) => ({ on: r.on, at: at(addDays(r.on, r.entered), 18), amountMinor: r.amountMinor }))
    const state = promiseState(promise, settled, today)
    assert.equal(promiseState(promise, settled.toReversed(), today), state)
    const total = settled.reduce((sum, s) => sum + (s.at > promise.notedAt ? s.amountMinor : 0n), 0n)
    if (total >= amountMinor) assert.notEqual(state, 'broken')
    else assert.equal(state, today > promise.promisedOn ? 'broken' : 'open')
    if (state === 'kept') assert.equal(promiseState(promise, settled, addDays(today, 30)), 'kept')
    if (state === 'open') assert.ok(today <= promise.promisedOn)
    if (state === 'broken') assert.equal(promiseState(promise, [...settled, { on: addDays(promise.promisedOn, 1), at: at(addDays(promise.promisedOn, 1), 23), amountMinor }], today), 'late')
    // What stood before it was said does not keep it.
    assert.equal(promiseState(promise, [{ on: noted, at: promise.notedAt, amountMinor }], promise.promisedOn), 'open')
  }))
  const invoice = { kind: 'invoice' as const, currency: 'TWD' as const, totalMinor: 100n, settledMinor: 40n }
  checkPromise(invoice, { promisedOn: due, amountMinor: 60n }, due)
  const code = (promisedOn: Day, amountMinor: bigint) => {
    try {
      checkPromise(invoice, { promisedOn, amountMinor }, due)
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  assert.deepEqual([code(addDays(due, -1), 1n), code(addDays(due, promiseDays + 1), 1n), code(due, 61n)], ['billing.promise_past', 'billing.promise_far', 'billing.above_open'])
})

const at = async <T>(date: Day, work: () => Promise<T>): Promise<T> => {
  const now = world.clock.now()
  world.clock.set(`${date}T03:00:00Z`)
  try {
    return await work()
  } finally {
    world.clock.set(now)
  }
}
const letters = async (invoice: string) => (await world.ae.sql('select to_mail, subject, file_ids from docket.mail where about_id = $1 order by created_at, id', [invoice])).rows
const taskOf = async (invoice: string) => (await world.ae.calls(deskContract, deskService).today()).rows.find((row) => row.subjectId === invoice)

test('L14 a reminder goes out only when a person sends it, one of each stage, in the contact’s language, with the invoice', async () => {
  const { client, invoice, number } = await postedInvoice(world)
  const ae = billingAs(world, 'ae')
  const { dueOn } = await ae.invoice({ client, invoice })
  const to = { client, invoice, contact: world.contacts.approver }
  await assert.rejects(ae.remind({ ...to, stage: 'courtesy' }), refused('billing.reminder_early'))
  await at(addDays(dueOn, 1), async () => {
    const { next } = await ae.collection({ client, invoice })
    assert.deepEqual([next?.stage, next?.due, next?.letters[0]?.contact], ['first', true, world.contacts.approver])
    assert.match(next!.letters[0]!.body, new RegExp(`林若蘭[\\s\\S]*${number}[\\s\\S]*NT\\$ 10,500[\\s\\S]*陳怡君`))
    assert.deepEqual([(await taskOf(invoice))?.task, (await taskOf(invoice))?.mine, (await taskOf(invoice))?.who], ['remind', true, 'first'])
    assert.deepEqual(await letters(invoice), [], 'to look is not to send')
    await assert.rejects(ae.remind({ ...to, stage: 'second' }), refused('billing.reminder_other'))
    await assert.rejects(billingAs(world, 'member').remind({ ...to, stage: 'first' }), refused('role'))
    const both = await Promise.allSettled([ae.remind({ ...to, stage: 'first' }), billingAs(world, 'finance').remind({ ...to, stage: 'first' })])
    assert.deepEqual(both.map((r) => r.status).sort(), ['fulfilled', 'rejected'], 'two desks send one')
    const [letter, ...more] = await letters(invoice)
    assert.deepEqual([letter.to_mail, letter.subject, letter.file_ids.length, more], ['ruolan@client.test', next!.letters[0]!.subject, 1, []])
    const { reminders } = await ae.collection({ client, invoice })
    assert.deepEqual(reminders.map((r) => [r.stage, r.contact]), [['first', world.contacts.approver]])
    // What was sent is waited for: it is theirs now.
    assert.deepEqual([(await taskOf(invoice))?.task, (await taskOf(invoice))?.side], ['invoice_late', 'theirs'])
  })
  await at(addDays(dueOn, 15), () => ae.remind({ ...to, stage: 'second' }))
  await at(addDays(dueOn, 30), async () => {
    await billingAs(world, 'finance').receive({ client, receivedOn: addDays(dueOn, 30), amountMinor: 10_500n, allocations: [{ invoiceId: invoice, amountMinor: 10_500n }] })
    await assert.rejects(ae.remind({ ...to, stage: 'final' }), refused('billing.nothing_to_remind'))
  })
  const deeds = (await world.ae.calls(deskContract, deskService).thread({ client })).rows.filter((d) => d.what === 'billing.reminded')
  assert.deepEqual(deeds.map((d) => (d.data as { stage: string }).stage), ['second', 'first'])
})

test('L15 a promise is noted with who said it; broken, it stands on the owner’s desk and in the ageing until the money comes', async () => {
  const { client, invoice } = await postedInvoice(world)
  const [ae, finance] = [billingAs(world, 'ae'), billingAs(world, 'finance')]
  const { dueOn } = await ae.invoice({ client, invoice })
  const promised = addDays(dueOn, 10)
  const of = async () => (await ae.collection({ client, invoice })).promises.map((p) => p.state)
  const aged = async () => (await finance.ageing()).clients.find((c) => c.client === client)!
  await at(addDays(dueOn, 2), async () => {
    await ae.promise({ client, invoice, promisedOn: promised, amountMinor: 6_000n, contact: world.contacts.assistant })
    assert.deepEqual(await of(), ['open'])
    assert.deepEqual([(await aged()).promisedMinor, (await aged()).promisedOn, (await aged()).brokenMinor], [6_000n, promised, 0n])
    assert.deepEqual((await ae.collection({ client, invoice })).next, { ...(await ae.collection({ client, invoice })).next!, stage: 'first', from: addDays(promised, 1), due: false })
    assert.equal((await taskOf(invoice))?.task, 'invoice_late')
    await assert.rejects(ae.promise({ client, invoice, promisedOn: promised, amountMinor: 1n, contact: world.contacts.tea }), refused('not_found'))
  })
  await at(addDays(promised, 1), async () => {
    assert.deepEqual(await of(), ['broken'])
    const task = await taskOf(invoice)
    assert.deepEqual([task?.task, task?.who, task?.mine, task?.late, task?.dueOn], ['promise_broken', '王志明', true, true, promised])
    assert.deepEqual([(await aged()).promisedMinor, (await aged()).brokenMinor], [0n, 6_000n])
    await finance.receive({ client, receivedOn: addDays(promised, 1), amountMinor: 6_000n, allocations: [{ invoiceId: invoice, amountMinor: 6_000n }] })
    assert.deepEqual(await of(), ['late'])
    assert.equal((await taskOf(invoice))?.task, 'remind')
    world.clock.advance(1)
    await ae.promise({ client, invoice, promisedOn: addDays(promised, 5), amountMinor: 4_500n, contact: world.contacts.approver })
  })
  await at(addDays(promised, 5), async () => {
    const { id } = await finance.receive({ client, receivedOn: addDays(promised, 5), amountMinor: 4_500n, allocations: [{ invoiceId: invoice, amountMinor: 4_500n }] })
    assert.deepEqual(await of(), ['late', 'kept'])
    await finance.reverse({ client, receipt: id, reason: '錯帳' })
    assert.deepEqual(await of(), ['late', 'open'])
  })
})

test('L14 L15 nobody is asked for money who left, has no address or is another client’s; nothing is asked or promised of a credit note, or by who is not on the team', async () => {
  const { client, invoice } = await postedInvoice(world)
  const [ae, finance] = [billingAs(world, 'ae'), billingAs(world, 'finance')]
  const contacts = world.ae.calls(clientsContract, clientsService)
  const form = { client, name: '李文', seniority: 'staff' as const, locale: 'zh-Hant' as const }
  const [gone, mute] = [await contacts.addContact({ ...form, mail: 'wen@client.test' }), await contacts.addContact(form)]
  await contacts.updateContact({ ...form, contact: gone.id, mail: 'wen@client.test', active: false, version: 1 })
  const { dueOn } = await ae.invoice({ client, invoice })
  await at(addDays(dueOn, 1), async () => {
    const [remind, promise] = [(contact: string) => ae.remind({ client, invoice, stage: 'first', contact }), (contact: string, by = ae) => by.promise({ client, invoice, promisedOn: addDays(dueOn, 5), amountMinor: 1n, contact })]
    for (const [contact, code, said] of [[gone.id, 'billing.contact_left', 'billing.contact_left'], [mute.id, 'billing.no_mail', null], [world.contacts.tea, 'not_found', 'not_found']] as const) {
      await assert.rejects(remind(contact), refused(code))
      if (said) await assert.rejects(promise(contact), refused(said))
      else await promise(contact)
    }
    assert.deepEqual((await ae.collection({ client, invoice })).next?.letters.map((l) => l.contact).filter((id) => id === gone.id || id === mute.id), [])
    await assert.rejects(promise(world.contacts.approver, billingAs(world, 'other')), refused('not_found'))
    await assert.rejects(billingAs(world, 'other').collection({ client, invoice }), refused('not_found'))
    const note = await finance.credit({ client, invoice, netMinor: 1_000n, reason: '改期' })
    await assert.rejects(ae.remind({ client, invoice: note.id, stage: 'first', contact: world.contacts.approver }), refused('billing.nothing_to_remind'))
    await assert.rejects(ae.promise({ client, invoice: note.id, promisedOn: addDays(dueOn, 5), amountMinor: 1n, contact: world.contacts.approver }), refused('billing.not_an_invoice'))
    assert.deepEqual(await letters(invoice), [])
  })
})

test('L14 L15 money, a credit note, a reminder and a promise at one moment: each is taken or told why, and what is promised was owed', async () => {
  for (let n = 0; n < 4; n++) {
    const { client, invoice } = await postedInvoice(world)
    const [ae, finance] = [billingAs(world, 'ae'), billingAs(world, 'finance')]
    const { dueOn, lines } = await ae.invoice({ client, invoice })
    await at(addDays(dueOn, 1), async () => {
      const contact = world.contacts.approver
      const [paid, credited, reminded, promised] = await Promise.allSettled([
        finance.receive({ client, receivedOn: addDays(dueOn, 1), amountMinor: 10_500n, allocations: [{ invoiceId: invoice, amountMinor: 10_500n }] }),
        n % 2 ? finance.credit({ client, invoice, netMinor: lines[0]!.unitMinor, reason: '改期' }) : Promise.reject(new Error('not asked')),
        ae.remind({ client, invoice, stage: 'first', contact }), ae.promise({ client, invoice, promisedOn: addDays(dueOn, 9), amountMinor: 10_500n, contact }),
      ])
      for (const [one, codes] of [
        [paid, ['billing.above_open']], [credited, ['billing.credit_above_open', 'Error: not asked']], [reminded, ['billing.nothing_to_remind', 'billing.reminder_early']], [promised, ['billing.above_open']],
      ] as const)
        if (one.status === 'rejected') assert.ok((codes as readonly string[]).includes(codeOf(one.reason)), codeOf(one.reason))
      const { settledMinor } = await ae.invoice({ client, invoice })
      assert.equal(settledMinor, [paid, credited].some((r) => r.status === 'fulfilled') ? 10_500n : 0n)
      const { promises, reminders, next } = await ae.collection({ client, invoice })
      assert.deepEqual([promises.length === 1, reminders.length === 1, next], [promised.status === 'fulfilled', reminded.status === 'fulfilled', null])
      assert.equal((await letters(invoice)).length, reminders.length)
    })
  }
})

test('L14 L15 the database itself takes no second letter of a stage, none out of order, and no promise of what is not owed', async () => {
  const { client, invoice } = await postedInvoice(world)
  const ae = billingAs(world, 'ae')
  const { dueOn } = await ae.invoice({ client, invoice })
  await at(addDays(dueOn, 1), () => ae.remind({ client, invoice, stage: 'first', contact: world.contacts.approver }))
  const remind = (stage: Stage, on: Day) => world.ae.sql(`insert into docket.reminder (agency_id, client_id, id, invoice_id, stage, after_stage, contact_id, mail_id, sent_on, sent_by, sent_at)
    select $1, $2, $3, $4, $5, $9, $6, (select mail_id from docket.reminder where invoice_id = $4 limit 1), $7, $8, now()`, [world.agencyId, client, newId(world.clock.now()), invoice, stage, world.contacts.approver, on, world.ae.id, stageBefore(stage)])
  const policy = (name: string) => (error: { code?: string; message: string }): boolean => error.code === '42501' && error.message.includes(name)
  await assert.rejects(remind('first', addDays(dueOn, 2)), (e: { constraint?: string }) => e.constraint === 'reminder_once')
  await assert.rejects(remind('final', addDays(dueOn, 40)), (e: { constraint?: string }) => e.constraint === 'reminder_in_order')
  await assert.rejects(remind('courtesy', addDays(dueOn, 2)), policy('reminder_of_what_is_open'))
  const promise = (on: Day, amount: bigint) => world.ae.sql(`insert into docket.promise (agency_id, client_id, id, invoice_id, promised_on, amount_minor, currency, contact_id, noted_on, noted_by, noted_at)
    values ($1, $2, $3, $4, $5, $6, 'TWD', $7, '2026-11-24', $8, now())`, [world.agencyId, client, newId(world.clock.now()), invoice, on, amount, world.contacts.approver, world.ae.id])
  await assert.rejects(promise('2026-12-01', 10_501n), policy('promise_of_what_is_open'))
  for (const on of ['2026-11-23', '2027-11-24']) await assert.rejects(promise(on, 1n), (e: { constraint?: string }) => e.constraint === 'promise_day', on)
  for (const deed of ['update docket.reminder set sent_on = sent_on', 'update docket.promise set note = note', 'delete from docket.reminder', 'delete from docket.promise'])
    await assert.rejects(world.ae.sql(deed), (e: { code?: string }) => e.code === '42501', deed)
})
