import { type Lang, langField } from '#kernel/i18n/messages.ts'
import { StartError, type Tell } from '#kernel/start-error.ts'

/** Speaks to the terminal in its language. */
export const teller = (lang: Lang, out: NodeJS.WritableStream): Tell => (words) => void out.write(`${words[langField(lang)]}\n`)

/** What cannot go on: a sentence where the person can do something about it, the error itself where it is our fault. */
export const giveUp = (lang: Lang, error: unknown): void => {
  if (error instanceof StartError) process.stderr.write(`${error.words[langField(lang)]}\n`)
  else console.error(error)
}
