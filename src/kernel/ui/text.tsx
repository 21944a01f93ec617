import { formatDate, formatInstant, formatMinutes, formatShortDate, weekday as weekdayOf } from '#kernel/pure/format.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { type Currency, formatAmount, formatMoney } from '#kernel/pure/money.ts'
import { useLang } from './i18n.ts'
import { useMaybeMe } from './me.tsx'

/** The zone that times are shown in: the agency's, so that two colleagues read the same hour. */
export const useZone = (): string => useMaybeMe()?.agency.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone

/** A day: `12/1`, of another year `2027/1/11`; `full` with its year in words; `weekday` adds （二）, or Tue before it. */
export const Day = ({ of, full, weekday, late }: { of: string; full?: boolean; weekday?: boolean; late?: boolean }) => {
  const lang = useLang()
  const today = localDate(new Date(), useZone())
  const text = full ? formatDate(of, lang) : formatShortDate(of, lang, today)
  const day = weekdayOf(of, lang)
  return <time dateTime={of} className={late ? 'num late' : 'num'} title={formatDate(of, lang)}>{weekday && lang === 'en' && `${day} `}{text}{weekday && lang !== 'en' && `（${day.at(-1)}）`}</time>
}

/** A moment in the agency's zone: `12/1 14:05`; the whole of it on hovering; `full` writes the whole of it. */
export const Instant = ({ of, full, late }: { of: Date; full?: boolean; late?: boolean }) => {
  const lang = useLang()
  const zone = useZone()
  const whole = formatInstant(of, zone, lang)
  const short = `${formatShortDate(localDate(of, zone), lang, localDate(new Date(), zone))} ${whole.slice(-5)}`
  return <time dateTime={of.toISOString()} className={late ? 'num late' : 'num'} title={whole}>{full ? whole : short}</time>
}

/** A sum. `bare` leaves out the currency, for columns whose head names it. */
export const Money = ({ minor, currency, bare, late }: { minor: bigint; currency: Currency; bare?: boolean; late?: boolean }) => (
  <span className={late ? 'num late' : 'num'}>{bare ? formatAmount(minor, currency) : formatMoney(minor, currency)}</span>
)

/** Working time: `46.5 小時`. */
export const Minutes = ({ of }: { of: number }) => <span className="num">{formatMinutes(of, useLang())}</span>
