import type { Database } from '#kernel/db/database.ts'
import { Refusal } from '#kernel/pure/refusal.ts'
import { countTry, forgetTries, untry } from './doors.ts'
import { type Limit, tooMany } from './rules.ts'

/**
 * Guesses cost time: counts the try under each key, runs it, and forgets it when it was right. The first key is the
 * narrow one (mail and address) and is cleared by an answer that is right to the end; half a proof (the password before
 * the second factor) only takes this try back, or it would clear the wrong codes. Refuses `too_many` ({ seconds }).
 */
export const guarded = async <T>(database: Database, keys: readonly (readonly [string, Limit])[], work: () => Promise<T>, right: (answer: T) => boolean = () => true): Promise<T> => {
  for (const [key, limit] of keys) {
    const seconds = await countTry(database, key, limit)
    if (seconds > 0) throw tooMany(seconds)
  }
  try {
    const answer = await work()
    for (const [at, [key]] of keys.entries()) await (at === 0 && right(answer) ? forgetTries(database, key) : untry(database, key))
    return answer
  } catch (error) {
    // Only a wrong guess counts; a database that was away is not the caller's fault.
    if (!(error instanceof Refusal)) for (const [key] of keys) await untry(database, key).catch(() => undefined)
    throw error
  }
}
