/** Values a refusal carries into its translated sentence. */
export type RefusalParams = Record<string, string | number | boolean | string[] | null>

/**
 * An expected "no": a code that the contract lists and the browser translates (`refusal.<code>`).
 * Everything else that is thrown is a bug.
 */
export class Refusal extends Error {
  readonly code: string
  readonly params: RefusalParams
  readonly status: number
  constructor(code: string, params: RefusalParams = {}, status = 422) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.params = params
    this.status = status
  }
}

/** Makes a refusal to throw: `throw refuse('jobs.incomplete', { missing })`. */
export const refuse = (code: string, params: RefusalParams = {}): Refusal => new Refusal(code, params)

/** What is not there, and what stands behind the wall: the same answer for both (F4). */
export const notFound = (): Refusal => new Refusal('not_found', {}, 404)

/** Somebody else changed the thing since it was read; the caller reloads and decides again. */
export const stale = (): Refusal => new Refusal('stale', {}, 409)

/** The person may not do this although they see it, for instance for want of a role. */
export const forbidden = (code: string, params: RefusalParams = {}): Refusal => new Refusal(code, params, 403)
