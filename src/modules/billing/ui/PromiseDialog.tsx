import { addDays, localDate } from '#kernel/pure/calendar.ts'
import { formatMoney } from '#kernel/pure/money.ts'
import { AmountField } from '#kernel/ui/AmountField.tsx'
import { Button } from '#kernel/ui/Button.tsx'
import { DateField } from '#kernel/ui/DateField.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { Select } from '#kernel/ui/Select.tsx'
import { useZone } from '#kernel/ui/text.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import type { Names } from '#modules/clients/ui/names.ts'
import { promiseDays } from '../rules.ts'
import { billing, type Invoice, owes } from './billing.ts'

interface Written {
  promisedOn: string | null
  amount: bigint | null
  contact: string | null
  note: string
}
/** What a contact promised to pay, how much and by when. */
export const PromiseDialog = ({ i, names, onClose }: { i: Invoice; names: Names; onClose: () => void }) => {
  const today = localDate(new Date(), useZone())
  const draft = useDraft<Written>(`billing.promise.${i.id}`, { promisedOn: null, amount: owes(i), contact: names.theirs.length === 1 ? names.theirs[0]!.value : null, note: '' })
  const { promisedOn, amount, contact, note } = draft.value
  const { put } = draft
  const write = useWrite(billing.promise, { say: 'inline', done: () => { draft.saved(); onClose() } })
  const above = amount !== null && amount > owes(i) && t('refusal.billing.above_open', { open: formatMoney(owes(i), i.currency) })
  const past = promisedOn !== null && promisedOn < today && t('refusal.billing.promise_past')
  const why = !promisedOn ? t('ui.fill_first', { what: t('billing.promise.on') }) : past || (!amount ? t('ui.fill_first', { what: t('billing.amount') }) : above || (!contact && t('ui.choose_first', { what: t('billing.promise.by') })))
  const send = () => {
    if (!why && promisedOn && amount && contact) void write.run({ client: i.client, invoice: i.id, promisedOn, amountMinor: amount, contact, note: note.trim() })
  }
  return (
    <Dialog title={t('billing.promise.add')} open onClose={onClose} foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" type="submit" form="promise" pending={write.pending} reason={why}>{t('billing.promise.add')}</Button></>}>
      <form id="promise" className="stack" onSubmit={(event) => { event.preventDefault(); send() }}>
        <DraftNote of={draft} />
        <p className="quiet">{t('billing.promise.why')}</p>
        <div className="fields">
          <DateField label={t('billing.promise.on')} value={promisedOn} onChange={(day) => put({ promisedOn: day })} min={today} max={addDays(today, promiseDays)} error={past} autoFocus />
          <AmountField label={t('billing.amount')} value={amount} onChange={(now) => put({ amount: now })} currency={i.currency} error={above} />
        </div>
        <Select label={t('billing.promise.by')} value={contact} onChange={(who) => put({ contact: who })} options={names.theirs} />
        <TextField label={t('billing.note')} value={note} onChange={(text) => put({ note: text })} maxLength={500} optional error={write.why} />
      </form>
    </Dialog>
  )
}
