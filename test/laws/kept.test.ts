import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { ORPCError } from '@orpc/server'
import { archiveContract } from '#modules/archive/contract.ts'
import { archiveService } from '#modules/archive/service.ts'
import { billingAs, closedJob, postedInvoice } from '#modules/billing/fixtures.ts'
import { billingContract } from '#modules/billing/contract.ts'
import { clientsContract } from '#modules/clients/contract.ts'
import { clientsService } from '#modules/clients/service.ts'
import { costsContract } from '#modules/costs/contract.ts'
import { costsAs, vendorPaper } from '#modules/costs/fixtures.ts'
import { deliverablesContract } from '#modules/deliverables/contract.ts'
import { deliverablesAs, stagesFor, workFile } from '#modules/deliverables/fixtures.ts'
import { jobsContract } from '#modules/jobs/contract.ts'
import { draftedJob, issuedJob, jobsAs, wholeOrder } from '#modules/jobs/fixtures.ts'
import { meetingsContract } from '#modules/meetings/contract.ts'
import { meetingsService } from '#modules/meetings/service.ts'
import { peopleContract } from '#modules/people/contract.ts'
import { peopleService } from '#modules/people/index.ts'
import { schedulesContract } from '#modules/schedules/contract.ts'
import { draft, posterSteps, schedulesAs } from '#modules/schedules/fixtures.ts'
import type { AnyProcedure } from '#kernel/rpc/define.ts'
import { madeWorld, type World } from '../setup/world.ts'
import { type Leaf, leavesOf, withValue } from './absurd/shapes.ts'
import { absurd } from './absurd/values.ts'

// Of things that are alive: what is written stands in the database as it was written, or is refused with a code.
let world: World
before(async () => {
  world = await madeWorld()
})
after(() => world?.close())

type Input = Record<string, unknown>
interface Deed {
  procedure: AnyProcedure
  /** A whole input that would be taken now. */
  input(): Promise<Input>
  act(input: Input): Promise<unknown>
  /** How it is read afterwards, in the form in which it was written. */
  kept?(input: Input, answer: never): Promise<unknown>
  /** Makes room for the next. */
  undo?(answer: never): Promise<unknown>
}
const deed = (all: Deed): Deed => all
// biome-ignore lint/suspicious/noExplicitAny: what is sent is wrong on purpose
const any = (call: unknown) => call as (input: Input) => Promise<any>

