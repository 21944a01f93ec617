import type { Lang } from '../i18n/messages.ts'
import { type Day, dayOfWeek } from './calendar.ts'

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const weekdays: Record<Lang, readonly string[]> = {
  'zh-Hant': ['週一', '週二', '週三', '週四', '週五', '週六', '週日'],
  'zh-Hans': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}

/** Between a figure and its measure word, so that no line ends between them. */
const nbsp = '\u00a0'

const partsOf = (date: Day): [number, number, number] => {
  const [y = 0, m = 0, d = 0] = date.split('-').map(Number)
  return [y, m, d]
}

/** `2026 年 12 月 1 日`, `2026年12月1日`, `1 December 2026`. */
export const formatDate = (date: Day, lang: Lang): string => {
  const [y, m, d] = partsOf(date)
  if (lang === 'en') return [d, months[m - 1], y].join(nbsp)
  return lang === 'zh-Hant' ? [y, '年', m, '月', d, '日'].join(nbsp) : `${y}年${m}月${d}日`
}

/** `12/1`; in English `1 Dec`, since 12/1 is a January day to half its readers. Seen from a `today` of another year: `2027/1/11`, `11 Jan 2027`. */
export const formatShortDate = (date: Day, lang: Lang = 'zh-Hant', today: Day = date): string => {
  const [y, m, d] = partsOf(date)
  const other = y !== partsOf(today)[0]
  if (lang === 'en') return [d, months[m - 1]?.slice(0, 3), ...(other ? [y] : [])].join(nbsp)
  return `${other ? `${y}/` : ''}${m}/${d}`
}

/** `週二`, `周二`, `Tue`. */
export const weekday = (date: Day, lang: Lang): string => weekdays[lang][dayOfWeek(date) - 1] ?? ''

/** A day as it was written, with its weekday: `12/1 週二`, `Tue 1 Dec`. */
export const withWeekday = (written: string, date: Day, lang: Lang): string => (lang === 'en' ? `${weekday(date, lang)} ${written}` : `${written} ${weekday(date, lang)}`)

/** `2026 年 12 月`, `2026年12月`, `December 2026`, of `2026-12`. */
export const formatMonth = (month: string, lang: Lang): string => {
  const [y, m] = partsOf(month)
  if (lang === 'en') return `${months[m - 1]}${nbsp}${y}`
  return lang === 'zh-Hant' ? [y, '年', m, '月'].join(nbsp) : `${y}年${m}月`
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** The date, and the time to the minute on a 24-hour clock in the IANA zone: `2026 年 12 月 1 日 14:05`. */
export const formatInstant = (instant: Date, zone: string, lang: Lang): string => {
  let clock = clocks.get(zone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    clocks.set(zone, clock)
  }
  const p = Object.fromEntries(clock.formatToParts(instant).map((part) => [part.type, part.value]))
  const time = `${p.hour}:${p.minute}`
  return `${formatDate(`${p.year}-${p.month}-${p.day}`, lang)}${lang === 'en' ? ', ' : ' '}${time}`
}

/** Minutes as hours with at most two decimals, rounded half up: `46.5 小時`, `46.5 小时`, `46.5 h`. */
export const formatMinutes = (minutes: number, lang: Lang): string => {
  const hours = (Math.sign(minutes) * Math.round((Math.abs(minutes) * 100) / 60)) / 100
  const text = Math.abs(hours)
    .toFixed(2)
    .replace(/\.?0+$/, '')
    .replace(/\B(?=(\d{3})+(\.|$))/g, ',')
  return `${hours < 0 ? '−' : ''}${text}${nbsp}${{ 'zh-Hant': '小時', 'zh-Hans': '小时', en: 'h' }[lang]}`
}

/** `1.4 MB`, `38 kB`; only what is empty has `0 kB`. */
export const formatSize = (bytes: number): string => (bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)}${nbsp}MB` : `${Math.max(Math.min(bytes, 1), Math.round(bytes / 1e3))}${nbsp}kB`)

/** How many hundredths of the whole a part is, rounded half up; 100 only once the whole is reached. */
export const percentOf = (part: bigint, whole: bigint): number => {
  if (whole <= 0n) return 0
  const rounded = Number((part * 200n + whole) / (whole * 2n))
  return part < whole ? Math.min(rounded, 99) : rounded
}
