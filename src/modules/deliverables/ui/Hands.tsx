import type { ReactNode } from 'react'
import { t } from '#kernel/ui/i18n.ts'
import { SealOf } from '#kernel/ui/Seal.tsx'
import { Instant } from '#kernel/ui/text.tsx'
import type { Party } from '#modules/signoff/ui/signoff.ts'
import s from './deliverables.module.css'
import type { Hands } from './hands.ts'

const note = (p: Party, open: boolean): ReactNode => {
  if (p.signature) return <Instant of={p.signature.at} />
  if (p.state === 'declined') return t('deliverables.hand.declined')
  if (!open) return t('deliverables.hand.unsigned')
  return t(p.state === 'asked' ? 'deliverables.hand.awaited' : 'deliverables.hand.later')
}
const One = ({ party: p, part, fresh, open }: { party: Party; part: string; fresh?: string; open: boolean }) =>
  <SealOf name={p.signature?.name ?? p.name} state={p.signature ? 'signed' : 'awaited'} mark={p.signature?.mark} part={part} fresh={fresh === p.personId && p.signature !== null} note={note(p, open)} />

/** Every hand of a version in the order of passing: a red seal where somebody signed, dashed where one is awaited. */
export const HandSeals = ({ hands, fresh }: { hands: Hands; fresh?: string }) => (
  <div className={s.hands}>
    {hands.stages.flatMap(({ stage, parties }) => parties.map(p => <One key={p.id} party={p} part={t(`deliverables.mark.${stage}`)} fresh={fresh} open={hands.inside?.state === 'open'} />))}
    {hands.outside?.parties.map(p => <One key={p.id} party={p} part={t('deliverables.mark.client')} open={hands.outside?.state === 'open'} />)}
  </div>
)
