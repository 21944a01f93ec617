import { allMessages } from '#app/messages.ts'
import { langField, langs, type Message } from '#kernel/i18n/messages.ts'
import { compileFor } from '#kernel/i18n/say.ts'

type Token = string | [string, string?, (Record<string, unknown> | string | number)?]

/** The names of the values that a compiled message asks for, those inside its plurals included. */
export const valuesOf = (compiled: unknown, found = new Set<string>()): Set<string> => {
  if (!Array.isArray(compiled)) return found
  for (const token of compiled as Token[]) {
    if (!Array.isArray(token)) continue
    if (token[0] !== '#') found.add(token[0])
    if (token[2] && typeof token[2] === 'object') for (const branch of Object.values(token[2])) valuesOf(branch, found)
  }
  return found
}

/** Whether braces stand in the text itself: the compiler hands back what it could not read. */
const unread = (compiled: unknown): boolean =>
  typeof compiled === 'string' ? /[{}]/.test(compiled)
  : Array.isArray(compiled) && (compiled as Token[]).some(token => (Array.isArray(token) ? typeof token[2] === 'object' && Object.values(token[2]).some(unread) : unread(token)))

/** What is wrong with the words: an empty one, ICU that does not read, values that differ among the languages. */
export const faultsOf = (all: Record<string, Message>): string[] => {
  const faults: string[] = []
  for (const [key, message] of Object.entries(all)) {
    const asked = new Map<string, string>()
    for (const lang of langs) {
      if (!message[langField(lang)]?.trim()) faults.push(`${key} is empty in ${lang}`)
      try {
        const compiled = compileFor({ [key]: message }, lang)[key]
        asked.set(lang, [...valuesOf(compiled)].sort().join(', '))
        if (unread(compiled)) faults.push(`${key} does not read as ICU in ${lang}`)
      } catch (error) {
        faults.push(`${key} does not read as ICU in ${lang}: ${(error as Error).message}`)
      }
    }
    if (new Set(asked.values()).size > 1) faults.push(`${key} asks for other values by language: ${[...asked].map(([lang, names]) => `${lang} (${names})`).join('; ')}`)
  }
  return faults
}

/** Each language's messages, compiled, as JSON text. @throws with every fault named */
export const compiledMessages = (): Record<string, string> => {
  const all = allMessages()
  const faults = faultsOf(all)
  if (faults.length > 0) throw new Error(`words:\n  ${faults.join('\n  ')}`)
  return Object.fromEntries(langs.map(lang => [lang, JSON.stringify(compileFor(all, lang))]))
}
