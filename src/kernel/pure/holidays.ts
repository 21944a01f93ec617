import { type Lang, langField, type Message } from '../i18n/messages.ts'
import { addDays, type Day, type WorkCalendar } from './calendar.ts'
import { type HolidayKey, holidayNames } from './holidaynames.ts'
import type { Region } from './region.ts'

/** One year of a region's public holidays, with where they were read. */
interface HolidayYear {
  region: Region
  year: number
  source: string
  /** The year's own notice was not out: days taken from the law and the lunar calendar, make-up days unknown. */
  provisional: boolean
  /** `MM-DD` or `MM-DD/MM-DD`. */
  off: readonly (readonly [days: string, key: HolidayKey])[]
  /** Days off in lieu of a holiday that fell on a weekend 「補假」. */
  inLieu?: readonly (readonly [day: string, key: HolidayKey])[]
  /** Weekend days worked to make up for a longer holiday 「調休」. */
  makeUp?: readonly (readonly [day: string, key: HolidayKey])[]
}

/** What the calendars know; a year that is not here has its weekends only. */
export const holidayYears: readonly HolidayYear[] = [
  {
    region: 'TW',
    year: 2026,
    provisional: false,
    source: '行政院 114.6.13 院授人培字第 11430248312 號函：115 年政府行政機關辦公日曆表（放假 120 日）；紀念日及節日實施條例',
    off: [
      ['01-01', 'founding'],
      ['02-15', 'dayBeforeEve'],
      ['02-16', 'eve'],
      ['02-17/02-19', 'lunarNewYear'],
      ['02-28', 'peace'],
      ['04-04', 'children'],
      ['04-05', 'tombSweeping'],
      ['05-01', 'labour'],
      ['06-19', 'dragonBoat'],
      ['09-25', 'midAutumn'],
      ['09-28', 'teachers'],
      ['10-10', 'nationalTW'],
      ['10-25', 'retrocession'],
      ['12-25', 'constitution'],
    ],
    inLieu: [
      ['02-20', 'dayBeforeEve'],
      ['02-27', 'peace'],
      ['04-03', 'children'],
      ['04-06', 'tombSweeping'],
      ['10-09', 'nationalTW'],
      ['10-26', 'retrocession'],
    ],
  },
  {
    region: 'TW',
    year: 2027,
    provisional: false,
    source: '行政院人事行政總處：116 年政府行政機關辦公日曆表（放假 121 日）；紀念日及節日實施條例',
    off: [
      ['01-01', 'founding'],
      ['02-04', 'dayBeforeEve'],
      ['02-05', 'eve'],
      ['02-06/02-08', 'lunarNewYear'],
      ['02-28', 'peace'],
      ['04-04', 'children'],
      ['04-05', 'tombSweeping'],
      ['05-01', 'labour'],
      ['06-09', 'dragonBoat'],
      ['09-15', 'midAutumn'],
      ['09-28', 'teachers'],
      ['10-10', 'nationalTW'],
      ['10-25', 'retrocession'],
      ['12-25', 'constitution'],
    ],
    inLieu: [
      ['02-09', 'lunarNewYear'],
      ['02-10', 'lunarNewYear'],
      ['03-01', 'peace'],
      ['04-06', 'children'],
      ['04-30', 'labour'],
      ['10-11', 'nationalTW'],
      ['12-24', 'constitution'],
      ['12-31', 'founding'],
    ],
  },
  {
    region: 'PRC',
    year: 2026,
    provisional: false,
    source: '国务院办公厅关于2026年部分节假日安排的通知（2025年11月4日）',
    off: [
      ['01-01/01-03', 'newYear'],
      ['02-15/02-23', 'lunarNewYear'],
      ['04-04/04-06', 'tombSweeping'],
      ['05-01/05-05', 'labour'],
      ['06-19/06-21', 'dragonBoat'],
      ['09-25/09-27', 'midAutumn'],
      ['10-01/10-07', 'national'],
    ],
    makeUp: [
      ['01-04', 'newYear'],
      ['02-14', 'lunarNewYear'],
      ['02-28', 'lunarNewYear'],
      ['05-09', 'labour'],
      ['09-20', 'national'],
      ['10-10', 'national'],
    ],
  },
  {
    region: 'PRC',
    year: 2027,
    provisional: true,
    source: '全国年节及纪念日放假办法（2024年修订）第二条；农历',
    off: [
      ['01-01', 'newYear'],
      ['02-05', 'eve'],
      ['02-06/02-08', 'lunarNewYear'],
      ['04-05', 'tombSweeping'],
      ['05-01/05-02', 'labour'],
      ['06-09', 'dragonBoat'],
      ['09-15', 'midAutumn'],
      ['10-01/10-03', 'national'],
    ],
  },
  {
    region: 'HK',
    year: 2026,
    provisional: false,
    source: 'General holidays for 2026, gazetted 16 May 2025 (General Holidays Ordinance, Cap. 149)',
    off: [
      ['01-01', 'newYear'],
      ['02-17', 'lunar1'],
      ['02-18', 'lunar2'],
      ['02-19', 'lunar3'],
      ['04-03', 'goodFriday'],
      ['04-04', 'afterGoodFriday'],
      ['04-06', 'afterChingMing'],
      ['04-07', 'afterEasterMonday'],
      ['05-01', 'labour'],
      ['05-25', 'afterBuddha'],
      ['06-19', 'tuenNg'],
      ['07-01', 'hksar'],
      ['09-26', 'afterMidAutumn'],
      ['10-01', 'national'],
      ['10-19', 'afterChungYeung'],
      ['12-25', 'christmas'],
      ['12-26', 'afterChristmas'],
    ],
  },
  {
    region: 'HK',
    year: 2027,
    provisional: false,
    source: 'General holidays for 2027, GovHK (General Holidays Ordinance, Cap. 149)',
    off: [
      ['01-01', 'newYear'],
      ['02-06', 'lunar1'],
      ['02-08', 'lunar3'],
      ['02-09', 'lunar4'],
      ['03-26', 'goodFriday'],
      ['03-27', 'afterGoodFriday'],
      ['03-29', 'easterMonday'],
      ['04-05', 'chingMing'],
      ['05-01', 'labour'],
      ['05-13', 'buddha'],
      ['06-09', 'tuenNg'],
      ['07-01', 'hksar'],
      ['09-16', 'afterMidAutumn'],
      ['10-01', 'national'],
      ['10-08', 'chungYeung'],
      ['12-25', 'christmas'],
      ['12-27', 'afterChristmas'],
    ],
  },
]

