import { useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import { Select } from '#kernel/ui/Select.tsx'
import { Why } from '#kernel/ui/states.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { useRead } from '#kernel/ui/useRead.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { clients } from '#modules/clients/ui/clients.ts'
import type { Names } from '#modules/clients/ui/names.ts'
import { schedules } from './schedules.ts'
import { useToday } from './useGround.ts'

interface Props {
  client: string
  schedule: string
  version: number
  sentence: string
  /** That it begins on a day that is gone. */
  past: string | null
  names: Names
  onClose: () => void
}

/** Who signs for either side, and off it goes: ours first, then the client's authorised approver. */
export const SendDialog = ({ client, schedule, version, sentence, past, names, onClose }: Props) => {
  const me = useMe()
  const today = useToday()
  const one = useRead(clients.get, { client })
  const approvers = (one.data?.contacts ?? []).filter(c => c.active && c.approverSince !== null && c.approverSince <= today)
  const [person, setPerson] = useState<string | null>(names.team.some(p => p.value === me.id) ? me.id : null)
  const [contact, setContact] = useState<string | null>(null)
  const to = contact ?? (approvers.length === 1 ? approvers[0]!.id : null)
  const send = useWrite(schedules.send, {
    say: 'inline',
    done: () => {
      toast({ text: t('schedules.sent_toast') })
      onClose()
    },
  })
  const why = one.data && approvers.length === 0 ? t('schedules.no_approver') : person && to ? null : t('ui.choose')
  return (
    <Dialog
      title={t('schedules.send_title')} open onClose={onClose}
      foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" pending={send.pending} reason={why} reasonAt="beside" onPress={() => void send.run({ client, schedule, version, personId: person!, contactId: to! })}>{t('schedules.send_do')}</Button></>}
    >
      <p><b>{sentence}</b></p>
      {past && <p className="small later">{past}</p>}
      <p className="quiet small">{t('schedules.send_how')}</p>
      <Select label={t('schedules.send_ours')} value={person} onChange={setPerson} options={names.team} />
      <Select label={t('schedules.send_theirs')} value={to} onChange={setContact} options={approvers.map(c => ({ value: c.id, text: c.name, note: c.title }))} error={one.data && approvers.length === 0 && t('schedules.no_approver')} />
      <Why>{send.why}</Why>
    </Dialog>
  )
}
