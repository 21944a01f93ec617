import { Link } from 'wouter'
import { formatShortDate } from '#kernel/pure/format.ts'
import { Button, ButtonLink } from '#kernel/ui/Button.tsx'
import { t, useLang } from '#kernel/ui/i18n.ts'
import { Section, Tag } from '#kernel/ui/page.tsx'
import { Empty, Loaded } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useNames } from '#modules/clients/ui/names.ts'
import { deliveryOf } from '../compare.ts'
import { InForce } from './InForce.tsx'
import { PlanTable } from './PlanTable.tsx'
import { type Schedule, schedulePath, schedules, useCalendar, useCannotPlan } from './schedules.ts'

/** The schedule on the job's docket: what is in force, with its ticks; else the one that is being agreed. */
export const SchedulePanel = ({ client, job }: { client: string; job: string }) => {
  const of = { client, job }
  const read = useRead(schedules.forJob, of)
  const revision = read.data?.inForce ?? read.data?.open
  return (
    <Section
      title={t('schedules.title')} id="schedule"
      tag={revision && <Tag>{t('schedules.revision', { n: revision.revision })}{t('schedules.comma')}{t(`schedules.state.${revision.state}`)}</Tag>}
      aside={revision && <Link href={schedulePath(client, job)}>{t('schedules.open_page')}</Link>}
    >
      <Loaded of={read}>{data => <Body of={of} data={data} />}</Loaded>
    </Section>
  )
}

const Body = ({ of, data }: { of: { client: string; job: string }; data: Schedule }) => {
  const lang = useLang()
  const names = useNames(of.client)
  const cal = useCalendar(data)
  const cannot = useCannotPlan(data)
  const { inForce, open, progress } = data
  if (!inForce && !open) return <Empty title={t('schedules.empty')} act={cannot ? <Button reason={cannot}>{t('schedules.plan_it')}</Button> : <ButtonLink href={schedulePath(of.client, of.job)}>{t('schedules.plan_it')}</ButtonLink>}>{t('schedules.empty_why')}</Empty>
  if (!inForce) return <PlanTable steps={open!.steps} cal={cal} names={names} brief />
  const done = inForce.steps.filter(s => progress.some(p => p.stepId === s.stepId)).length
  return (
    <div className="stack">
      <p className="small quiet">
        {t(data.delivered ? 'schedules.head.delivered' : 'schedules.head.done', { done, of: inForce.steps.length, day: formatShortDate(deliveryOf(inForce.steps)!, lang) })}
        {open && <>{lang === 'en' ? '. ' : '。'}<Link href={schedulePath(of.client, of.job)}>{t('schedules.revision', { n: open.revision })} {t(`schedules.state.${open.state}`)}</Link></>}
      </p>
      <InForce of={of} data={data} cal={cal} names={names} brief />
    </div>
  )
}
