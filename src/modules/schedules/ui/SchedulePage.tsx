import { useEffect, useMemo, useState } from 'react'
import { Link } from 'wouter'
import { Button } from '#kernel/ui/Button.tsx'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { Next, PageTitle, Section, Tag } from '#kernel/ui/page.tsx'
import type { PageProps } from '#kernel/ui/pages.ts'
import { Empty, Loaded } from '#kernel/ui/states.tsx'
import { useKept } from '#kernel/ui/useDraft.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { type Names, useNames } from '#modules/clients/ui/names.ts'
import { type Job, jobs } from '#modules/jobs/ui/jobs.ts'
import { Signatures } from '#modules/signoff/ui/Signatures.tsx'
import { type SignedDocument, signoff } from '#modules/signoff/ui/signoff.ts'
import { deliveryOf } from '../compare.ts'
import { dayWords, sentenceOf, shiftOf } from '../words.ts'
import { Editor } from './Editor.tsx'
import { draftKey, formOf, type ScheduleDraft } from './form.ts'
import { InForce } from './InForce.tsx'
import { MovesList } from './MovesList.tsx'
import { PlanTable } from './PlanTable.tsx'
import { Revisions } from './Revisions.tsx'
import { type Schedule, schedules, useCalendar, useCannotPlan } from './schedules.ts'
import s from './schedule.module.css'
import { useToday } from './useGround.ts'

/** A job's schedule: written while it is a draft, read while it is out for signature, ticked while it is in force. */
const SchedulePage = ({ params }: PageProps) => {
  const of = { client: params.client!, job: params.job! }
  const read = useRead(schedules.forJob, of)
  const job = useRead(jobs.get, of)
  const document = useRead(signoff.of, { client: of.client, kind: 'schedule', subject: of.job })
  const names = useNames(of.client)
  return (
    <Loaded page of={job}>
      {one => <Loaded page of={read}>{data => <Body of={of} data={data} job={one} names={names} document={document.data ?? null} />}</Loaded>}
    </Loaded>
  )
}
export default SchedulePage

const Body = ({ of, data, job, names, document }: { of: { client: string; job: string }; data: Schedule; job: Job; names: Names; document: SignedDocument | null }) => {
  const lang = useLang()
  const me = useMe()
  const today = useToday()
  const cal = useCalendar(data)
  const { inForce, open, declined } = data
  const writtenNo = open?.revision ?? (data.revisions.at(-1)?.revision ?? 0) + 1
  // What one had begun to write here and not saved is on the table again.
  const [revising, setRevising] = useState(useKept(draftKey(of.job, writtenNo)))
  const [typed, setTyped] = useState<string | null>(null)
  // Once it is saved the draft itself says that it is being written.
  const opened = open !== null
  useEffect(() => {
    if (opened) setRevising(false)
  }, [opened])
  const cannot = useCannotPlan(data)
  // Where there is nothing yet to read, one begins to write.
  const first = !inForce && !open && !declined && cannot === null
  const writing = open?.state === 'draft' || (!open && revising) || first
  const start = useMemo<ScheduleDraft>(() => {
    const from = declined ?? inForce
    return from ? { ...formOf(from), reason: '' } : { direction: job.dueOn ? 'back' : 'forward', anchor: job.dueOn ?? today, reason: '', steps: [] }
  }, [declined, inForce, job.dueOn, today])

  const delivery = inForce && deliveryOf(inForce.steps)
  const done = inForce?.steps.filter(one => data.progress.some(p => p.stepId === one.stepId)).length ?? 0
  const sent = open?.state === 'sent' ? open : null
  const sentence = sent && sentenceOf({ moves: data.moves, steps: sent.steps.length, deliveryOn: deliveryOf(sent.steps)!, shift: shiftOf(delivery, deliveryOf(sent.steps)!, cal) }, lang, t)
  const head = (writing && typed) || sentence || (inForce && delivery ? t(data.delivered ? 'schedules.head.delivered' : 'schedules.head.done', { done, of: inForce.steps.length, day: dayWords(delivery, lang) }) : t('schedules.head.none', { job: job.title }))
  const request = document?.requests.findLast(r => r.version === (sent ?? inForce)?.revision)
  const refused = declined && document?.requests.find(r => r.version === declined.revision)?.parties.find(p => p.state === 'declined')
  const waits = request?.state === 'open' ? request.parties.filter(p => p.state === 'asked').map(p => p.name).join(t('schedules.comma')) : ''
  const revise = <Button kind={inForce ? 'plain' : 'do'} reason={cannot} onPress={() => setRevising(true)}>{inForce ? t('schedules.revise') : t('schedules.plan_it')}</Button>
  const shown = writing ? { revision: writtenNo, state: 'draft' as const } : (open ?? inForce)
  return (
    <>
      <PageTitle
        above={<><Link href={`/clients/${of.client}/jobs/${of.job}`}><span className="num">{job.number}</span> {job.title}</Link><span>{names.client}</span>{shown && <Tag>{t('schedules.revision', { n: shown.revision })}{t('schedules.comma')}{t(`schedules.state.${shown.state}`)}</Tag>}</>}
        acts={!open && !revising && inForce && !declined ? revise : undefined}
      >{head}</PageTitle>
      <div className={s.page}>
        {sent && <Next title={t('schedules.waits', { n: sent.revision, name: waits })}>{inForce && t('schedules.waits_still', { n: inForce.revision })}</Next>}
        {!open && !revising && declined && <Next title={t('schedules.declined_next', { n: declined.revision, reason: refused?.reason ?? '' })} act={revise}>{inForce && t('schedules.waits_still', { n: inForce.revision })}</Next>}

        {writing && names.ready && (cannot
          ? <><p className="quiet">{cannot}</p>{open && <PlanTable steps={open.steps} cal={cal} names={names} moves={data.moves} />}</>
          : <Section title={t('schedules.plan_section')}><Editor key={writtenNo} of={of} data={data} cal={cal} names={names} start={start} dueOn={job.dueOn} leadId={job.leadId} onSentence={setTyped} /></Section>)}
        {!shown && !declined && <Empty act={revise}>{t('schedules.empty_why')}</Empty>}

        {sent && (
          <div className="cols">
            <div>
              <Section title={t('schedules.plan_section')} ruled><PlanTable steps={sent.steps} cal={cal} names={names} moves={data.moves} /><p className={s.legend}>{t('schedules.legend')}</p></Section>
              {sent.reason && <Section title={t('schedules.reason')} small><p>{sent.reason}</p></Section>}
            </div>
            <aside>
              {document && request && <Section title={t('schedules.signatures')} small><Signatures document={document} request={request} why={holds(me, ['ae', 'director']) || request.parties.some(p => p.personId === me.id) ? null : t('schedules.may_send')} /></Section>}
              {inForce && <Section title={t('schedules.moves')} small><MovesList moves={data.moves} /></Section>}
            </aside>
          </div>
        )}
        {inForce && (
          <div className="cols">
            <div><Section title={open || revising ? t('schedules.waits_still', { n: inForce.revision }) : t('schedules.title')} ruled><InForce of={of} data={data} cal={cal} names={names} /></Section></div>
            <aside>{!sent && document && request?.state === 'complete' && <Section title={t('schedules.signatures')} small><Signatures document={document} request={request} /></Section>}</aside>
          </div>
        )}
        {data.revisions.length > 0 && <Revisions data={data} document={document} />}
      </div>
    </>
  )
}
