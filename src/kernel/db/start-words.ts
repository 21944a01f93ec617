import { StartError } from '../start-error.ts'

/** The part of an address that may be shown: never the password. */
const place = (url: string): { user: string; at: string; database: string } => {
  try {
    const u = new URL(url.replace('@/', '@localhost/'))
    return { user: decodeURIComponent(u.username), at: u.searchParams.get('host') ?? u.host, database: u.pathname.slice(1) }
  } catch {
    return { user: '', at: '', database: '' }
  }
}

export const noRights = (url: string, cause: unknown): StartError => {
  const { user, database } = place(url)
  const sql = `ALTER ROLE "${user}" CREATEROLE; GRANT CREATE ON DATABASE "${database}" TO "${user}";`
  const why = (cause as Error).message
  return new StartError(
    {
      hant: `資料庫使用者 ${user} 的權限不夠（${why}）。請資料庫管理員執行一次：${sql}`,
      hans: `数据库用户 ${user} 的权限不够（${why}）。请数据库管理员执行一次：${sql}`,
      en: `The database user ${user} lacks rights (${why}). Ask the database's administrator to run once: ${sql}`,
    },
    cause,
  )
}

export const noConnection = (url: string, cause: Error): StartError => {
  const { user, at, database } = place(url)
  const code = (cause as { code?: string }).code
  if (code === '28P01' || code === '28000')
    return new StartError({ hant: `資料庫 ${at} 不接受 ${user} 的密碼。請看 DATABASE_URL。`, hans: `数据库 ${at} 不接受 ${user} 的密码。请检查 DATABASE_URL。`, en: `The database at ${at} does not accept ${user}'s password. Look at DATABASE_URL.` }, cause)
  if (code === '3D000')
    return new StartError({ hant: `${at} 上沒有資料庫 ${database}。請先建立：CREATE DATABASE "${database}"`, hans: `${at} 上没有数据库 ${database}。请先创建：CREATE DATABASE "${database}"`, en: `There is no database ${database} at ${at}. Make it first: CREATE DATABASE "${database}"` }, cause)
  return new StartError({ hant: `連不上資料庫 ${at}（${cause.message}）。請看 DATABASE_URL，並確認它在執行。`, hans: `连不上数据库 ${at}（${cause.message}）。请检查 DATABASE_URL，并确认它在运行。`, en: `No answer from the database at ${at} (${cause.message}). Look at DATABASE_URL and see that it runs.` }, cause)
}

export const noTrial = (cause: Error): StartError =>
  new StartError(
    {
      hant: `角色 docket_app 無法登入（${cause.message}）。請在 pg_hba.conf 允許它以 scram-sha-256 登入這個資料庫。`,
      hans: `角色 docket_app 无法登录（${cause.message}）。请在 pg_hba.conf 允许它以 scram-sha-256 登录这个数据库。`,
      en: `The role docket_app cannot log in (${cause.message}). Let pg_hba.conf admit it to this database with scram-sha-256.`,
    },
    cause,
  )

export const tooOld = (version: number): StartError => {
  const major = Math.floor(version / 10000)
  return new StartError({
    hant: `這是 PostgreSQL ${major}，Docket 需要 15 到 18。請升級，或用另一個 DATABASE_URL。`,
    hans: `这是 PostgreSQL ${major}，Docket 需要 15 到 18。请升级，或换一个 DATABASE_URL。`,
    en: `This is PostgreSQL ${major}; Docket needs 15 to 18. Upgrade it, or let DATABASE_URL name another.`,
  })
}

export const unsafeRole = (name: string): StartError =>
  new StartError({
    hant: `角色 ${name} 看得到牆的兩邊（超級使用者、BYPASSRLS 或資料表的擁有者），Docket 不以它執行。請收回這些權限，或讓 Docket 自己建立 docket_app。`,
    hans: `角色 ${name} 看得到墙的两边（超级用户、BYPASSRLS 或数据表的所有者），Docket 不以它运行。请收回这些权限，或让 Docket 自己创建 docket_app。`,
    en: `The role ${name} sees both sides of the wall (superuser, BYPASSRLS or owner of the tables); Docket does not run as it. Take these rights away, or let Docket make docket_app itself.`,
  })
