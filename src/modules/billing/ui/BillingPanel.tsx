import { useState } from 'react'
import { localDate } from '#kernel/pure/calendar.ts'
import { formatMoney } from '#kernel/pure/money.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { type Column, Ledger } from '#kernel/ui/Ledger.tsx'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { Section } from '#kernel/ui/page.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { Day, Money, useZone } from '#kernel/ui/text.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { jobs } from '#modules/jobs/ui/jobs.ts'
import { billing, owes, type RequestRow } from './billing.ts'
import s from './billing.module.css'
import { InvoiceLedger } from './InvoiceLedger.tsx'
import { RequestActs } from './RequestActs.tsx'
import { RequestForm } from './RequestForm.tsx'

/** The money of one job: the proposal, the payment request, its invoice, and what is still open. */
export const BillingPanel = ({ client, job }: { client: string; job: string }) => {
  const me = useMe()
  const zone = useZone()
  const [writing, setWriting] = useState(false)
  const order = useRead(jobs.get, { client, job })
  const papers = useRead(billing.forJob, { client, job })
  const proposal = useRead(billing.propose, writing ? { client, job } : null)
  return (
    <Loaded of={papers}>
      {({ requests, invoices }) => {
        const currency = order.data?.currency ?? me.agency.currency
        const billed = invoices.filter((i) => i.kind === 'invoice')
        const open = billed.reduce((sum, i) => sum + owes(i), 0n)
        const total = billed.reduce((sum, i) => sum + i.totalMinor, 0n)
        const waiting = requests.some((r) => r.state === 'open')
        const closed = Boolean(order.data?.closedAt)
        const why = !holds(me, ['ae', 'director', 'finance']) ? t('billing.only.ae') : order.data?.filedAt ? t('refusal.billing.filed') : !closed ? t('refusal.billing.card_open') : waiting ? t('refusal.billing.request_open') : null
        const says = waiting ? t('billing.panel.requested')
          : open > 0n ? t('billing.panel.open', { open: formatMoney(open, currency) })
            : billed.length > 0 ? t('billing.panel.paid', { total: formatMoney(total, currency) })
              : closed ? t('billing.panel.unbilled') : t('billing.panel.card_open')
        const columns: Column<RequestRow>[] = [
          { key: 'number', head: t('billing.request'), cell: (r) => <span className="num">{r.number}</span> },
          { key: 'made', head: t('billing.made'), cell: (r) => <Day of={localDate(r.madeAt, zone)} /> },
          { key: 'net', phone: 'lead', named: true, head: t('billing.net'), right: true, cell: (r) => <Money minor={r.netMinor} currency={r.currency} /> },
          { key: 'state', head: t('billing.state'), cell: (r) => t(`billing.state.${r.state}`) },
          { key: 'acts', head: '', right: true, cell: (r) => <RequestActs of={r} /> },
        ]
        return (
          <Section id="billing" title={t('billing.title')} ruled aside={says}>
            <div className="stack">
              {requests.length > 0 && <Ledger label={t('billing.request')} columns={columns} rows={requests} rowKey={(r) => r.id} small />}
              {invoices.length > 0 && <InvoiceLedger rows={invoices} small />}
              {writing && proposal.data
                ? <RequestForm client={client} job={job} currency={proposal.data.currency} ceiling={order.data?.budgetMinor ?? null} proposed={proposal.data.lines} onDone={() => setWriting(false)} />
                : <div className={s.acts}><Button kind={billed.length === 0 && !why ? 'do' : 'plain'} reason={why} pending={writing && proposal.isPending} onPress={() => setWriting(true)}>{t(billed.length > 0 ? 'billing.again' : 'billing.act.request')}</Button></div>}
            </div>
          </Section>
        )
      }}
    </Loaded>
  )
}
