import { useState } from 'react'
import { Button } from '#kernel/ui/Button.tsx'
import { t } from '#kernel/ui/i18n.ts'
import { holds, useMe } from '#kernel/ui/me.tsx'
import type { Names } from '#modules/clients/ui/names.ts'
import { type Invoice, owes, usePaper } from './billing.ts'
import { CreditDialog } from './CreditDialog.tsx'
import { ReceiveDialog } from './ReceiveDialog.tsx'
import { SendInvoiceDialog } from './SendInvoiceDialog.tsx'

/** What can be done with an invoice: its paper, mail it, credit it, enter money. Nothing edits it. `reminding`: further down a reminder is proposed, which is then the one next thing. */
export const InvoiceActs = ({ i, names, reminding }: { i: Invoice; names: Names; reminding: boolean }) => {
  const me = useMe()
  const paper = usePaper()
  const [open, setOpen] = useState<'send' | 'credit' | 'receive' | null>(null)
  const close = () => setOpen(null)
  const settled = owes(i) === 0n && t('billing.settled_already')
  const finance = !holds(me, ['finance']) && t('billing.only.finance')
  const sender = !holds(me, ['ae', 'director', 'finance']) && t('billing.only.ae')
  return (
    <>
      <Button pending={paper.pending} onPress={() => void paper.open(i.client, 'invoice', i.id)}>{t('billing.act.paper')}</Button>
      <Button kind={finance && !sender && !settled && !reminding ? 'do' : 'plain'} reason={sender} onPress={() => setOpen('send')}>{t('billing.act.send')}</Button>
      {i.kind === 'invoice' && (
        <>
          {/* To whom neither is given, the next one says it for both. */}
          <Button reason={finance || settled} reasonAt={finance ? 'beside' : 'below'} onPress={() => setOpen('credit')}>{t('billing.act.credit')}</Button>
          <Button kind={finance || settled || reminding ? 'plain' : 'do'} reason={finance || (settled && t('billing.nothing_open'))} onPress={() => setOpen('receive')}>{t('billing.act.receive')}</Button>
        </>
      )}
      {open === 'send' && <SendInvoiceDialog i={i} names={names} onClose={close} />}
      {open === 'credit' && <CreditDialog i={i} onClose={close} />}
      {open === 'receive' && <ReceiveDialog client={i.client} currency={i.currency} first={i.id} onClose={close} />}
    </>
  )
}
