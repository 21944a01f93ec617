import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { langs, type MessageKey } from '#kernel/i18n/messages.ts'
import { say } from '#kernel/i18n/say.ts'
import { billingAs } from '#modules/billing/fixtures.ts'
import { costsAs, vendorPaper } from '#modules/costs/fixtures.ts'
import { askedOf, deliverablesAs, signInside, stagesFor, workFile } from '#modules/deliverables/fixtures.ts'
import { jobsAs } from '#modules/jobs/fixtures.ts'
import { issued, posterSteps, signed } from '#modules/schedules/fixtures.ts'
import { sign } from '#modules/signoff/act.ts'
import { signoffContract } from '#modules/signoff/contract.ts'
import { signoffService } from '#modules/signoff/index.ts'
import { madeWorld, refused, type World } from '#test/setup/world.ts'
import { archiveContract } from './contract.ts'
import { archiveService } from './service.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())
const archiveAs = (who: keyof World['people']) => world.people[who].calls(archiveContract, archiveService)
const missingIn = async (ref: { client: string; job: string }) => (await archiveAs('ae').file(ref)).entries.filter((e) => e.state === 'missing').map((e) => e.content)
/** A poster from its first version to the client's signature by the link. */
const approved = async (client: string, job: string): Promise<void> => {
  const fileId = await workFile(world, client, `work ${job}`)
  const { id, versionId } = await deliverablesAs(world, 'member').add({ client, job, title: '主視覺海報', fileId, note: '', stages: stagesFor(world) })
  await signInside(world, client, versionId)
  const { rowVersion } = (await deliverablesAs(world, 'ae').get({ client, deliverable: id })).versions.at(-1)!
  await deliverablesAs(world, 'ae').send({ client, version: versionId, contact: world.contacts.approver, rowVersion })
  const party = (await askedOf(world, client, versionId)).find((p) => p.side === 'client')!
  await world.database.write(world.contactScope(client, world.contacts.approver, party.name), (tx) =>
    sign(tx, { client, partyId: party.id, sha256: party.sha256, consentVersion: party.consentVersion, method: 'link', provedAt: null, name: party.name, mark: '' }))
}

