import { useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { Dialog } from '#kernel/ui/Dialog.tsx'
import { byName, t } from '#kernel/ui/i18n.ts'
import { useMe } from '#kernel/ui/me.tsx'
import { Select } from '#kernel/ui/Select.tsx'
import { ReceiveDialog } from './ReceiveDialog.tsx'

/** Money received where no invoice stands yet: whose it is comes first, then which invoices it settles. */
export const ReceiveFrom = ({ client, onClose }: { client: string | null; onClose: () => void }) => {
  const me = useMe()
  const [of, setOf] = useState(client)
  if (of) return <ReceiveDialog client={of} currency={me.agency.currency} onClose={onClose} />
  return (
    <Dialog title={t('billing.act.receive')} open onClose={onClose} size="side" foot={<Button onPress={onClose}>{t('ui.cancel')}</Button>}>
      <Select label={t('billing.client')} value={null} onChange={setOf} options={me.clients.toSorted(byName((c) => c.name)).map((c) => ({ value: c.id, text: c.name }))} autoFocus />
    </Dialog>
  )
}
