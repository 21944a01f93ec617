import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { WalledTx } from './walled.ts'

/** Where a parameter stands in a statement that is built once. */
class Mark {
  readonly at: number
  constructor(at: number) {
    this.at = at
  }
  toString(): never {
    throw new Error('a parameter of a prepared statement is placed as it is, not written into a text')
  }
}
type Build<Tables, P extends unknown[], R> = (q: Kysely<Tables>, agency: string, ...params: P) => Compilable<R>

const compile = <Tables, P extends unknown[], R>(build: Build<Tables, P, R>, tx: WalledTx): CompiledQuery<R> => {
  const marks = Array.from({ length: build.length - 1 }, (_, at) => new Mark(at))
  const compiled = build(tx.db<Tables>(), ...(marks as unknown as [string, ...P])).compile()
  if (!marks.every((mark) => compiled.parameters.includes(mark))) throw new Error('a parameter of a prepared statement is not in it')
  return compiled
}

/**
 * A statement of fixed shape, built and compiled at its first use and only filled from then on: for what is asked often, by its
 * key, where building it takes longer than PostgreSQL's answer. `build` gets a mark for the agency and for each
 * parameter, none with a default, and may only place them. Answers the rows. Throws when a parameter is not placed.
 */
export const prepared = <Tables, P extends unknown[], R>(build: Build<Tables, P, R>) => {
  let compiled: CompiledQuery<R> | undefined
  return (tx: WalledTx, ...given: P): Promise<R[]> => {
    compiled ??= compile(build, tx)
    const values = [tx.agencyId, ...given]
    if (values.length !== build.length - 1) throw new Error('a prepared statement has no optional parameters')
    return tx.rows({ ...compiled, parameters: compiled.parameters.map((value) => (value instanceof Mark ? values[value.at] : value)) })
  }
}

/** The same for one row, or none. */
export const preparedRow = <Tables, P extends unknown[], R>(build: Build<Tables, P, R>) => {
  const rows = prepared(build)
  return async (tx: WalledTx, ...given: P): Promise<R | undefined> => (await rows(tx, ...given))[0]
}
