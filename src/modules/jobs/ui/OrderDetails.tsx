import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { formatSize } from '#kernel/pure/format.ts'
import { t } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { Section } from '#kernel/ui/page.tsx'
import { Day, Money } from '#kernel/ui/text.tsx'
import { fileAddress, Thumb } from '#kernel/ui/Viewer.tsx'
import type { Required } from '../rules.ts'
import { type Job, jobPath } from './jobs.ts'
import s from './jobs.module.css'

const brief = ['brand', 'product', 'purpose', 'audience', 'mustHaves', 'mustNots'] as const
const make = ['sizes', 'quantity', 'material', 'languages', 'deliveryFormat'] as const

/** The order as it is read: what is missing says so where it is missing. */
export const OrderDetails = ({ job }: { job: Job }) => {
  const me = useMe()
  const pair = (field: Required, value: ReactNode, className?: string) => (
    <div key={field} className={className}><dt>{t(`jobs.field.${field}`)}</dt><dd>{value === '' || value === null ? <span className="faint">{t('jobs.lacks')}</span> : value}</dd></div>
  )
  const edit = job.state === 'draft' && holds(me, ['ae', 'director']) && <Link href={`${jobPath(job.client, job.id)}/order`}>{t('jobs.go.change')}</Link>
  return (
    <Section title={t('jobs.order')} id="order" aside={edit} ruled>
      <dl className={s.pairs}>
        <div className={s.wide}><dt>{t('jobs.field.message')}</dt><dd className={job.message ? s.say : 'faint'}>{job.message || t('jobs.lacks')}</dd></div>
        {brief.map((field) => pair(field, job[field]))}
        {make.map((field) => pair(field, field === 'quantity' ? (job.quantity === null ? null : <span className="num">{job.quantity.toLocaleString('en')}</span>) : job[field]))}
        {pair('dueOn', job.dueOn && <Day of={job.dueOn} full weekday />)}
        {pair('budgetMinor', job.budgetMinor === null ? null : <Money minor={job.budgetMinor} currency={job.currency} />)}
        {pair('references', job.references.length > 0 ? <References job={job} /> : job.noReferences ? t('jobs.field.noReferences') : null, s.wide)}
      </dl>
    </Section>
  )
}

const References = ({ job }: { job: Job }) => (
  <ul className={s.files}>
    {job.references.map((r) => {
      const file = { id: r.fileId, client: job.client, name: r.name, type: r.type, size: r.size, pages: r.pages }
      return <li key={r.fileId}><Thumb file={file} /><span><a href={fileAddress(file)} target="_blank" rel="noreferrer">{r.name}</a><small className="faint">{[r.note, formatSize(r.size)].filter(Boolean).join('　')}</small></span></li>
    })}
  </ul>
)
