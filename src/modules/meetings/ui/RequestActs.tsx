import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { jobsContract } from '#modules/jobs/contract.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t, tAny } from '#kernel/ui/i18n.ts'
import { Tag } from '#kernel/ui/page.tsx'
import { api } from '#kernel/ui/rpc.ts'
import { TextArea } from '#kernel/ui/TextField.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import type { meetingsContract } from '../contract.ts'
import type { Meeting } from './form.ts'

const meetings = api<typeof meetingsContract>('meetings')
const jobs = api<typeof jobsContract>('jobs')

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
  const [declining, setDeclining] = useState(false)
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
        <Button size="s" kind={item.outcome === '' ? 'plain' : 'word'} pending={open.pending} reason={why} onPress={() => void open.run({ client, itemId: item.id })}>
          {item.outcome === 'order' ? t('meetings.open_another') : t('meetings.open_order')}
        </Button>
        {item.outcome === '' && <Button size="s" kind="word" reason={why} reasonAt="beside" onPress={() => setDeclining(true)}>{t('meetings.decline_request')}</Button>}
      </div>
      {declining && <Decline item={item.id} client={client} onClose={() => setDeclining(false)} />}
    </>
  )
}

const Decline = ({ item, client, onClose }: { item: string; client: string; onClose: () => void }) => {
  const [reason, setReason] = useState('')
  const decline = useWrite(meetings.declineItem, { say: 'inline', done: onClose })
  return (
    <Dialog
      title={t('meetings.decline_title')} open onClose={onClose}
      foot={<><span className="small" role="alert">{decline.why}</span><Button kind="do" pending={decline.pending} reason={reason.trim() ? null : t('meetings.reason')} onPress={() => void decline.run({ client, item, reason })}>{t('meetings.decline_request')}</Button></>}
    >
      <p className="quiet">{t('meetings.decline_why')}</p>
      <TextArea label={t('meetings.reason')} value={reason} onChange={setReason} maxLength={2000} autoFocus />
    </Dialog>
  )
}
