import { z } from 'zod'
import type { Lang } from '../i18n/messages.ts'
import { Refusal, refuse } from './refusal.ts'

// Overrides, isolates and marks of direction can make a name read as another one; the rest draws nothing.
// U+200C and U+200D stay: emoji and some scripts are joined with them.
const hidden = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|(?!\s)\p{Cc}/gu

const finish = (text: string, max: number): string => {
  const clean = text.normalize('NFC').trim()
  // Joiners alone, and letters that draw nothing, are no name.
  if (!/[^\p{Cf}\p{Z}\p{Cc}\u115f\u1160\u3164\uffa0\u2800]/u.test(clean)) throw refuse('text.empty')
  const length = [...clean].length
  if (length > max) throw refuse('text.too_long', { length, max })
  return clean
}

/**
 * A name or a title, on one line: NFC, trimmed, inner white space folded to one space, without control
 * characters or marks of direction. Rare characters and emoji stay. `max` counts code points.
 * Refuses `text.empty`, `text.too_long` ({ length, max }).
 */
export const cleanName = (text: string, max = 120): string => finish(text.toWellFormed().replace(hidden, '').replace(/\s+/gu, ' '), max)

/** As `cleanName`, for text of several lines: newlines (as `\n`) and inner spaces stay, a tab becomes a space. */
export const cleanText = (text: string, max: number): string =>
  finish(
    text
      .toWellFormed()
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      .replace(hidden, '')
      .replace(/[\t\v\f]/g, ' '),
    max,
  )

// The pipe tells OpenAPI that a string comes out as well.
const cleaned = (clean: (text: string) => string) =>
  z
    .string()
    .transform((text, ctx) => {
      try {
        return clean(text)
      } catch (no) {
        if (!(no instanceof Refusal)) throw no
        ctx.addIssue({ code: 'custom', message: `refusal.${no.code}`, params: no.params })
        return z.NEVER
      }
    })
    .pipe(z.string())

/** A name in a contract; the issue's message is a message key, its values are in `params`. */
export const zName = cleaned((text) => cleanName(text))

/** A text of at most `max` code points in a contract. */
export const zText = (max: number) => cleaned((text) => cleanText(text, max))

/** The same, where nothing may be written: white space alone becomes ''. */
export const zNote = (max: number) => cleaned((text) => (text.trim() === '' ? '' : cleanText(text, max)))

/**
 * A code or key between machines, kept as it was sent. What no text of the database holds (control characters, halves of
 * characters) is no word.
 */
export const zWord = (max: number) => z.string().max(max).regex(/^[^\p{Cc}\p{Cs}]*$/u)

/** The beginning of a text on one line, with an ellipsis where it is longer; a word of letters is not cut through. */
export const shortened = (text: string, most: number): string => {
  const letters = [...text.replace(/\s+/g, ' ')]
  if (letters.length <= most) return letters.join('')
  const begun = letters.slice(0, most).join('')
  const whole = /[a-z]/i.test(letters[most]!) ? begun.replace(/(?<=.) [^ ]*$/, '') : begun.trimEnd()
  return `${whole}…`
}

const compound = new Set(
  (
    '歐陽 欧阳 司馬 司马 諸葛 诸葛 上官 司徒 東方 东方 皇甫 尉遲 尉迟 公孫 公孙 軒轅 轩辕 令狐 鍾離 钟离 宇文 長孫 长孙 慕容 鮮于 鲜于 ' +
    '夏侯 南宮 南宫 端木 獨孤 独孤 司空 西門 西门 百里 東郭 东郭 呼延 太史 聞人 闻人 公羊 赫連 赫连 澹臺 澹台 濮陽 濮阳 万俟 第五'
  ).split(' '),
)

/**
 * What a name seal shows, one or two characters: the given name of a Chinese name (陳怡君 → 怡君, 歐陽娜娜 → 娜娜);
 * a name of two characters whole (林芳 → 林芳), since one character is no name; initials of a Latin one.
 */
export const sealOf = (name: string): string => {
  const clean = cleanName(name, Number.POSITIVE_INFINITY)
  const han = [...clean].filter((c) => /\p{Script=Han}/u.test(c))
  if (han.length > 2) {
    const given = han.slice(compound.has(han.slice(0, 2).join('')) ? 2 : 1)
    return given.slice(-2).join('')
  }
  if (han.length > 0) return han.join('')
  const words = clean.split(/[\s·.-]+/u).filter(Boolean)
  const initials = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return initials
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase('en')
}

const collators: Record<Lang, Intl.Collator> = {
  'zh-Hant': new Intl.Collator('zh-Hant-u-co-stroke', { numeric: true }),
  'zh-Hans': new Intl.Collator('zh-Hans-u-co-pinyin', { numeric: true }),
  en: new Intl.Collator('en', { numeric: true }),
}

/** The order of names in a language: by strokes in Taiwan, by pinyin on the mainland. */
export const compareNames = (lang: Lang): ((a: string, b: string) => number) => collators[lang].compare
