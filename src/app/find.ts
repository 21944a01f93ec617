import type { Config } from '#kernel/config.ts'
import { startEmbedded } from '#kernel/db/embedded.ts'
import type { Tell } from '#kernel/start-error.ts'

/** A database's owner, and how to leave it. */
export interface Found {
  ownerUrl: string
  stop(): Promise<void>
}

/**
 * Finds the database: the one DATABASE_URL names, or our own in the data folder, started where it does not run.
 * `launched` is called when our own is on its way; one that runs already is simply found.
 */
export const findDatabase = async (config: Config, say: Tell, launched?: () => void): Promise<Found> => {
  if (config.databaseUrl !== undefined) return { ownerUrl: config.databaseUrl, stop: async () => undefined }
  return startEmbedded({ dataDir: config.dataDir, say, launched })
}
