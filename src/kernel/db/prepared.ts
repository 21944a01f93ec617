import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { WalledTx } from './walled.ts'

/** Where a parameter stands in a statement that is built once. */
class Mark {
  readonly at: number
  constructor(at: number) {
    this.at = at
  }
}

/**
 * A statement of fixed shape, built and compiled at its first use and only filled from then on: for what is asked on
 * nearly every call, where building it costs more than PostgreSQL's answer. `build` gets a mark for the agency and for each
 * parameter, and may only place them. Answers the rows.
 */
export const prepared = <Tables, P extends unknown[], R>(build: (q: Kysely<Tables>, agency: string, ...params: P) => Compilable<R>) => {
  let compiled: CompiledQuery<R> | undefined
  return (tx: WalledTx, ...given: P): Promise<R[]> => {
    if (!compiled) {
      const [agency, ...params] = Array.from({ length: build.length - 1 }, (_, at) => new Mark(at)) as unknown as [string, ...P]
      compiled = build(tx.db<Tables>(), agency, ...params).compile()
    }
    const values = [tx.agencyId, ...given]
    return tx.rows({ ...compiled, parameters: compiled.parameters.map((value) => (value instanceof Mark ? values[value.at] : value)) })
  }
}
