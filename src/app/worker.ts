import type { Job, JobResult, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Database } from '#kernel/db/database.ts'
import { deliver } from '#kernel/mail/deliver.ts'
import { type MailJob, sweepMail } from '#kernel/mail/outbox.ts'
import { mailQueue } from '#kernel/mail/queue.ts'
import { openTransport, type Transport } from '#kernel/mail/send.ts'
import { traceOf } from '#kernel/rpc/errors.ts'
import { sweepThrottle } from '#modules/people/index.ts'
import { type CertificateJob, certificateQueue, makeCertificate, sweepCertificates } from '#modules/signoff/index.ts'
import { checkpointAll, forgetAnswers } from '#kernel/rounds.ts'

/**
 * Two by two, as long as there are more: news of a job come at once, but of many jobs at once only one comes. What waited for
 * its next try is nobody's news; it is looked for every 2 seconds.
 */
const inHaste = { batchSize: 2, burstWhenBatchFull: true, perJobResults: true, notifyPollingIntervalSeconds: 2 } as const

/** Each job of a batch ends by itself, well or not. */
const each = <T extends object>(work: (data: T) => Promise<void>) => (jobs: Job<T>[]): Promise<JobResult[]> =>
  Promise.all(jobs.map(({ id, data }) => work(data).then(
    () => ({ id, status: 'completed' as const }),
    (error: unknown) => ({ id, status: 'failed' as const, output: traceOf(error) }),
  )))

/**
 * What happens by itself: letters go out, lost jobs are found again, chains are signed every hour, and what is no longer
 * needed goes. Any number of processes may do it at once; each round is done by one of them.
 */
export const startWorker = async (database: Database, boss: PgBoss, log: Logger, transport: Transport | null = openTransport(database.deps.config.smtpUrl)): Promise<void> => {
  const round = (name: string, work: () => Promise<unknown>) => async (): Promise<void> => {
    try {
      await work()
    } catch (error) {
      log.error({ round: name, error: traceOf(error) }, 'round')
      throw error
    }
  }
  await Promise.all([
    boss.work(mailQueue.name, inHaste, each(async (job: MailJob) => {
      log.info({ mail: job.mailId, outcome: await deliver(job, database, transport) }, 'mail')
    })),
    boss.work(certificateQueue, inHaste, each(async (job: CertificateJob) => {
      log.info({ request: job.requestId, outcome: await makeCertificate(database, job) }, 'certificate')
    })),
    boss.work('sweep', round('sweep', async () => {
      const now = database.clock.now()
      await sweepCertificates(database.pool, boss, now)
      if (transport) await sweepMail(database.pool, boss, now)
    })),
    boss.work('checkpoint', round('checkpoint', async () => {
      const now = database.clock.now()
      await checkpointAll(database)
      await forgetAnswers(database, now)
      await sweepThrottle(database)
      await database.deps.store.sweep(new Date(now.getTime() - 24 * 3_600_000))
    })),
    boss.schedule('sweep', '* * * * *'),
    boss.schedule('checkpoint', '7 * * * *'),
  ])
}
