import type pg from 'pg'

const schemas = "('docket', 'pgboss')"
/** Each asks for facts: `thing`, a name that is its own, and `fact`, all that the catalog knows of it. */
const asked = [
  `select 'schema ' || nspname::text as thing, concat_ws(' | ', nspowner::regrole, nspacl, obj_description(oid, 'pg_namespace')) as fact from pg_namespace where nspname in ${schemas}`,
  `select 'table ' || n.nspname || '.' || c.relname as thing,
     concat_ws(' | ', c.relkind, c.relpersistence, c.relowner::regrole, c.relrowsecurity, c.relforcerowsecurity, c.reloptions, (select array_agg(x::text order by x::text) from unnest(c.relacl) x), obj_description(c.oid, 'pg_class')) as fact
   from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${schemas} and c.relkind in ('r', 'p', 'v', 'm', 'S')`,
  `select 'column ' || n.nspname || '.' || c.relname || '.' || a.attname as thing,
     concat_ws(' | ', (select count(*) from pg_attribute e where e.attrelid = a.attrelid and e.attnum > 0 and e.attnum <= a.attnum and not e.attisdropped), format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
       a.attcollation::regcollation, pg_get_expr(d.adbin, d.adrelid), (select array_agg(x::text order by x::text) from unnest(a.attacl) x), col_description(c.oid, a.attnum)) as fact
   from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where n.nspname in ${schemas} and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped`,
  `select 'constraint ' || conrelid::regclass || ' ' || conname as thing, concat_ws(' | ', pg_get_constraintdef(oid), convalidated, obj_description(oid, 'pg_constraint')) as fact
   from pg_constraint where connamespace in (select oid from pg_namespace where nspname in ${schemas}) and conrelid <> 0 and contype <> 'n'`,
  `select 'index ' || indexrelid::regclass as thing, concat_ws(' | ', pg_get_indexdef(indexrelid), indisvalid, obj_description(indexrelid, 'pg_class')) as fact
   from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${schemas}`,
  `select 'policy ' || polrelid::regclass || ' ' || polname as thing,
     concat_ws(' | ', polcmd, polpermissive, (select array_agg(x::regrole::text order by x::regrole::text) from unnest(polroles) x), pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) as fact from pg_policy`,
  `select 'function ' || p.oid::regprocedure as thing,
     concat_ws(' | ', pg_get_functiondef(p.oid), p.proowner::regrole, (select array_agg(x::text order by x::text) from unnest(p.proacl) x), obj_description(p.oid, 'pg_proc')) as fact
   from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ${schemas} and p.prokind in ('f', 'p')`,
  `select 'type ' || t.oid::regtype as thing, concat_ws(' | ', t.typtype, (select array_agg(enumlabel order by enumsortorder) from pg_enum e where e.enumtypid = t.oid)) as fact
   from pg_type t join pg_namespace n on n.oid = t.typnamespace where n.nspname in ${schemas} and t.typtype in ('e', 'd')`,
  `select 'default of ' || defaclrole::regrole || ' ' || defaclobjtype::text as thing, defaclacl::text as fact from pg_default_acl`,
  `select 'migration ' || name as thing, sha256 as fact from docket.migration`,
  `select 'queue ' || name as thing, (to_jsonb(q) - 'created_on' - 'updated_on' - 'table_name')::text as fact from pgboss.queue q`,
]

/** The queue keeps its figures in a table for each day: which days stand depends on when a database was made, not on how. */
const dayless = (text: string): string => text.replaceAll(/queue_stats_\d{8}/g, 'queue_stats_DAY')

/** All that the catalog says of our schemas: name of a thing → what it is. */
export const catalogOf = async (client: pg.ClientBase): Promise<Map<string, string>> => {
  await client.query("set search_path = ''")
  const facts = new Map<string, string>()
  for (const sql of asked) for (const { thing, fact } of (await client.query<{ thing: string; fact: string }>(sql)).rows) facts.set(dayless(thing), dayless(fact))
  return facts
}

/** What stands in one catalog alone or otherwise, by name. */
export const differences = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] => [
  ...[...before].filter(([thing]) => !after.has(thing)).map(([thing]) => `only before: ${thing}`),
  ...[...after].filter(([thing]) => !before.has(thing)).map(([thing]) => `only after: ${thing}`),
  ...[...before].filter(([thing, fact]) => after.has(thing) && after.get(thing) !== fact).map(([thing, fact]) => `${thing}: ${fact} ≠ ${after.get(thing)}`),
].sort()
