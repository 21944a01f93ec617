import { setupI18n } from '@lingui/core'
import { useSyncExternalStore } from 'react'
import { type Lang, langs, type MessageKey } from '#kernel/i18n/messages.ts'
import { compareNames } from '#kernel/pure/text.ts'
import type { Values } from '#kernel/i18n/say.ts'
import { loadFonts } from './fonts.ts'

const i18n = setupI18n()
const heard = new Set<() => void>()
let now: Lang = 'zh-Hant'

const isLang = (text: string | undefined): text is Lang => (langs as readonly string[]).includes(text ?? '')
const cookie = (name: string): string | undefined => new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie)?.[1]

/** Keeps a choice for this browser, so that the server writes the first page in it. */
export const keepChoice = (name: 'lang' | 'theme', value: string): void => {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not everywhere, and nothing here need wait for it
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`
}
export const keptChoice = cookie

/** Where a language's compiled messages are: the build writes the address, with a star for the language, into the page. */
const sourceOf = (lang: Lang): string => (document.querySelector<HTMLMetaElement>('meta[name=messages]')?.content ?? '').replace('*', lang)

const loaded = new Set<Lang>()

/** Changes the language in place: nothing reloads, nothing typed is lost. Rejects, and changes nothing, without a line. */
export const setLang = async (lang: Lang): Promise<void> => {
  if (!loaded.has(lang)) {
    const [messages] = await Promise.all([fetch(sourceOf(lang)).then(r => r.json()), loadFonts(lang)])
    i18n.load(lang, messages)
    loaded.add(lang)
  }
  i18n.activate(lang)
  now = lang
  document.documentElement.lang = lang
  keepChoice('lang', lang)
  for (const hear of heard) hear()
}

/** Before the first paint: the language chosen here, the page's, or the browser's. */
export const startLang = (): Promise<void> => {
  const page = document.documentElement.lang
  const own = navigator.languages.map(l => (/^zh-(cn|sg|hans)/i.test(l) ? 'zh-Hans' : /^zh/i.test(l) ? 'zh-Hant' : /^en/i.test(l) ? 'en' : undefined)).find(isLang)
  const kept = cookie('lang')
  return setLang(isLang(kept) ? kept : isLang(page) ? page : (own ?? 'zh-Hant'))
}

/** A sentence in the reader's language. The root of the page renders anew when it changes. */
export const t = (key: MessageKey, values: Values = {}): string => i18n._(key, values)

/**
 * A sentence whose key is made at run time, such as `refusal.` + a code; the fallback, or the key itself,
 * when nobody wrote it.
 */
export const tAny = (key: string, values: Values = {}, fallback = key): string => (i18n.messages[key] ? i18n._(key, values) : fallback)

const subscribe = (hear: () => void) => {
  heard.add(hear)
  return () => void heard.delete(hear)
}
/** The language in use; a component that calls it renders anew on a change. */
export const useLang = (): Lang => useSyncExternalStore(subscribe, () => now)
export const currentLang = (): Lang => now

/** What each language calls itself. */
export const langNames: Record<Lang, string> = { 'zh-Hant': '繁體中文', 'zh-Hans': '简体中文', en: 'English' }

/** The languages to choose from, each in its own letters. */
export const langOptions = langs.map(value => ({ value, text: langNames[value], lang: value }))

/** The tag that the browser's own formats know. */
export const localeOf = (lang: Lang): string => ({ 'zh-Hant': 'zh-TW', 'zh-Hans': 'zh-CN', en: 'en-GB' })[lang]

/** Sorts names as the reader's language does: by strokes, by pinyin, by alphabet (T2). */
export const byName = <T>(nameOf: (one: T) => string) => {
  const compare = compareNames(now)
  return (a: T, b: T) => compare(nameOf(a), nameOf(b))
}
