import { useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { Ledger } from '#kernel/ui/Ledger.tsx'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { Section } from '#kernel/ui/page.tsx'
import { ReasonDialog } from '#kernel/ui/ReasonDialog.tsx'
import { Day, Minutes, Money } from '#kernel/ui/text.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { fileAddress } from '#kernel/ui/Viewer.tsx'
import { useNames } from '#modules/clients/ui/names.ts'
import { type Bought, costs, type JobCosts, type TimeEntry } from './costs.ts'

/** Every entry behind the sum: whose hour (at which rate, for those who may see it), which vendor by which paper; what was struck out stays in sight. */
export const CostEntries = ({ client, of, why, onClose }: { client: string; of: JobCosts; why: string | null; onClose: () => void }) => {
  const me = useMe()
  const names = useNames(client)
  const [striking, setStriking] = useState<Bought | null>(null)
  const log = useWrite(costs.log)
  const strike = useWrite(costs.strike)
  const { currency } = of
  const mayStrike = holds(me, ['ae', 'director', 'finance'])
  const rates = of.time.some(e => e.rateMinor !== null)
  const drop = async (e: TimeEntry) => {
    if (await strike.run({ client, entry: e.id, version: e.version })) toast({ text: t('costs.struck_time'), undo: () => void log.run({ client, job: e.job, onDay: e.onDay, minutes: e.minutes, note: e.note }) })
  }
  return (
    <Dialog title={t('costs.entries')} open onClose={onClose} size="wide">
      <Section title={t('costs.time')} small aside={<Minutes of={of.minutes} />}>
        {of.time.length === 0 ? <p className="quiet small">{t('costs.no_time')}</p> : (
          <Ledger
            label={t('costs.time')} small rows={of.time} rowKey={e => e.id}
            sum={{ who: t('costs.total'), minutes: <Minutes of={of.minutes} />, cost: <Money minor={of.timeMinor} currency={currency} bare /> }}
            columns={[
              { key: 'who', head: t('costs.who'), cell: e => names.person(e.personId), sort: e => names.person(e.personId) },
              { key: 'day', head: t('costs.day'), cell: e => <Day of={e.onDay} weekday />, sort: e => e.onDay },
              { key: 'note', head: t('costs.note'), cell: e => e.note },
              { key: 'minutes', phone: rates ? undefined : 'lead', head: t('costs.time'), right: true, cell: e => <Minutes of={e.minutes} />, sort: e => e.minutes },
              ...(rates ? [
                { key: 'rate', named: true, head: t('costs.rate'), right: true, cell: (e: TimeEntry) => <Money minor={e.rateMinor ?? 0n} currency={e.currency} bare /> },
                { key: 'cost', phone: 'lead' as const, head: t('costs.cost'), right: true, cell: (e: TimeEntry) => <Money minor={e.costMinor ?? 0n} currency={e.currency} bare />, sort: (e: TimeEntry) => e.costMinor ?? 0n },
              ] : []),
              { key: 'act', head: '', right: true, cell: e => <Button kind="word" size="s" label={`${t('costs.strike')}: ${names.person(e.personId)} ${e.onDay}`} reason={why ?? (e.personId !== me.id && t('refusal.costs.not_yours'))} reasonAt="beside" pending={strike.pending} onPress={() => void drop(e)}>{t('costs.strike')}</Button> },
            ]}
          />
        )}
      </Section>
      <Section title={t('costs.bought')} small>
        {of.bought.length > 0 && !mayStrike && <p className="quiet small">{t('costs.only_strike')}</p>}
        {of.bought.length === 0 ? <p className="quiet small">{t('costs.no_bought')}</p> : (
          <Ledger
            label={t('costs.bought')} small rows={of.bought} rowKey={b => b.id}
            sum={{ vendor: t('costs.total'), net: <Money minor={of.boughtMinor} currency={currency} bare /> }}
            columns={[
              { key: 'vendor', head: t('costs.vendor'), cell: b => (b.voidReason ? <><s className="faint">{b.vendor}</s> <span className="small">{t('costs.struck', { reason: b.voidReason })}</span></> : b.vendor) },
              { key: 'what', head: t('costs.what'), cell: b => b.what },
              { key: 'day', head: t('costs.day'), cell: b => <Day of={b.onDay} weekday />, sort: b => b.onDay },
              { key: 'paper', head: t('costs.paper'), cell: b => <a href={fileAddress({ client, id: b.paperFileId })} target="_blank" rel="noreferrer">{b.paperNumber || t('costs.paper')}</a> },
              { key: 'net', phone: 'lead', head: t('costs.net'), right: true, cell: b => (b.voidReason ? <s className="faint"><Money minor={b.netMinor} currency={b.currency} bare /></s> : <Money minor={b.netMinor} currency={b.currency} bare />), sort: b => b.netMinor },
              ...(mayStrike ? [{ key: 'act', head: '', right: true, cell: (b: Bought) => !b.voidReason && <Button kind="word" size="s" label={`${t('costs.strike')}: ${b.vendor} ${b.what}`} reason={why} reasonAt="beside" onPress={() => setStriking(b)}>{t('costs.strike')}</Button> }] : []),
            ]}
          />
        )}
      </Section>
      {striking && <StrikeBought client={client} of={striking} onClose={() => setStriking(null)} />}
    </Dialog>
  )
}

const StrikeBought = ({ client, of, onClose }: { client: string; of: Bought; onClose: () => void }) => {
  const write = useWrite(costs.strikeBought, { say: 'inline' })
  return (
    <ReasonDialog
      about={`costs.strike.${of.id}`} title={t('costs.strike_bought', { vendor: of.vendor })} act={t('costs.strike')} label={t('costs.strike_reason')} maxLength={1000}
      onClose={onClose} pending={write.pending} why={write.why} run={reason => write.run({ client, cost: of.id, version: of.version, reason })}
    />
  )
}
