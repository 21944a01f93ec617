import { type ReactNode, useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { Next } from '#kernel/ui/page.tsx'
import { Remind } from '#modules/signoff/ui/Remind.tsx'
import { SignDialog } from '#modules/signoff/ui/SignDialog.tsx'
import { mineOf, type ToSign } from '#modules/signoff/ui/signoff.ts'
import type { Version } from './deliverables.ts'
import s from './deliverables.module.css'
import { awaitedIn, type Hands } from './hands.ts'
import { SendToClient } from './SendToClient.tsx'

interface Props {
  client: string
  version: Version
  hands: Hands
  /** Why nothing may be done on the job, if so. */
  why: string | null
  /** Among other things of a page, which has a next box of its own. */
  inline?: boolean
  onPutIn: () => void
  onSigned?: () => void
}

/** The one next thing of a version: what is missing, for whom, and the button that mends it. */
export const NextAct = ({ client, version, hands, why, inline, onPutIn, onSigned }: Props) => {
  const me = useMe()
  const [open, setOpen] = useState<'send' | ToSign | null>(null)
  const { document, inside } = hands
  const mine = document && inside ? mineOf(document, inside, me.id) : null
  const awaited = awaitedIn(hands)
  const waits = awaited.map(p => p.name).join(t('ui.list_comma'))
  const no = version.no
  const Box = inline ? Inline : Next
  const kind = inline ? 'plain' : 'do'
  const box = version.state === 'in_stages' && mine ? <Box title={t('deliverables.next.sign', { no, stage: t('signoff.stage', { stage: mine.stage }) })} act={<Button kind="seal" onPress={() => setOpen(mine)}>{t('signoff.sign')}</Button>}>{t('deliverables.next.sign_why')}</Box>
    : version.state === 'in_stages' ? <Box title={t('deliverables.next.awaits', { no, names: waits })} act={<div className={s.reminds}>{awaited.filter(p => p.personId !== null).map(p => <Remind key={p.id} client={client} party={p} named={awaited.length > 1} why={!holds(me, ['ae', 'director']) && t('jobs.only.ae')} />)}</div>}>{t('deliverables.next.awaits_why')}</Box>
      : version.state === 'ready' ? <Box title={t('deliverables.next.send', { no })} act={<Button kind={kind} reason={why ?? (!holds(me, ['ae', 'director']) && t('jobs.only.ae'))} onPress={() => setOpen('send')}>{t('deliverables.send')}</Button>}>{t('deliverables.next.send_why')}</Box>
        : version.state === 'with_client' ? <Box title={t('deliverables.next.client', { no, names: waits })}>{inline ? t('deliverables.next.client_why') : t('deliverables.next.client_why_here')}</Box>
          : version.state === 'returned' ? <Box title={t('deliverables.next.returned', { no })} act={<Button kind={kind} reason={why} onPress={onPutIn}>{t('deliverables.add_version')}</Button>}>{t('deliverables.next.returned_why')}</Box>
            : null
  return (
    <>
      {box}
      {open === 'send' && <SendToClient client={client} version={version} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'send' && <SignDialog of={open} onClose={() => setOpen(null)} onSigned={onSigned} />}
    </>
  )
}

const Inline = ({ title, children, act }: { title: string; children?: ReactNode; act?: ReactNode }) => (
  <div className={s.inline}><p><b>{title}</b><br /><span className="small quiet">{children}</span></p>{act}</div>
)
