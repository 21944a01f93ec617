import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import type { PageProps } from '#kernel/ui/pages.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { Check } from '#kernel/ui/choices.tsx'
import { useFilters } from '#kernel/ui/Filters.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { Facts, PageTitle, Quote, Section, Tag } from '#kernel/ui/page.tsx'
import { ReasonDialog } from '#kernel/ui/ReasonDialog.tsx'
import { Loaded } from '#kernel/ui/states.tsx'
import { Instant } from '#kernel/ui/text.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { fileAddress, Viewer } from '#kernel/ui/Viewer.tsx'
import { type Names, useNames } from '#modules/clients/ui/names.ts'
import { jobPath, whyBlocked } from '#modules/jobs/ui/jobs.ts'
import { Signatures } from '#modules/signoff/ui/Signatures.tsx'
import { signoff, type SignedDocument } from '#modules/signoff/ui/signoff.ts'
import { deliverables, type Version, type Whole } from './deliverables.ts'
import s from './deliverables.module.css'
import { HandSeals } from './Hands.tsx'
import { askedOutside, handsOf, peopleOf } from './hands.ts'
import { NextAct } from './NextAct.tsx'
import { PutIn } from './PutIn.tsx'
import { Where } from './Where.tsx'

/** One piece of work with all its versions: to look at, to compare, to sign, and to find whose hands a fault passed through (F6). */
const DeliverablePage = ({ params }: PageProps) => {
  const client = params.client!
  const read = useRead(deliverables.get, { client, deliverable: params.deliverable! })
  const papers = useRead(signoff.papers, read.data ? { client, job: read.data.job } : null)
  const names = useNames(client)
  return <Loaded page of={read}>{one => <Body client={client} of={one} papers={papers.data ?? []} names={names} />}</Loaded>
}
export default DeliverablePage

