import type { Lang } from '#kernel/i18n/messages.ts'

/** The gallery's own words, in place: they are no part of the product's messages. */
export const pick = (lang: Lang, hant: string, hans: string, en: string): string => (lang === 'zh-Hant' ? hant : lang === 'zh-Hans' ? hans : en)
