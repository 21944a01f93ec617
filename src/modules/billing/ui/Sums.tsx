import type { Currency } from '#kernel/pure/money.ts'
import { t } from '#kernel/ui/i18n.ts'
import { Money } from '#kernel/ui/text.tsx'
import s from './billing.module.css'

/** Net, tax at its rate, and the total; where there is no tax on sales it is left out. `credited`: nothing is due, the sum is taken off. */
export const Sums = ({ net, tax, rateBp, currency, credited }: { net: bigint; tax: bigint; rateBp: number; currency: Currency; credited?: boolean }) => (
  <dl className={s.sums}>
    <dt>{t('billing.net')}</dt><dd><Money minor={net} currency={currency} bare /></dd>
    {rateBp > 0 && <><dt>{t('billing.tax', { rate: rateBp / 100 })}</dt><dd><Money minor={tax} currency={currency} bare /></dd></>}
    <dt className={s.total}>{t(credited ? 'billing.total_credited' : 'billing.total')}</dt><dd className={s.total}><Money minor={net + tax} currency={currency} /></dd>
  </dl>
)