test('G10 a job’s file fills as the job goes on; it is put away when nothing is missing, and only once', async () => {
  const ref = await issued(world)
  const { client, job } = ref
  const all = ['schedule', 'deliverables', 'card', 'request', 'invoice', 'receipt', 'place']
  const done = async (what: string) => {
    await assert.rejects(archiveAs('ae').put(ref), (error: { data?: { params?: { missing?: string[] } } }) => {
      assert.ok(error.data?.params?.missing?.length)
      return refused('archive.incomplete')(error)
    })
    all.splice(all.indexOf(what), 1)
    assert.deepEqual(await missingIn(ref), all)
  }
  assert.deepEqual(await missingIn(ref), all)
  await signed(world, ref, posterSteps(world))
  await done('schedule')
  await approved(client, job)
  await done('deliverables')
  await costsAs(world, 'ae').buy({ client, job, vendor: '永和印刷', what: '打樣', onDay: '2026-11-24', netMinor: 6_800n, paperFileId: await vendorPaper(world, client) })
  const { version } = await jobsAs(world, 'ae').get(ref)
  const { version: out } = await jobsAs(world, 'ae').deliver({ ...ref, version })
  await jobsAs(world, 'finance').close({ ...ref, version: out })
  await done('card')
  const { lines } = await billingAs(world, 'ae').propose(ref)
  assert.deepEqual(lines.map((l) => [l.sourceKind, l.unitMinor]), [['job', 183_200n], ['bought', 6_800n]])
  const request = await billingAs(world, 'ae').request({ ...ref, lines })
  await done('request')
  const invoice = await billingAs(world, 'finance').post({ client, request: request.id, version: 1 })
  await done('invoice')
  const pay = (amountMinor: bigint) => billingAs(world, 'finance').receive({ client, receivedOn: '2026-11-24', amountMinor, allocations: [{ invoiceId: invoice.id, amountMinor }] })
  await pay(199_499n)
  assert.deepEqual(await missingIn(ref), ['receipt', 'place'])
  await pay(1n)
  await done('receipt')
  await assert.rejects(archiveAs('member').place({ ...ref, version: 0, room: 'A' }), refused('role'))
  await archiveAs('ae').place({ ...ref, version: 0, room: 'A', shelf: '3', box: '12' })
  assert.deepEqual(await missingIn(ref), [])
  await assert.rejects(archiveAs('member').put(ref), refused('role'))
  const both = await Promise.allSettled([archiveAs('ae').put(ref), archiveAs('traffic').put(ref)])
  assert.deepEqual(both.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
  assert.ok(refused('archive.filed_already')(both.find((r): r is PromiseRejectedResult => r.status === 'rejected')!.reason))
  assert.equal((await jobsAs(world, 'ae').get(ref)).stage, 'filed')
  assert.deepEqual(await archiveAs('ae').file(ref).then((f) => [f.filedAt !== null, f.keepUntil]), [true, '2031-12-31'])
  // V4 a receipt that is reversed opens the file again.
  const last = (await world.finance.sql('select id from docket.receipt where agency_id = $1 and amount_minor = 1', [world.agencyId])).rows[0].id
  await billingAs(world, 'finance').reverse({ client, receipt: last, reason: '退票' })
  const open = await archiveAs('ae').file(ref)
  assert.deepEqual([(await jobsAs(world, 'ae').get(ref)).stage, open.filedAt, await missingIn(ref), open.place?.room], ['billed', null, ['receipt'], 'A'])
  await pay(1n)
  // Nothing is put away while an invoice is due to come: not by the service, not past its rules.
  const more = await billingAs(world, 'ae').request({ ...ref, lines: [{ what: '加印', unitMinor: 10_000n }] })
  assert.deepEqual(await missingIn(ref), ['invoice'])
  await assert.rejects(archiveAs('ae').put(ref), refused('archive.incomplete'))
  await assert.rejects(world.ae.sql('update docket.job set filed_at = now() where id = $1', [ref.job]), /policy "nothing_requested"/)
  const next = await billingAs(world, 'finance').post({ client, request: more.id, version: 1 })
  world.clock.advance(1)
  await billingAs(world, 'finance').credit({ client, invoice: next.id, netMinor: 500n, reason: '少印一張' })
  await billingAs(world, 'finance').receive({ client, receivedOn: '2026-11-24', amountMinor: 9_975n, allocations: [{ invoiceId: next.id, amountMinor: 9_975n }] })
  // Its papers are all there, though nobody printed one; a credit note and a receipt that was reversed are told as that.
  const { papers } = await archiveAs('ae').file(ref)
  assert.deepEqual(papers.map((p) => p.kind), ['order', 'vendor', 'request', 'request', 'invoice', 'invoice', 'credit_note', 'receipt', 'reversal', 'receipt', 'receipt'])
  assert.ok(papers.every((p) => p.number !== '' || p.title !== '') && papers.every((p) => (p.fileId !== null) === (p.kind === 'vendor')))
  await archiveAs('ae').put(ref)
  assert.equal((await jobsAs(world, 'ae').get(ref)).stage, 'filed')
  await assert.rejects(jobsAs(world, 'ae').handOver({ ...ref, version: (await jobsAs(world, 'ae').get(ref)).version, ownerId: world.director.id }), refused('jobs.filed'))
})

test('V1 the paper moves on; where it stood remains, and nobody rewrites it', async () => {
  const ref = await issued(world)
  await archiveAs('ae').place({ ...ref, version: 0, room: 'A', shelf: '3' })
  world.clock.advance(1)
  await archiveAs('traffic').place({ ...ref, version: 1, room: 'B', box: '7' })
  const { place, moves } = await archiveAs('ae').file(ref)
  assert.deepEqual([place?.room, place?.box, moves.map((m) => [m.room, m.placedBy])], ['B', '7', [['B', world.traffic.id], ['A', world.ae.id]]])
  await assert.rejects(world.ae.sql("update docket.paper_place set room = 'C' where job_id = $1", [ref.job]), (e: { code?: string }) => e.code === '42501')
  await assert.rejects(world.ae.sql('delete from docket.paper_place where job_id = $1', [ref.job]), (e: { code?: string }) => e.code === '42501')
  // One that has left is closed for good: not even its leaving is written again.
  assert.equal((await world.ae.sql('update docket.paper_place set left_at = now() where job_id = $1 and left_at is not null', [ref.job])).rowCount, 0)
  const both = await Promise.allSettled(['C', 'D'].map((room) => archiveAs('ae').place({ ...ref, version: 2, room })))
  assert.deepEqual(both.map((r) => r.status).sort(), ['fulfilled', 'rejected'])
  assert.ok(refused('stale')(both.find((r): r is PromiseRejectedResult => r.status === 'rejected')!.reason))
  assert.equal((await world.ae.sql('select count(*)::int n from docket.paper_place where job_id = $1 and left_at is null', [ref.job])).rows[0].n, 1)
})

test('V3 a label is for paper that stands somewhere; it is printed once, and anew when the paper moves or is filed', async () => {
  const ref = await issued(world)
  await assert.rejects(archiveAs('ae').label(ref), refused('archive.no_place'))
  await archiveAs('ae').place({ ...ref, version: 0, room: 'A', shelf: '3' })
  const first = await archiveAs('ae').label(ref)
  assert.deepEqual(await archiveAs('member').label(ref), first)
  await archiveAs('ae').place({ ...ref, version: 1, room: 'B' })
  assert.notEqual((await archiveAs('ae').label(ref)).fileId, first.fileId)
  // On the docket each paper is called by a word, in every language.
  const kinds = (await world.ae.calls(signoffContract, signoffService).papers(ref)).map((paper) => paper.kind)
  for (const kind of kinds) for (const lang of langs) assert.ok(say(lang, `signoff.document.${kind}` as MessageKey))
  assert.ok(kinds.includes('label'))
  await assert.rejects(archiveAs('other').label(ref), refused('not_found'))
})

test('V2 behind the wall there is no file', async () => {
  const ref = await issued(world)
  await assert.rejects(archiveAs('other').file(ref), refused('not_found'))
  await assert.rejects(archiveAs('other').place({ ...ref, version: 0, room: 'A' }), refused('not_found'))
  await assert.rejects(archiveAs('other').put(ref), refused('not_found'))
  await assert.rejects(archiveAs('ae').file({ client: world.otherClient, job: ref.job }), refused('not_found'))
})
