import type { Scope } from '../db/actor.ts'
import type { Database } from '../db/database.ts'
import { filesByIds } from '../files/repo.ts'
import type { FileStore } from '../files/store.ts'
import type { Attachment, Letter } from './compose.ts'
import type { MailJob } from './outbox.ts'
import { mailTries } from './queue.ts'
import { changeMail, isSample, mailById, senderName } from './repo.ts'
import type { MailRow } from './row.ts'
import { type Outcome, sendMail, type Transport } from './send.ts'

export interface DeliverDeps {
  db: Pick<Database, 'read' | 'write'>
  /** Null without SMTP_URL: letters wait. */
  transport: Transport | null
  store: FileStore
  /** Address of MAIL_FROM. */
  from: string
  /** The address that opens what a letter is about, with its secret token made on the spot. */
  link(kind: 'party' | 'ticket', id: string): string
}

/** Thrown to the queue, which tries again after a pause. */
export class TryAgain extends Error {}

const scopeOf = (job: MailJob): Scope => ({
  agencyId: job.agencyId, actor: { kind: 'system', id: null, name: 'mail', clientId: job.clientId }, lang: 'en',
})

/** A letter made ready from its row; also what the Outbox page downloads, with `link` null. */
export const letterOf = async (
  deps: Pick<DeliverDeps, 'db' | 'store' | 'from'>, scope: Scope, row: MailRow, link: string | null,
): Promise<Letter> =>
  deps.db.read(scope, async (tx) => {
    const files = await filesByIds(tx, row.client_id, row.file_ids)
    const attachments = files.map((f): Attachment => ({
      name: f.name, type: f.type, open: async () => (await deps.store.get(f.agency_id, f.sha256)).stream,
    }))
    return { sender: { name: await senderName(tx), mail: deps.from }, link, attachments }
  })

/**
 * Sends one letter, then marks it. A crash between the two sends it again under the same Message-ID, so that nothing
 * is lost and a repeat is recognised. Throws TryAgain while tries are left; answers what became of it otherwise:
 * `held` without a way out, `gone` when it is no longer waiting.
 */
export const deliver = async (job: MailJob, deps: DeliverDeps): Promise<'sent' | 'dead' | 'held' | 'gone'> => {
  if (!deps.transport) return 'held'
  const scope = scopeOf(job)
  const row = await deps.db.read(scope, async (tx) => ((await isSample(tx)) ? null : mailById(tx, job.clientId, job.mailId)))
  if (row === null) return 'held'
  if (row?.state !== 'waiting') return 'gone'
  const outcome = await attempt(job, row, deps, deps.transport)
  const attempts = row.attempts + 1
  const state = stateAfter(outcome, attempts)
  const error = outcome.kind === 'sent' ? '' : outcome.error
  await deps.db.write(scope, (tx) =>
    changeMail(tx, job.clientId, job.mailId, 'waiting', { state, attempts, error, sent_at: state === 'sent' ? tx.now : null }))
  if (state === 'waiting') throw new TryAgain(error)
  return state
}

/** What cannot even be made ready counts as a try too, so that in the end a person hears of it. */
const attempt = async (job: MailJob, row: MailRow, deps: DeliverDeps, transport: Transport): Promise<Outcome> => {
  let letter: Letter
  try {
    const link = row.link_kind && row.link_id ? deps.link(row.link_kind, row.link_id) : null
    letter = await letterOf(deps, scopeOf(job), row, link)
  } catch (error) {
    return { kind: 'temporary', why: 'server', error: String(error).slice(0, 500) }
  }
  return sendMail(transport, row, letter)
}

const stateAfter = (outcome: Outcome, attempts: number): 'sent' | 'dead' | 'waiting' => {
  if (outcome.kind === 'sent') return 'sent'
  return outcome.kind === 'permanent' || attempts >= mailTries ? 'dead' : 'waiting'
}
