import type { Lang } from '#kernel/i18n/messages.ts'
import { localDate } from '#kernel/pure/calendar.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { Check } from '#kernel/ui/choices.tsx'
import { DateField } from '#kernel/ui/DateField.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { langOptions, t } from '#kernel/ui/i18n.ts'
import { Select } from '#kernel/ui/Select.tsx'
import { Why } from '#kernel/ui/states.tsx'
import { useZone } from '#kernel/ui/text.tsx'
import { TextField } from '#kernel/ui/TextField.tsx'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { type ClientView, type ContactView, clients } from './clients.ts'

const seniorities = ['board', 'head', 'manager', 'staff'] as const
interface Fields {
  name: string
  title: string
  seniority: (typeof seniorities)[number]
  mail: string
  phone: string
  locale: Lang
  approverSince: string | null
  active: boolean
}

/** Adds a contact of the client, or changes one: who may approve, and since when. */
export const ContactForm = ({ client, contact, onClose }: { client: ClientView; contact?: ContactView; onClose: () => void }) => {
  const today = localDate(new Date(), useZone())
  const draft = useDraft<Fields>(contact ? `clients.contact.${contact.id}.${contact.version}` : `clients.contact.new.${client.id}`,
    contact ?? { name: '', title: '', seniority: 'manager', mail: '', phone: '', locale: client.locale, approverSince: null, active: true })
  const { put } = draft
  const done = () => { draft.saved(); onClose() }
  const add = useWrite(clients.addContact, { say: 'inline', done })
  const update = useWrite(clients.updateContact, { say: 'inline', done })
  const { name, title, seniority, mail, phone, locale, approverSince, active } = draft.value
  const sent = { client: client.id, name, title, seniority, mail, phone, locale, approverSince, active }
  const save = () => void (contact ? update.run({ ...sent, contact: contact.id, version: contact.version }) : add.run(sent))
  const why = name.trim() === '' ? t('ui.fill_first', { what: t('clients.contact_name') }) : approverSince && mail.trim() === '' ? t('refusal.clients.approver_needs_mail') : null
  const write = contact ? update : add
  return (
    <Dialog title={t(contact ? 'clients.contact_edit' : 'clients.contact_add')} open onClose={onClose} size="wide" foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" type="submit" form="contact" pending={write.pending} reason={why}>{t(contact ? 'ui.save' : 'clients.contact_add')}</Button></>}>
      <form id="contact" className="stack" noValidate onSubmit={(event) => { event.preventDefault(); if (!why) save() }}>
        <DraftNote of={draft} />
        <div className="fields">
          <TextField label={t('clients.contact_name')} value={name} onChange={(v) => put({ name: v })} autoFocus error={write.wrong('name', name)} />
          <TextField label={t('clients.contact_title')} value={title} onChange={(v) => put({ title: v })} optional error={write.wrong('title', title)} />
          <Select label={t('clients.seniority')} value={seniority} onChange={(v) => put({ seniority: v })} options={seniorities.map((value) => ({ value, text: t(`clients.seniority.${value}`) }))} />
          <TextField label={t('clients.mail')} type="email" value={mail} onChange={(v) => put({ mail: v })} optional error={write.wrong('mail', mail) && t('clients.mail_wrong')} />
          <TextField label={t('clients.phone')} value={phone} onChange={(v) => put({ phone: v })} optional error={write.wrong('phone', phone)} />
          <Select label={t('clients.language')} value={locale} onChange={(v) => put({ locale: v })} options={langOptions} />
        </div>
        <Check checked={approverSince !== null} onChange={(on) => put({ approverSince: on ? today : null })}>{t('clients.approver')}</Check>
        {approverSince !== null && <DateField label={t('clients.approver_since')} value={approverSince} onChange={(v) => put({ approverSince: v ?? today })} />}
        {contact && <Check checked={active} onChange={(on) => put({ active: on })}>{t('clients.contact_active')}</Check>}
        <Why>{!write.refusal?.fields && write.why}</Why>
      </form>
    </Dialog>
  )
}
