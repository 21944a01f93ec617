import type { ProcedureUtils } from '@orpc/tanstack-query'
import { type FetchQueryOptions, keepPreviousData, skipToken, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { CallContext } from './rpc.ts'

// biome-ignore lint/suspicious/noExplicitAny: a procedure's own error type does not matter here
type Procedure<I, O> = ProcedureUtils<CallContext, I, O, any>

/** What `useRead` would ask, for a page's `ahead`. */
export const asked = <I, O>(procedure: Procedure<I, O>, input: I): FetchQueryOptions => procedure.queryOptions({ input } as never) as never

/**
 * Reads from the server and stays fresh by live events: `const jobs = useRead(api.list, { client })`. Give the result
 * to `<Loaded>`. `null` instead of the input waits. Answers of another input stay in sight (dimmed by `<Loaded>`) until
 * the new ones come.
 */
export const useRead = <I, O>(procedure: Procedure<I, O>, input: I | null): UseQueryResult<O, Error> => {
  const options = procedure.queryOptions({ input: input === null ? skipToken : input } as never)
  return useQuery({ ...(options as object), placeholderData: keepPreviousData } as never)
}
