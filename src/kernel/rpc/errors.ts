import { ORPCError } from '@orpc/server'
import { ValidationError } from '@orpc/contract'
import { Refusal, type RefusalParams } from '../pure/refusal.ts'

/** What any door of the house (RPC, REST, files, pages) says when it says no. */
export interface Answer {
  status: number
  code: string
  params: RefusalParams
  /** Path of a field (`items.2.step`) → code of what is wrong with it. */
  fields?: Record<string, string>
  /** Seconds after which a second try is worth it (429, 503). */
  retryAfter?: number
}

/** Codes that every procedure may answer with, whatever its contract lists. */
export const kernelCodes: ReadonlySet<string> = new Set([
  'not_found', 'stale', 'signed_out', 'key_unknown', 'role', 'invalid', 'idempotency_key_missing', 'idempotency_key_reused', 'in_flight', 'too_many', 'busy', 'bug', 'too_large',
  'foreign_page', 'foreign_host',
])

/** After a `busy` a second try is worth it this much later. */
const busySeconds = 2
/** The database cannot serve now: retries used up, no connection to be had, statement timeout. */
const busyCodes = new Set(['40001', '40P01', '55P03', '57014', '57P01', '57P02', '57P03', '08000', '08001', '08003', '08006', '53300', '53400', 'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'])
const busyWords = /timeout exceeded when trying to connect|Connection terminated|connection closed|not queryable|Client has encountered a connection error/i
export const isBusy = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const { code, syscall, path } = error as { code?: string; syscall?: string; path?: string }
  // A missing file is no missing database: only a refused connection says ENOENT for a socket.
  if (code === 'ENOENT') return syscall === 'connect' || (path?.includes('.s.PGSQL') ?? false)
  return (code !== undefined && busyCodes.has(code)) || busyWords.test(error.message)
}

interface Issue {
  code?: string
  message: string
  path?: readonly (PropertyKey | { key: PropertyKey })[]
}
const zodCodes: Record<string, string> = {
  too_small: 'field.small', too_big: 'field.large', invalid_format: 'field.form', not_multiple_of: 'field.form', invalid_value: 'field.choice', invalid_union: 'field.choice',
}
/** A refusal made inside a shape comes as `refusal.<code>` or as a bare code; what Zod itself finds gets one of ours. */
const codeOf = (issue: Issue, input: unknown): string => {
  if (issue.message.startsWith('refusal.')) return issue.message.slice('refusal.'.length)
  if (issue.code === 'custom' && /^[a-z0-9_]+(\.[a-zA-Z0-9_]+)*$/.test(issue.message)) return issue.message
  const was = given(issue, input)
  if (was == null ? issue.code === 'invalid_type' : typeof was === 'string' && was.trim() === '') return 'field.missing'
  return zodCodes[issue.code ?? ''] ?? 'field.wrong'
}
const pathOf = (issue: Issue): string =>
  (issue.path ?? []).map((p) => String(typeof p === 'object' ? p.key : p)).join('.')

/** What stands in the input where an issue points to. */
const given = (issue: Issue, input: unknown): unknown =>
  (issue.path ?? []).reduce<unknown>((at, p) => (at as Record<PropertyKey, unknown> | null | undefined)?.[typeof p === 'object' ? p.key : p], input)

const invalid = ({ issues, data }: ValidationError): Answer => {
  const fields: Record<string, string> = {}
  for (const issue of issues as readonly Issue[]) fields[pathOf(issue)] ??= codeOf(issue, data)
  return { status: 422, code: 'invalid', params: {}, fields }
}

/** Answers of the framework itself, before any procedure runs. */
const byStatus: Record<number, string> = { 404: 'not_found', 405: 'not_found', 413: 'too_large' }

/**
 * The one mapper from what was thrown to what is answered. `null` is a bug: the caller logs it once and answers with an
 * id. Nothing of the error's own words leaves the house.
 */
export const answerTo = (error: unknown): Answer | null => {
  if (error instanceof Refusal) {
    const seconds = error.code === 'too_many' ? Number(error.params.seconds) : error.code === 'busy' ? busySeconds : Number.NaN
    return { status: error.code === 'too_many' ? 429 : error.status, code: error.code, params: error.params, ...(seconds > 0 ? { retryAfter: Math.ceil(seconds) } : {}) }
  }
  if (error instanceof ORPCError) {
    if (error.status === 400 && error.cause instanceof ValidationError) return invalid(error.cause)
    if (error.status === 400) return { status: 400, code: 'invalid', params: {} }
    const code = byStatus[error.status]
    return code ? { status: error.status, code, params: {} } : null
  }
  if (isBusy(error)) return { status: 503, code: 'busy', params: {}, retryAfter: busySeconds }
  return null
}

/** What of an error may be written to the log: names and places, never values, SQL or what a person wrote. */
export const traceOf = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { thrown: typeof error }
  const { name, stack, cause } = error
  const { code, constraint, table, routine } = error as { code?: string; constraint?: string; table?: string; routine?: string }
  const ours = routine === undefined && /^(Error|TypeError|ReferenceError)$/.test(name)
  const issues = cause instanceof ValidationError ? (cause.issues as readonly Issue[]).map((i) => `${pathOf(i)}: ${i.code ?? 'custom'}`) : undefined
  return {
    name, code, constraint, table, issues, ...(ours ? { message: error.message } : {}),
    at: stack?.split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 12).map((line) => line.trim()),
    ...(cause instanceof Error && !issues ? { cause: traceOf(cause) } : {}),
  }
}
