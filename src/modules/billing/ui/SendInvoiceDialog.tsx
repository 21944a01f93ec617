import { useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { Select } from '#kernel/ui/Select.tsx'
import { toast } from '#kernel/ui/toast.ts'
import { useWrite } from '#kernel/ui/useWrite.ts'
import type { Names } from '#modules/clients/ui/names.ts'
import { billing, type Invoice } from './billing.ts'

/** Mails the invoice's paper to one of the client's contacts. */
export const SendInvoiceDialog = ({ i, names, onClose }: { i: Invoice; names: Names; onClose: () => void }) => {
  const able = names.receivers.filter((r) => r.mail !== '')
  const [to, setTo] = useState<string | null>(able.length === 1 ? able[0]!.id : null)
  const write = useWrite(billing.send, { say: 'inline', done: () => { toast({ text: t('billing.sent') }); onClose() } })
  const why = able.length === 0 ? t('refusal.billing.no_mail') : to ? null : t('ui.choose_first', { what: t('billing.send.to') })
  const foot = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button kind="do" pending={write.pending} reason={why} onPress={() => to && void write.run({ client: i.client, invoice: i.id, contact: to })}>{t('billing.act.send')}</Button>
    </>
  )
  return (
    <Dialog title={t('billing.act.send')} open onClose={onClose} foot={foot}>
      <p className="quiet">{t('billing.send.why')}</p>
      <Select label={t('billing.send.to')} value={to} onChange={setTo} options={able.map((r) => ({ value: r.id, text: r.name, note: r.mail }))} error={write.why} autoFocus />
    </Dialog>
  )
}
