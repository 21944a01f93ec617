/**
 * Reads a day as people type it (`2026-11-23`, `2026/11/23`, `20261123`, `11/23` of the year given, full-width forms,
 * `2026年11月23日`) into `YYYY-MM-DD`. Answers null when there is no such day: 31 February is refused, not moved.
 */
export const parseDay = (text: string, thisYear: number): string | null => {
  const bare = text.normalize('NFKC').trim().replace(/[年月.／/]/g, '-').replace(/[日\s]/g, '')
  const found = /^(?:(\d{4})-)?(\d{1,2})-(\d{1,2})$/.exec(bare) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(bare)
  if (!found) return null
  const [y, m, d] = [Number(found[1] ?? thisYear), Number(found[2]), Number(found[3])]
  const day = new Date(Date.UTC(y, m - 1, d))
  if (day.getUTCFullYear() !== y || day.getUTCMonth() !== m - 1 || day.getUTCDate() !== d) return null
  return day.toISOString().slice(0, 10)
}
