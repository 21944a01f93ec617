import { useState } from 'react'
import { type Lang, langs } from '#kernel/i18n/messages.ts'
import { type Region, regions } from '#kernel/pure/region.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { langNames, t, useLang } from '#kernel/ui/i18n.ts'
import { Select } from '#kernel/ui/Select.tsx'
import { TextArea, TextField } from '#kernel/ui/TextField.tsx'
import { useWrite } from '#kernel/ui/useWrite.ts'
import { type ClientView, clients } from './clients.ts'

interface Fields {
  name: string
  legalName: string
  trade: string
  taxNumber: string
  address: string
  locale: Lang
  region: Region
  termsDays: number
}

/** Opens a client, or changes its particulars. */
export const ClientForm = ({ client, region, onClose, onMade }: { client?: ClientView; region: Region; onClose: () => void; onMade?: (id: string) => void }) => {
  const lang = useLang()
  const [form, setForm] = useState<Fields>(client ?? { name: '', legalName: '', trade: '', taxNumber: '', address: '', locale: lang, region, termsDays: 45 })
  const [days, setDays] = useState(String(form.termsDays))
  const set = (change: Partial<Fields>) => setForm((now) => ({ ...now, ...change }))
  const create = useWrite(clients.create, { say: 'inline', done: ({ id }) => { onClose(); onMade?.(id) } })
  const update = useWrite(clients.update, { say: 'inline', done: onClose })
  const { name, legalName, trade, taxNumber, address, locale, region: at } = form
  const sent = { name, legalName, trade, taxNumber, address, locale, region: at, termsDays: Number(days) }
  const save = () => void (client ? update.run({ ...sent, client: client.id, version: client.version }) : create.run(sent))
  const why = name.trim() === '' ? t('clients.name_first') : /^\d{1,3}$/.test(days) && Number(days) <= 365 ? null : t('clients.days_wrong')
  const write = client ? update : create
  const taxWrong = write.refusal?.code.startsWith('taxid.') ? write.why : write.wrong('taxNumber')
  return (
    <Dialog title={t(client ? 'clients.edit' : 'clients.open')} open onClose={onClose} size="wide" foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" type="submit" form="client" pending={write.pending} reason={why}>{t(client ? 'ui.save' : 'clients.open')}</Button></>}>
      <form id="client" className="stack" noValidate onSubmit={(event) => { event.preventDefault(); if (!why) save() }}>
        <div className="fields">
          <TextField label={t('clients.name')} value={name} onChange={(v) => set({ name: v })} maxLength={120} autoFocus error={write.wrong('name')} />
          <TextField label={t('clients.legal_name')} value={legalName} onChange={(v) => set({ legalName: v })} optional error={write.wrong('legalName')} />
          <TextField label={t('clients.trade')} value={trade} onChange={(v) => set({ trade: v })} optional error={write.wrong('trade')} />
          <Select label={t('clients.region')} value={at} onChange={(v) => set({ region: v })} options={regions.map((value) => ({ value, text: t(`people.region.${value}`) }))} />
          <TextField label={t(`people.taxid.${at}`)} value={taxNumber} onChange={(v) => set({ taxNumber: v })} optional error={taxWrong} />
          <Select label={t('clients.language')} value={locale} onChange={(v) => set({ locale: v })} options={langs.map((value) => ({ value, text: langNames[value] }))} />
          <TextField label={t('clients.terms')} value={days} onChange={setDays} hint={t('clients.terms_why')} />
        </div>
        <TextArea label={t('clients.address')} value={address} onChange={(v) => set({ address: v })} rows={2} optional error={write.wrong('address')} />
        {write.why && !taxWrong && <p role="alert" className="late">{write.why}</p>}
      </form>
    </Dialog>
  )
}
