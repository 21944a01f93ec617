import type pg from 'pg'

/** Columns by table, those that both know. */
const shared = async (from: pg.ClientBase, to: pg.ClientBase): Promise<Map<string, string[]>> => {
  const sql = `select c.relname as t, array_agg(a.attname::text order by a.attnum) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'docket'::regnamespace and c.relkind = 'r' and c.relname <> 'migration' group by 1`
  const [here, there] = await Promise.all([from, to].map(async (client) => new Map((await client.query<{ t: string; columns: string[] }>(sql)).rows.map((r) => [r.t, r.columns]))))
  return new Map([...here!].filter(([t]) => there!.has(t)).map(([t, columns]) => [t, columns.filter((c) => there!.get(t)!.includes(c))]))
}

/** Puts every row of one database into another whose tables are those of an earlier release; the order of parents and children is looked past. */
export const copyRows = async (from: pg.ClientBase, to: pg.ClientBase): Promise<{ tables: number; rows: number }> => {
  const done = { tables: 0, rows: 0 }
  await to.query('begin; set local session_replication_role = replica')
  for (const [table, columns] of await shared(from, to)) {
    const { rows } = await from.query<{ all: string | null }>(`select jsonb_agg(to_jsonb(t))::text as all from docket.${table} t`)
    if (!rows[0]?.all) continue
    const list = columns.join(', ')
    const { rowCount } = await to.query(`insert into docket.${table} (${list}) select ${list} from jsonb_populate_recordset(null::docket.${table}, $1::jsonb)`, [rows[0].all])
    done.tables++
    done.rows += rowCount ?? 0
  }
  await to.query('commit')
  return done
}
