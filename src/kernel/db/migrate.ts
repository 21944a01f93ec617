import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { StartError } from '../start-error.ts'

interface Migration {
  name: string
  sha256: string
  sql: string
  /** First line `-- no-transaction`: statement by statement, each safe to repeat, no function bodies (for CONCURRENTLY). */
  alone: boolean
}

/** A migration as `docket.door_migrations()` names it once it ran. */
export const markOf = ({ name, sha256 }: Pick<Migration, 'name' | 'sha256'>): string => `${name} ${sha256}`

/** The files of a folder in their order, `NNNN_<module>_<what>.sql`. Throws when a number is given twice or a name is wrong. */
export const readMigrations = async (dir: string): Promise<Migration[]> => {
  const names = (await readdir(dir)).filter((n) => n.endsWith('.sql')).sort()
  const numbers = new Map<string, string>()
  for (const name of names) {
    const number = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]
    if (number === undefined) throw wrong(`${name} 的名稱應為 NNNN_模組_內容.sql。`, `${name} 的名称应为 NNNN_模块_内容.sql。`, `${name} must be called NNNN_module_what.sql.`)
    const twin = numbers.get(number)
    if (twin !== undefined) throw wrong(`${twin} 和 ${name} 編號相同，請改其中一個。`, `${twin} 和 ${name} 编号相同，请改其中一个。`, `${twin} and ${name} have the same number; give one of them another.`)
    numbers.set(number, name)
  }
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(join(dir, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex'), alone: sql.startsWith('-- no-transaction') }
    }),
  )
}

/**
 * Runs what has not run yet, forward only, each file in its own transaction. `client` acts as docket_owner and schema
 * docket exists. Gives the names that ran. Throws a `StartError` when an applied file was changed or one comes too late.
 * @param lockWait milliseconds a statement waits for a lock before the file is given up and tried again
 */
export const migrate = async (client: pg.ClientBase, dir: string, lockWait = 5000): Promise<string[]> => {
  const files = await readMigrations(dir)
  await client.query(`create table if not exists docket.migration (name text primary key, sha256 text not null, at timestamptz not null)`)
  await client.query(`comment on table docket.migration is 'Reference table outside every agency: the migrations that ran, with the checksum of each file'`)
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from docket.migration order by name')
  const applied = new Map(rows.map((r) => [r.name, r.sha256]))
  const last = rows.at(-1)?.name ?? ''
  const ran: string[] = []
  for (const file of files) {
    const sum = applied.get(file.name)
    if (sum === file.sha256) continue
    if (sum !== undefined)
      throw wrong(`${file.name} 執行過之後被改了。請還原它，把改動寫成新的檔案。`, `${file.name} 执行过之后被改了。请还原它，把改动写成新的文件。`, `${file.name} was changed after it ran. Put it back as it was, and write the change as a new file.`)
    if (file.name < last)
      throw wrong(`${file.name} 的編號在已執行的 ${last} 之前，請給它更後面的編號。`, `${file.name} 的编号在已执行的 ${last} 之前，请给它更后面的编号。`, `${file.name} comes before ${last}, which ran already. Give it a later number.`)
    await apply(client, file, lockWait)
    ran.push(file.name)
  }
  return ran
}

const tries = 12

/** A lock that is not to be had in time is given up, so that nobody queues behind us, and tried again. */
const apply = async (client: pg.ClientBase, file: Migration, lockWait: number): Promise<void> => {
  for (let n = 1; ; n++) {
    try {
      return await (file.alone ? applyAlone : applyWhole)(client, file, lockWait)
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03' || n >= tries) throw Object.assign(error as Error, { message: `${file.name}: ${(error as Error).message}` })
      await wait((lockWait / 10) * n)
    }
  }
}

const note = (client: pg.ClientBase, file: Migration): Promise<unknown> =>
  client.query('insert into docket.migration (name, sha256, at) values ($1, $2, now())', [file.name, file.sha256])

const applyWhole = async (client: pg.ClientBase, file: Migration, lockWait: number): Promise<void> => {
  await client.query(`begin; set local lock_timeout = ${lockWait}`)
  try {
    await client.query(file.sql)
    await note(client, file)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

const applyAlone = async (client: pg.ClientBase, file: Migration, lockWait: number): Promise<void> => {
  await client.query(`set lock_timeout = ${lockWait}`)
  try {
    for (const statement of file.sql.split(/;\s*$/m)) if (statement.replace(/^\s*--.*$/gm, '').trim() !== '') await client.query(statement)
    await note(client, file)
  } finally {
    await client.query('reset lock_timeout')
  }
}

const wrong = (hant: string, hans: string, en: string): StartError => new StartError({ hant, hans, en })
