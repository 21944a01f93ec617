import type { Scope } from '../db/actor.ts'
import type { Database } from '../db/database.ts'
import type { Letter } from './compose.ts'
import { letterOf } from './letter.ts'
import type { MailJob } from './outbox.ts'
import { mailTries } from './queue.ts'
import { changeMail, isSample, mailById } from './repo.ts'
import type { MailRow } from './row.ts'
import { type Outcome, sendMail, type Transport } from './send.ts'

/** Thrown to the queue, which tries again after a pause. */
export class TryAgain extends Error {}

const scopeOf = (job: MailJob): Scope => ({
  agencyId: job.agencyId, actor: { kind: 'system', id: null, name: 'mail', clientId: job.clientId }, lang: 'en',
})

/**
 * Sends one letter, then marks it. A crash between the two sends it again under the same Message-ID, so that nothing
 * is lost and a repeat is recognised. Throws TryAgain while tries are left; answers what became of it otherwise:
 * `held` without a way out (no SMTP_URL, or the sample), `gone` when it is no longer waiting.
 */
export const deliver = async (job: MailJob, database: Pick<Database, 'read' | 'write'>, transport: Transport | null): Promise<'sent' | 'dead' | 'held' | 'gone'> => {
  if (!transport) return 'held'
  const scope = scopeOf(job)
  const row = await database.read(scope, async (tx) => ((await isSample(tx)) ? null : mailById(tx, job.clientId, job.mailId)))
  if (row === null) return 'held'
  if (row?.state !== 'waiting') return 'gone'
  const outcome = await attempt(row, transport, () => database.read(scope, (tx) => letterOf(tx, row)))
  const attempts = row.attempts + 1
  const state = stateAfter(outcome, attempts)
  const error = outcome.kind === 'sent' ? '' : outcome.error
  await database.write(scope, (tx) =>
    changeMail(tx, job.clientId, job.mailId, 'waiting', { state, attempts, error, sent_at: state === 'sent' ? tx.now : null }))
  if (state === 'waiting') throw new TryAgain(error)
  return state
}

/** What cannot even be made ready counts as a try too, so that in the end a person hears of it. */
const attempt = async (row: MailRow, transport: Transport, ready: () => Promise<Letter>): Promise<Outcome> => {
  let letter: Letter
  try {
    letter = await ready()
  } catch (error) {
    return { kind: 'temporary', why: 'server', error: String(error).slice(0, 500) }
  }
  return sendMail(transport, row, letter)
}

const stateAfter = (outcome: Outcome, attempts: number): 'sent' | 'dead' | 'waiting' => {
  if (outcome.kind === 'sent') return 'sent'
  return outcome.kind === 'permanent' || attempts >= mailTries ? 'dead' : 'waiting'
}
