import { Refusal } from '#kernel/pure/refusal.ts'

/** The code with which a rule refuses; null when it does not. What is no refusal is thrown. */
export const refusalOf = (rule: () => unknown): string | null => {
  try {
    rule()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