const deeds = async (): Promise<Record<string, Deed>> => {
  const clients = world.director.calls(clientsContract, clientsService)
  const people = (who: 'admin' | 'finance') => world.people[who].calls(peopleContract, peopleService(async () => undefined))
  const meetings = world.ae.calls(meetingsContract, meetingsService)
  const archive = world.ae.calls(archiveContract, archiveService)
  const c = { client: world.client }
  const drafted = await draftedJob(world)
  const { client, job } = await issuedJob(world)
  const closed = await closedJob(world)
  const { invoice } = await postedInvoice(world, 1_000_000n)
  const minutes = await meetings.create({ ...c, heldOn: '2026-11-02', title: '會議' })
  const [paperFileId, fileId, entry] = [await vendorPaper(world, client), await workFile(world, client, 'work'), await costsAs(world, 'member').log({ client, job, onDay: '2026-11-24', minutes: 1 })]
  const steps = posterSteps(world)
  await draft(world, { client, job }, steps)
  const minutesForm = { title: '會議', heldOn: '2026-11-02', place: '台北', people: [world.ae.id], contacts: [world.contacts.approver], items: [{ id: randomUUID(), kind: 'request', text: '一張海報', quote: '', step: '開工單', dueOn: '2026-12-01' }] }
  const contactForm = { name: '王志明', title: '專員', seniority: 'staff', locale: 'zh-Hant', phone: '02 2345 6789', mail: 'zhiming@client.test', approverSince: '2026-01-01' }
  return {
    'clients.create': deed({ procedure: clientsContract.create, input: async () => ({ name: '松木', locale: 'en', region: 'HK' }), act: any(clients.create), kept: async (_, { id }: { id: string }) => clients.get({ client: id }) }),
    'clients.update': deed({
      procedure: clientsContract.update, act: any(clients.update), kept: () => clients.get(c),
      input: async () => ({ ...c, name: '松木家居', legalName: '松木', trade: '家具', address: '台北', locale: 'zh-Hant', region: 'TW', version: (await clients.get(c)).version }),
    }),
    'clients.addContact': deed({ procedure: clientsContract.addContact, input: async () => ({ ...c, ...contactForm }), act: any(clients.addContact), kept: async (_, { id }: { id: string }) => (await clients.get(c)).contacts.find((one) => one.id === id) }),
    'clients.updateContact': deed({
      procedure: clientsContract.updateContact, act: any(clients.updateContact), kept: async () => (await clients.get(c)).contacts.find((one) => one.id === world.contacts.assistant),
      input: async () => ({ ...c, ...contactForm, contact: world.contacts.assistant, version: (await clients.get(c)).contacts.find((one) => one.id === world.contacts.assistant)!.version }),
    }),
    'clients.setDays': deed({ procedure: clientsContract.setDays, input: async () => ({ ...c, version: (await clients.get(c)).version, days: [{ day: '2026-12-24', kind: 'closed', name: '盤點' }] }), act: any(clients.setDays), kept: async () => clients.get(c) }),
    'people.agency.update': deed({
      procedure: peopleContract.agency.update, act: any(people('admin').agency.update), kept: () => people('admin').agency.get(),
      input: async () => ({ name: '向陽廣告', locale: 'zh-Hant', version: (await people('admin').agency.get()).version }),
    }),
    'people.staff.setRate': deed({ procedure: peopleContract.staff.setRate, input: async () => ({ id: world.traffic.id, from: '2026-11-01', version: (await people('finance').staff.rates({ id: world.traffic.id })).find((one) => one.from === '2026-11-01')?.version ?? 0, costMinor: 600n, chargeMinor: 900n }), act: any(people('finance').staff.setRate) }),
    'meetings.create': deed({ procedure: meetingsContract.create, input: async () => ({ ...c, ...minutesForm, items: [{ ...minutesForm.items[0], id: randomUUID() }] }), act: any(meetings.create), kept: async (_, { id }: { id: string }) => meetings.get({ ...c, meeting: id }) }),
    'meetings.save': deed({
      procedure: meetingsContract.save, act: any(meetings.save), kept: () => meetings.get({ ...c, meeting: minutes.id }),
      input: async () => ({ ...c, ...minutesForm, meeting: minutes.id, version: (await meetings.get({ ...c, meeting: minutes.id })).version }),
    }),
    'jobs.open': deed({ procedure: jobsContract.open, input: async () => ({ ...c, title: '海報' }), act: any(jobsAs(world, 'ae').open), kept: async (_, { id }: { id: string }) => jobsAs(world, 'ae').get({ ...c, job: id }) }),
    'jobs.save': deed({
      procedure: jobsContract.save, act: any(jobsAs(world, 'ae').save), kept: () => jobsAs(world, 'ae').get({ client, job: drafted.job }),
      input: async () => ({ ...wholeOrder(world), client, job: drafted.job, version: (await jobsAs(world, 'ae').get({ client, job: drafted.job })).version }),
    }),
    'costs.log': deed({
      procedure: costsContract.log, input: async () => ({ client, job, onDay: '2026-11-24', minutes: 1, note: '' }), act: any(costsAs(world, 'traffic').log),
      kept: async (_, { id }: { id: string }) => (await costsAs(world, 'ae').forJob({ client, job })).time.find((one) => one.id === id),
    }),
    'costs.change': deed({
      procedure: costsContract.change, act: any(costsAs(world, 'member').change), kept: async () => (await costsAs(world, 'ae').forJob({ client, job })).time.find((one) => one.id === entry.id),
      input: async () => ({ client, entry: entry.id, minutes: 1, version: (await costsAs(world, 'ae').forJob({ client, job })).time.find((one) => one.id === entry.id)!.version }),
    }),
    'costs.buy': deed({
      procedure: costsContract.buy, input: async () => ({ client, job, vendor: '永和印刷', what: '打樣', onDay: '2026-11-24', netMinor: 1n, paperFileId }), act: any(costsAs(world, 'ae').buy),
      kept: async (_, { id }: { id: string }) => (await costsAs(world, 'ae').forJob({ client, job })).bought.find((one) => one.id === id),
    }),
    'schedules.draft': deed({
      procedure: schedulesContract.draft, act: any(schedulesAs(world).draft), kept: async () => (await schedulesAs(world).forJob({ client, job })).open,
      input: async () => ({ client, job, direction: 'forward', anchor: '2026-11-25', steps, version: (await schedulesAs(world).forJob({ client, job })).open?.version ?? null }),
    }),
    'deliverables.add': deed({
      procedure: deliverablesContract.add, input: async () => ({ client, job, fileId, title: '主視覺', stages: stagesFor(world) }), act: any(deliverablesAs(world, 'member').add),
      kept: async (_, { id }: { id: string }) => deliverablesAs(world, 'ae').get({ client, deliverable: id }),
    }),
    'billing.request': deed({
      procedure: billingContract.request, act: any(billingAs(world, 'ae').request), input: async () => ({ client, job: closed.job, lines: [{ what: '設計', unitMinor: 1n, quantityThousandths: 10n ** 9n }] }),
      kept: async (_, { id }: { id: string }) => (await billingAs(world, 'ae').forJob({ client, job: closed.job })).requests.find((one) => one.id === id),
      undo: ({ id }: { id: string }) => billingAs(world, 'ae').withdraw({ client, request: id, version: 1 }),
    }),
    'billing.credit': deed({ procedure: billingContract.credit, input: async () => ({ client, invoice, netMinor: 1n, reason: '折讓' }), act: any(billingAs(world, 'finance').credit), kept: (_, { id }: { id: string }) => billingAs(world, 'finance').invoice({ client, invoice: id }) }),
    'billing.receive': deed({
      procedure: billingContract.receive, input: async () => ({ client, receivedOn: '2026-11-23', amountMinor: 1n, keepAsCredit: true, allocations: [] }), act: any(billingAs(world, 'finance').receive),
      kept: async (_, { id }: { id: string }) => (await billingAs(world, 'finance').receipts({ client, most: 200 })).rows.find((one) => one.id === id),
    }),
    'archive.place': deed({ procedure: archiveContract.place, input: async () => ({ client, job, version: (await archive.file({ client, job })).version, room: '資料室', shelf: '甲', box: '一' }), act: any(archive.place), kept: async () => (await archive.file({ client, job })).place }),
  }
}

