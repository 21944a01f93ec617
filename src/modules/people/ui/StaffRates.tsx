import { localDate } from '#kernel/pure/calendar.ts'
import { AmountField } from '#kernel/ui/AmountField.tsx'
import { Button } from '#kernel/ui/Button.tsx'
import { DateField } from '#kernel/ui/DateField.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { Ledger } from '#kernel/ui/Ledger.tsx'
import { useMe } from '#kernel/ui/me.tsx'
import { Loaded, Why } from '#kernel/ui/states.tsx'
import { Day, Money, useZone } from '#kernel/ui/text.tsx'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { Form } from './form.tsx'
import { people } from './people.ts'
import s from './people.module.css'

/** What an hour costs and is charged at, from day to day. */
export const Rates = ({ id }: { id: string }) => {
  const { currency } = useMe().agency
  const list = useRead(people.staff.rates, { id })
  const draft = useDraft(`people.rate.${id}`, { from: localDate(new Date(), useZone()) as string | null, cost: null as bigint | null, charge: null as bigint | null })
  const { from, cost, charge } = draft.value
  const { put } = draft
  const set = useWrite(people.staff.setRate, { say: 'inline', done: draft.drop })
  const whole = from !== null && cost !== null && charge !== null
  const missing = t(from === null ? 'people.rate_from' : cost === null ? 'people.rate_cost' : 'people.rate_charge')
  return (
    <div className="stack">
      <Loaded of={list} empty={<p className="quiet">{t('people.rate_none')}</p>}>
        {all => (
          <Ledger
            narrow
            small
            label={t('people.rates')}
            rows={all}
            rowKey={one => one.from}
            columns={[
              { key: 'from', head: t('people.rate_from'), cell: one => <Day of={one.from} full /> },
              { key: 'cost', head: t('people.rate_cost'), right: true, cell: one => <Money minor={one.costMinor} currency={currency} bare /> },
              { key: 'charge', head: t('people.rate_charge'), right: true, cell: one => <Money minor={one.chargeMinor} currency={currency} bare /> },
            ]}
          />
        )}
      </Loaded>
      <Form onSubmit={() => whole && void set.run({ id, from, version: list.data?.find(one => one.from === from)?.version ?? 0, costMinor: cost, chargeMinor: charge })} label={t('people.rate_set')}>
        <DraftNote of={draft} />
        <div className={s.rate}>
          <DateField label={t('people.rate_from')} value={from} onChange={day => put({ from: day })} />
          <AmountField label={t('people.rate_cost')} currency={currency} value={cost} onChange={minor => put({ cost: minor })} />
          <AmountField label={t('people.rate_charge')} currency={currency} value={charge} onChange={minor => put({ charge: minor })} />
        </div>
        <p className="small quiet">{t('people.rate_why')}</p>
        <Why>{set.why}</Why>
        <div className="row"><Button type="submit" pending={set.pending} reason={!whole && t('ui.fill_first', { what: missing })}>{t('people.rate_set')}</Button></div>
      </Form>
    </div>
  )
}
