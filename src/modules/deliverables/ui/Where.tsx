import { t } from '#kernel/ui/i18n.ts'
import { Ledger } from '#kernel/ui/Ledger.tsx'
import { Instant } from '#kernel/ui/text.tsx'
import type { Names } from '#modules/clients/ui/names.ts'
import type { Party, SignedDocument } from '#modules/signoff/ui/signoff.ts'
import type { Version, Whole } from './deliverables.ts'
import s from './deliverables.module.css'
import { handsOf } from './hands.ts'

/** Version by stage by hand: at which version a fault came in, and who had it in front of them (F6). */
export const Where = ({ of, papers, names }: { of: Whole; papers: readonly SignedDocument[]; names: Names }) => {
  const hands = new Map(of.versions.map(v => [v.id, handsOf(v, of.stages, papers)]))
  const inStage = (v: Version, n: number) => hands.get(v.id)!.stages[n]!.parties
  return (
    <Ledger
      label={t('deliverables.where')} small rows={of.versions.toReversed()} rowKey={v => v.id}
      columns={[
        { key: 'version', head: t('deliverables.versions'), cell: v => <><b>{t('deliverables.version', { no: v.no })}</b> <span className="faint">{t(`deliverables.state.${v.state}`)}</span></> },
        { key: 'made', named: true, head: t('deliverables.made_by'), cell: v => <span className={s.hand}>{names.person(v.madeBy)}<small><Instant of={v.madeAt} /></small></span> },
        ...of.stages.map((stage, n) => ({ key: stage, named: true, head: t(`deliverables.stage.${stage}`), cell: (v: Version) => inStage(v, n).map(p => <Hand key={p.id} of={p} />) })),
        { key: 'client', named: true, head: t('deliverables.stage.client'), cell: v => hands.get(v.id)!.outside?.parties.map(p => <Hand key={p.id} of={p} />) },
        { key: 'note', named: true, head: t('deliverables.note'), cell: v => (v.note || v.returnedReason) && <span className={s.hand}>{v.note}{v.returnedReason && <small>{t('deliverables.returned_for', { reason: v.returnedReason })}</small>}</span> },
      ]}
    />
  )
}
const Hand = ({ of: p }: { of: Party }) => (
  <span className={p.signature ? s.hand : `${s.hand} faint`}>{p.signature?.name ?? p.name}<small>{p.signature ? <Instant of={p.signature.at} /> : t(p.state === 'declined' ? 'deliverables.hand.declined' : 'deliverables.hand.unsigned')}</small></span>
)
