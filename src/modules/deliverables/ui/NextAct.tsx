import { useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { Next } from '#kernel/ui/page.tsx'
import { SignDialog } from '#modules/signoff/ui/SignDialog.tsx'
import { mineOf, type ToSign } from '#modules/signoff/ui/signoff.ts'
import type { Version } from './deliverables.ts'
import { awaitedIn, type Hands } from './hands.ts'
import { SendToClient } from './SendToClient.tsx'

interface Props {
  client: string
  version: Version
  hands: Hands
  /** Why nothing may be done on the job, if so. */
  why: string | null
  onPutIn: () => void
  onSigned?: () => void
}

/** The one next thing of a version: what is missing, for whom, and the button that mends it. */
export const NextAct = ({ client, version, hands, why, onPutIn, onSigned }: Props) => {
  const me = useMe()
  const [open, setOpen] = useState<'send' | ToSign | null>(null)
  const { document, inside } = hands
  const mine = document && inside ? mineOf(document, inside, me.id) : null
  const awaited = awaitedIn(hands)
  const waits = awaited.map(p => p.name).join(t('ui.list_comma'))
  const no = version.no
  const box = version.state === 'in_stages' && mine ? <Next title={t('deliverables.next.sign', { no, stage: t('signoff.stage', { stage: mine.stage }) })} act={<Button kind="seal" onPress={() => setOpen(mine)}>{t('signoff.sign')}</Button>}>{t('deliverables.next.sign_why')}</Next>
    : version.state === 'in_stages' ? <Next title={t('deliverables.next.awaits', { no, names: waits })}>{t('deliverables.next.awaits_why')}</Next>
      : version.state === 'ready' ? <Next title={t('deliverables.next.send', { no })} act={<Button kind="do" reason={why ?? (!holds(me, ['ae', 'director']) && t('jobs.only.ae'))} onPress={() => setOpen('send')}>{t('deliverables.send')}</Button>}>{t('deliverables.next.send_why')}</Next>
        : version.state === 'with_client' ? <Next title={t('deliverables.next.client', { no, names: waits })}>{t('deliverables.next.client_why')}</Next>
          : version.state === 'returned' ? <Next title={t('deliverables.next.returned', { no })} act={<Button kind="do" reason={why} onPress={onPutIn}>{t('deliverables.add_version')}</Button>}>{t('deliverables.next.returned_why')}</Next>
            : null
  return (
    <>
      {box}
      {open === 'send' && <SendToClient client={client} version={version} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'send' && <SignDialog of={open} onClose={() => setOpen(null)} onSigned={onSigned} />}
    </>
  )
}
