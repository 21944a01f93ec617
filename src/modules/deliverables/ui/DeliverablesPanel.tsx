import { useState } from 'react'
import { Link } from 'wouter'
import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import { Section, Tag } from '#kernel/ui/page.tsx'
import { Empty, Loaded } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { Thumb } from '#kernel/ui/Viewer.tsx'
import { jobs, whyBlocked } from '#modules/jobs/ui/jobs.ts'
import { signoff } from '#modules/signoff/ui/signoff.ts'
import type { Deciders } from '../rules.ts'
import { type Deliverable, deliverablePath, deliverables, type StageName } from './deliverables.ts'
import s from './deliverables.module.css'
import { HandSeals } from './Hands.tsx'
import { askedOutside, handsOf, peopleOf } from './hands.ts'
import { NextAct } from './NextAct.tsx'
import { PutIn } from './PutIn.tsx'

/** What is made for the job, newest version first in sight: the picture, every hand, and the next thing to do. */
export const DeliverablesPanel = ({ client, job }: { client: string; job: string }) => {
  const of = { client, job }
  const read = useRead(deliverables.forJob, of)
  const order = useRead(jobs.get, of)
  const [adding, setAdding] = useState(false)
  const why = whyBlocked(read.data?.blocked ?? null)
  const add = <Button size="s" reason={why} reasonAt={read.data?.deliverables.length ? 'beside' : 'below'} onPress={() => setAdding(true)}>{t('deliverables.add')}</Button>
  const begin = (stages: readonly StageName[]) => stages.map(stage => ({ stage, people: [stage === 'lead' ? order.data?.leadId : stage === 'ae' ? order.data?.ownerId : null].filter(id => typeof id === 'string') }))
  return (
    <Section title={t('deliverables.title')} id="deliverables" aside={read.data && read.data.deliverables.length > 0 && add}>
      <Loaded of={read}>
        {({ deliverables: all, stages, deciders }) => all.length === 0 ? <Empty title={t('deliverables.none')} act={add}>{t('deliverables.empty')}</Empty> : (
          <>
            {why && <p className={`tiny quiet ${s.blocked}`}>{why}</p>}
            <div className={s.works}>{all.map(one => <Work key={one.id} client={client} job={job} of={one} stages={stages} deciders={deciders} why={why} />)}</div>
          </>
        )}
      </Loaded>
      {adding && read.data && <PutIn client={client} job={job} begin={begin(read.data.stages)} deciders={read.data.deciders} onClose={() => setAdding(false)} />}
    </Section>
  )
}

const Work = ({ client, job, of, stages, deciders, why }: { client: string; job: string; of: Deliverable; stages: readonly StageName[]; deciders: Deciders; why: string | null }) => {
  const me = useMe()
  const papers = useRead(signoff.papers, { client, job })
  const [putting, setPutting] = useState(false)
  const [signed, setSigned] = useState(false)
  const newest = of.versions.at(-1)
  const hands = handsOf(newest, stages, papers.data ?? [])
  if (!newest) return null
  const href = deliverablePath(client, of.id)
  return (
    <article className={of.droppedAt ? `${s.work} ${s.dropped}` : s.work}>
      <Link href={href} aria-label={of.title} className={s.picture}><Thumb file={newest.file} big /></Link>
      <div className="stack">
        <header className="row"><h3><Link href={href}>{of.title}</Link></h3><span className="num quiet">{t('deliverables.version', { no: newest.no })}</span><Tag tone={!of.droppedAt && (newest.state === 'with_client' || newest.state === 'ready') ? 'strong' : undefined}>{t(`deliverables.state.${of.droppedAt ? 'dropped' : newest.state}`)}</Tag></header>
        {of.droppedAt ? <blockquote className={s.reason}>{of.droppedReason}</blockquote> : (
          <>
            {newest.note && <p className="small quiet">{newest.note}</p>}
            <HandSeals hands={hands} fresh={signed ? me.id : undefined} />
            {newest.state === 'returned' && <blockquote className={s.reason}>{newest.returnedReason}</blockquote>}
            {papers.data && <NextAct inline client={client} version={newest} hands={hands} why={why} onPutIn={() => setPutting(true)} onSigned={() => setSigned(true)} />}
          </>
        )}
      </div>
      {putting && <PutIn client={client} job={job} of={{ id: of.id, title: of.title, nextNo: newest.no + 1 }} withClient={askedOutside(hands)} begin={peopleOf(hands)} deciders={deciders} onClose={() => setPutting(false)} />}
    </article>
  )
}
