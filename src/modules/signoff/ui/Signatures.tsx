import { type ReactNode, useState } from 'react'
import { Button, ButtonLink } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { SealOf } from '#kernel/ui/Seal.tsx'
import { Instant } from '#kernel/ui/text.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { fileAddress } from '#kernel/ui/Viewer.tsx'
import { LinkActs } from './LinkActs.tsx'
import { Remind } from './Remind.tsx'
import { SignDialog } from './SignDialog.tsx'
import { mineOf, type Party, signoff, type SignedDocument, type SignedRequest } from './signoff.ts'
import s from './signoff.module.css'
import { WithdrawDialog } from './WithdrawDialog.tsx'

const noteOf = (p: Party): ReactNode => {
  if (p.signature) return <Instant of={p.signature.at} />
  if (p.state === 'declined') return <>{p.endedAt && <Instant of={p.endedAt} />}</>
  if (p.state === 'waiting') return t('signoff.awaits_turn')
  if (p.contactId === null) return p.askedAt && <>{t('signoff.asked')} <Instant of={p.askedAt} /></>
  return <>{p.openedAt ? t('signoff.opened_times', { n: p.opened }) : t('signoff.not_opened')}</>
}

/** One party: a seal or the drawn mark where a signature stands, a dashed square where one is awaited. */
const PartySeal = ({ party: p, fresh }: { party: Party; fresh: boolean }) =>
  <SealOf name={p.signature?.name ?? p.name} state={p.signature ? 'signed' : 'awaited'} mark={p.signature?.mark} part={p.stage ? t('signoff.stage', { stage: p.stage }) : undefined} fresh={fresh && p.signature !== null} note={noteOf(p)} />

/** The parties of a request with what I can do about each; `why` disables what changes something. */
export const Signatures = ({ document, request, why }: { document: SignedDocument; request: SignedRequest; why?: string | null }) => {
  const me = useMe()
  const [open, setOpen] = useState<'sign' | 'withdraw' | null>(null)
  const [fresh, setFresh] = useState(false)
  const mine = mineOf(document, request, me.id)
  const whyRemind = why ?? (holds(me, ['ae', 'director']) ? null : t('signoff.only.ae'))
  const version = document.versions.find(v => v.version === request.version)
  return (
    <div className="stack">
      <div className={s.seals}>{request.parties.map(p => <PartySeal key={p.id} party={p} fresh={fresh && p.personId === me.id} />)}</div>
      {request.parties.filter(p => p.state === 'declined').map(p => <p key={p.id} className={`small ${s.reason}`}>{t('signoff.declined', { reason: p.reason })}</p>)}
      {request.state === 'open' && request.parties.filter(p => p.state === 'asked').map(p => p.contactId !== null
        ? <LinkActs key={p.id} client={document.client} party={p} why={whyRemind} named />
        : p.personId !== me.id && <div key={p.id} className="row small"><span>{p.name}</span><Remind client={document.client} party={p} why={whyRemind} reasonAt="beside" /></div>)}
      <div className="row">
        {mine && <Button kind="seal" size="s" reason={why} onPress={() => setOpen('sign')}>{t('signoff.sign')}</Button>}
        {version && <ButtonLink size="s" away href={fileAddress({ client: document.client, id: version.fileId })}>{t(document.kind === 'deliverable' ? 'signoff.open_work' : 'signoff.open_paper')}</ButtonLink>}
        {request.certificateFileId && <ButtonLink size="s" away href={fileAddress({ client: document.client, id: request.certificateFileId })}>{t('signoff.certificate')}</ButtonLink>}
        {version && <Verify document={document} version={version.version} />}
        {request.state === 'open' && <Button kind="word" size="s" reason={why} reasonAt="beside" onPress={() => setOpen('withdraw')}>{t('signoff.withdraw')}</Button>}
      </div>
      {request.parties.some(p => p.signature) && <p className="tiny faint">{t(request.certificateFileId ? 'signoff.paper_as_sent' : 'signoff.paper_as_sent_yet')}</p>}
      {open === 'sign' && mine && <SignDialog of={mine} onClose={() => setOpen(null)} onSigned={() => setFresh(true)} />}
      {open === 'withdraw' && <WithdrawDialog client={document.client} request={request.id} title={version?.title ?? ''} onClose={() => setOpen(null)} />}
    </div>
  )
}

/** T9: compares what lies in the store now with what was frozen. */
const Verify = ({ document, version }: { document: SignedDocument; version: number }) => {
  const verify = useWrite(signoff.verify, {
    done: found => toast({ text: found.file === 'whole' && found.data === 'whole' ? t('signoff.verified_whole') : t('signoff.verified_changed'), ...(found.file === 'whole' && found.data === 'whole' ? {} : { tone: 'refused' as const }) }),
  })
  return <Button kind="word" size="s" pending={verify.pending} onPress={() => void verify.run({ client: document.client, document: document.id, version })}>{t('signoff.verify')}</Button>
}
