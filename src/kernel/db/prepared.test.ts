import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Kysely } from 'kysely'
import { type Planted, plant } from './fixtures.ts'
import { prepared, preparedRow } from './prepared.ts'

interface Tables {
  client: { agency_id: string; client_id: string; name: string; version: number }
}
let p: Planted
before(async () => {
  p = await plant()
})
after(() => p.close())

let built = 0
const named = prepared((q: Kysely<Tables>, agency, client: string, version: number) => {
  built += 1
  return q.selectFrom('client').select(['client_id', 'name']).where('agency_id', '=', agency).where('client_id', '=', client).where('version', '>=', version).limit(3)
})

test('a prepared statement is built once and answers each caller by what they gave and may see', async () => {
  const ask = (scope: Planted['mei'], client: string, version = 1) => p.database.read(scope, async (tx) => (await named(tx, client, version)).map((row) => row.name))
  for (let round = 0; round < 3; round++) {
    assert.deepEqual(await Promise.all([ask(p.mei, p.tea), ask(p.kai, p.coffee), ask(p.mei, p.coffee), ask(p.mei, p.tea, 99)]), [['Tea'], ['Coffee'], [], []])
  }
  assert.equal(built, 1)
})

test('one row, or none', async () => {
  const one = preparedRow((q: Kysely<Tables>, agency, client: string) => q.selectFrom('client').select('name').where('agency_id', '=', agency).where('client_id', '=', client))
  assert.deepEqual(await p.database.read(p.mei, async (tx) => [await one(tx, p.tea), await one(tx, p.coffee)]), [{ name: 'Tea' }, undefined])
})

test('a parameter that is not placed as it is does not go unnoticed', async () => {
  const names = (q: Kysely<Tables>, agency: string) => q.selectFrom('client').select('name').where('agency_id', '=', agency)
  const tried = (work: Parameters<typeof p.database.read<unknown>>[1]) => p.database.read(p.mei, work)
  const begins = prepared((q: Kysely<Tables>, agency, start: string) => names(q, agency).where('name', 'like', `${start}%`))
  await assert.rejects(tried((tx) => begins(tx, 'T')), /not written into a text/)
  const ignored = prepared((q: Kysely<Tables>, agency, _name: string) => names(q, agency))
  await assert.rejects(tried((tx) => ignored(tx, 'Tea')), /is not in it/)
  const withDefault = prepared<Tables, [string], unknown>((q, agency, name = 'Tea') => names(q, agency).where('name', '=', name))
  await assert.rejects(tried((tx) => withDefault(tx, 'Coffee')), /no optional parameters/)
})
