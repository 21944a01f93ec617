import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { Button } from '#kernel/ui/Button.tsx'
import { t, tAny } from '#kernel/ui/i18n.ts'
import { Tag } from '#kernel/ui/page.tsx'
import { ReasonDialog } from '#kernel/ui/ReasonDialog.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { jobs } from '#modules/jobs/ui/jobs.ts'
import { type Item, type Meeting, meetings } from '#modules/meetings/ui/meetings.ts'
import { desk } from './desk.ts'

/** What became of a request, forward to the invoice; while nothing has, the two ways it can end (C2). `why` disables them. */
export const Became = ({ item, meeting, why }: { item: Item; meeting: Pick<Meeting, 'id' | 'client'>; why: string | null }) => {
  const { client } = meeting
  const [, go] = useLocation()
  const [asking, setAsking] = useState<'decline' | 'order' | null>(null)
  const all = useRead(desk.became, { client, meeting: meeting.id })
  const became = (all.data ?? []).filter(b => b.itemId === item.id)
  const open = useWrite(jobs.open, { done: ({ id }) => go(`/clients/${client}/jobs/${id}`) })
  return (
    <>
      {became.length > 0 && (
        <ul className="small" aria-label={t('meetings.became')}>
          {became.map(b => (
            <li key={b.job} className="row">
              <span className="quiet">{t('meetings.became')}</span>
              <Link href={`/clients/${client}/jobs/${b.job}`}>{b.number && <span className="num">{b.number}　</span>}{b.title}</Link>
              <Tag>{tAny(`jobs.stage.${b.stage}`, {}, b.stage)}</Tag>
              {b.invoices.map(i => <Link key={i.id} className="num" href={`/clients/${client}/invoices/${i.id}`}>{i.number}</Link>)}
            </li>
          ))}
        </ul>
      )}
      {item.outcome === 'declined' && <p className="small quiet">{t('meetings.declined_because', { reason: item.outcomeReason })}</p>}
      <div className="row">
        <Button size="s" kind={item.outcome === '' ? 'plain' : 'word'} pending={open.pending} reason={why} onPress={() => (item.outcome === '' ? void open.run({ client, itemId: item.id }) : setAsking('order'))}>
          {item.outcome === 'order' ? t('meetings.open_another') : t('meetings.open_order')}
        </Button>
        {item.outcome === '' && <Button size="s" kind="word" reason={why} reasonAt="beside" onPress={() => setAsking('decline')}>{t('meetings.decline_request')}</Button>}
      </div>
      {asking === 'decline' && <Decline item={item.id} client={client} onClose={() => setAsking(null)} />}
      {asking === 'order' && <OrderAnyway item={item.id} client={client} onClose={() => setAsking(null)} />}
    </>
  )
}

const Decline = ({ item, client, onClose }: { item: string; client: string; onClose: () => void }) => {
  const decline = useWrite(meetings.declineItem, { say: 'inline' })
  return <ReasonDialog about={`meetings.decline.${item}`} title={t('meetings.decline_title')} what={t('meetings.decline_why')} act={t('meetings.decline_request')} onClose={onClose} pending={decline.pending} why={decline.why} run={reason => decline.run({ client, item, reason })} />
}

/** What was answered already becomes an order (again) only with the reason why. */
const OrderAnyway = ({ item, client, onClose }: { item: string; client: string; onClose: () => void }) => {
  const [, go] = useLocation()
  const open = useWrite(jobs.open, { say: 'inline', done: ({ id }) => go(`/clients/${client}/jobs/${id}`) })
  return <ReasonDialog about={`meetings.order.${item}`} title={t('meetings.open_anyway')} what={t('meetings.open_anyway_why')} act={t('meetings.open_order')} onClose={onClose} pending={open.pending} why={open.why} run={reason => open.run({ client, itemId: item, reason })} />
}
