import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { testDatabase } from '#test/setup/database.ts'

// The laws of the schema, read from the catalog: each test names the offenders.
let pool: pg.Pool
let end: () => Promise<void>
before(async () => {
  const db = await testDatabase()
  pool = new pg.Pool({ connectionString: db.ownerUrl, max: 2 })
  pool.on('error', () => undefined)
  end = async () => {
    await pool.end()
    await db.drop()
  }
})
after(() => end())

/** Tables outside every agency, by their own word; the comment must say "Reference table". */
const outside = ['throttle', 'migration']
const names = async (sql: string): Promise<string[]> => (await pool.query<{ name: string }>(sql)).rows.map((r) => r.name)
const tables = `select c.oid, c.relname from pg_class c where c.relnamespace = 'docket'::regnamespace and c.relkind in ('r','p')
  and c.relname not in (${outside.map((t) => `'${t}'`).join(',')})`

test('the laws have something to look at', async () => {
  const found = await names(`select relname as name from (${tables}) t`)
  assert.ok(found.length > 30, `only ${found.length} tables`)
})

test('law 1: agency_id leads every primary and unique key', async () => {
  assert.deepEqual(await names(`select t.relname || ': ' || ic.relname as name from (${tables}) t join pg_index i on i.indrelid = t.oid and i.indisunique
    join pg_class ic on ic.oid = i.indexrelid join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0] where a.attname <> 'agency_id'`), [])
  assert.deepEqual(await names(`select t.relname as name from (${tables}) t where not exists (select 1 from pg_index i where i.indrelid = t.oid and i.indisprimary)`), [])
})

test('law 1: agency_id leads every foreign key, and client_id is in it where both sides have one', async () => {
  assert.deepEqual(await names(`select k.conname as name from pg_constraint k join (${tables}) t on t.oid = k.conrelid join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and a.attname <> 'agency_id'`), [])
  assert.deepEqual(await names(`select k.conname as name from pg_constraint k join (${tables}) t on t.oid = k.conrelid
    where k.contype = 'f' and exists (select 1 from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'client_id' and not a.attisdropped)
    and exists (select 1 from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'client_id' and not a.attisdropped)
    and not exists (select 1 from unnest(k.conkey) n join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n where a.attname = 'client_id')`), [])
})

test('law 1: a table that names a client has client_id as part of its primary key', async () => {
  assert.deepEqual(await names(`select t.relname as name from (${tables}) t join pg_attribute a on a.attrelid = t.oid and a.attname = 'client_id' and not a.attisdropped
    join pg_index i on i.indrelid = t.oid and i.indisprimary where not a.attnum = any (i.indkey)`), [])
})

test('law 3: row-level security is enabled and forced on every table', async () => {
  assert.deepEqual(await names(`select t.relname as name from (${tables}) t join pg_class c on c.oid = t.oid where not (c.relrowsecurity and c.relforcerowsecurity)`), [])
})

/** Every permissive policy of the app for each deed it was granted on a table: what rows it sees, and what it may write. Names those that reach beyond the wall. */
const beyond = async (db: Pick<pg.Pool, 'query'>, walled: boolean, wall: RegExp): Promise<{ seen: number; found: string[] }> => {
  const { rows } = await db.query<{ name: string; tests: (string | null)[] }>(`select t.relname || ' ' || d.deed || coalesce(' ' || p.polname, '') as name,
      case d.cmd when 'a' then array[w.lets] when 'w' then array[w.sees, w.lets] else array[w.sees] end as tests
    from (${tables}) t cross join (values ('r', 'select'), ('a', 'insert'), ('w', 'update'), ('d', 'delete')) d (cmd, deed)
    left join pg_policy p on p.polrelid = t.oid and p.polpermissive and p.polcmd::text in (d.cmd, '*') and p.polroles && array['docket_app'::regrole::oid, 0]
    cross join lateral (select pg_get_expr(p.polqual, p.polrelid) as sees, pg_get_expr(coalesce(p.polwithcheck, p.polqual), p.polrelid) as lets) w
    where case when d.cmd = 'd' then has_table_privilege('docket_app', t.oid, 'delete') else has_any_column_privilege('docket_app', t.oid, d.deed) end
    and exists (select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'client_id' and not a.attisdropped) = $1 order by 1`, [walled])
  return { seen: rows.length, found: rows.filter(({ tests }) => !tests.every((test) => wall.test(test ?? ''))).map((r) => r.name) }
}
/** The wall as all of a policy's condition, or as the first of conditions that must all hold. */
const only = (condition: string): RegExp => new RegExp(`^(\\(${condition}\\)$|\\(\\(${condition}\\) AND )`)
const myClients = only('client_id = ANY \\(\\( SELECT docket\\.my_clients\\(\\) AS my_clients\\)(::uuid\\[\\])?\\)')
const myAgency = only('agency_id = \\( SELECT docket\\.my_agency\\(\\) AS my_agency\\)')
// Nobody is on the team of a client that is being made: its row, and whoever is first put on, are let in (migration 0001).
const beginnings = ['client insert add', 'client_team insert found']

