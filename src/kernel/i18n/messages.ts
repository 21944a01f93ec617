/** The languages of the product; `zh-Hant` is Taiwan's usage and the default, `zh-Hans` the mainland's (T2). */
export const langs = ['zh-Hant', 'zh-Hans', 'en'] as const
export type Lang = (typeof langs)[number]

/** One message in its three languages, in ICU MessageFormat (`{n, plural, one {# job} other {# jobs}}`). */
export interface Message {
  hant: string
  hans: string
  en: string
}

/** Every key there is: each module's `messages/index.ts` adds its own by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the modules
export interface MessageKeys {}
export type MessageKey = keyof MessageKeys & string

/** Declares a module's messages; a language left out does not compile. */
export const messages = <const T extends Record<string, Message>>(all: T): T => all

export const langField = (lang: Lang): keyof Message => (lang === 'zh-Hant' ? 'hant' : lang === 'zh-Hans' ? 'hans' : 'en')
