import { useState } from 'react'
import { useLocation } from 'wouter'
import { localDate } from '#kernel/pure/calendar.ts'
import { formatInstant, formatShortDate } from '#kernel/pure/format.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { focusOn } from '#kernel/ui/focus.ts'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import { Next } from '#kernel/ui/page.tsx'
import { ReasonDialog } from '#kernel/ui/ReasonDialog.tsx'
import { SureDialog } from '#kernel/ui/SureDialog.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import type { Names } from '#modules/clients/ui/names.ts'
import { isOverdue } from '../rules.ts'
import { type Job, jobPath, jobs } from './jobs.ts'
import s from './jobs.module.css'
import { type Act, type Choice, nextOf, type Work } from './next.ts'

const wordOf = (act: Act): string => (act.startsWith('go.') ? t(`jobs.${act}` as 'jobs.go.edit') : t(`jobs.act.${act}` as 'jobs.act.submit'))
const reasoned = ['sendBack', 'cancel', 'hold', 'reopen'] as const
type Reasoned = (typeof reasoned)[number]

/** What the job waits for, who moves it on, and the one thing that is mine to do. `onSend` sends the work that is ready to the client. */
export const NextBox = ({ job, names, work, requested, onSend }: { job: Job; names: Names; work: Work | null; requested: boolean; onSend: () => void }) => {
  const me = useMe()
  const lang = useLang()
  const { zone } = me.agency
  const [, go] = useLocation()
  const [asking, setAsking] = useState<Reasoned | 'deliver' | null>(null)
  const overdue = isOverdue(job, localDate(new Date(), zone))
  const next = nextOf(job, me, overdue, work, requested)
  const at = (when: Date | null): string => (when ? formatInstant(when, zone, lang) : '')
  const by = (id: string | null): string => (id ? names.person(id) : '')
  const day = job.dueOn ? formatShortDate(job.dueOn, lang) : ''

  const of = { client: job.client, job: job.id, version: job.version }
  const plain = { submit: useWrite(jobs.submit), accept: useWrite(jobs.accept), issue: useWrite(jobs.issue), close: useWrite(jobs.close), release: useWrite(jobs.release) }
  const deliver = useWrite(jobs.deliver, { say: 'inline', done: () => setAsking(null) })
  const withReason = { sendBack: useWrite(jobs.sendBack, { say: 'inline' }), cancel: useWrite(jobs.cancel, { say: 'inline' }), hold: useWrite(jobs.hold, { say: 'inline' }), reopen: useWrite(jobs.reopen, { say: 'inline' }) }
  const busy = Object.values(plain).some((one) => one.pending)
  const run = (act: Act) => {
    if (act === 'go.edit' || act === 'go.change') go(`${jobPath(job.client, job.id)}/order`)
    else if (act === 'go.schedule') go(`${jobPath(job.client, job.id)}/schedule`)
    else if (act === 'go.send') onSend()
    else if (act.startsWith('go.')) {
      const place = document.getElementById(act.slice(3))
      place?.scrollIntoView({ behavior: 'smooth' })
      focusOn(place)
    }
    else if (act === 'deliver' || (reasoned as readonly string[]).includes(act)) setAsking(act as Reasoned | 'deliver')
    else void plain[act as keyof typeof plain].run(of)
  }
  const titles = (work?.ready ?? []).join(t('ui.list_comma'))
  // Of several that came back the client's word is told first.
  const back = work?.returned.find((one) => one.side === 'client') ?? work?.returned[0]
  const returned = back ? t('jobs.next.returned', back) : ''
  const whys: Record<string, string> = {
    fill: t('jobs.next.fill_why', { fields: job.missing.map((f) => t(`jobs.field.${f}`)).join(t('ui.list_comma')) }),
    submit: t('jobs.next.submit_why', { owner: by(job.ownerId), lead: by(job.leadId) }),
    accept: t('jobs.next.accept_why', { by: by(job.submittedBy), at: at(job.submittedAt) }), issue: t('jobs.next.issue_why', { by: by(job.acceptedBy), at: at(job.acceptedAt) }),
    schedule: t('jobs.next.schedule_why'), work: t('jobs.next.work_why'), sign_off: t('jobs.next.sign_off_why'), returned: t('jobs.next.returned_why'), send: t('jobs.next.send_why'), with_client: t('jobs.next.with_client_why'), unmade: t('jobs.next.unmade_why'), deliver: t('jobs.next.deliver_why', { day }),
    late: work?.ready.length ? t('jobs.next.send', { titles }) : returned || (work?.unapproved.length ? t(work.withClient === work.unapproved.length ? 'jobs.next.with_client' : 'jobs.next.sign_off')  : job.signedOffAt ? t('jobs.next.deliver') : t('jobs.next.unmade')), close: t('jobs.next.close_why', { at: at(job.deliveredAt) }), reopened: t('jobs.next.reopened_why', { at: at(job.deliveredAt) }), bill: t('jobs.next.bill_why', { at: at(job.closedAt) }), requested: t('jobs.next.requested_why'),
    pay: t('jobs.next.pay_why', { at: at(job.billedAt) }), file: t('jobs.next.file_why', { at: at(job.paidAt) }), filed: t('jobs.next.filed_why', { at: at(job.filedAt) }), cancelled: job.returnedReason,
    held: t('jobs.next.held_why', { by: by(job.heldBy), at: at(job.heldAt) }),
  }
  const button = ({ act, why }: Choice, main = false) => (
    <Button key={act} kind={main ? 'do' : 'plain'} className={main ? s.main : undefined} pending={main && busy} onPress={() => run(act)} reason={why && t(why, { n: job.missing.length, titles: (work?.unapproved ?? []).join(t('ui.list_comma')) })}>{wordOf(act)}</Button>
  )
  return (
    <>
      <Next title={next.say === 'returned' ? returned : t(`jobs.next.${next.say}`, { lead: by(job.leadId), day, titles })} due={overdue} act={<div className={s.acts}>{next.others.map((one) => button(one))}{next.main && button({ act: next.main, why: null }, true)}</div>}>{whys[next.say]}</Next>
      {asking === 'deliver' && <SureDialog title={wordOf('deliver')} act={wordOf('deliver')} pending={deliver.pending} why={deliver.why} run={() => void deliver.run(of)} onClose={() => setAsking(null)}><p>{t('jobs.ask.deliver', { title: job.title })}</p></SureDialog>}
      {asking && asking !== 'deliver' && <ReasonDialog about={`jobs.${asking}.${job.id}`} title={wordOf(asking)} what={t(`jobs.ask.${asking}`)} onClose={() => setAsking(null)} pending={withReason[asking].pending} why={withReason[asking].why} run={(reason) => withReason[asking].run({ ...of, reason })} />}
    </>
  )
}
