import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { readConfig } from '#kernel/config.ts'
import { queueMail } from '#kernel/mail/outbox.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { billingContract } from '#modules/billing/contract.ts'
import { billingService } from '#modules/billing/service.ts'
import { askedOf, deliverablesAs, signInside, stagesFor, workFile } from '#modules/deliverables/fixtures.ts'
import { acceptedJob, delivered, draftedJob, issuedJob, jobsAs } from '#modules/jobs/fixtures.ts'
import { meetingsContract } from '#modules/meetings/contract.ts'
import { meetingsService } from '#modules/meetings/service.ts'
import { peopleContract } from '#modules/people/contract.ts'
import { peopleService } from '#modules/people/index.ts'
import { draft, issued, posterSteps, send } from '#modules/schedules/fixtures.ts'
import { sign } from '#modules/signoff/act.ts'
import { madeWorld, refused, type World } from '#test/setup/world.ts'
import { deskContract } from './contract.ts'
import { byDay, most } from './rules.ts'
import { deskService } from './service.ts'
import { taskPath } from './ui/paths.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())
type Who = keyof World['people']
const desk = (who: Who) => world.people[who].calls(deskContract, deskService)
const billing = (who: Who) => world.people[who].calls(billingContract, billingService)
const meetings = (who: Who) => world.people[who].calls(meetingsContract, meetingsService)
const taskOf = async (who: Who, subject: string) => (await desk(who).today()).rows.find((row) => row.subjectId === subject)

/** Minutes with one request of the client, sent to the approver. */
const sentMinutes = async () => {
  const itemId = randomUUID()
  const form = {
    client: world.client, title: '秋季檔期會議', heldOn: '2026-11-23', place: '台北', people: [world.ae.id], contacts: [world.contacts.approver],
    items: [{ id: itemId, kind: 'request' as const, text: '秋季新品要一張主視覺', quote: '木紋一定要看得到', quotedContactId: world.contacts.approver, step: '開工單', dueOn: '2026-12-01', ourOwnerId: world.ae.id, theirOwnerId: null }],
  }
  const { id, version } = await meetings('ae').create(form)
  const sent = await meetings('ae').send({ client: world.client, meeting: id, version, contacts: [world.contacts.approver] })
  return { meeting: id, itemId, number: sent.number }
}
/** A card that finance has closed: it may be billed. */
const closedJob = async (over: Parameters<typeof issuedJob>[1] = {}) => {
  const { client, job } = await issuedJob(world, over)
  const { version } = await delivered(world, { client, job })
  await jobsAs(world, 'finance').close({ client, job, version })
  return { client, job }
}

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
  await billing('ae').request({ client, job, lines: [{ what: '設計', quantityThousandths: 1000, unitMinor: 10_000n, sourceKind: '', sourceId: null }], note: '' })
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
  const put = async (text: string) => deliverablesAs(world, 'member').add({ client, job, title: text, fileId: await workFile(world, client, text), note: '', stages: stagesFor(world) })
  const approved = async ({ id, versionId }: { id: string; versionId: string }) => {
    await signInside(world, client, versionId)
    const ready = (await deliverablesAs(world, 'ae').get({ client, deliverable: id })).versions[0]!
    await deliverablesAs(world, 'ae').send({ client, version: versionId, contact: world.contacts.approver, rowVersion: ready.rowVersion })
    const [party] = await askedOf(world, client, versionId)
    await world.database.write(world.contactScope(client, party!.contactId!, party!.name), (tx) =>
      sign(tx, { client, partyId: party!.id, sha256: party!.sha256, consentVersion: party!.consentVersion, method: 'link', provedAt: null, name: party!.name, mark: '' }))
  }
  const first = await put('海報')
  assert.deepEqual(await turn('ae'), [])
  await approved(first)
  assert.deepEqual([await turn('ae'), await turn('member'), await turn('other')], [[true], [false], []])
  const second = await put('吊旗')
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
  assert.equal(await taskOf('ae', job), undefined)
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

