import type { Kysely } from 'kysely'
import { fromKysely, type PgBoss } from 'pg-boss'
import type pg from 'pg'
import type { WalledTx } from '../db/walled.ts'
import { newId } from '../ids.ts'
import { notFound, refuse } from '../pure/refusal.ts'
import { isMailAddress, oneLine } from './compose.ts'
import { mailQueue } from './queue.ts'
import { changeMail, insertMail } from './repo.ts'

/** Where one letter is; all that a job carries. */
export interface MailJob {
  agencyId: string
  clientId: string
  mailId: string
}
type Boss = Pick<PgBoss, 'send'>

export interface NewMail {
  client: string
  to: { name: string; mail: string }
  subject: string
  /** Plain text; `{{link}}` is where the secret link goes. */
  body: string
  /** What the link opens; its token is made at sending and is nowhere at rest. */
  link?: { kind: 'party' | 'ticket'; id: string }
  /** Ids of `docket.file` of the same client. */
  files?: readonly string[]
  about?: { kind: string; id: string }
}

/**
 * Puts a letter in the outbox, in the transaction of the deed: both are there or neither is. Answers the letter's id;
 * refuses `mail.address`.
 */
export const queueMail = async (tx: WalledTx, mail: NewMail): Promise<string> => {
  const to = mail.to.mail.trim()
  if (!isMailAddress(to)) throw refuse('mail.address', { mail: mail.to.mail.slice(0, 254) })
  const id = newId(tx.now)
  const { boss, config } = tx.deps
  await insertMail(tx, {
    agency_id: tx.agencyId, client_id: mail.client, id, to_name: oneLine(mail.to.name), to_mail: to, subject: oneLine(mail.subject), body: mail.body,
    link_kind: mail.link?.kind ?? null, link_id: mail.link?.id ?? null, file_ids: [...(mail.files ?? [])], message_id: `<${id}@${new URL(config.baseUrl).hostname}>`,
    about_kind: mail.about?.kind ?? '', about_id: mail.about?.id ?? null, created_by: tx.actor.id, created_at: tx.now,
  })
  await enqueue(boss, { agencyId: tx.agencyId, clientId: mail.client, mailId: id }, tx.db())
  return id
}

const enqueue = (boss: Boss, job: MailJob, db?: Kysely<never>): Promise<string | null> =>
  boss.send(mailQueue.name, job, { singletonKey: job.mailId, ...(db ? { db: fromKysely(db) } : {}) })

/** A person sends a dead letter again, with all its tries. Refuses what is not dead with `not_found`. */
export const retryMail = async (tx: WalledTx, clientId: string, mailId: string): Promise<void> => {
  if (!(await changeMail(tx, clientId, mailId, 'dead', { state: 'waiting', attempts: 0, error: '' }))) throw notFound()
  await enqueue(tx.deps.boss, { agencyId: tx.agencyId, clientId, mailId }, tx.db())
}

/**
 * Queues again the letters that have waited for five minutes without a job: after a crash of the last try, or since
 * SMTP_URL was set. Letters that have one keep it. Answers how many were queued; run it only when there is a way out.
 */
export const sweepMail = async (pool: pg.Pool, boss: Boss, now: Date): Promise<number> => {
  const before = new Date(now.getTime() - 5 * 60_000)
  const { rows } = await pool.query<{ agency_id: string; client_id: string; id: string }>('select agency_id, client_id, id from docket.door_waiting_mail($1, 1000)', [before])
  let queued = 0
  for (const r of rows) if (await enqueue(boss, { agencyId: r.agency_id, clientId: r.client_id, mailId: r.id })) queued++
  return queued
}
