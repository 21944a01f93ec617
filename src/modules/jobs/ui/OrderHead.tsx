import { localDate } from '#kernel/pure/calendar.ts'
import { formatShortDate } from '#kernel/pure/format.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import { PageTitle, Tag } from '#kernel/ui/page.tsx'
import { Strip, type StripState } from '#kernel/ui/Strip.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { fileAddress } from '#kernel/ui/Viewer.tsx'
import type { Names } from '#modules/clients/ui/names.ts'
import { isOverdue, type Milestone, milestones } from '../rules.ts'
import { type Job, jobs } from './jobs.ts'
import s from './jobs.module.css'
import { NextBox } from './NextBox.tsx'
import type { Work } from './next.ts'

/** The strip: each milestone with its date; before the issue the first says where the licence stands. */
const useStrip = (job: Job): StripState[] => {
  const lang = useLang()
  const { zone } = useMe().agency
  const day = (at: Date): string => formatShortDate(localDate(at, zone), lang)
  const dates: Record<Milestone, Date | null> = {
    ordered: job.issuedAt, scheduled: job.scheduledAt, in_work: job.inWorkAt, signed_off: job.signedOffAt, delivered: job.deliveredAt, closed: job.closedAt,
    billed: job.billedAt, paid: job.paidAt, filed: job.filedAt,
  }
  const overdue = isOverdue(job, localDate(new Date(), zone))
  return milestones.map((key) => {
    const at = dates[key]
    const text = t(`jobs.stage.${key}`)
    if (at) return { key, text, note: day(at), at: key === job.stage ? 'now' : 'was' }
    if (key === 'ordered') return { key, text, note: t(`jobs.stage.${job.stage}`), at: job.state === 'cancelled' ? 'stopped' : 'now' }
    if (key === 'delivered' && job.dueOn && job.state !== 'cancelled') return { key, text, at: 'later', late: overdue, note: t(overdue ? 'jobs.late_by' : 'jobs.due_on', { day: formatShortDate(job.dueOn, lang) }) }
    return { key, text, at: 'later' }
  })
}

/** Head of the docket: number and kind, title, the strip, why it was sent back, held or re-opened, and the next box. */
export const OrderHead = ({ job, names, work, requested, onSend }: { job: Job; names: Names; work: Work | null; requested: boolean; onSend: () => void }) => {
  const states = useStrip(job)
  // Where a browser opens no window that was asked for after a wait, the paper stands in this one.
  const show = (address: string) => window.open(address, '_blank') ?? location.assign(address)
  const paper = useWrite(jobs.paper, { done: ({ fileId }) => show(fileAddress({ client: job.client, id: fileId })) })
  const said = [
    ...(job.state === 'draft' && job.returnedReason ? [['jobs.returned_to_draft', job.returnedReason] as const] : []),
    ...(job.reopenedReason ? [['jobs.reopened_by_finance', job.reopenedReason] as const] : []),
    ...(job.heldAt ? [['jobs.held_by_finance', job.heldReason] as const] : []),
  ]
  return (
    <>
      <PageTitle
        recent={{ title: job.title, note: job.number ?? names.client }}
        above={<><span className="num">{job.number ?? t('jobs.no_number')}</span><Tag>{t('jobs.creative')}</Tag><span>{names.client}</span></>}
        acts={<Button pending={paper.pending} reason={job.number ? null : t(job.state === 'cancelled' ? 'jobs.only.not_cancelled' : 'jobs.only.issued')} onPress={() => void paper.run({ client: job.client, job: job.id })}>{t('jobs.act.print')}</Button>}
      >{job.title}</PageTitle>
      <Strip states={states} label={t('jobs.strip')} />
      {said.map(([key, reason]) => <p key={key} className={s.said}><b>{t(key)}</b><span>{reason}</span></p>)}
      <NextBox job={job} names={names} work={work} requested={requested} onSend={onSend} />
    </>
  )
}
