import { randomUUID } from 'node:crypto'
import { issuedJob } from '#modules/jobs/fixtures.ts'
import { decline, sign } from '#modules/signoff/act.ts'
import { requestsOf } from '#modules/signoff/index.ts'
import type { World } from '#test/setup/world.ts'
import { schedulesContract } from './contract.ts'
import { schedulesService } from './service.ts'
import type { StepForm } from './shape.ts'

type Who = keyof World['people']
export interface Ref {
  client: string
  job: string
}
/** The procedures of this module as somebody of the agency. */
export const schedulesAs = (world: World, who: Who = 'ae') => world.people[who].calls(schedulesContract, schedulesService)

export const step = (world: World, name: string, days: number, over: Partial<StepForm> = {}): StepForm => ({
  stepId: randomUUID(), name, detail: '', ourOwnerId: world.lead.id, theirOwnerId: null, days, predecessorId: null, pinnedOn: null, ...over,
})
/** Direction, the client's yes, shooting, artwork, delivery: one after the other. */
export const posterSteps = (world: World): StepForm[] => {
  const steps = [
    step(world, '創意方向', 5), step(world, '方向確認', 2, { ourOwnerId: null, theirOwnerId: world.contacts.approver }), step(world, '拍攝', 3, { ourOwnerId: world.member.id }),
    step(world, '完稿', 4, { ourOwnerId: world.member.id }), step(world, '交付', 1, { ourOwnerId: world.ae.id }),
  ]
  return steps.map((s, i) => ({ ...s, predecessorId: steps[i - 1]?.stepId ?? null }))
}
export const planFrom = (steps: StepForm[], anchor = '2026-11-25') => ({ direction: 'forward' as const, anchor, steps })

export const issued = async (world: World): Promise<Ref> => {
  const { client, job } = await issuedJob(world)
  return { client, job }
}
export const draft = async (world: World, ref: Ref, steps: StepForm[], reason = '') => {
  const { open } = await schedulesAs(world).forJob(ref)
  return schedulesAs(world).draft({ ...ref, ...planFrom(steps), version: open?.version ?? null, reason })
}
export const send = async (world: World, ref: Ref) => {
  const { open } = await schedulesAs(world).forJob(ref)
  return schedulesAs(world).send({ client: ref.client, schedule: open!.id, version: open!.version, personId: world.ae.id, contactId: world.contacts.approver })
}
/** The party whose turn it is, and what it is shown. */
const turn = async (world: World, ref: Ref) => {
  const document = await world.ae.tx((tx) => requestsOf(tx, ref.client, 'schedule', ref.job))
  const request = document?.requests.find((r) => r.state === 'open')
  const party = request?.parties.find((p) => p.state === 'asked')
  if (!request || !party) throw new Error('nobody is asked to sign')
  return { side: party.side, client: ref.client, partyId: party.id, sha256: request.sha256, consentVersion: request.consentVersion }
}
const scopeOf = (world: World, side: 'agency' | 'client') => (side === 'agency' ? world.ae.scope() : world.contactScope(world.client, world.contacts.approver, '林若蘭'))

/** The one whose turn it is signs. */
export const signNext = async (world: World, ref: Ref): Promise<boolean> => {
  const { side, ...shown } = await turn(world, ref)
  const how = side === 'agency' ? { method: 'password' as const, provedAt: world.clock.now(), name: '陳怡君' } : { method: 'link' as const, provedAt: null, name: '林若蘭' }
  return (await world.database.write(scopeOf(world, side), (tx) => sign(tx, { ...shown, ...how, mark: '' }))).complete
}
export const declineNext = async (world: World, ref: Ref, reason: string): Promise<void> => {
  const { side, client, partyId, sha256 } = await turn(world, ref)
  await world.database.write(scopeOf(world, side), (tx) => decline(tx, { client, partyId, sha256, reason, name: side === 'agency' ? '陳怡君' : '林若蘭' }))
}
/** Drafted, sent and signed by both. */
export const signed = async (world: World, ref: Ref, steps: StepForm[], reason = ''): Promise<void> => {
  await draft(world, ref, steps, reason)
  await send(world, ref)
  await signNext(world, ref)
  await signNext(world, ref)
}
