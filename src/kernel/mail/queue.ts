/** Tries for one letter: with the pauses of the queue about nine hours, so that a night's outage loses nothing. */
export const mailTries = 16

/**
 * The queue of letters. `exclusive` with the letter's id as key: at most one job a letter is queued or running, so
 * that sweeping twice sends once. What failed for good is a row of the outbox in state `dead`, not a job.
 */
export const mailQueue = {
  name: 'mail',
  options: { policy: 'exclusive', retryLimit: mailTries - 1, retryDelay: 20, retryBackoff: true, retryDelayMax: 3600, expireInSeconds: 600, notify: true },
} as const
