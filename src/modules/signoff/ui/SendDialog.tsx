import { useState } from 'react'
import { localDate } from '#kernel/pure/calendar.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { CheckGroup } from '#kernel/ui/choices.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { byName, t } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import { api } from '#kernel/ui/rpc.ts'
import { Loaded } from '#kernel/ui/states.tsx'
import { useRead } from '#kernel/ui/useRead.ts'
import type { clientsContract } from '#modules/clients/contract.ts'
import type { peopleContract } from '#modules/people/contract.ts'

const clients = api<typeof clientsContract>('clients')
const people = api<typeof peopleContract>('people')

export interface Chosen {
  people: string[]
  contacts: string[]
}
interface Props {
  client: string
  /** What is sent, as on the button that opened this. */
  title?: string
  /** Which sides sign; both by default (B5). */
  sides?: readonly ('agency' | 'client')[]
  /** Only authorised approvers may be chosen (glossary: client approval). */
  approversOnly?: boolean
  pending: boolean
  why: string | null
  onSend: (chosen: Chosen) => void
  onClose: () => void
}

/** Whom to ask: those of ours on the team, and contacts with an address of their own. */
export const SendDialog = ({ client, title, sides = ['agency', 'client'], approversOnly, pending, why, onSend, onClose }: Props) => {
  const me = useMe()
  const one = useRead(clients.get, { client })
  const directory = useRead(people.directory, undefined as never)
  const [chosen, setChosen] = useState<Chosen>({ people: [me.id], contacts: [] })
  const [ours, theirs] = [sides.includes('agency'), sides.includes('client')]
  const today = localDate(new Date(), me.agency.zone)
  const missing = ours && chosen.people.length === 0 ? t('signoff.send_needs_agency') : theirs && chosen.contacts.length === 0 ? t('signoff.send_needs_client') : null
  return (
    <Dialog
      title={title ?? t('signoff.send_title')} open onClose={onClose}
      foot={<><span className="small" role="alert">{why}</span><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" pending={pending} reason={missing} reasonAt="beside" onPress={() => onSend({ people: ours ? chosen.people : [], contacts: theirs ? chosen.contacts : [] })}>{t('signoff.send_do')}</Button></>}
    >
      <Loaded of={one}>
        {({ contacts, team }) => {
          const approver = (since: string | null) => since !== null && since <= today
          const able = contacts.filter(c => c.active && (!approversOnly || approver(c.approverSince))).toSorted(byName(c => c.name))
          const staff = (directory.data ?? []).filter(p => p.active && team.includes(p.id)).toSorted(byName(p => p.name))
          return (
            <div className="stack">
              {ours && <CheckGroup label={t('signoff.send_agency')} value={chosen.people} onChange={now => setChosen({ ...chosen, people: now })} options={staff.map(p => ({ value: p.id, text: p.name, note: p.title }))} />}
              {theirs && <CheckGroup label={t('signoff.send_client')} value={chosen.contacts} onChange={now => setChosen({ ...chosen, contacts: now })} options={able.filter(c => c.mail !== '').map(c => ({ value: c.id, text: c.name, note: [c.title, approver(c.approverSince) && t('signoff.send_approver')].filter(Boolean).join('　') }))} />}
              {theirs && able.some(c => c.mail === '') && <p className="small faint">{able.filter(c => c.mail === '').map(c => c.name).join(t('ui.list_comma'))}　{t('signoff.send_no_mail')}</p>}
              {missing && <p className="small quiet">{missing}</p>}
            </div>
          )
        }}
      </Loaded>
    </Dialog>
  )
}
