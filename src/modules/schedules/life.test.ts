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
