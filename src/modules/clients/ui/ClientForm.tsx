import type { Lang } from '#kernel/i18n/messages.ts'
import { type Region, regions } from '#kernel/pure/region.ts'
import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { langOptions, t, useLang } from '#kernel/ui/i18n.ts'
import { Select } from '#kernel/ui/Select.tsx'
import { Why } from '#kernel/ui/states.tsx'
import { TextArea, TextField } from '#kernel/ui/TextField.tsx'
import { DraftNote, useDraft } from '#kernel/ui/useDraft.tsx'
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
  /** The days of the terms, as they are being written. */
  days: string
}

const fieldsOf = ({ name, legalName, trade, taxNumber, address, locale, region, termsDays }: ClientView): Fields => ({ name, legalName, trade, taxNumber, address, locale, region, days: String(termsDays) })

/** Opens a client, or changes its particulars. */
export const ClientForm = ({ client, region, onClose, onMade }: { client?: ClientView; region: Region; onClose: () => void; onMade?: (id: string) => void }) => {
  const lang = useLang()
  const draft = useDraft<Fields>(client ? `clients.client.${client.id}.${client.version}` : 'clients.new',
    client ? fieldsOf(client) : { name: '', legalName: '', trade: '', taxNumber: '', address: '', locale: lang, region, days: '45' })
  const { put } = draft
  const create = useWrite(clients.create, { say: 'inline', done: ({ id }) => { draft.saved(); onClose(); onMade?.(id) } })
  const update = useWrite(clients.update, { say: 'inline', done: () => { draft.saved(); onClose() } })
  const { name, legalName, trade, taxNumber, address, locale, region: at, days } = draft.value
  const sent = { name, legalName, trade, taxNumber, address, locale, region: at, termsDays: Number(days) }
  const save = () => void (client ? update.run({ ...sent, client: client.id, version: client.version }) : create.run(sent))
  const why = name.trim() === '' ? t('ui.fill_first', { what: t('clients.name') }) : /^\d{1,3}$/.test(days) && Number(days) <= 365 ? null : t('clients.days_wrong')
  const write = client ? update : create
  const taxWrong = write.refusal?.code.startsWith('taxid.') ? write.whyOf(`${at} ${taxNumber}`) : write.wrong('taxNumber', taxNumber)
  return (
    <Dialog title={t(client ? 'clients.edit' : 'clients.open')} open onClose={onClose} size="wide" foot={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button kind="do" type="submit" form="client" pending={write.pending} reason={why}>{t(client ? 'ui.save' : 'clients.open')}</Button></>}>
      <form id="client" className="stack" noValidate onSubmit={(event) => { event.preventDefault(); if (!why) save() }}>
        <DraftNote of={draft} />
        <div className="fields">
          <TextField label={t('clients.name')} value={name} onChange={(v) => put({ name: v })} maxLength={120} autoFocus error={write.wrong('name', name)} />
          <TextField label={t('clients.legal_name')} value={legalName} onChange={(v) => put({ legalName: v })} optional error={write.wrong('legalName', legalName)} />
          <TextField label={t('clients.trade')} value={trade} onChange={(v) => put({ trade: v })} optional error={write.wrong('trade', trade)} />
          <Select label={t('clients.region')} value={at} onChange={(v) => put({ region: v })} options={regions.map((value) => ({ value, text: t(`people.region.${value}`) }))} />
          <TextField label={t(`people.taxid.${at}`)} value={taxNumber} onChange={(v) => put({ taxNumber: v })} optional error={taxWrong} />
          <Select label={t('clients.language')} value={locale} onChange={(v) => put({ locale: v })} options={langOptions} />
          <TextField label={t('clients.terms')} value={days} onChange={(v) => put({ days: v })} hint={t('clients.terms_why')} />
        </div>
        <TextArea label={t('clients.address')} value={address} onChange={(v) => put({ address: v })} rows={2} optional error={write.wrong('address', address)} />
        <Why>{!write.refusal?.code.startsWith('taxid.') && write.why}</Why>
      </form>
    </Dialog>
  )
}
