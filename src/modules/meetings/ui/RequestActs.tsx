import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t, tAny } from '#kernel/ui/i18n.ts'
import { Tag } from '#kernel/ui/page.tsx'
import { TextArea } from '#kernel/ui/TextField.tsx'
import { type Draft, DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { jobs } from '#modules/jobs/ui/jobs.ts'
import { type Meeting, meetings } from './meetings.ts'


/** A job that came of an item, and its invoices. */
export interface Became {
  itemId: string
  job: string
  title: string
  number: string | null
  stage: string
  invoices: { id: string; number: string; open: boolean }[]
}
interface Props {
  item: Meeting['items'][number]
  client: string
  became: readonly Became[]
  why: string | null
}

/** What became of a request, forward to the invoice; while nothing has, the two ways it can end (C2). */
export const RequestActs = ({ item, client, became, why }: Props) => {
  const [, go] = useLocation()
  const [asking, setAsking] = useState<'decline' | 'order' | null>(null)
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
  const draft = useDraft(`meetings.decline.${item}`, '')
  const decline = useWrite(meetings.declineItem, { say: 'inline', done: () => { draft.saved(); onClose() } })
  return <WithReason draft={draft} title={t('meetings.decline_title')} why={t('meetings.decline_why')} act={t('meetings.decline_request')} no={decline.why} pending={decline.pending} onClose={onClose} onAct={reason => void decline.run({ client, item, reason })} />
}

/** What was answered already becomes an order (again) only with the reason why. */
const OrderAnyway = ({ item, client, onClose }: { item: string; client: string; onClose: () => void }) => {
  const [, go] = useLocation()
  const draft = useDraft(`meetings.order.${item}`, '')
  const open = useWrite(jobs.open, { say: 'inline', done: ({ id }) => { draft.saved(); go(`/clients/${client}/jobs/${id}`) } })
  return <WithReason draft={draft} title={t('meetings.open_anyway')} why={t('meetings.open_anyway_why')} act={t('meetings.open_order')} no={open.why} pending={open.pending} onClose={onClose} onAct={reason => void open.run({ client, itemId: item, reason })} />
}

interface Asking {
  draft: Draft<string>
  title: string
  why: string
  act: string
  /** Why it was refused. */
  no: string | null
  pending: boolean
  onClose: () => void
  onAct: (reason: string) => void
}
const WithReason = ({ draft, title, why, act, no, pending, onClose, onAct }: Asking) => {
  const reason = draft.value
  return (
    <Dialog
      title={title} open onClose={onClose}
      foot={<><span className="small" role="alert">{no}</span><Button kind="do" pending={pending} reason={reason.trim() ? null : t('meetings.reason')} onPress={() => onAct(reason)}>{act}</Button></>}
    >
      <p className="quiet">{why}</p>
      <DraftNote of={draft} />
      <TextArea label={t('meetings.reason')} value={reason} onChange={draft.set} maxLength={2000} autoFocus />
    </Dialog>
  )
}
