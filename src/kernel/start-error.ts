import type { Message } from './i18n/messages.ts'

/** Tells whoever started the program what is being done, in the three languages; the caller picks one. */
export type Tell = (words: Message) => void

/**
 * Docket cannot start, and the person at the terminal can do something about it: one sentence, in three languages,
 * that says what. `message` holds the English one.
 */
export class StartError extends Error {
  readonly words: Message
  constructor(words: Message, cause?: unknown) {
    super(words.en, { cause })
    this.name = 'StartError'
    this.words = words
  }
}
