import assert from 'node:assert/strict'
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { migrationsDir, prepareDatabase } from '#kernel/db/bootstrap.ts'
import { migrate } from '#kernel/db/migrate.ts'
import { postedInvoice } from '#modules/billing/fixtures.ts'
import { costsAs, vendorPaper } from '#modules/costs/fixtures.ts'
import { deliverablesAs, stagesFor, workFile } from '#modules/deliverables/fixtures.ts'
import { meetingsContract } from '#modules/meetings/contract.ts'
import { meetingsService } from '#modules/meetings/service.ts'
import { issued, posterSteps, signed } from '#modules/schedules/fixtures.ts'
import { emptyDatabase, type TestDatabase } from '../setup/database.ts'
import { madeWorld, type World } from '../setup/world.ts'
import { catalogOf, differences } from './migrations/catalog.ts'
import { copyRows } from './migrations/rows.ts'

// An agency that has followed every release stands on the same tables as one that began today.
let world: World
let stepped: TestDatabase
let folder: string
const opened: pg.Client[] = []
const login = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url })
  opened.push(client)
  await client.connect()
  return client
}
const up = (dir: string) => prepareDatabase({ ownerUrl: stepped.ownerUrl, root: stepped.root, say: () => undefined, dir })

/** Something of every kind that an agency has by its third month. */
const atWork = async (): Promise<void> => {
  const ref = await issued(world)
  await signed(world, ref, posterSteps(world))
  await deliverablesAs(world, 'member').add({ ...ref, title: '主視覺海報', fileId: await workFile(world, ref.client, 'work'), stages: stagesFor(world) })
  await costsAs(world, 'member').log({ ...ref, onDay: '2026-11-24', minutes: 90 })
  await costsAs(world, 'ae').buy({ ...ref, vendor: '永和印刷', what: '打樣', onDay: '2026-11-24', netMinor: 1_000n, paperFileId: await vendorPaper(world, ref.client) })
  await world.ae.calls(meetingsContract, meetingsService).create({ client: world.client, title: '會議', heldOn: '2026-11-23', place: '', people: [world.ae.id], contacts: [world.contacts.approver], items: [] })
  await postedInvoice(world)
}

before(async () => {
  world = await madeWorld()
  await atWork()
  stepped = await emptyDatabase()
  folder = await mkdtemp(join(tmpdir(), 'docket-steps-'))
})
after(async () => {
  for (const client of opened) await client.end()
  await stepped?.drop()
  await world?.close()
  if (folder) await rm(folder, { recursive: true })
})

test('migrated step by step, with an agency at work before the last one: the catalog is that of a fresh database', async () => {
  const names = (await readdir(migrationsDir)).filter((n) => n.endsWith('.sql')).sort()
  const last = names.pop()!
  await cp(join(migrationsDir, names[0]!), join(folder, names[0]!))
  await up(folder)
  const [here, there, owner] = [await login(world.ownerUrl), await login(stepped.ownerUrl), await login(stepped.ownerUrl)]
  await owner.query('set role docket_owner')
  for (const name of names.slice(1)) {
    await cp(join(migrationsDir, name), join(folder, name))
    assert.deepEqual(await migrate(owner, folder), [name])
  }
  const copied = await copyRows(here, there)
  assert.ok(copied.tables > 25 && copied.rows > 150, JSON.stringify(copied))

  // What only an empty database takes would stop an agency's next start.
  await writeFile(join(folder, '9999_law_careless.sql'), 'alter table docket.client add column colour text not null;')
  await assert.rejects(up(folder), /9999_law_careless\.sql: column "colour" .* contains null values/)
  await rm(join(folder, '9999_law_careless.sql'))

  await cp(join(migrationsDir, last), join(folder, last))
  assert.deepEqual((await up(folder)).ran, [last])
  const [fresh, migrated] = [await catalogOf(here), await catalogOf(there)]
  assert.ok(fresh.size > 1000, `the law looks at ${fresh.size} facts`)
  assert.deepEqual(differences(fresh, migrated), [])
})

test('whatever differs is named', async () => {
  const client = await login(stepped.ownerUrl)
  const before_ = await catalogOf(client)
  const changes: [string, RegExp][] = [
    ['create table docket.spare (n int)', /^only after: (table|column) docket\.spare/],
    ['alter table docket.client alter column terms_days drop not null', /column docket\.client\.terms_days/],
    ["alter table docket.client alter column trade set default 'x'", /column docket\.client\.trade/],
    ['alter table docket.agency drop constraint agency_series_of_its_own', /^only before: constraint docket\.agency agency_series_of_its_own/],
    ['drop index docket.signature_request_uncertified', /^only before: index docket\.signature_request_uncertified/],
    ['drop policy see on docket.job', /^only before: policy docket\.job see/],
    ['alter policy see on docket.job using (true)', /policy docket\.job see/],
    ['alter table docket.job no force row level security', /table docket\.job/],
    ['grant delete on docket.invoice to docket_app', /table docket\.invoice/],
    ['revoke update (version) on docket.client from docket_app', /column docket\.client\.version/],
    ["comment on table docket.job is 'other'", /table docket\.job/],
    ["comment on column docket.job.title is 'other'", /column docket\.job\.title/],
    ['alter function docket.my_clients() volatile', /function docket\.my_clients/],
    ['grant execute on function docket.door_migrations() to public', /function docket\.door_migrations/],
    ['revoke select on pgboss.job from docket_app', /table pgboss\.job/],
    ["delete from docket.migration where name like '0021%'", /^only before: migration 0021/],
  ]
  for (const [change, named] of changes) {
    await client.query('begin')
    await client.query(change)
    const found = differences(before_, await catalogOf(client))
    await client.query('rollback')
    assert.ok(found.length > 0 && found.every((f) => named.test(f)), `${change}: ${found.join('\n')}`)
  }
})