test('law 3: every walled table is read, added to, changed and taken from only through my_clients(), evaluated once', async () => {
  const { seen, found } = await beyond(pool, true, myClients)
  assert.ok(seen > 80, `only ${seen} policies`)
  assert.deepEqual(found, beginnings)
})

test('law 3: what belongs to the agency and to no client is read, added to, changed and taken from only through my_agency(), evaluated once', async () => {
  const { seen, found } = await beyond(pool, false, myAgency)
  assert.ok(seen > 15, `only ${seen} policies`)
  assert.deepEqual(found, [])
})

test('law 3 notices a policy that opens the wall for any deed, and a grant that no policy goes with', async () => {
  const after = async (change: string): Promise<string[]> => {
    const db = await pool.connect()
    try {
      await db.query(`begin; ${change}`)
      return (await beyond(db, true, myClients)).found.filter((name) => !beginnings.includes(name))
    } finally {
      await db.query('rollback')
      db.release()
    }
  }
  const within = 'client_id = any ((select docket.my_clients())::uuid[])'
  assert.deepEqual(await after('create policy loose on docket.mail for select to docket_app using (true)'), ['mail select loose'])
  assert.deepEqual(await after('create policy loose on docket.mail for insert to docket_app with check (agency_id = (select docket.my_agency()))'), ['mail insert loose'])
  assert.deepEqual(await after(`create policy loose on docket.mail for update to docket_app using (${within}) with check (true)`), ['mail update loose'])
  assert.deepEqual(await after(`create policy loose on docket.mail for update to public using (${within} and state = 'waiting' or true) with check (${within})`), ['mail update loose'])
  assert.deepEqual(await after('create policy loose on docket.mail for delete to docket_app using (true)'), [], 'what was not granted is not done')
  assert.deepEqual(await after('grant delete on docket.mail to docket_app; create policy loose on docket.mail for delete to docket_app using (true)'), ['mail delete loose'])
  assert.deepEqual(await after('grant delete on docket.mail to docket_app'), ['mail delete'])
})

test('law 3: the app owns nothing and may not truncate, reference or bypass', async () => {
  assert.deepEqual(await names(`select c.relname as name from pg_class c where c.relnamespace = 'docket'::regnamespace and c.relowner = 'docket_app'::regrole`), [])
  assert.deepEqual(await names(`select table_name || ' ' || privilege_type as name from information_schema.table_privileges where table_schema = 'docket' and grantee in ('docket_app','PUBLIC')
    and privilege_type in ('TRUNCATE','REFERENCES','TRIGGER')`), [])
  assert.deepEqual(await names(`select rolname as name from pg_roles where rolname = 'docket_app' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`), [])
})

test('law 3: definer functions have a fixed search_path and are not for everybody', async () => {
  assert.deepEqual(await names(`select p.proname as name from pg_proc p where p.pronamespace = 'docket'::regnamespace and p.prosecdef
    and not exists (select 1 from unnest(p.proconfig) c where c like 'search_path=%')`), [])
  assert.deepEqual(await names(`select p.proname as name from pg_proc p where p.pronamespace = 'docket'::regnamespace and p.prosecdef and has_function_privilege('public', p.oid, 'execute')`), [])
})

test('law 4: no triggers, enums, numeric columns, sequences, exclusion constraints, materialised views', async () => {
  assert.deepEqual(await names(`select g.tgname as name from pg_trigger g join pg_class c on c.oid = g.tgrelid where c.relnamespace = 'docket'::regnamespace and not g.tgisinternal`), [])
  assert.deepEqual(await names(`select typname as name from pg_type where typnamespace = 'docket'::regnamespace and typtype = 'e'`), [])
  assert.deepEqual(await names(`select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'docket' and data_type in ('numeric','real','double precision','money','timestamp without time zone')`), [])
  assert.deepEqual(await names(`select relname as name from pg_class where relnamespace = 'docket'::regnamespace and relkind in ('S','m')`), [])
  assert.deepEqual(await names(`select conname as name from pg_constraint where connamespace = 'docket'::regnamespace and contype = 'x'`), [])
})

test('law 5: what is called minor is bigint and stands beside a currency', async () => {
  assert.deepEqual(await names(`select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'docket' and column_name like '%\\_minor' and data_type <> 'bigint'`), [])
  const alone = await names(`select distinct c.table_name as name from information_schema.columns c where c.table_schema = 'docket' and c.column_name like '%\\_minor'
    and not exists (select 1 from information_schema.columns d where d.table_schema = 'docket' and d.table_name = c.table_name and d.column_name = 'currency')`)
  // Lines and allocations have the currency of the paper they hang on.
  assert.deepEqual(alone.filter((t) => !['invoice_line', 'allocation'].includes(t)), [])
})

test('every table says what it is', async () => {
  assert.deepEqual(await names(`select c.relname as name from pg_class c where c.relnamespace = 'docket'::regnamespace and c.relkind in ('r','p') and obj_description(c.oid, 'pg_class') is null`), [])
  assert.deepEqual(await names(`select relname as name from pg_class c where relnamespace = 'docket'::regnamespace and relname in (${outside.map((t) => `'${t}'`).join(',')}) and obj_description(oid, 'pg_class') not like '%eference table%'`), [])
})
