import { localDate } from '#kernel/pure/calendar.ts'
import { type Currency, formatMoney } from '#kernel/pure/money.ts'
import { AmountField } from '#kernel/ui/AmountField.tsx'
import { Button } from '#kernel/ui/Button.tsx'
import { Check } from '#kernel/ui/choices.tsx'
import { DateField } from '#kernel/ui/DateField.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { Loaded } from '#kernel/ui/states.tsx'
import { Day, Money, useZone } from '#kernel/ui/text.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { spread } from '../rules.ts'
import { billing, type InvoiceRow, isLate, owes } from './billing.ts'
import s from './billing.module.css'
import { useClientName } from './clients.tsx'

interface Props {
  client: string
  currency: Currency
  /** The invoice that the money is for; what is above it is laid over the client's others, the oldest first. Without one, over all of them. */
  first?: string
  onClose: () => void
}
interface Written {
  amount: bigint | null
  /** By invoice: what is open may be another list when a draft is found again. */
  parts: Record<string, bigint | null>
  receivedOn: string | null
  method: string
  reference: string
  keepAsCredit: boolean
}
/** Money received, in full or in parts, over one or several invoices of a client. */
export const ReceiveDialog = ({ client, ...rest }: Props) => (
  <Loaded of={useRead(billing.invoices, { client, open: true, most: 200 })}>
    {({ rows }) => <Form client={client} {...rest} open={rows.toSorted((a, b) => Number(b.id === rest.first) - Number(a.id === rest.first) || (a.dueOn < b.dueOn ? -1 : 1))} />}
  </Loaded>
)

const Form = ({ client, currency, first, open, onClose }: Props & { open: InvoiceRow[] }) => {
  const today = localDate(new Date(), useZone())
  const lead = first === undefined ? undefined : open[0]
  const name = useClientName()
  const draft = useDraft<Written>(`billing.receive.${lead?.id ?? client}`, {
    amount: lead ? owes(lead) : null, parts: lead ? { [lead.id]: owes(lead) } : {}, receivedOn: today, method: '', reference: '', keepAsCredit: open.length === 0,
  })
  const { amount, receivedOn, method, reference, keepAsCredit } = draft.value
  const parts = open.map((i) => draft.value.parts[i.id] === undefined ? 0n : draft.value.parts[i.id]!)
  const { put } = draft
  const write = useWrite(billing.receive, { say: 'inline', done: () => { draft.saved(); onClose() } })
  const left = (amount ?? 0n) - parts.reduce<bigint>((sum, p) => sum + (p ?? 0n), 0n)
  const change = (now: bigint | null) => {
    const spreadOut = now === null ? null : spread(now, open.map(owes)).parts
    put({ amount: now, ...(spreadOut ? { parts: Object.fromEntries(open.map((i, n) => [i.id, spreadOut[n]!])) } : {}) })
  }
  const rest = formatMoney(left < 0n ? -left : left, currency)
  const why = !amount || !receivedOn ? t('billing.fill') : left < 0n || (left > 0n && !keepAsCredit) ? t('refusal.billing.overpaid', { rest }) : null
  const send = () => {
    if (why || !amount || !receivedOn) return
    const allocations = open.flatMap((i, n) => (parts[n] ? [{ invoiceId: i.id, amountMinor: parts[n] }] : []))
    void write.run({ client, receivedOn, amountMinor: amount, method: method.trim(), reference: reference.trim(), keepAsCredit, allocations })
  }
  return (
    <Dialog title={t('billing.act.receive')} open onClose={onClose} size="side" foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" type="submit" form="receive" pending={write.pending} reason={why}>{t('billing.act.receive')}</Button></>}>
      <form id="receive" className="stack" onSubmit={(event) => { event.preventDefault(); send() }}>
        {first === undefined && <p className="quiet">{name(client)}</p>}
        <DraftNote of={draft} />
        <div className="fields">
          <AmountField label={t('billing.amount')} value={amount} onChange={change} currency={currency} autoFocus error={write.why} />
          <DateField label={t('billing.received_on')} value={receivedOn} onChange={(day) => put({ receivedOn: day })} max={today} error={receivedOn !== null && receivedOn > today && t('refusal.billing.future')} />
          <TextField label={t('billing.method')} value={method} onChange={(text) => put({ method: text })} maxLength={100} optional />
          <TextField label={t('billing.reference')} value={reference} onChange={(text) => put({ reference: text })} maxLength={200} optional />
        </div>
        <h3>{t('billing.spread')}</h3>
        {open.length === 0 && <p className="small quiet">{t('billing.no_open')}</p>}
        <div className={s.over}>
          {open.map((i, n) => {
            const above = (parts[n] ?? 0n) > owes(i)
            return (
              <div key={i.id} className={s.pay}>
                <div><span className="num">{i.number}</span><br /><span className="small quiet"><span className="keep">{t('billing.open')} <Money minor={owes(i)} currency={currency} /></span>　<span className="keep">{t('billing.due_on')} <Day of={i.dueOn} late={isLate(i, today)} /></span></span></div>
                <AmountField label={i.number} quietLabel optional value={parts[n] ?? null} currency={currency} onChange={(part) => draft.set((now) => ({ ...now, parts: { ...now.parts, [i.id]: part } }))} error={above && t('refusal.billing.above_open', { open: formatMoney(owes(i), currency) })} />
              </div>
            )
          })}
        </div>
        {left !== 0n && <p className="small quiet" role="status">{t(left < 0n ? 'billing.rest.short' : 'billing.rest', { rest })}</p>}
        <Check checked={keepAsCredit} onChange={(keep) => put({ keepAsCredit: keep })}>{t('billing.keep_credit')}</Check>
      </form>
    </Dialog>
  )
}
