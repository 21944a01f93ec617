import type { Database } from './db/database.ts'
import { checkpointClient } from './record/checkpoint.ts'

const atOnce = 1000
const answerDays = 7

/** Signs the last link of every chain that has grown. Answers how many. */
export const checkpointAll = async (database: Database): Promise<number> => {
  let signed = 0
  for (;;) {
    const { rows } = await database.pool.query<{ agency_id: string; client_id: string }>('select agency_id, client_id from docket.door_stale_chains($1)', [atOnce])
    for (const { agency_id: agencyId, client_id: clientId } of rows) {
      const scope = { agencyId, actor: { kind: 'system' as const, id: null, name: 'Docket', clientId }, lang: 'en' as const }
      if (await database.write(scope, (tx) => checkpointClient(tx, clientId))) signed += 1
    }
    if (rows.length < atOnce) return signed
  }
}

/** Drops the answers kept for repeated calls after seven days, in small transactions. Answers how many. */
export const forgetAnswers = async (database: Database, now: Date): Promise<number> => {
  const before = new Date(now.getTime() - answerDays * 86_400_000)
  let dropped = 0
  for (;;) {
    const { rows } = await database.pool.query<{ n: number }>('select docket.door_forget_answers($1, $2) as n', [before, atOnce])
    const n = rows[0]?.n ?? 0
    dropped += n
    if (n < atOnce) return dropped
  }
}
