import { type I18n, setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { type Lang, langField, langs, type Message, type MessageKey } from './messages.ts'

export type Values = Record<string, string | number | boolean | string[] | null | undefined>
type Compiled = Record<string, ReturnType<typeof compileMessage>>

const catalogs = new Map<Lang, I18n>()

/** Compiles a set of messages for one language, as the browser loads them. */
export const compileFor = (all: Record<string, Message>, lang: Lang): Compiled =>
  Object.fromEntries(Object.entries(all).map(([key, m]) => [key, compileMessage(m[langField(lang)])]))

/** Called once by the app with every module's messages, before anything is said. */
export const registerMessages = (all: Record<string, Message>): void => {
  for (const lang of langs) {
    const i18n = setupI18n()
    i18n.loadAndActivate({ locale: lang, messages: compileFor(all, lang) })
    catalogs.set(lang, i18n)
  }
}

/**
 * A sentence in a language: for papers, mails, portal pages and the API's refusals.
 * Throws when the key is unknown, so that no reader ever sees a key.
 */
export const say = (lang: Lang, key: MessageKey, values: Values = {}): string => {
  const i18n = catalogs.get(lang)
  if (!i18n?.messages[key]) throw new Error(`no message ${key} in ${lang}`)
  return i18n._(key, values)
}
