import { useState } from 'react'
import { useLocation } from 'wouter'
import { localDate } from '#kernel/pure/calendar.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { useCommand } from '#kernel/ui/commands.ts'
import { DateField } from '#kernel/ui/DateField.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import { Select } from '#kernel/ui/Select.tsx'
import { Why } from '#kernel/ui/states.tsx'
import { TextArea } from '#kernel/ui/TextField.tsx'
import { useZone } from '#kernel/ui/text.tsx'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { useNames } from '#modules/clients/ui/names.ts'
import { freshItem } from './form.ts'
import { meetings } from './meetings.ts'

/** `c` anywhere: what a client asks for by word of mouth is written down at once, so that it becomes an order or is declined (C2). */
const Capture = () => {
  const me = useMe()
  const [open, setOpen] = useState(false)
  const [at] = useLocation()
  const here = me.clients.find(one => at.startsWith(`/clients/${one.id}`))?.id
  const reason = holds(me, ['ae', 'director']) ? (me.clients.length > 0 ? null : t('clients.empty')) : t('meetings.only.ae')
  useCommand({ id: 'meetings.capture', title: t('meetings.capture'), keys: 'c', group: t('ui.everywhere'), reason, run: () => setOpen(true) })
  return open ? <CaptureDialog client={here ?? (me.clients.length === 1 ? me.clients[0]!.id : null)} onClose={() => setOpen(false)} /> : null
}
export default Capture

interface Form {
  client: string | null
  contact: string | null
  text: string
  dueOn: string | null
}

const CaptureDialog = ({ client, onClose }: { client: string | null; onClose: () => void }) => {
  const me = useMe()
  const [, go] = useLocation()
  const today = localDate(new Date(), useZone())
  const draft = useDraft<Form>(`meetings.capture.${client ?? ''}`, { client, contact: null, text: '', dueOn: null })
  const f = draft.value
  const { put } = draft
  const names = useNames(f.client ?? me.clients[0]!.id)
  const who = f.contact ? names.contact(f.contact) : names.client
  const create = useWrite(meetings.create, { say: 'inline', done: ({ id }) => {
    draft.saved()
    onClose()
    go(`/clients/${f.client}/meetings/${id}`)
  } })
  const why = !f.client ? t('ui.choose_first', { what: t('meetings.client') }) : !f.text.trim() ? t('ui.fill_first', { what: t('meetings.capture.text') }) : null
  const write = () => f.client && void create.run({
    client: f.client, title: t('meetings.capture.title', { who }), heldOn: today, place: '', people: [me.id], contacts: f.contact ? [f.contact] : [],
    items: [{ ...freshItem('request'), text: f.text, dueOn: f.dueOn, ourOwnerId: me.id }],
  })
  return (
    <Dialog title={t('meetings.capture')} open onClose={onClose} foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" type="submit" form="capture" pending={create.pending} reason={why}>{t('meetings.capture.do')}</Button></>}>
      <form id="capture" className="stack" onSubmit={event => { event.preventDefault(); if (!why) write() }}>
        <DraftNote of={draft} />
        <p className="small quiet">{t('meetings.capture.why')}</p>
        <div className="fields">
          <Select label={t('meetings.client')} value={f.client} onChange={v => put({ client: v, contact: null })} options={me.clients.map(c => ({ value: c.id, text: c.name }))} autoFocus={!f.client} />
          <Select label={t('meetings.field.quoted')} value={f.contact} onChange={v => put({ contact: v })} options={f.client ? names.theirs : []} optional />
        </div>
        <TextArea label={t('meetings.capture.text')} value={f.text} onChange={text => put({ text })} maxLength={5000} autoFocus={Boolean(f.client)} />
        <DateField label={t('meetings.field.dueOn')} value={f.dueOn} onChange={v => put({ dueOn: v })} optional />
        <Why>{create.why}</Why>
      </form>
    </Dialog>
  )
}
