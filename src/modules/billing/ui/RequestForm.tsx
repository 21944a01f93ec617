import { type Currency, formatAmount, formatMoney, maxMinor, taxOf, taxRates } from '#kernel/pure/money.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import { TextArea } from '#kernel/ui/TextField.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { lineNet } from '../rules.ts'
import { billing } from './billing.ts'
import s from './billing.module.css'
import { type DraftLine, isWhole, LineFields } from './LineFields.tsx'
import { Sums } from './Sums.tsx'

interface Props {
  client: string
  job: string
  currency: Currency
  /** The job's budget ceiling; null where none was set. */
  ceiling: bigint | null
  proposed: readonly Omit<DraftLine, 'key'>[]
  onDone: () => void
}
const blank = (): DraftLine => ({ key: crypto.randomUUID(), what: '', sourceKind: '', sourceId: null, source: '', quantityThousandths: 1000n, unitMinor: null })

/** The payment request while it is written: what is proposed, changed as one likes; the sums follow. */
export const RequestForm = ({ client, job, currency, ceiling, proposed, onDone }: Props) => {
  const { region } = useMe().agency
  const draft = useDraft(`billing.request.${job}`, { lines: proposed.map((l) => ({ ...l, key: crypto.randomUUID() }) as DraftLine), note: '' })
  const { lines, note } = draft.value
  const write = useWrite(billing.request, { say: 'inline', done: ({ number }) => { draft.saved(); toast({ text: t('billing.requested', { number }) }); onDone() } })
  const whole = lines.filter(isWhole)
  const net = whole.reduce((sum, l) => sum + lineNet(l), 0n)
  const why = lines.length === 0 || whole.length < lines.length ? t('billing.line.incomplete') : net <= 0n ? t('refusal.billing.zero') : net + taxOf(net, region) > maxMinor ? t('refusal.money.too_large', { max: formatAmount(maxMinor, currency) }) : null
  const set = (key: string, line: DraftLine | null) =>
    draft.set((now) => ({ ...now, lines: now.lines.flatMap((l) => (l.key !== key ? [l] : line ? [line] : [])) }))
  const send = () => {
    if (!why) void write.run({ client, job, note: note.trim(), lines: whole.map(({ key: _, ...l }) => ({ ...l, what: l.what.trim() })) })
  }
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); send() }}>
      <p className="quiet small">{t('billing.panel.proposed')}</p>
      <DraftNote of={draft} />
      <div className={s.lines}>{lines.map((l) => <LineFields key={l.key} line={l} currency={currency} onChange={(line) => set(l.key, line)} onRemove={() => set(l.key, null)} />)}</div>
      <div className="row"><Button size="s" onPress={() => draft.set((now) => ({ ...now, lines: [...now.lines, blank()] }))}>{t('billing.act.add_line')}</Button></div>
      <Sums net={net} tax={taxOf(net, region)} rateBp={Number(taxRates[region])} currency={currency} />
      {ceiling !== null && net > ceiling && <p className="small late" role="status">{t('billing.panel.above_ceiling', { ceiling: formatMoney(ceiling, currency), over: formatMoney(net - ceiling, currency) })}</p>}
      <TextArea label={t('billing.note')} value={note} onChange={(text) => draft.put({ note: text })} optional maxLength={2000} rows={2} error={write.why} />
      <div className={s.acts}>
        <Button kind="do" type="submit" pending={write.pending} reason={why}>{t('billing.act.request')}</Button>
        <Button onPress={onDone}>{t('ui.cancel')}</Button>
      </div>
    </form>
  )
}