test('what is paid is to be filed, by the owner of its job', async () => {
  const { client, job } = await closedJob()
  const request = await billing('ae').request({ client, job, lines: [{ what: '主視覺', unitMinor: 10_000n }] })
  const invoice = await billing('finance').post({ client, request: request.id, version: 1 })
  assert.equal(await taskOf('ae', job), undefined)
  await billing('finance').receive({ client, receivedOn: '2026-11-24', amountMinor: 10_500n, allocations: [{ invoiceId: invoice.id, amountMinor: 10_500n }] })
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
  const { meeting } = await sentMinutes()
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
  const { meeting } = await sentMinutes()
  world.clock.set('2026-11-24T02:00:00Z')
  assert.equal((await desk('ae').today()).rows.find((row) => row.subjectId === meeting && row.task === 'waiting_confirm')?.dueOn, '2026-12-09')
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
  const { client, job } = await closedJob({ budgetMinor: 200_000n })
  assert.deepEqual(await delta(), { ...none, unbilled: 200_000n })
  const request = await billing('ae').request({ client, job, lines: [{ what: '主視覺', unitMinor: 180_000n }] })
  assert.deepEqual(await delta(), { ...none, waiting: 180_000n })
  const invoice = await billing('finance').post({ client, request: request.id, version: 1 })
  const { totalMinor, dueOn } = await billing('finance').invoice({ client, invoice: invoice.id })
  assert.deepEqual(await delta(), { ...none, notDue: totalMinor })
  await billing('finance').receive({ client, receivedOn: '2026-11-24', amountMinor: 100_000n, allocations: [{ invoiceId: invoice.id, amountMinor: 100_000n }] })
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

test('a letter that could not be delivered is somebody’s: who caused it, and when nobody of the agency did, everybody’s who sees the client', async () => {
  const { client, agencyId, clock, contacts, ae, finance } = world
  const dead = async (by: string | null): Promise<string> => {
    const id = randomUUID()
    await ae.sql(`insert into docket.mail (agency_id, client_id, id, to_name, to_mail, subject, body, message_id, state, created_by, created_at)
      values ($1, $2, $3, '林若蘭', 'lin@pine.test', '無主', '', $6, 'dead', $4, $5)`, [agencyId, client, id, by, clock.now(), id])
    return id
  }
  const mine = async (id: string) => Promise.all((['ae', 'finance', 'other'] as const).map(async (who) => (await taskOf(who, id))?.mine))
  assert.deepEqual(await mine(await dead(ae.id)), [true, false, undefined])
  const left = await dead(finance.id)
  assert.deepEqual(await mine(left), [false, true, undefined])
  for (const by of [null, contacts.approver]) assert.deepEqual(await mine(await dead(by)), [true, true, undefined])
  await ae.sql('update docket.person set active = false where id = $1', [finance.id])
  assert.equal((await taskOf('ae', left))?.mine, true, 'who has left cannot see to it')
  await ae.sql('update docket.person set active = true where id = $1', [finance.id])
  await ae.sql("update docket.mail set state = 'withdrawn' where subject = '無主'")
})

test('the thread goes back page by page without gap or repeat, and can be read by kind', async () => {
  const { client } = world
  const whole = (await desk('ae').thread({ client, most: 200 })).rows
  assert.equal(whole.length > 7, true)
  const seqs: bigint[] = []
  for (let before: bigint | undefined; ; ) {
    const page = await desk('ae').thread({ client, most: 3, ...(before === undefined ? {} : { before }) })
    seqs.push(...page.rows.map((r) => r.seq))
    if (page.next === null) break
    before = page.next
  }
  assert.deepEqual(seqs, whole.map((r) => r.seq))
  assert.deepEqual(seqs, seqs.toSorted((a, b) => Number(b - a)))
  const jobs = await desk('ae').thread({ client, modules: ['jobs'], most: 200 })
  assert.deepEqual(jobs.rows.map((r) => r.seq), whole.filter((r) => r.what.startsWith('jobs.')).map((r) => r.seq))
  const theirs = await desk('ae').thread({ client, by: 'client', most: 200 })
  assert.deepEqual(theirs.rows.map((r) => r.seq), whole.filter((r) => r.actorKind === 'contact').map((r) => r.seq))
  assert.equal((await desk('ae').thread({ client, by: 'us', most: 200 })).rows.length + theirs.rows.length, whole.length)
  const job = whole.find((r) => r.job)!.job!
  assert.deepEqual((await desk('ae').thread({ client, job, most: 200 })).rows.map((r) => r.seq), whole.filter((r) => r.job === job).map((r) => r.seq))
  // Days are those of Taipei: half past seven in the morning there is still the day before in Greenwich.
  const dayOf = (at: Date) => localDate(at, 'Asia/Taipei')
  const day = dayOf(whole[0]!.at)
  assert.deepEqual((await desk('ae').thread({ client, from: day, to: day, most: 200 })).rows.map((r) => r.seq), whole.filter((r) => dayOf(r.at) === day).map((r) => r.seq))
  assert.deepEqual((await desk('ae').thread({ client, to: '2020-01-01' })).rows, [])
  await assert.rejects(desk('other').thread({ client }), refused('not_found'))
})

test('from an invoice back to the client\'s words, and forward again', async () => {
  const { meeting, itemId, number } = await sentMinutes()
  const { client, job } = await closedJob({ itemId })
  const request = await billing('ae').request({ client, job, lines: [{ what: '主視覺', unitMinor: 190_000n }] })
  const invoice = await billing('finance').post({ client, request: request.id, version: 1 })
  const trace = await desk('ae').trace({ client, invoice: invoice.id })
  assert.deepEqual([trace.job.id, trace.item?.id, trace.item?.quote, trace.item?.quotedName, trace.meeting?.id, trace.meeting?.number], [job, itemId, '木紋一定要看得到', '林若蘭', meeting, number])
  const became = await desk('ae').became({ client, meeting })
  assert.deepEqual(became.map((r) => [r.itemId, r.job, r.invoices]), [[itemId, job, [{ id: invoice.id, number: invoice.number, open: true }]]])
  await assert.rejects(desk('other').trace({ client, invoice: invoice.id }), refused('not_found'))
})

test('what stands outside my walls is not found by name or number', async () => {
  const { number, meeting } = await sentMinutes()
  const { job, number: finance } = await issuedJob(world, { title: '冬季型錄封面' })
  const hits = async (who: Who, text: string) => (await desk(who).find({ text })).map((hit) => hit.id)
  assert.deepEqual(await hits('ae', '松木'), [world.client])
  assert.deepEqual((await hits('ae', '冬季型錄')), [job])
  assert.deepEqual((await hits('ae', finance)), [job])
  assert.deepEqual((await hits('ae', number)), [meeting])
  assert.deepEqual(await hits('ae', '若蘭'), [world.contacts.approver])
  assert.deepEqual(await hits('ae', 'ruolan@'), [world.contacts.approver])
  for (const text of ['松木', '冬季型錄', '若蘭', finance, number]) assert.deepEqual(await hits('other', text), [])
  assert.deepEqual(await hits('ae', '沐日'), [])
  assert.deepEqual(await desk('ae').find({ text: '' }), [])
})

test('a waiting letter is opened on record only, by its writer or an administrator, and never where mail goes out', async () => {
  await sentMinutes()
  const box = await desk('ae').outbox()
  assert.equal(box.sends, false)
  const letter = box.mails.at(-1)!
  assert.deepEqual([letter.toMail, letter.state], ['ruolan@client.test', 'waiting'])
  const ref = { client: letter.client, mail: letter.id }
  await assert.rejects(desk('ae').letter(ref), refused('desk.letter_not_yours'))
  await assert.rejects(desk('lead').openLetter(ref), refused('desk.letter_not_yours'))
  await assert.rejects(desk('other').openLetter(ref), refused('not_found'))
  assert.deepEqual((await desk('other').outbox()).mails, [])
  await desk('ae').openLetter(ref)
  const shown = await desk('ae').letter(ref)
  assert.match(shown.body, /http\S+\/p\//)
  assert.match(Buffer.from(shown.eml, 'base64').toString('utf8'), /^To: .*ruolan@client\.test/m)
  const [deed] = (await desk('director').thread({ client: ref.client, modules: ['desk'], most: 1 })).rows
  assert.deepEqual([deed?.what, deed?.actorName, deed?.subjectId], ['desk.letter_opened', '陳怡君', letter.id])
  // One's opening is not another's.
  await assert.rejects(desk('admin').letter(ref), refused('desk.letter_not_yours'))
  await desk('admin').openLetter(ref)
  assert.equal((await desk('admin').letter(ref)).subject, letter.subject)

  const deps = world.database.deps as { config: typeof world.config }
  const { config } = deps
  deps.config = readConfig({ DATA_DIR: '.', SMTP_URL: 'smtp://127.0.0.1:2525', MAIL_FROM: 'desk@sun.test' })
  try {
    await assert.rejects(desk('ae').openLetter(ref), refused('desk.mail_goes_out'))
    await assert.rejects(desk('ae').letter(ref), refused('desk.mail_goes_out'))
  } finally {
    deps.config = config
  }
})

test('a waiting letter without a link is opened by whoever sees the client, on record', async () => {
  const { client } = world
  const mail = await world.people.finance.tx((tx) => queueMail(tx, { client, to: { name: '林若蘭', mail: 'ruolan@client.test' }, subject: '簽齊了', body: '附上證明。' }))
  await assert.rejects(desk('ae').letter({ client, mail }), refused('desk.letter_not_yours'))
  await desk('ae').openLetter({ client, mail })
  assert.equal((await desk('ae').letter({ client, mail })).subject, '簽齊了')
  await assert.rejects(desk('other').openLetter({ client, mail }), refused('not_found'))
})

test('what the house’s record and letters say of colleagues is read by administrators; everybody else reads what is their own', async () => {
  const client = world.agencyId
  const staff = world.admin.calls(peopleContract, peopleService(async () => undefined)).staff
  const { id } = await staff.invite({ mail: 'new@sun.test', name: '新同事', locale: 'zh-Hant', roles: ['member'] })
  const of = async (who: Who) => (await desk(who).thread({ client, most: 200 })).rows
  const letters = async (who: Who) => (await desk(who).outbox()).mails.filter((m) => m.client === client).map((m) => m.toName)
  assert.ok((await of('admin')).some((row) => row.what === 'people.invited' || row.subjectId === id))
  assert.deepEqual(await letters('admin'), ['新同事'])
  for (const who of ['member', 'director', 'finance', 'ae'] as const) {
    const me = world.people[who].id
    const { rows } = await world.people[who].sql('select actor_id, subject_id from docket.record where client_id = agency_id')
    assert.ok(rows.length > 0 && rows.every((row) => row.actor_id === me || row.subject_id === me), who)
    assert.equal((await of(who)).length, rows.length)
    assert.deepEqual(await letters(who), [])
    assert.equal((await world.people[who].sql('select 1 from docket.mail where client_id = agency_id')).rowCount, 0)
  }
})
