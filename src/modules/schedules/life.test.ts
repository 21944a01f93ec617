import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { codeOf, madeWorld, type World } from '#test/setup/world.ts'
import { declineNext, draft, issued, schedulesAs, send, signNext, step } from './fixtures.ts'

let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world.close())

const deeds = ['draft', 'send', 'sign', 'sign', 'decline', 'withdraw'] as const
/** What may be refused on the way; anything else is a bug. */
const expected = new Set(['stale', 'schedules.with_parties', 'schedules.not_draft', 'schedules.not_sent'])

test('S2 whatever is done in whatever order, one revision at most is signed and one open, and what is in force is the last one signed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...deeds), { minLength: 4, maxLength: 14 }), async (order) => {
      const ref = await issued(world)
      const id = step(world, '完稿', 2).stepId
      let lastSigned: number | null = null
      for (const [n, deed] of order.entries()) {
        const { open } = await schedulesAs(world).forJob(ref)
        try {
          if (deed === 'draft') await draft(world, ref, [step(world, '完稿', 1 + (n % 5), { stepId: id })], `第 ${n} 次`)
          else if (deed === 'send' && open) await send(world, ref)
          else if (deed === 'sign' && open?.state === 'sent' && (await signNext(world, ref))) lastSigned = open.revision
          else if (deed === 'decline' && open?.state === 'sent') await declineNext(world, ref, '不行')
          else if (deed === 'withdraw' && open) await schedulesAs(world).withdraw({ client: ref.client, schedule: open.id, version: open.version, reason: '收回' })
        } catch (no) {
          assert.ok(expected.has(codeOf(no)), `${deed}: ${codeOf(no)}`)
        }
        const { revisions, inForce } = await schedulesAs(world).forJob(ref)
        const count = (...states: string[]) => revisions.filter((r) => states.includes(r.state)).length
        assert.ok(count('signed') <= 1 && count('draft', 'sent') <= 1)
        assert.deepEqual(revisions.map((r) => r.revision), revisions.map((_, i) => i + 1))
        assert.equal(inForce?.revision ?? null, lastSigned)
      }
    }),
    { numRuns: 12 },
  )
})

test('S1 a schedule is in force by the signatures of both sides alone: raw SQL as the server does not put it there (B5)', async () => {
  const ref = await issued(world)
  await draft(world, ref, [step(world, '完稿', 2)])
  await send(world, ref)
  const past = () => world.ae.sql("update docket.schedule set state = 'signed', signed_at = now() where job_id = $1", [ref.job])
  await assert.rejects(past, /policy "by_signatures"/)
  await signNext(world, ref)
  await assert.rejects(past, /policy "by_signatures"/)
  await signNext(world, ref)
  assert.equal((await schedulesAs(world).forJob(ref)).inForce?.revision, 1)
})

test('S1 the agency alone puts no schedule in force, and what is out for signature takes no more steps: raw SQL as the server does neither', async () => {
  const ref = await issued(world)
  await draft(world, ref, [step(world, '完稿', 2)])
  await send(world, ref)
  const { open } = await schedulesAs(world).forJob(ref)
  await assert.rejects(world.ae.sql(`insert into docket.schedule_step (agency_id, client_id, schedule_id, step_id, no, name, days, starts_on, ends_on) values ($1, $2, $3, gen_random_uuid(), 9, '多的', 1, '2027-01-01', '2027-01-01')`,
    [world.agencyId, ref.client, open!.id]), /policy "only_in_draft"/)
  const at = [world.agencyId, ref.client]
  await schedulesAs(world).withdraw({ client: ref.client, schedule: open!.id, version: open!.version, reason: '收回' })
  const now = (await schedulesAs(world).forJob(ref)).open!
  const { rows: [made] } = await world.ae.sql('select d.id, v.file_id, v.sha256 from docket.document d join docket.document_version v on v.document_id = d.id where d.agency_id = $1 and d.client_id = $2 and d.subject_id = $3', [...at, ref.job])
  await world.ae.sql(`insert into docket.document_version (agency_id, client_id, document_id, version, title, lang, data, data_sha256, template, template_sha256, file_id, sha256, frozen_at)
    values ($1, $2, $3, $4, '時間表', 'zh-Hant', '{}', repeat('b', 64), '', '', $5, $6, now())`, [...at, made.id, now.revision, made.file_id, made.sha256])
  const ids = (await world.ae.sql('select gen_random_uuid() request, gen_random_uuid() party')).rows[0]
  await world.ae.sql("insert into docket.signature_request (agency_id, client_id, id, document_id, version, sha256, purpose, consent, consent_version, approver, created_at) values ($1, $2, $3, $4, $5, $6, 'sign', 'schedule', 1, true, now())", [...at, ids.request, made.id, now.revision, made.sha256])
  await world.ae.sql("insert into docket.signature_party (agency_id, client_id, request_id, id, turn, side, person_id, name, state) values ($1, $2, $3, $4, 1, 'agency', $5, '陳怡君', 'signed')", [...at, ids.request, ids.party, world.ae.id])
  await world.ae.sql("insert into docket.signature (agency_id, client_id, party_id, request_id, sha256, name, consent_text, consent_lang, consent_version, method, at) values ($1, $2, $3, $4, $5, '陳怡君', '同意', 'zh-Hant', 1, 'password', now())", [...at, ids.party, ids.request, made.sha256])
  await world.ae.sql("update docket.signature_request set state = 'complete', ended_at = now() where id = $1", [ids.request])
  await assert.rejects(world.ae.sql("update docket.schedule set state = 'signed', signed_at = now() where id = $1", [now.id]), /policy "by_signatures"/)
})