const inLieuOf = (m: Message): Message => ({ hant: `${m.hant}補假`, hans: `${m.hans}补休`, en: `${m.en} (day in lieu)` })
const makeUpOf = (m: Message): Message => ({ hant: `${m.hant}調休上班`, hans: `${m.hans}调休上班`, en: `Working day made up for ${m.en}` })

interface Known extends WorkCalendar {
  names: Map<Day, Message>
}

const calendar = (region: Region): Known => {
  const closed = new Set<Day>()
  const open = new Set<Day>()
  const names = new Map<Day, Message>()
  for (const y of holidayYears.filter((one) => one.region === region)) {
    for (const [days, key] of y.off) {
      const [first = days, last = first] = days.split('/')
      for (let d = `${y.year}-${first}`; d <= `${y.year}-${last}`; d = addDays(d, 1)) {
        closed.add(d)
        names.set(d, holidayNames[key])
      }
    }
    for (const [day, key] of y.inLieu ?? []) {
      closed.add(`${y.year}-${day}`)
      names.set(`${y.year}-${day}`, inLieuOf(holidayNames[key]))
    }
    for (const [day, key] of y.makeUp ?? []) {
      open.add(`${y.year}-${day}`)
      names.set(`${y.year}-${day}`, makeUpOf(holidayNames[key]))
    }
  }
  return { closed, open, names }
}

const known: Record<Region, Known> = { TW: calendar('TW'), PRC: calendar('PRC'), HK: calendar('HK') }

/** The public calendar of a region: office weeks of five days, its holidays and its make-up working days. */
export const calendarOf = (region: Region): WorkCalendar => known[region]

/** What a day is called where it is a holiday, a day in lieu or a make-up working day; else undefined. */
export const holidayName = (region: Region, date: Day, lang: Lang): string | undefined => known[region].names.get(date)?.[langField(lang)]

/** How far a region's calendar can be trusted in the year of a date, so that a plan can say so. */
export const calendarStatus = (region: Region, date: Day): 'official' | 'provisional' | 'unknown' => {
  const found = holidayYears.find((y) => y.region === region && y.year === Number(date.slice(0, 4)))
  return found ? (found.provisional ? 'provisional' : 'official') : 'unknown'
}
