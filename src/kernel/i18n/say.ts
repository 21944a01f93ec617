import { type I18n, setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { type Lang, langField, langs, type Message, type MessageKey } from './messages.ts'

export type Values = Record<string, string | number | boolean | string[] | null | undefined>
type Compiled = Record<string, ReturnType<typeof compileMessage>>

const catalogs = new Map<Lang, I18n>()

/** A figure and its measure word are not parted at the end of a line: in what `{…}` and `#` stand for nobody writes the space by hand. */
const bound = (text: string, lang: Lang): string =>
  lang === 'en' ? text.replace(/(#|\{n\}) (?=\p{L})/gu, '$1\u00a0').replace(/(?<=\p{L}) (?=\{(?:n|no)\})/gu, '\u00a0')
  : text.replace(/([#}\d]) (?=(?!第)\p{Script=Han})/gu, '$1\u00a0').replace(/(?<=第) (?=[{#\d])/gu, '\u00a0')

/** Compiles a set of messages for one language, as the browser loads them. */
export const compileFor = (all: Record<string, Message>, lang: Lang): Compiled =>
  Object.fromEntries(Object.entries(all).map(([key, m]) => [key, compileMessage(bound(m[langField(lang)], lang))]))

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
