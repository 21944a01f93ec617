import { useState } from 'react'
import { formatDate } from '#kernel/pure/format.ts'
import { formatMoney } from '#kernel/pure/money.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { type Column, Ledger } from '#kernel/ui/Ledger.tsx'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { Section, Tag } from '#kernel/ui/page.tsx'
import { Select } from '#kernel/ui/Select.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { Instant } from '#kernel/ui/text.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import type { Names } from '#modules/clients/ui/names.ts'
import { billing, type Collected, type Invoice, owes } from './billing.ts'
import s from './billing.module.css'
import { PromiseDialog } from './PromiseDialog.tsx'

/** How the invoice is collected (G9): the reminder that is proposed, with its text and one button, then what was sent and promised. */
export const Collection = ({ i, names }: { i: Invoice; names: Names }) => (
  <Loaded of={useRead(billing.collection, { client: i.client, invoice: i.id })}>{(c) => <Standing i={i} names={names} c={c} />}</Loaded>
)

type Deed = { at: Date; key: string; words: string; note: string; by: string; state: Collected['promises'][number]['state'] | null }

const Standing = ({ i, names, c }: { i: Invoice; names: Names; c: Collected }) => {
  const lang = useLang()
  const me = useMe()
  const [promising, setPromising] = useState(false)
  const open = owes(i) > 0n
  const deeds: Deed[] = [
    ...c.reminders.map((r) => ({ at: r.sentAt, key: r.stage, words: t('billing.collection.sent_to', { stage: t(`billing.stage.${r.stage}`), name: names.contact(r.contact) }), by: names.person(r.sentBy), note: '', state: null })),
    ...c.promises.map((p) => ({
      at: p.notedAt, key: p.id, by: names.person(p.notedBy), state: p.state,
      note: p.note, words: t('billing.promise.said', { name: names.contact(p.contact), day: formatDate(p.promisedOn, lang), amount: formatMoney(p.amountMinor, i.currency) }),
    })),
  ].toSorted((a, b) => b.at.getTime() - a.at.getTime())
  if (!open && deeds.length === 0) return null
  const columns: Column<Deed>[] = [
    { key: 'what', head: t('billing.collection.what'), cell: (d) => <>{d.words} {d.state && <Tag tone={d.state === 'broken' && open ? 'late' : undefined}>{t(`billing.promise.state.${d.state}`)}</Tag>}{d.note && <p className="small quiet">{d.note}</p>}</> },
    { key: 'by', head: t('billing.collection.by'), cell: (d) => d.by },
    { key: 'when', head: t('billing.collection.when'), cell: (d) => <Instant of={d.at} /> },
  ]
  const only = !holds(me, ['ae', 'director', 'finance']) && t('billing.only.ae')
  return (
    <Section title={t('billing.collection')} ruled id="collection" aside={c.next && !c.next.due && t('billing.collection.quiet', { stage: t(`billing.stage.${c.next.stage}`), day: formatDate(c.next.from, lang) })}>
      {c.next?.due && <Proposal i={i} next={c.next} only={only} />}
      {open && !c.next && <p className="quiet">{t('billing.collection.done')}</p>}
      {deeds.length > 0 ? <Ledger label={t('billing.collection')} columns={columns} rows={deeds} rowKey={(d) => d.key} /> : !c.next?.due && <p className="quiet">{t('billing.collection.none')}</p>}
      {open && <div className={s.after}><Button size="s" reason={only} onPress={() => setPromising(true)}>{t('billing.promise.add')}</Button></div>}
      {promising && <PromiseDialog i={i} names={names} onClose={() => setPromising(false)} />}
    </Section>
  )
}

/** The letter as it would go out: whom to, its words, and the one button that sends it. */
const Proposal = ({ i, next, only }: { i: Invoice; next: NonNullable<Collected['next']>; only: string | false }) => {
  const [to, setTo] = useState<string | null>(next.letters[0]?.contact ?? null)
  const stage = t(`billing.stage.${next.stage}`)
  const write = useWrite(billing.remind, { say: 'inline', done: () => toast({ text: t('billing.reminded') }) })
  const letter = next.letters.find((l) => l.contact === to)
  if (!letter) return <p className="quiet">{t('billing.collection.no_receiver')}</p>
  return (
    <div className={s.letter}>
      <Select label={t('billing.send.to')} value={to} onChange={setTo} options={next.letters.map((l) => ({ value: l.contact, text: l.name, note: l.mail }))} error={write.why} />
      <blockquote lang={letter.lang}><b>{letter.subject}</b><p>{letter.body}</p></blockquote>
      <div className="row">
        <Button kind="do" pending={write.pending} reason={only} onPress={() => void write.run({ client: i.client, invoice: i.id, stage: next.stage, contact: letter.contact })}>{t('billing.remind.send', { stage })}</Button>
        <span className="small quiet">{t('billing.remind.why')}</span>
      </div>
    </div>
  )
}
