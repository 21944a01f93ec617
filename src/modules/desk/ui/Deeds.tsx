import { Link } from 'wouter'
import { spoken } from '#kernel/i18n/spoken.ts'
import { currencies, formatMoney } from '#kernel/pure/money.ts'
import { Kept } from '#kernel/ui/Kept.tsx'
import { currentLang, t, tAny } from '#kernel/ui/i18n.ts'
import { Instant } from '#kernel/ui/text.tsx'
import type { DeedRow } from './desk.ts'
import s from './desk.module.css'
import { deedPath } from './paths.ts'

/** A recorded sum, minor units beside their currency, as people read it. */
const withMoney = (data: Record<string, unknown>): Record<string, unknown> => {
  const currency = currencies.find((one) => one === data.currency)
  return currency && typeof data.amount === 'string' ? { ...data, amount: formatMoney(BigInt(data.amount), currency) } : data
}

/** What was done, in a sentence, by whom and when. The client's own deeds stand out by a line of ink. */
export const Deeds = ({ client, rows }: { client: string; rows: readonly DeedRow[] }) => (
  <ol className={s.deeds}>
    {rows.map((d) => {
      const path = deedPath(client, d)
      const text = d.data === null ? t('desk.erased') : tAny(`what.${d.what}`, spoken(withMoney(d.data), tAny, currentLang()), d.what)
      return (
        <li key={String(d.seq)} className={s.deed}>
          <span className="small faint"><Instant of={d.at} /></span>
          <p className={d.actorKind === 'contact' ? s.contact : undefined}>{path ? <Link href={path}><Kept>{text}</Kept></Link> : <Kept>{text}</Kept>}</p>
          <span className="small quiet">{d.actorName}</span>
        </li>
      )
    })}
  </ol>
)
