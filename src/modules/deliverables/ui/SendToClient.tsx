import { useState } from 'react'
import { localDate } from '#kernel/pure/calendar.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { RadioRow } from '#kernel/ui/choices.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { byName, t } from '#kernel/ui/i18n.ts'
import { Loaded, Why } from '#kernel/ui/states.tsx'
import { useZone } from '#kernel/ui/text.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { clients } from '#modules/clients/ui/clients.ts'
import { deliverables, type Version } from './deliverables.ts'

/** Sends a version with all its signatures to one authorised approver. */
export const SendToClient = ({ client, version, onClose }: { client: string; version: Version; onClose: () => void }) => {
  const today = localDate(new Date(), useZone())
  const one = useRead(clients.get, { client })
  const [contact, setContact] = useState<string | null>(null)
  const send = useWrite(deliverables.send, { say: 'inline', done: () => { toast({ text: t('deliverables.sent_word') }); onClose() } })
  const able = (one.data?.contacts ?? []).filter(c => c.active && c.approverSince !== null && c.approverSince <= today && c.mail !== '').toSorted(byName(c => c.name))
  const chosen = contact ?? (able.length === 1 ? able[0]!.id : null)
  return (
    <Dialog
      title={t('deliverables.send_version', { no: version.no })} open onClose={onClose}
      foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" pending={send.pending} reason={chosen === null && t(able.length === 0 ? 'deliverables.no_approver' : 'deliverables.choose_approver')} reasonAt="beside" onPress={() => void send.run({ client, version: version.id, contact: chosen!, rowVersion: version.rowVersion })}>{t('deliverables.send')}</Button></>}
    >
      <Loaded of={one}>
        {() => (
          <div className="stack">
            {able.length === 0 ? <p>{t('deliverables.no_approver')}</p> : <RadioRow label={t('deliverables.approver')} stacked value={chosen} onChange={setContact} options={able.map(c => ({ value: c.id, text: c.name, note: c.title }))} />}
            <p className="small quiet">{t('deliverables.send_why')}</p>
            <Why>{send.why}</Why>
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}
