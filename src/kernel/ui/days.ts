import type { Lang } from '#kernel/i18n/messages.ts'

/**
 * Reads a day as people type it (`2026-11-23`, `2026/11/23`, `20261123`, full-width forms, `2026年11月23日`) into
 * `YYYY-MM-DD`. Without a year at its head it is read as its language writes it: `11/23` of the year given in Chinese,
 * `23/11` and `23/11/2026` in English, day first as in Hong Kong and Britain. Answers null when there is no such day:
 * 31 February is refused, not moved.
 */
export const parseDay = (text: string, thisYear: number, lang: Lang): string | null => {
  const bare = text.normalize('NFKC').trim().replace(/[年月.／/]/g, '-').replace(/[日\s]/g, '')
  const [y, m, d] = (yearFirst(bare) ?? (lang === 'en' ? dayFirst(bare, thisYear) : monthFirst(bare, thisYear)) ?? []).map(Number)
  if (y === undefined || m === undefined || d === undefined) return null
  const day = new Date(Date.UTC(y, m - 1, d))
  if (day.getUTCFullYear() !== y || day.getUTCMonth() !== m - 1 || day.getUTCDate() !== d) return null
  return day.toISOString().slice(0, 10)
}

type Parts = (string | number)[] | undefined
const yearFirst = (bare: string): Parts => (/^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(bare) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(bare))?.slice(1)
const monthFirst = (bare: string, year: number): Parts => {
  const found = /^(\d{1,2})-(\d{1,2})$/.exec(bare)
  return found ? [year, found[1]!, found[2]!] : undefined
}
const dayFirst = (bare: string, year: number): Parts => {
  const found = /^(\d{1,2})-(\d{1,2})(?:-(\d{4}))?$/.exec(bare)
  return found ? [found[3] ?? year, found[2]!, found[1]!] : undefined
}

/** A day as `parseDay` reads it, and as the field's hint writes it: `2026/11/23`; in English `23/11/2026`; no day is empty. */
export const writeDay = (day: string | null, lang: Lang): string => {
  if (day === null) return ''
  const [y, m, d] = day.split('-')
  return lang === 'en' ? `${d}/${m}/${y}` : `${y}/${m}/${d}`
}
