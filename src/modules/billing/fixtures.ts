import assert from 'node:assert/strict'
import { delivered, issuedJob, jobsAs } from '#modules/jobs/fixtures.ts'
import { refused, type World } from '#test/setup/world.ts'
import { billingContract } from './contract.ts'
import { billingService } from './service.ts'

type Who = keyof World['people']
/** The procedures of this module as somebody of the agency. */
export const billingAs = (world: World, who: Who) => world.people[who].calls(billingContract, billingService)

/** A delivered job of 松木家居 whose card finance has closed. */
export const closedJob = async (world: World, over: Parameters<typeof issuedJob>[1] = {}) => {
  const issued = await issuedJob(world, { budgetMinor: 190_000n, ...over })
  const ref = { client: issued.client, job: issued.job }
  const { version } = await delivered(world, ref)
  return { ...ref, number: issued.number, version: (await jobsAs(world, 'finance').close({ ...ref, version })).version }
}

/** A payment request over one line, not invoiced yet. */
export const requestOf = async (world: World, netMinor = 10_000n) => {
  const { client, job } = await closedJob(world)
  const { id } = await billingAs(world, 'ae').request({ client, job, lines: [{ what: '主視覺海報', unitMinor: netMinor }] })
  return { client, job, request: id, version: 1 }
}

/** A posted invoice of `netMinor` and 5% tax. */
export const postedInvoice = async (world: World, netMinor = 10_000n) => {
  const { job, ...request } = await requestOf(world, netMinor)
  const { id, number } = await billingAs(world, 'finance').post(request)
  return { client: request.client, job, invoice: id, number }
}

type Parts = { invoiceId: string; amountMinor: bigint }[]
/** Finance enters money that came on 24 November 2026, in parts of invoices. The world is asked for when it stands. */
export const paysIn = (world: () => World) => (client: string, allocations: Parts, amountMinor: bigint, keepAsCredit = false) =>
  billingAs(world(), 'finance').receive({ client, receivedOn: '2026-11-24', amountMinor, allocations, keepAsCredit })

/** The constraint that the database named. */
export const broken = (constraint: string) => (error: { constraint?: string }): boolean => error.constraint === constraint
/** The code of a refusal together with the words it is told in. */
export const saying = (code: string, params: Record<string, string>) => (error: { data?: { params?: unknown } }): boolean => {
  assert.deepEqual(error.data?.params, params)
  return refused(code)(error)
}