/** Unseen marks and the controls are taken out of every text, white space at its ends too; nothing else is ever changed. */
const cleaned = (text: string): string => text.toWellFormed().normalize('NFC').replace(/[\u202e\u2066\u200b]/g, '').replaceAll('\0', '').trim()
const at = (value: unknown, path: Leaf['path']): unknown => path.reduce((inner: unknown, key) => (inner as Record<string, unknown> | undefined)?.[key], value)
const exactly = { text: (v: unknown) => cleaned(v as string), day: (v: unknown) => v, whole: (v: unknown) => v, sum: (v: unknown) => BigInt(v as bigint) }
const shown = (value: unknown): string => (typeof value === 'bigint' ? `${value}n` : JSON.stringify(value)?.slice(0, 40))

test('whatever is written into a living thing is kept exactly or refused with a code', async () => {
  const wrong: string[] = []
  const seen = { kept: 0, refused: 0 }
  for (const [name, { procedure, input, act, kept, undo }] of Object.entries(await deeds())) {
    const schema = procedure['~orpc'].inputSchema
    await undo?.((await act(await input())) as never)
    for (const { path, kind } of leavesOf(schema))
      for (const value of absurd[kind]) {
        const given = withValue(schema, await input(), path, value) as Input
        try {
          const answer = (await act(given)) as never
          const compares = kept && kind in exactly && !['version', 'client', 'job', 'invoiceSeries'].includes(String(path.at(-1)))
          const found = compares ? at(await kept(given, answer), path) : undefined
          await undo?.(answer)
          seen.kept++
          if (compares && value !== null && found !== undefined) assert.deepEqual(found, exactly[kind as keyof typeof exactly](value))
        } catch (error) {
          const code = error instanceof ORPCError ? (error.data as { code?: string } | undefined)?.code : undefined
          if (code && code !== 'bug') seen.refused++
          else wrong.push(`${name} ${path.join('.')} = ${shown(value)}: ${String(error).slice(0, 160)}`)
        }
      }
  }
  console.log(`${seen.kept} kept, ${seen.refused} refused`)
  assert.deepEqual(wrong, [])
  assert.ok(seen.kept > 500 && seen.refused > 500)
})
