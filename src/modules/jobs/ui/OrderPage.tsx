import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { Button, ButtonLink } from '#kernel/ui/Button.tsx'
import { useCommand } from '#kernel/ui/commands.ts'
import { t } from '#kernel/ui/i18n.ts'
import { jumpTo } from '#kernel/ui/jump.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { PageTitle, Tag } from '#kernel/ui/page.tsx'
import type { PageProps } from '#kernel/ui/pages.ts'
import { Empty, Loaded, Skeleton } from '#kernel/ui/states.tsx'
import { DraftNote } from '#kernel/ui/useDraft.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { type Names, useNames } from '#modules/clients/ui/names.ts'
import { Clash } from './Clash.tsx'
import { lacking } from './form.ts'
import { type Job, jobPath, jobs } from './jobs.ts'
import s from './jobs.module.css'
import { fieldId, OrderFields } from './OrderFields.tsx'
import { useOrder } from './useOrder.ts'

/** The form of an order, for as long as it is a draft. */
const OrderPage = ({ params }: PageProps) => {
  const of = { client: params.client!, job: params.job! }
  const me = useMe()
  const job = useRead(jobs.get, of)
  const names = useNames(of.client)
  const back = <ButtonLink href={jobPath(of.client, of.job)}>{t('jobs.back')}</ButtonLink>
  return (
    <Loaded page of={job}>
      {(one) =>
        one.state === 'submitted' || one.state === 'accepted' ? <Closed title={one.title} what={t('jobs.not_draft')} act={back}>{t('jobs.not_draft_why')}</Closed>
        : one.state !== 'draft' ? <Closed title={one.title} what={t('jobs.fixed')} act={back}>{t('jobs.fixed_why')}</Closed>
        : !holds(me, ['ae', 'director']) ? <Closed title={one.title} what={t('jobs.draft_of_ae')} act={back}>{t('jobs.only.ae')}</Closed>
        : names.ready ? <Editor key={one.id} job={one} names={names} /> : <Skeleton head />
      }
    </Loaded>
  )
}
export default OrderPage

/** The page of an order that this person cannot write on, and why. */
const Closed = ({ title, what, act, children }: { title: string; what: string; act: ReactNode; children: string }) => (
  <><PageTitle>{title}</PageTitle><Empty title={what} act={act}>{children}</Empty></>
)

const Editor = ({ job, names }: { job: Job; names: Names }) => {
  const [, go] = useLocation()
  const editor = useOrder(job)
  const missing = lacking(editor.form)
  const submit = useWrite(jobs.submit, { done: () => go(jobPath(job.client, job.id)) })
  const titled = editor.form.title.trim() !== ''
  const why = editor.clash ? t('jobs.save_first') : !titled ? t('jobs.needs_title') : missing.length > 0 ? t('jobs.missing', { n: missing.length }) : null
  const send = async () => {
    const version = why ? null : await editor.flush()
    if (version !== null) await submit.run({ client: job.client, job: job.id, version })
  }
  useCommand({ id: 'jobs.submit', title: t('jobs.act.submit'), keys: 'mod+enter', reason: why, run: () => void send() })
  useCommand({ id: 'jobs.save', title: t('jobs.act.save'), keys: 'mod+s', reason: titled && !editor.clash ? null : why, run: () => void editor.flush() })
  const state = { saved: t('jobs.saved'), saving: t('jobs.saving'), unsaved: t('jobs.unsaved') }[editor.state]
  return (
    <>
      <PageTitle above={<><Link href={jobPath(job.client, job.id)}>{t('jobs.back')}</Link><Tag>{t('jobs.creative')}</Tag><span>{names.client}</span></>}>{editor.form.title.trim() || t('jobs.untitled')}</PageTitle>
      <DraftNote of={editor.draft} />
      <Clash editor={editor} currency={job.currency} names={names} />
      <div className={s.editor}>
        <form onSubmit={(event) => event.preventDefault()}><OrderFields editor={editor} missing={missing} client={job.client} currency={job.currency} names={names} /></form>
        <aside className={s.margin}>
          <div className={`stack ${s.go}`}>
            <Button kind="do" pending={submit.pending} reason={why} onPress={() => void send()}>{t('jobs.act.submit')}</Button>
            <p className={s.state} role="status">{editor.why ?? state}</p>
          </div>
          {missing.length > 0 ? (
            <nav aria-label={t('jobs.lacking')}><h3>{t('jobs.lacking')}</h3><ul className={s.lacks}>{missing.map((field) => <li key={field}><button type="button" onClick={() => jumpTo(fieldId(field))}>{t(`jobs.field.${field}`)}</button></li>)}</ul></nav>
          ) : <p className="small quiet">{t('jobs.complete')}</p>}
        </aside>
      </div>
    </>
  )
}
