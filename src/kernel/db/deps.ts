import type { PgBoss } from 'pg-boss'
import type { Config } from '../config.ts'
import type { FileStore } from '../files/store.ts'

/** What the process gives every transaction: no domain, no state of a request. */
export interface Deps {
  config: Config
  /** Root of every derived key (kernel/keys.ts). */
  root: Buffer
  store: FileStore
  boss: PgBoss
}
