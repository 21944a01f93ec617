import { countMail, unsentMail } from '#kernel/mail/repo.ts'
import { readRecord } from '#kernel/record/read.ts'
import type { ServiceOf } from '#kernel/rpc/service.ts'
import { clientById } from '#modules/clients/index.ts'
import { agencyOf } from '#modules/people/index.ts'
import type { deskContract } from './contract.ts'
import { countsOf } from './counts.ts'
import { findAll } from './find.ts'
import { openLetter, showLetter, tryAgain } from './letters.ts'
import { moneyOf } from './money.ts'
import { most, toldTwice } from './rules.ts'
import { todayOf } from './today.ts'
import { traceBack, traceForward } from './trace.ts'

export const deskService: ServiceOf<typeof deskContract> = {
  today: todayOf,
  counts: countsOf,
  money: moneyOf,

  thread: async (tx, { client, most, ...ask }) => {
    // The house has a record too; of it, the database shows an administrator everything, others what is their own.
    if (client !== tx.agencyId) await clientById(tx, client)
    const { zone } = await agencyOf(tx)
    const found = await readRecord(tx, { client, most: most + 1, zone, without: toldTwice, ...ask })
    const rows = found.slice(0, most)
    return {
      rows: rows.map((r) => ({
        seq: r.seq, at: r.at, actorKind: r.actor_kind, actorName: r.actor_name, what: r.what, subjectKind: r.subject_kind, subjectId: r.subject_id,
        job: r.job_id, data: r.data,
      })),
      next: found.length > most ? (rows.at(-1)?.seq ?? null) : null,
    }
  },

  trace: traceBack,
  became: traceForward,
  find: findAll,

  outbox: async (tx) => ({
    sends: tx.deps.config.smtpUrl !== undefined,
    all: await countMail(tx, ['waiting', 'dead']),
    mails: (await unsentMail(tx, ['waiting', 'dead'], undefined, most)).map((m) => ({
      client: m.client_id, id: m.id, toName: m.to_name, toMail: m.to_mail, subject: m.subject, state: m.state, attempts: m.attempts, error: m.error, createdAt: m.created_at,
    })),
  }),
  openLetter,
  letter: showLetter,
  retry: tryAgain,
}
