/** So many statements are kept parsed and planned on every connection; the rest, mostly lists of varying length, is planned anew. */
const most = 300
let names = new Map<string, string>()
const seenOnce = new Set<string>()
let count = 0

/**
 * The name under which a connection prepares a statement, from its second use on: rewriting and planning with the
 * policies of the wall costs more than running most statements. The same text has the same name on all connections.
 */
export const statementName = (text: string): string | undefined => {
  const known = names.get(text)
  if (known || names.size >= most) return known
  if (!seenOnce.delete(text)) {
    if (seenOnce.size >= most) seenOnce.clear()
    seenOnce.add(text)
    return undefined
  }
  const name = `s${++count}`
  names.set(text, name)
  return name
}

/** After a migration beside a running server a kept plan may no longer fit its table: everything is prepared again under new names. */
export const isStalePlan = (error: unknown): boolean =>
  error instanceof Error && (error as { code?: string }).code === '0A000' && /cached plan/.test(error.message)
export const forgetStatements = (): void => {
  names = new Map()
}