const Body = ({ client, of, papers, names }: { client: string; of: Whole; papers: readonly SignedDocument[]; names: Names }) => {
  const me = useMe()
  const [{ version: asked, beside }, set] = useFilters(['version', 'beside'])
  const [putting, setPutting] = useState(false)
  const [dropping, setDropping] = useState(false)
  const [signed, setSigned] = useState(false)
  const newest = of.versions.at(-1)!
  const at = of.versions.find(v => String(v.no) === asked) ?? newest
  const other = of.versions.find(v => String(v.no) === beside && v.id !== at.id)
  const hands = handsOf(at, of.stages, papers)
  const why = of.droppedAt ? t('refusal.deliverables.dropped', { reason: of.droppedReason }) : whyBlocked(of.blocked)
  const slip = useWrite(deliverables.slip, { done: ({ fileId }) => void window.open(fileAddress({ client, id: fileId }), '_blank', 'noreferrer') })
  const whyKept = why ?? (holds(me, ['ae', 'director']) ? (of.deliveredAt ? t('refusal.jobs.delivered_already') : newest.state === 'approved' && t('refusal.deliverables.approved')) : t('jobs.only.ae'))
  const drop = useWrite(deliverables.drop, { say: 'inline' })
  const title = t(`deliverables.head.${of.droppedAt ? 'dropped' : at.state}`, { title: of.title, no: at.no })
  return (
    <>
      <PageTitle
        recent={{ title: of.title, note: names.client }}
        above={<><Link className="num" href={jobPath(client, of.job)}>{[of.number, of.jobTitle].filter(Boolean).join('　')}</Link><Tag tone={!of.droppedAt && (at.state === 'ready' || at.state === 'with_client') ? 'strong' : undefined}>{t(`deliverables.state.${of.droppedAt ? 'dropped' : at.state}`)}</Tag></>}
        acts={<><Button pending={slip.pending} onPress={() => void slip.run({ client, version: at.id })}>{t('deliverables.slip')}</Button><Button reason={whyKept} reasonAt={why ? 'beside' : 'below'} onPress={() => setDropping(true)}>{t('deliverables.drop')}</Button><Button reason={why} reasonAt={of.droppedAt ? 'beside' : 'below'} onPress={() => setPutting(true)}>{t('deliverables.add_version')}</Button></>}
      >{title}</PageTitle>
      {at.id === newest.id && !of.droppedAt && papers.length > 0 && <NextAct client={client} version={at} hands={hands} why={why} onPutIn={() => setPutting(true)} onSigned={() => setSigned(true)} />}
      <nav className={s.versions} aria-label={t('deliverables.versions')}>
        {of.versions.map(v => <button key={v.id} type="button" aria-current={v.id === at.id || undefined} onClick={() => set('version', v.id === newest.id ? null : String(v.no))}>{t('deliverables.version', { no: v.no })}<small>{t(`deliverables.state.${v.state}`)}</small></button>)}
        {of.versions.length > 1 && <span className="push"><Check checked={Boolean(other)} onChange={on => set('beside', on ? String((of.versions.findLast(v => v.no < at.no) ?? of.versions.find(v => v.id !== at.id))!.no) : null)}>{t('deliverables.beside')}</Check></span>}
      </nav>
      <div className={other ? s.side : 'cols'}>
        {[at, ...(other ? [other] : [])].toSorted((a, b) => a.no - b.no).map(v => (
          <Sheet key={v.id} version={v} title={of.title}>{v === other && of.versions.length > 2 && <Beside versions={of.versions.filter(one => one.id !== at.id)} at={other} onPick={no => set('beside', String(no))} />}</Sheet>
        ))}
        <aside>
          {of.droppedAt && <Section title={t('deliverables.dropped_because')} small><Quote by={<>{names.person(of.droppedBy ?? '')}　<Instant of={of.droppedAt} /></>}>{of.droppedReason}</Quote></Section>}
          {at.returnedReason && !of.droppedAt && <Section title={t('deliverables.returned_because')} small><Quote by={[hands.outside, hands.inside].flatMap(r => r?.parties ?? []).find(p => p.state === 'declined')?.name ?? t('deliverables.inside')}>{at.returnedReason}</Quote></Section>}
          {at.note && <Section title={t('deliverables.note')} small><p className={s.note}>{at.note}</p></Section>}
          <Section title={t('deliverables.hands')} small>
            {/* The client's own stands below, with what can be done about it. */}
            <HandSeals hands={{ ...hands, outside: null }} fresh={signed ? me.id : undefined} />
          </Section>
          {hands.outside && hands.document && <Section title={t('deliverables.client_signs')} small><Signatures document={hands.document} request={hands.outside} why={holds(me, ['ae', 'director']) ? null : t('jobs.only.ae')} /></Section>}
          <Section title={t('deliverables.facts')} small>
            <Facts of={[
              [t('deliverables.made_by'), names.person(at.madeBy)], [t('deliverables.made_at'), <Instant key="at" of={at.madeAt} />],
              [t('deliverables.stages_at'), at.stagesSignedAt && <Instant key="st" of={at.stagesSignedAt} />], [t('deliverables.sent_at'), at.sentAt && <Instant key="se" of={at.sentAt} />],
              [t('deliverables.approved_at'), at.approvedAt && <Instant key="ap" of={at.approvedAt} />],
            ]} />
          </Section>
        </aside>
      </div>
      <div className={s.below}><Section title={t('deliverables.where')} id="where"><p className="quiet">{t('deliverables.where_why')}</p><Where of={of} papers={papers} names={names} /></Section></div>
      {dropping && <ReasonDialog about={`deliverables.drop.${of.id}`} title={t('deliverables.drop')} what={t('deliverables.drop_why')} onClose={() => setDropping(false)} pending={drop.pending} why={drop.why} run={reason => drop.run({ client, deliverable: of.id, reason })} />}
      {putting && <PutIn client={client} job={of.job} of={{ id: of.id, title: of.title, nextNo: newest.no + 1 }} withClient={askedOutside(handsOf(newest, of.stages, papers))} begin={peopleOf(handsOf(newest, of.stages, papers))} deciders={of.deciders} onClose={() => setPutting(false)} onDone={() => set('version', null)} />}
    </>
  )
}

const Beside = ({ versions, at, onPick }: { versions: readonly Version[]; at: Version; onPick: (no: number) => void }) => (
  <nav className="row small" aria-label={t('deliverables.beside_which')}>{versions.map(v => <Button key={v.id} size="s" kind={v.id === at.id ? 'plain' : 'word'} onPress={() => onPick(v.no)}>{t('deliverables.version', { no: v.no })}</Button>)}</nav>
)

const Sheet = ({ version, title, children }: { version: Version; title: string; children?: ReactNode }) => (
  <section className={s.sheet} aria-label={t('deliverables.version', { no: version.no })}>
    <header className="row"><h2>{t('deliverables.version', { no: version.no })}</h2>{children}</header>
    <Viewer key={version.id} file={version.file} alt={`${title} ${t('deliverables.version', { no: version.no })}`} />
  </section>
)
